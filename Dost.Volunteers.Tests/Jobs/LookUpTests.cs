using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Jobs.Dispatch;
using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>Which of the messages that the provider has is the one whose answer was lost, where several are about the same place.</summary>
public sealed class LookUpTests : JobTest
{
    private const string Send = "SendMessages";

    [Fact]
    public async Task What_was_said_about_the_same_shift_in_other_words_is_another_message()
    {
        var (receipt, moved) = await OweTwoAsync();
        await LoseAnswerAsync(receipt);
        await DieAsync(receipt, moved);

        await RunAsync(Send);

        Assert.Equal(2, Provider.Texts.Count);
        Assert.Equal(["ShiftMoved", "SignUpReceipt"], (await MessagesAsync()).Where(m => m.State is MessageState.Sent).Select(m => m.Kind.ToString()).Order());
        Assert.Equal(2, (await MessagesAsync()).Select(m => m.ProviderId).Distinct().Count());
        Assert.Single(Provider.Texts, t => t.ReferenceId == receipt.OutboundMessageId.ToString("N"));
        Assert.Single(Provider.Texts, t => t.ReferenceId == moved.OutboundMessageId.ToString("N"));
    }

    [Fact]
    public async Task A_message_without_a_link_is_known_again_on_the_next_day()
    {
        GoTo(20);
        var (shift, assignment) = await PlaceAsync(daysAhead: 1, hour: 12);
        await using (var scope = App.NewScope())
        {
            Assert.True(await scope.Get<ShiftService>().CancelAsync(shift.ShiftId, "Su kəsilib", default));
        }

        var message = (await MessagesAsync(MessageKind.ShiftCancelled)).Single(m => m.Channel is MessageChannel.Sms);
        await LoseAnswerAsync(message);
        await DieAsync(message);
        GoTo(9, 30, daysOn: 1);

        await RunAsync(Send);

        Assert.Single(Provider.Texts);
        Assert.Equal("SM1", (await ReadAsync(message)).ProviderId);
        Assert.Equal(assignment.AssignmentId, message.SubjectId);
    }

    [Theory]
    [InlineData("növbə: sabah, 24 noyabr, 09:00–12:00", "növbə: bu gün, 24 noyabr, 09:00–12:00")]
    [InlineData("növbə: çərşənbə axşamı, 24 noyabr, 09:00–12:00", "novbe: sabah, 24 noyabr, 09:00-12:00")]
    [InlineData("смена: завтра, 1 января 2027, 09:00–12:00", "смена: сегодня, 1 января, 09:00–12:00")]
    [InlineData("shift: Tuesday, 24 November, 09:00-12:00", "shift: tomorrow, 24 November, 09:00-12:00")]
    public void The_same_said_on_another_day_or_in_other_letters_is_the_same(string one, string other) => Assert.Equal(SmsText.Timeless(one), SmsText.Timeless(other));

    [Theory]
    [InlineData("növbə: sabah, 24 noyabr, 09:00–12:00", "növbə: sabah, 24 noyabr, 10:00–13:00")]
    [InlineData("növbə: sabah, 24 noyabr", "növbə: sabah, 25 noyabr")]
    [InlineData("Sizi gözləyirik: sabah, 24 noyabr", "vaxt dəyişdi: sabah, 24 noyabr")]
    public void Another_time_or_another_matter_is_not(string one, string other) => Assert.NotEqual(SmsText.Timeless(one), SmsText.Timeless(other));

    /// <summary>A receipt, and a notice that the shift was moved, both by SMS and with the same link.</summary>
    private async Task<(OutboundMessage Receipt, OutboundMessage Moved)> OweTwoAsync()
    {
        GoTo(12);
        var (shift, assignment) = await PlaceAsync(daysAhead: 3, hour: 12);
        var version = Outbox.VersionOf(assignment, shift);
        var person = Recipient.Volunteer(assignment.VolunteerId);
        var receipt = OutboundMessage.For(MessageKind.SignUpReceipt, MessageChannel.Sms, person, assignment.AssignmentId, Now, Now.AddDays(1), version);
        var moved = OutboundMessage.For(MessageKind.ShiftMoved, MessageChannel.Sms, person, assignment.AssignmentId, Now.AddSeconds(-1), Now.AddDays(1), version);
        await App.QueryAsync(async db =>
        {
            db.OutboundMessages.AddRange(receipt, moved);
            return await db.SaveChangesAsync();
        });
        return (receipt, moved);
    }

    private async Task<(Shift Shift, Assignment Assignment)> PlaceAsync(int daysAhead, int hour)
    {
        var shift = await App.AddShiftAsync(daysAhead: daysAhead, hour: hour);
        var assignment = await SignUpAsync(shift, await AddVolunteerAsync());
        await ForgetMessagesAsync();
        return (shift, assignment);
    }

    /// <summary>The provider takes it, and nobody is told.</summary>
    private async Task LoseAnswerAsync(OutboundMessage message)
    {
        await using var scope = App.NewScope();
        var composed = await scope.Get<MessageComposer>().ComposeAsync([message], default);
        Provider.Answer = sent =>
        {
            Provider.Take((SmsToSend)sent);
            return new SendResult.Temporary("connection");
        };
        await scope.Get<Handover>().SendAsync(message, composed[message.OutboundMessageId], await scope.Get<Core.Policies.PolicyReader>().ReadAsync(default), default);
        Provider.Answer = _ => null;
    }

    /// <summary>The worker that had them is gone.</summary>
    private async Task DieAsync(params OutboundMessage[] messages)
    {
        var ids = messages.Select(m => m.OutboundMessageId).ToList();
        await App.QueryAsync(db => db.OutboundMessages.Where(m => ids.Contains(m.OutboundMessageId)).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.State, MessageState.Sending).SetProperty(m => m.LeasedBy, Guid.NewGuid()).SetProperty(m => m.LeasedUntilUtc, Now.AddSeconds(-1)).SetProperty(m => m.Attempts, 1)));
    }
}
