using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Jobs;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Leaving;

/// <summary>Nobody's data are kept longer than the settings say, and nobody is erased without a warning.</summary>
public sealed class RetentionTests : JobTest
{
    private const string Job = "ApplyRetention";

    [Fact]
    public async Task Who_is_idle_is_warned_once_then_erased()
    {
        var idle = (await App.AddVolunteerAsync(active: false)).Volunteer;
        var active = await AddVolunteerAsync();
        await ForgetMessagesAsync();

        App.Clock.SetUtcNow(new DateTimeOffset(Now.AddMonths(12).AddDays(-31), TimeSpan.Zero));
        await RunAsync(Job);
        Assert.Empty(await MessagesAsync(MessageKind.ErasureWarning));

        App.Clock.Advance(TimeSpan.FromDays(2));
        await RunAsync(Job);
        await RunAsync(Job);
        var warnings = await MessagesAsync(MessageKind.ErasureWarning);
        Assert.Equal([MessageChannel.Sms, MessageChannel.Email], warnings.Select(m => m.Channel).Order());
        Assert.All(warnings, m => Assert.Equal(idle.VolunteerId, m.RecipientId));

        App.Clock.Advance(TimeSpan.FromDays(29));
        await RunAsync(Job);
        Assert.Null((await App.ReloadAsync(idle)).ErasedAtUtc);
        App.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync(Job);
        Assert.NotNull((await App.ReloadAsync(idle)).ErasedAtUtc);
        Assert.Null((await App.ReloadAsync(active)).ErasedAtUtc);
    }

    [Fact]
    public async Task Keep_me_by_the_link_begins_the_time_anew()
    {
        var idle = (await App.AddVolunteerAsync(active: false)).Volunteer;
        App.Clock.SetUtcNow(new DateTimeOffset(Now.AddMonths(12), TimeSpan.Zero));
        await RunAsync(Job);
        var erasure = await App.QueryAsync(db => db.Erasures.SingleAsync());
        var browser = App.NewBrowser();

        var page = await browser.GetPageAsync($"/t/{await App.TokenAsync(LinkPurpose.StopErasure, erasure.ErasureId, TimeSpan.FromDays(40))}");
        Assert.Contains("Çoxdandır", page.Words, StringComparison.Ordinal);
        await browser.SubmitAsync(page, "main form");
        App.Clock.Advance(TimeSpan.FromDays(60));
        await RunAsync(Job);

        Assert.Null((await App.ReloadAsync(idle)).ErasedAtUtc);
        Assert.Equal(1, await App.QueryAsync(db => db.Erasures.CountAsync()));
    }

    [Fact]
    public async Task A_sign_of_life_after_the_warning_takes_it_back()
    {
        var idle = (await App.AddVolunteerAsync(active: false)).Volunteer;
        App.Clock.SetUtcNow(new DateTimeOffset(Now.AddMonths(12), TimeSpan.Zero));
        await RunAsync(Job);
        await using (var scope = App.NewScope())
        {
            await scope.Get<OwnProfileService>().SetEmailOptOutAsync(idle.VolunteerId, optedOut: true, default);
        }

        App.Clock.Advance(TimeSpan.FromDays(31));
        await RunAsync(Job);

        Assert.Null((await App.ReloadAsync(idle)).ErasedAtUtc);
        Assert.False((await App.QueryAsync(db => db.Erasures.SingleAsync())).IsOpen);
    }

    [Fact]
    public async Task Old_looks_and_messages_go_and_what_was_done_stays_on_record()
    {
        var volunteer = await AddVolunteerAsync();
        var message = await OweAsync(volunteer);
        await using (var scope = App.NewScope())
        {
            var audit = scope.Get<AuditLog>();
            audit.Changed("VolunteerAccepted", AuditSubject.Volunteer, volunteer.VolunteerId);
            await audit.LookedAsync("VolunteerPage", AuditSubject.Volunteer, volunteer.VolunteerId, default);
        }

        App.Clock.SetUtcNow(new DateTimeOffset(Now.AddMonths(25), TimeSpan.Zero));
        await RunAsync(Job);
        Assert.False(await App.QueryAsync(db => db.OutboundMessages.AnyAsync(m => m.OutboundMessageId == message.OutboundMessageId)));
        Assert.True(await App.QueryAsync(db => db.AuditEntries.AnyAsync(e => e.Kind == AuditKind.Looked)));

        App.Clock.SetUtcNow(new DateTimeOffset(Now.AddMonths(12), TimeSpan.Zero));
        await RunAsync(Job);
        Assert.False(await App.QueryAsync(db => db.AuditEntries.AnyAsync(e => e.Kind == AuditKind.Looked)));
        Assert.True(await App.QueryAsync(db => db.AuditEntries.AnyAsync(e => e.Action == "VolunteerAccepted")));
    }

    [Fact]
    public async Task What_a_volunteer_muted_does_not_come_and_what_must_be_told_does()
    {
        var volunteer = await AddVolunteerAsync(v => v.MutedTopics.AddRange(
            from topic in Enum.GetValues<MessageTopic>()
            from channel in Enum.GetValues<MessageChannel>()
            select new MutedTopic { VolunteerId = v.VolunteerId, Topic = topic, Channel = channel }));
        var shift = await App.AddShiftAsync(daysAhead: 3);
        await SignUpAsync(shift, volunteer);
        await RunAsync("SendMessages");
        Assert.Empty(Provider.Texts);
        Assert.Empty(Provider.Emails);
        Assert.All(await MessagesAsync(MessageKind.SignUpReceipt), m => Assert.Equal((MessageState.Suppressed, MessageReason.Muted), (m.State, m.Reason)));

        await using (var scope = App.NewScope())
        {
            Assert.True(await scope.Get<Core.Shifts.ShiftService>().CancelAsync(shift.ShiftId, "Təmir", default));
        }

        await RunAsync("SendMessages");
        Assert.Single(Provider.Texts);
        Assert.Single(Provider.Emails);
    }

    [Fact]
    public async Task Own_quiet_hours_hold_back_what_can_wait_and_cost_no_try()
    {
        var volunteer = await AddVolunteerAsync(v => (v.QuietFrom, v.QuietTo) = (new TimeOnly(13, 0), new TimeOnly(15, 0)));
        GoTo(13, 30);
        var calm = await OweAsync(volunteer);
        var urgent = OutboundMessage.Urgent(MessageKind.VolunteerAccepted, MessageChannel.Sms, Recipient.Volunteer(volunteer.VolunteerId), volunteer.VolunteerId, Now, Now.AddDays(1), version: 7);
        await App.QueryAsync(db => db.OutboundMessages.Add(urgent).Context.SaveChangesAsync());

        await RunAsync("SendMessages");
        Assert.Single(Provider.Texts);
        var waiting = await ReadAsync(calm);
        Assert.Equal((MessageState.Queued, 0, Core.Common.BakuTime.ToUtc(Core.Common.BakuTime.DateOf(Now), new TimeOnly(15, 0))), (waiting.State, waiting.Attempts, waiting.DueAtUtc));

        GoTo(15);
        await RunAsync("SendMessages");
        Assert.Equal(2, Provider.Texts.Count);
    }

    [Fact]
    public void Quiet_hours_that_touch_are_one_stretch()
    {
        var quiet = new QuietHours(new TimeOnly(21, 0), new TimeOnly(9, 0)) { Also = new QuietHours(new TimeOnly(8, 0), new TimeOnly(12, 0)) };
        var day = new DateOnly(2026, 11, 23);
        DateTime At(int hour, int daysOn = 0) => Core.Common.BakuTime.ToUtc(day.AddDays(daysOn), new TimeOnly(hour, 0));

        Assert.Equal(At(12, 1), quiet.NextAllowed(At(22)));
        Assert.Equal(At(21), quiet.LastBegin(At(11, 1)));
        Assert.Equal(At(12), quiet.NextAllowed(At(12)));
        Assert.Equal(9 * 60, quiet.OpenMinutes);
    }

    [Fact]
    public async Task A_message_not_yet_sent_comes_in_the_new_language()
    {
        var volunteer = await AddVolunteerAsync();
        await OweAsync(volunteer);
        await using (var scope = App.NewScope())
        {
            await scope.Get<OwnProfileService>().SetAsync(volunteer.VolunteerId, new OwnPreferences("ru", BySms: true, ByEmail: true), default);
        }

        await RunAsync("SendMessages");

        Assert.Contains("добро пожаловать", Assert.Single(Provider.Texts).Text, StringComparison.Ordinal);
    }
}
