using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>A message exactly once, never a stale one, and never at night.</summary>
public sealed class DispatchTests : JobTest
{
    private const string Send = "SendMessages";

    [Fact]
    public async Task A_message_goes_out_once_in_the_reader_s_language_and_is_marked()
    {
        var volunteer = await AddVolunteerAsync(v => v.Culture = "ru");
        var sms = await OweAsync(volunteer);
        var email = await OweAsync(volunteer, MessageChannel.Email);

        await RunAsync(Send);
        await RunAsync(Send);

        var text = Assert.Single(Provider.Texts);
        Assert.Equal(volunteer.Phone, text.To);
        Assert.Contains("добро пожаловать", text.Text, StringComparison.Ordinal);
        var letter = Assert.Single(Provider.Emails);
        Assert.Equal((volunteer.Email, volunteer.GivenName), (letter.ToAddress, letter.ToName));
        Assert.Contains("lang=\"ru\"", letter.Html, StringComparison.Ordinal);
        Assert.NotNull(letter.ListUnsubscribeUrl);
        Assert.Equal((MessageState.Sent, Now, Provider.IdOfText[text.ReferenceId]), await StateAsync(sms));
        Assert.Equal((MessageState.Sent, Now, null), await StateAsync(email));
        Assert.StartsWith($"{email.OutboundMessageId:N}@", letter.MessageId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_night_only_what_is_urgent_goes_out_and_the_rest_in_the_morning()
    {
        var volunteer = await AddVolunteerAsync();
        GoTo(22);
        var calm = await OweAsync(volunteer);
        await App.QueryAsync(async db =>
        {
            db.OutboundMessages.Add(OutboundMessage.Urgent(
                MessageKind.VolunteerAccepted, MessageChannel.Email, Recipient.Volunteer(volunteer.VolunteerId), volunteer.VolunteerId, Now, Now.AddDays(1)));
            return await db.SaveChangesAsync();
        });

        await RunAsync(Send);
        Assert.Empty(Provider.Texts);
        Assert.Single(Provider.Emails);

        GoTo(8, 59, daysOn: 1);
        await RunAsync(Send);
        Assert.Empty(Provider.Texts);

        GoTo(9);
        await RunAsync(Send);
        Assert.Single(Provider.Texts);
        Assert.Equal(1, (await ReadAsync(calm)).Attempts);
    }

    [Fact]
    public async Task What_somebody_waits_for_need_not_wait_for_the_minute()
    {
        var volunteer = await AddVolunteerAsync();
        await OweAsync(volunteer);
        Assert.Equal(0, await SendUrgentAsync());

        await App.QueryAsync(async db =>
        {
            db.OutboundMessages.Add(OutboundMessage.Urgent(
                MessageKind.VolunteerAccepted, MessageChannel.Email, Recipient.Volunteer(volunteer.VolunteerId), volunteer.VolunteerId, Now, Now.AddDays(1)));
            return await db.SaveChangesAsync();
        });
        Assert.Equal(1, await SendUrgentAsync());
    }

    [Fact]
    public async Task What_no_longer_stands_is_superseded_and_what_is_late_expires()
    {
        var volunteer = await AddVolunteerAsync();
        var rejected = await OweAsync(volunteer, kind: MessageKind.VolunteerRejected);
        var late = await OweAsync(volunteer, change: m => m.DueAtUtc = Now.AddDays(4));
        App.Clock.Advance(TimeSpan.FromDays(4));

        await RunAsync(Send);

        Assert.Empty(Provider.Texts);
        Assert.Equal(MessageState.Expired, (await ReadAsync(late)).State);
        Assert.Equal(MessageState.Expired, (await ReadAsync(rejected)).State);

        var stale = await OweAsync(volunteer, kind: MessageKind.VolunteerRejected, version: 1);
        await RunAsync(Send);
        Assert.Equal(MessageState.Superseded, (await ReadAsync(stale)).State);
    }

    [Fact]
    public async Task Who_is_gone_gets_nothing()
    {
        var message = await OweAsync(await AddVolunteerAsync());
        await App.QueryAsync(db => db.OutboundMessages.ExecuteUpdateAsync(s => s.SetProperty(m => m.RecipientId, Guid.NewGuid())));

        await RunAsync(Send);

        Assert.Equal((MessageState.Suppressed, MessageReason.RecipientGone), await EndAsync(message));
    }

    [Fact]
    public async Task Who_has_no_email_gets_an_sms_instead_and_only_one()
    {
        var volunteer = await AddVolunteerAsync(v => v.Email = null);
        var first = await OweAsync(volunteer, MessageChannel.Email);

        await RunAsync(Send);

        Assert.Equal((MessageState.Suppressed, MessageReason.NoAddress), await EndAsync(first));
        Assert.Single(Provider.Texts);
        Assert.Equal(2, (await MessagesAsync()).Count);
    }

    [Fact]
    public async Task Where_the_other_channel_is_owed_already_nothing_is_added()
    {
        var volunteer = await AddVolunteerAsync(v => v.SmsOptedOut = true);
        var sms = await OweAsync(volunteer);
        await OweAsync(volunteer, MessageChannel.Email);

        await RunAsync(Send);

        Assert.Equal((MessageState.Suppressed, MessageReason.OptedOut), await EndAsync(sms));
        Assert.Empty(Provider.Texts);
        Assert.Single(Provider.Emails);
    }

    [Fact]
    public async Task A_landline_gets_no_sms()
    {
        var sms = await OweAsync(await AddVolunteerAsync(v => v.Phone = "+994124040142"));

        await RunAsync(Send);

        Assert.Equal((MessageState.Suppressed, MessageReason.NotMobile), await EndAsync(sms));
        Assert.Single(Provider.Emails);
    }

    [Fact]
    public async Task A_failure_that_may_pass_is_tried_again_later_and_later()
    {
        var message = await OweAsync(await AddVolunteerAsync());
        Provider.Answer = _ => new SendResult.Temporary("timeout");

        await RunAsync(Send);
        var first = await ReadAsync(message);
        Assert.Equal((MessageState.Queued, 1, Now.AddMinutes(1), "timeout"), (first.State, first.Attempts, first.DueAtUtc, first.Reason));

        App.Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(Send);
        var second = await ReadAsync(message);
        Assert.Equal((2, Now.AddMinutes(2)), (second.Attempts, second.DueAtUtc));

        App.Clock.Advance(TimeSpan.FromMinutes(2));
        Provider.Answer = _ => null;
        await RunAsync(Send);
        Assert.Equal(MessageState.Sent, (await ReadAsync(message)).State);
        Assert.Single(Provider.Texts);
        Assert.Equal(2, Provider.Lookups);
    }

    [Fact]
    public async Task After_the_last_try_the_other_channel_has_its_turn()
    {
        var message = await OweAsync(await AddVolunteerAsync(), change: m => m.DueAtUtc = Now);
        Provider.Answer = sent => sent is SmsToSend ? new SendResult.Temporary("timeout") : null;

        for (var i = 0; i < 20; i++)
        {
            await RunAsync(Send);
            App.Clock.Advance(TimeSpan.FromHours(4));
        }

        Assert.Equal((MessageState.Failed, "timeout"), await EndAsync(message));
        Assert.Single(Provider.Emails);
    }

    [Fact]
    public async Task A_refusal_for_good_is_not_tried_again_and_falls_over()
    {
        var message = await OweAsync(await AddVolunteerAsync());
        Provider.Answer = sent => sent is SmsToSend ? new SendResult.Final("twilio 21614") : null;

        await RunAsync(Send);
        await RunAsync(Send);

        Assert.Equal((MessageState.Failed, "twilio 21614"), await EndAsync(message));
        Assert.Equal(1, (await ReadAsync(message)).Attempts);
        Assert.Single(Provider.Emails);
    }

    [Fact]
    public async Task Who_answered_stop_to_the_provider_has_opted_out()
    {
        var volunteer = await AddVolunteerAsync();
        await OweAsync(volunteer);
        Provider.Answer = sent => sent is SmsToSend ? new SendResult.Final("twilio 21610") : null;

        await RunAsync(Send);

        Assert.True(await App.QueryAsync(db => db.Volunteers.Where(v => v.VolunteerId == volunteer.VolunteerId).Select(v => v.SmsOptedOut).SingleAsync()));
    }

    [Fact]
    public async Task A_provider_that_is_down_is_left_alone_and_the_messages_are_not_charged_with_it()
    {
        for (var i = 0; i < 6; i++)
        {
            await OweAsync(await AddVolunteerAsync());
        }

        var asked = 0;
        Provider.Answer = _ =>
        {
            asked++;
            return new SendResult.Temporary("connection");
        };

        await RunAsync(Send);

        Assert.Equal(3, asked);
        Assert.Equal([0, 0, 0, 1, 1, 1], (await MessagesAsync()).Select(m => m.Attempts).Order());
        Assert.All(await MessagesAsync(), m => Assert.Equal((MessageState.Queued, Now.AddMinutes(1)), (m.State, m.DueAtUtc)));
    }

    [Fact]
    public async Task A_sender_that_breaks_costs_its_message_a_try_and_not_the_others()
    {
        var unlucky = await OweAsync(await AddVolunteerAsync());
        await OweAsync(await AddVolunteerAsync());
        Provider.Answer = sent => ((SmsToSend)sent).ReferenceId == unlucky.OutboundMessageId.ToString("N") ? throw new InvalidOperationException("a bug") : null;

        await RunAsync(Send);

        Assert.Single(Provider.Texts);
        Assert.Equal((MessageState.Queued, nameof(InvalidOperationException)), await EndAsync(unlucky));
    }

    [Fact]
    public async Task A_stop_finishes_the_message_in_hand_and_gives_the_others_back()
    {
        await OweAsync(await AddVolunteerAsync());
        await OweAsync(await AddVolunteerAsync());
        using var stop = new CancellationTokenSource();
        Provider.BeforeAnswer = stop.CancelAsync;

        await RunAsync(Send, stop.Token);

        Assert.Single(Provider.Texts);
        var left = Assert.Single(await MessagesAsync(), m => m.State is MessageState.Queued);
        Assert.Equal((0, null), (left.Attempts, left.LeasedBy));
    }

    [Fact]
    public async Task A_moved_shift_s_stale_messages_are_not_sent_and_the_notice_is()
    {
        var volunteer = await AddVolunteerAsync();
        var shift = await App.AddShiftAsync(daysAhead: 3);
        await SignUpAsync(shift, volunteer);
        await using (var scope = App.NewScope())
        {
            var result = await scope.Get<ShiftService>().MoveAsync(shift.ShiftId, shift.Version, new NewTime(shift.StartsAtUtc.AddDays(1), shift.EndsAtUtc.AddDays(1), shift.MeetingPoint), default);
            Assert.Equal(MoveOutcome.Moved, result.Outcome);
        }

        await RunAsync(Send);

        Assert.All(await MessagesAsync(MessageKind.SignUpReceipt), m => Assert.Equal(MessageState.Superseded, m.State));
        Assert.All(await MessagesAsync(MessageKind.ShiftMoved), m => Assert.Equal(MessageState.Sent, m.State));
        Assert.Single(Provider.Texts);
        Assert.Single(Provider.Emails);
    }

    private async Task<(MessageState State, DateTime? SentAtUtc, string? ProviderId)> StateAsync(OutboundMessage message)
    {
        var read = await ReadAsync(message);
        return (read.State, read.SentAtUtc, read.ProviderId);
    }

    private async Task<(MessageState State, string? Reason)> EndAsync(OutboundMessage message)
    {
        var read = await ReadAsync(message);
        return (read.State, read.Reason);
    }
}
