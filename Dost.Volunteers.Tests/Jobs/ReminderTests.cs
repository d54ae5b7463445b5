using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>Reminders as a volunteer lives them: 72 h by e-mail, 24 h by both, 2 h by SMS.</summary>
public sealed class ReminderTests : JobTest
{
    private const string Sweep = "QueueShiftReminders";
    private Volunteer _volunteer = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _volunteer = await AddVolunteerAsync();
    }

    [Fact]
    public async Task Each_stage_comes_once_on_its_channels()
    {
        await SignUpForAsync(daysAhead: 5, hour: 15);

        Assert.Empty(await SweepAsync());
        GoTo(15, 0, daysOn: 2);
        Assert.Equal(["72h Email"], await SweepAsync());
        GoTo(14, 59, daysOn: 2);
        Assert.Empty(await SweepAsync());
        GoTo(15);
        Assert.Equal(["24h Sms", "24h Email"], await SweepAsync());
        GoTo(13, 0, daysOn: 1);
        Assert.Equal(["2h Sms"], await SweepAsync());
        GoTo(15, 1);
        Assert.Empty(await SweepAsync());
    }

    [Fact]
    public async Task After_downtime_only_the_nearest_of_the_missed_goes_and_none_is_skipped()
    {
        await SignUpForAsync(daysAhead: 5, hour: 15);

        GoTo(20, 0, daysOn: 4);

        Assert.Equal(["24h Sms", "24h Email"], await SweepAsync());
        Assert.All(await MessagesAsync(MessageKind.ShiftReminder), m => Assert.Equal("24h", m.Stage));
    }

    [Fact]
    public async Task Who_signs_up_late_gets_no_reminder_of_what_the_receipt_has_just_said()
    {
        GoTo(12);
        await SignUpForAsync(daysAhead: 1, hour: 10);

        Assert.Empty(await SweepAsync());
        GoTo(9, 0, daysOn: 1);
        Assert.Equal(["2h Sms"], await SweepAsync());
    }

    [Fact]
    public async Task For_a_shift_at_nine_the_last_reminder_comes_the_evening_before_and_not_at_seven()
    {
        await SignUpForAsync(daysAhead: 3, hour: 9);

        GoTo(9, 5, daysOn: 2);
        Assert.Equal(["24h Sms", "24h Email"], await SweepAsync());
        GoTo(20, 29);
        Assert.Empty(await SweepAsync());
        GoTo(20, 30);
        Assert.Equal(["2h Sms"], await SweepAsync());
        await RunAsync("SendMessages");
        Assert.Equal(3, (await MessagesAsync(MessageKind.ShiftReminder)).Count(m => m.State is MessageState.Sent || m.State is MessageState.Queued));
        Assert.Contains(await MessagesAsync(MessageKind.ShiftReminder), m => m is { Stage: "2h", State: MessageState.Sent });
    }

    [Fact]
    public async Task A_moved_shift_s_reminder_is_not_sent_the_notice_is_and_the_new_time_has_reminders_of_its_own()
    {
        var shift = await SignUpForAsync(daysAhead: 3, hour: 15);
        await ForgetMessagesAsync();
        GoTo(15, 0, daysOn: 2);
        Assert.Equal(["24h Sms", "24h Email"], await SweepAsync());

        await MoveAsync(shift, TimeSpan.FromDays(2));
        await RunAsync("SendMessages");

        Assert.All(await MessagesAsync(MessageKind.ShiftReminder), m => Assert.Equal(MessageState.Superseded, m.State));
        Assert.Contains("dəyiş", Assert.Single(Provider.Texts).Text, StringComparison.Ordinal);
        GoTo(15, 30);
        Assert.Empty(await SweepAsync());
        GoTo(15, 0, daysOn: 2);
        Assert.Equal(["24h Sms", "24h Email"], await SweepAsync());
    }

    [Fact]
    public async Task Who_left_or_whose_shift_was_cancelled_is_not_reminded()
    {
        var left = await SignUpForAsync(daysAhead: 1, hour: 15);
        var other = await AddVolunteerAsync();
        var cancelled = await App.AddShiftAsync(daysAhead: 1, hour: 15);
        await SignUpAsync(cancelled, other);
        await using (var scope = App.NewScope())
        {
            var assignmentId = await scope.Db.Assignments.Where(a => a.ShiftId == left.ShiftId).Select(a => a.AssignmentId).SingleAsync();
            await scope.Get<PlacementService>().WithdrawAsync(assignmentId, "Xəstələnmişəm", default);
            await scope.Get<ShiftService>().CancelAsync(cancelled.ShiftId, "yağış", default);
        }

        GoTo(16);

        Assert.Empty(await SweepAsync());
    }

    [Fact]
    public async Task A_centre_sets_its_own_stages()
    {
        var shift = await SignUpForAsync(daysAhead: 3, hour: 15);
        await App.QueryAsync(db => db.ReminderStages.Where(s => s.CentreId == shift.CentreId && s.Code != "24h").ExecuteDeleteAsync());
        await App.QueryAsync(db => db.ReminderStages.Where(s => s.CentreId == shift.CentreId)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.LeadMinutes, 48 * 60).SetProperty(s => s.ByEmail, false)));

        GoTo(15, 0, daysOn: 1);

        Assert.Equal(["24h Sms"], await SweepAsync());
    }

    [Fact]
    public async Task Two_sweeps_at_once_queue_each_reminder_once()
    {
        await SignUpForAsync(daysAhead: 1, hour: 15);
        GoTo(15, 30);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RunAsync(Sweep))));

        Assert.Equal(2, (await MessagesAsync(MessageKind.ShiftReminder)).Count);
    }

    private async Task<Shift> SignUpForAsync(int daysAhead, int hour)
    {
        var shift = await App.AddShiftAsync(daysAhead: daysAhead, hour: hour);
        await SignUpAsync(shift, _volunteer);
        return shift;
    }

    private async Task MoveAsync(Shift shift, TimeSpan by)
    {
        await using var scope = App.NewScope();
        var result = await scope.Get<ShiftService>().MoveAsync(shift.ShiftId, shift.Version, new NewTime(shift.StartsAtUtc + by, shift.EndsAtUtc + by, shift.MeetingPoint), default);
        Assert.Equal(MoveOutcome.Moved, result.Outcome);
    }

    /// <summary>Sweeps twice, as a job may run, and names what is new.</summary>
    private async Task<List<string>> SweepAsync()
    {
        var before = (await MessagesAsync(MessageKind.ShiftReminder)).Select(m => m.OutboundMessageId).ToHashSet();
        await RunAsync(Sweep);
        await RunAsync(Sweep);
        return [.. (await MessagesAsync(MessageKind.ShiftReminder)).Where(m => !before.Contains(m.OutboundMessageId)).Select(m => $"{m.Stage} {m.Channel}").OrderDescending()];
    }
}
