using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Intake;

/// <summary>Times for interviews: one place for one person, and nobody hears what is no longer true.</summary>
public sealed class InterviewTests : IAsyncLifetime
{
    private TestApp App { get; } = new();

    public Task InitializeAsync() => App.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)App).DisposeAsync();

    [Fact]
    public async Task The_last_place_goes_to_one_person()
    {
        for (var round = 0; round < 3; round++)
        {
            var slot = await App.OpenSlotAsync(hour: 10 + round, capacity: 2);
            var interviews = new List<Interview>();

            for (var i = 0; i < 6; i++)
            {
                interviews.Add(await App.InviteAsync());
            }

            var outcomes = await Task.WhenAll(interviews.Select(i => Task.Run(() => App.BookAsync(i.InterviewId, slot.InterviewSlotId))));

            Assert.Equal(2, outcomes.Count(o => o is BookOutcome.Done));
            Assert.Equal(4, outcomes.Count(o => o is BookOutcome.Taken));
            Assert.Equal(2, await App.QueryAsync(db => db.InterviewSlots.Where(s => s.InterviewSlotId == slot.InterviewSlotId).Select(s => s.Booked).SingleAsync()));
            Assert.Equal(2, await App.QueryAsync(db => db.Interviews.CountAsync(i => i.InterviewSlotId == slot.InterviewSlotId)));
        }
    }

    [Fact]
    public async Task Whoever_clicks_twice_has_one_place_and_whoever_moves_gives_the_old_one_back()
    {
        var (first, second) = (await App.OpenSlotAsync(hour: 10), await App.OpenSlotAsync(hour: 11));
        var interview = await App.InviteAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => App.BookAsync(interview.InterviewId, first.InterviewSlotId))));
        Assert.Equal([1, 0], await BookedAsync(first, second));
        await App.BookAsync(interview.InterviewId, second.InterviewSlotId);
        Assert.Equal([0, 1], await BookedAsync(first, second));

        await using var scope = App.NewScope();
        await scope.Get<InterviewService>().GiveUpAsync(interview.InterviewId, CancellationToken.None);
        await scope.Get<InterviewService>().GiveUpAsync(interview.InterviewId, CancellationToken.None);
        Assert.Equal([0, 0], await BookedAsync(first, second));
    }

    [Fact]
    public async Task A_time_of_another_centre_or_one_that_is_over_cannot_be_chosen()
    {
        var elsewhere = await App.OpenSlotAsync("2");
        var soon = await App.OpenSlotAsync(daysAhead: 0, hour: 12);
        var interview = await App.InviteAsync();

        Assert.Equal(BookOutcome.NotOpen, await App.BookAsync(interview.InterviewId, elsewhere.InterviewSlotId));
        App.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(BookOutcome.Taken, await App.BookAsync(interview.InterviewId, soon.InterviewSlotId));
        Assert.Equal(BookOutcome.NotOpen, await App.BookAsync(interview.InterviewId, Guid.NewGuid()));
    }

    [Fact]
    public async Task The_reminder_goes_once_a_day_before_and_not_at_all_when_the_time_is_moved()
    {
        var slot = await App.OpenSlotAsync(daysAhead: 3, hour: 14);
        var interview = await App.InviteAsync();
        await App.BookAsync(interview.InterviewId, slot.InterviewSlotId);
        await App.RunJobAsync("QueueInterviewReminders");
        Assert.Empty(await KindsAsync(interview, MessageKind.InterviewReminder));

        App.Clock.Advance(TimeSpan.FromHours(55));
        await App.RunJobAsync("QueueInterviewReminders");
        await App.RunJobAsync("QueueInterviewReminders");
        Assert.Equal(2, (await KindsAsync(interview, MessageKind.InterviewReminder)).Count);

        await using (var scope = await App.AsAdministratorAsync())
        {
            var seen = await scope.Db.InterviewSlots.AsNoTracking().SingleAsync(s => s.InterviewSlotId == slot.InterviewSlotId);
            var moved = new NewSlots([seen.StartsAtUtc.AddDays(2)], 30, InterviewWay.Phone, null, 1);
            Assert.Equal(SlotOutcome.Done, await scope.Get<InterviewDesk>().MoveAsync(slot.InterviewSlotId, seen.Version, moved, CancellationToken.None));
            Assert.Equal(SlotOutcome.ChangedMeanwhile, await scope.Get<InterviewDesk>().MoveAsync(slot.InterviewSlotId, seen.Version, moved, CancellationToken.None));
        }

        await App.RunJobAsync("SendMessages");
        Assert.All(await KindsAsync(interview, MessageKind.InterviewReminder), m => Assert.Equal(MessageState.Superseded, m.State));
        Assert.All(await KindsAsync(interview, MessageKind.InterviewBooked), m => Assert.NotEqual(MessageState.Queued, m.State));
        Assert.All(await KindsAsync(interview, MessageKind.InterviewChanged), m => Assert.Equal(MessageState.Sent, m.State));
        Assert.Contains("telefonla", (await App.SmsToAsync(interview.Volunteer.Phone))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_that_is_called_off_asks_for_another_and_its_reminder_dies()
    {
        var slot = await App.OpenSlotAsync(daysAhead: 1, hour: 15);
        var interview = await App.InviteAsync();
        await App.BookAsync(interview.InterviewId, slot.InterviewSlotId);
        await App.RunJobAsync("SendMessages");

        await using (var scope = await App.AsAdministratorAsync())
        {
            var seen = await scope.Db.InterviewSlots.AsNoTracking().SingleAsync(s => s.InterviewSlotId == slot.InterviewSlotId);
            Assert.Equal(SlotOutcome.Done, await scope.Get<InterviewDesk>().CancelAsync(slot.InterviewSlotId, seen.Version, CancellationToken.None));
        }

        await App.RunJobAsync("SendMessages");
        var saved = await App.QueryAsync(db => db.Interviews.AsNoTracking().SingleAsync(i => i.InterviewId == interview.InterviewId));
        Assert.Equal((InterviewState.Invited, null), (saved.State, saved.InterviewSlotId));
        Assert.Contains("ləğv", (await App.SmsToAsync(interview.Volunteer.Phone))[^1], StringComparison.Ordinal);
        await App.RunJobAsync("QueueInterviewReminders");
        Assert.Empty(await KindsAsync(interview, MessageKind.InterviewReminder));
    }

    [Fact]
    public async Task A_week_is_cut_into_times_and_the_second_click_opens_nothing()
    {
        var coordinator = await App.AddCoordinatorAsync("1");
        await using var scope = App.NewScope();
        var user = scope.Get<Core.Accounts.CurrentUser>();
        (user.AccountId, user.IsCoordinator, user.CentreIds) = (coordinator.Id, true, [.. coordinator.Centres.Select(c => c.CentreId)]);
        var monday = new DateOnly(2026, 11, 30);
        var starts = NewSlots.Pattern(monday, [DayOfWeek.Monday, DayOfWeek.Sunday], new TimeOnly(10, 0), new TimeOnly(11, 45), 30);
        Assert.Equal([BakuTime.ToUtc(monday, new TimeOnly(10, 0)), BakuTime.ToUtc(monday, new TimeOnly(10, 30)), BakuTime.ToUtc(monday, new TimeOnly(11, 0))], starts.Take(3));
        Assert.Equal(BakuTime.ToUtc(monday.AddDays(6), new TimeOnly(11, 0)), starts[^1]);

        var (own, other) = (user.CentreIds[0], (await App.CentreAsync("2")).CentreId);
        var wish = new NewSlots(starts, 30, InterviewWay.AtCentre, null, 1);
        Assert.Equal(6, await scope.Get<InterviewDesk>().OpenAsync(own, wish, CancellationToken.None));
        Assert.Equal(0, await scope.Get<InterviewDesk>().OpenAsync(own, wish, CancellationToken.None));
        Assert.Equal(0, await scope.Get<InterviewDesk>().OpenAsync(other, wish, CancellationToken.None));
    }

    [Fact]
    public async Task Where_the_policy_demands_it_nobody_is_accepted_without_an_interview()
    {
        await App.QueryAsync(db => db.Settings.Where(s => s.SettingKey == "Intake.InterviewRequired").ExecuteUpdateAsync(set => set.SetProperty(s => s.Value, "true")));
        var (volunteer, _) = await App.AddVolunteerAsync(active: false);
        await using var scope = await App.AsAdministratorAsync();
        var decisions = scope.Get<DecisionService>();
        Assert.Equal(IntakeOutcome.InterviewMissing, await decisions.AcceptAsync(volunteer.VolunteerId, new Acceptance(VettingLevel.None), seenVersion: null, CancellationToken.None));

        await scope.Get<InterviewDesk>().NoteAsync(volunteer.VolunteerId, came: true, "Telefonla danışdıq", seenVersion: null, CancellationToken.None);
        Assert.Equal(IntakeOutcome.Done, await decisions.AcceptAsync(volunteer.VolunteerId, new Acceptance(VettingLevel.None), seenVersion: null, CancellationToken.None));
    }

    [Fact]
    public async Task Whoever_is_accepted_before_the_talk_gives_the_time_back()
    {
        var slot = await App.OpenSlotAsync();
        var interview = await App.InviteAsync();
        await App.BookAsync(interview.InterviewId, slot.InterviewSlotId);

        await using var scope = await App.AsAdministratorAsync();
        await scope.Get<DecisionService>().AcceptAsync(interview.VolunteerId, new Acceptance(VettingLevel.None), seenVersion: null, CancellationToken.None);

        Assert.Equal([0], await BookedAsync(slot));
        Assert.Equal(BookOutcome.NotOpen, await App.BookAsync(interview.InterviewId, slot.InterviewSlotId));
    }

    private async Task<List<int>> BookedAsync(params InterviewSlot[] slots)
    {
        var ids = slots.Select(s => s.InterviewSlotId).ToList();
        var booked = await App.QueryAsync(db => db.InterviewSlots.Where(s => ids.Contains(s.InterviewSlotId)).ToDictionaryAsync(s => s.InterviewSlotId, s => s.Booked));

        return ids.ConvertAll(id => booked[id]);
    }

    private Task<List<OutboundMessage>> KindsAsync(Interview interview, MessageKind kind) =>
        App.QueryAsync(db => db.OutboundMessages.AsNoTracking().Where(m => m.SubjectId == interview.InterviewId && m.Kind == kind).ToListAsync());
}
