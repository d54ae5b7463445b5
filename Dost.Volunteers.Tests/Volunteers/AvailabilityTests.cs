using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Availability;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Volunteers;

/// <summary>What volunteers say of their time, and that it holds on every way to a place.</summary>
public sealed class AvailabilityTests(TestApp app) : IClassFixture<TestApp>
{
    private DateOnly Today => BakuTime.DateOf(app.NowUtc);

    public static TheoryData<string> WaysToSayNo => ["away", "not this week", "not next week", "cap", "week"];

    [Theory, MemberData(nameof(WaysToSayNo))]
    public async Task Who_says_no_is_neither_found_nor_asked_nor_let_in_and_an_offer_that_stands_cannot_be_taken(string way)
    {
        var daysAhead = way == "not next week" ? 8 : 2;
        var shift = await app.AddShiftAsync(daysAhead: daysAhead, hour: 10, minutes: 120, capacity: 5);
        var offered = await app.AddShiftAsync(daysAhead: daysAhead, hour: 14, minutes: 120, capacity: 5);
        var (volunteer, _) = await app.AddVolunteerAsync();
        var assignmentId = await app.OfferAsync(offered, volunteer);
        Assert.Contains(volunteer.VolunteerId, await CandidatesAsync(shift));

        var (outcome, rule) = await SayNoAsync(volunteer.VolunteerId, way, Today.AddDays(daysAhead));
        Assert.Equal(AvailabilityOutcome.Done, outcome);

        Assert.DoesNotContain(volunteer.VolunteerId, await CandidatesAsync(shift));
        Assert.Equal([volunteer.VolunteerId], (await app.OfferAsync(shift, volunteer.VolunteerId)).Refused);
        Assert.Equal([rule], (await app.SignUpAsync(shift, volunteer.VolunteerId)).Breaches!.Select(b => b.Rule));
        var answer = await app.AcceptAsync(assignmentId);
        Assert.Equal(PlacementOutcome.RuleBroken, answer.Outcome);
        Assert.Equal([rule], answer.Breaches!.Select(b => b.Rule));
        Assert.Equal(AssignmentState.Offered, await app.StateAsync(assignmentId));
    }

    [Theory]
    [InlineData("away", Rule.Blackout)]
    [InlineData("week", Rule.NotAvailable)]
    [InlineData("cap", Rule.WeeklyCap)]
    public async Task A_place_that_was_given_stays_and_is_named(string way, Rule rule)
    {
        var shift = await app.AddShiftAsync(daysAhead: 2);
        var (volunteer, _) = await app.AddVolunteerAsync();
        var place = await app.PlaceAsync(shift, volunteer);
        Assert.Empty(await ConflictsAsync(volunteer));

        await SayNoAsync(volunteer.VolunteerId, way, Today.AddDays(2));

        var conflict = Assert.Single(await ConflictsAsync(volunteer));
        Assert.Equal((place, rule), (conflict.AssignmentId, Assert.Single(conflict.Rules)));
        Assert.Equal(AssignmentState.Confirmed, await app.StateAsync(place));
    }

    [Fact]
    public async Task Windows_that_the_grid_cannot_show_survive_any_save_of_the_grid()
    {
        var random = new Random(20261123);
        var (volunteer, _) = await app.AddVolunteerAsync();
        var id = volunteer.VolunteerId;

        for (var round = 0; round < 25; round++)
        {
            await AddWindowsAsync(id, random, round);
            var beside = (await WindowsAsync(id)).Where(w => !WeekGrid.Fits(w)).ToHashSet();
            List<string> cells = [.. from day in WeekGrid.Days from part in WeekGrid.Parts where random.Next(3) == 0 select WeekGrid.CodeOf(day, part)];

            await app.SetAsync(a => a.SetWeekAsync(id, cells, CancellationToken.None));

            var after = await WindowsAsync(id);
            Assert.Equal(beside, after.Where(w => !WeekGrid.Fits(w)).ToHashSet());
            Assert.Equal(cells.Order(), WeekGrid.CellsOf(after).Order());
        }
    }

    [Fact]
    public async Task Own_times_join_what_they_touch_and_midnight_is_the_end_of_the_day()
    {
        var id = await app.AddVolunteerIdAsync();

        Assert.Equal(AvailabilityOutcome.Done, await AddTimesAsync(id, "08:30", "13:00"));
        Assert.Equal(AvailabilityOutcome.Unchanged, await AddTimesAsync(id, "09:00", "13:00"));
        Assert.Equal(AvailabilityOutcome.Done, await AddTimesAsync(id, "13:00", "14:10"));
        Assert.Equal(AvailabilityOutcome.Done, await AddTimesAsync(id, "22:00", "00:00"));
        Assert.Equal(AvailabilityOutcome.Reversed, await AddTimesAsync(id, "13:00", "08:30"));
        Assert.Equal(AvailabilityOutcome.Reversed, await AddTimesAsync(id, "10:00", "10:00"));

        Assert.Equal([Monday("08:30", "14:10"), Monday("22:00", "23:59")], (await WindowsAsync(id)).OrderBy(w => w.StartsAt));
    }

    [Fact]
    public async Task Ten_thousand_own_times_are_not_taken()
    {
        var id = await app.AddVolunteerIdAsync();
        await using var scope = app.NewScope();
        var service = scope.Get<AvailabilityService>();
        var taken = 0;

        for (var minute = 0; minute < 300; minute += 2)
        {
            var from = new TimeOnly(minute / 60, minute % 60);
            taken += await service.AddTimesAsync(id, new WeeklyWindow(DayOfWeek.Friday, from, from.AddMinutes(1)), CancellationToken.None) is AvailabilityOutcome.Done ? 1 : 0;
        }

        Assert.Equal(AvailabilityService.MostOwnTimes, taken);
        Assert.Equal(AvailabilityService.MostOwnTimes, (await WindowsAsync(id)).Count);
    }

    [Fact]
    public async Task Days_away_are_bounded_and_join()
    {
        var id = await app.AddVolunteerIdAsync();

        Assert.Equal(AvailabilityOutcome.Reversed, await AwayAsync(id, Today.AddDays(3), Today.AddDays(2)));
        Assert.Equal(AvailabilityOutcome.Past, await AwayAsync(id, DateOnly.MinValue, Today.AddDays(-1)));
        Assert.Equal(AvailabilityOutcome.TooLong, await AwayAsync(id, DateOnly.MinValue, Today));
        Assert.Equal(AvailabilityOutcome.TooLong, await AwayAsync(id, Today, DateOnly.MaxValue));
        Assert.Equal(AvailabilityOutcome.TooFar, await AwayAsync(id, DateOnly.MaxValue, DateOnly.MaxValue));
        Assert.Equal(AvailabilityOutcome.Done, await AwayAsync(id, Today.AddDays(10), Today.AddDays(12)));
        Assert.Equal(AvailabilityOutcome.Unchanged, await AwayAsync(id, Today.AddDays(11), Today.AddDays(12)));
        Assert.Equal(AvailabilityOutcome.Done, await AwayAsync(id, Today.AddDays(13), Today.AddDays(101)));
        Assert.Equal(AvailabilityOutcome.TooLong, await AwayAsync(id, Today.AddDays(102), Today.AddDays(102)));

        Assert.Equal([new DateRange(Today.AddDays(10), Today.AddDays(101))], await RangesAsync(id));
    }

    [Fact]
    public async Task Not_this_week_is_taken_back_and_leaves_the_rest_of_a_holiday()
    {
        var id = await app.AddVolunteerIdAsync();
        var monday = CalendarWeek.MondayOf(Today);
        await AwayAsync(id, monday, monday.AddDays(20));

        Assert.Equal(AvailabilityOutcome.Done, await app.SetAsync(a => a.SetWeekAwayAsync(id, monday.AddDays(7), away: false, CancellationToken.None)));

        Assert.Equal([new DateRange(monday, monday.AddDays(6)), new DateRange(monday.AddDays(14), monday.AddDays(20))], await RangesAsync(id));
        Assert.Equal(AvailabilityOutcome.Done, await app.SetAsync(a => a.SetWeekAwayAsync(id, monday.AddDays(7), away: true, CancellationToken.None)));
        Assert.Equal([new DateRange(monday, monday.AddDays(20))], await RangesAsync(id));
    }

    [Theory]
    [InlineData(0, AvailabilityOutcome.OutOfBounds)]
    [InlineData(-60, AvailabilityOutcome.OutOfBounds)]
    [InlineData(901, AvailabilityOutcome.OutOfBounds)]
    [InlineData(900, AvailabilityOutcome.Done)]
    [InlineData(null, AvailabilityOutcome.Unchanged)]
    public async Task The_own_limit_lies_below_that_of_the_policy(int? minutes, AvailabilityOutcome outcome)
    {
        var id = await app.AddVolunteerIdAsync();

        Assert.Equal(outcome, await app.SetAsync(a => a.SetWeeklyCapAsync(id, minutes, CancellationToken.None)));
    }

    [Fact]
    public async Task Each_change_is_recorded_once_and_what_changes_nothing_is_not()
    {
        var id = await app.AddVolunteerIdAsync();

        await app.SetAsync(a => a.SetWeekAsync(id, ["Monday-Morning"], CancellationToken.None));
        await app.SetAsync(a => a.SetWeekAsync(id, ["Monday-Morning"], CancellationToken.None));

        Assert.Equal(1, await app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.SubjectId == id && e.Action == "AvailabilityChanged" && e.Kind == AuditKind.Changed)));
    }

    [Fact]
    public async Task A_place_that_is_taken_while_one_says_no_collides_with_it()
    {
        var id = await app.AddVolunteerIdAsync();
        await using var scope = app.NewScope();
        var seen = await scope.Db.Volunteers.SingleAsync(v => v.VolunteerId == id);

        await app.SetAsync(a => a.AddAwayAsync(id, new DateRange(Today, Today), CancellationToken.None));

        seen.TouchCommitments();
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => scope.Db.SaveChangesAsync());
    }

    private async Task<(AvailabilityOutcome Outcome, Rule Rule)> SayNoAsync(Guid id, string way, DateOnly day)
    {
        var monday = CalendarWeek.MondayOf(day);

        return way switch
        {
            "away" => (await AwayAsync(id, day, day), Rule.Blackout),
            "cap" => (await app.SetAsync(a => a.SetWeeklyCapAsync(id, 60, CancellationToken.None)), Rule.WeeklyCap),
            "week" => (await app.SetAsync(a => a.SetWeekAsync(id, [$"{day.AddDays(1).DayOfWeek}-Morning"], CancellationToken.None)), Rule.NotAvailable),
            _ => (await app.SetAsync(a => a.SetWeekAwayAsync(id, monday, away: true, CancellationToken.None)), Rule.Blackout),
        };
    }

    private Task<AvailabilityOutcome> AwayAsync(Guid id, DateOnly first, DateOnly last) => app.SetAsync(a => a.AddAwayAsync(id, new DateRange(first, last), CancellationToken.None));

    private Task<AvailabilityOutcome> AddTimesAsync(Guid id, string from, string until) => app.SetAsync(a => a.AddTimesAsync(id, Monday(from, until), CancellationToken.None));

    private static WeeklyWindow Monday(string from, string until) =>
        new(DayOfWeek.Monday, TimeOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), TimeOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture));

    private Task<List<WeeklyWindow>> WindowsAsync(Guid id) =>
        app.QueryAsync(db => db.AvailabilityWindows.Where(w => w.VolunteerId == id).Select(w => new WeeklyWindow(w.Day, w.StartsAt, w.EndsAt)).ToListAsync());

    private Task<List<DateRange>> RangesAsync(Guid id) =>
        app.QueryAsync(db => db.BlackoutPeriods.Where(b => b.VolunteerId == id).OrderBy(b => b.FirstOn).Select(b => new DateRange(b.FirstOn, b.LastOn)).ToListAsync());

    private async Task<IReadOnlyList<AvailabilityConflict>> ConflictsAsync(Volunteer volunteer)
    {
        await using var scope = app.NewScope();

        return await scope.Get<AvailabilityConflictReader>().ReadAsync(volunteer.VolunteerId, CancellationToken.None);
    }

    private async Task<IEnumerable<Guid>> CandidatesAsync(Shift shift)
    {
        await using var scope = app.NewScope();

        return (await scope.Get<CandidateFinder>().FindAsync(shift.Roles[0].ShiftRoleId, 1000, CancellationToken.None)).Best.Select(c => c.VolunteerId);
    }

    /// <summary>Windows as an import or an earlier version may have left them.</summary>
    private async Task AddWindowsAsync(Guid id, Random random, int round)
    {
        await using var scope = app.NewScope();

        for (var i = 0; i < 1 + (round % 4); i++)
        {
            var from = random.Next(0, 1380);
            var until = random.Next(from + 1, 1439);
            scope.Db.AvailabilityWindows.Add(new AvailabilityWindow
            {
                AvailabilityWindowId = Guid.CreateVersion7(),
                VolunteerId = id,
                Day = (DayOfWeek)random.Next(7),
                StartsAt = new TimeOnly(from / 60, from % 60),
                EndsAt = new TimeOnly(until / 60, until % 60),
            });
        }

        await scope.Db.SaveChangesAsync();
    }
}

internal static class SettingAvailability
{
    public static async Task<AvailabilityOutcome> SetAsync(this TestApp app, Func<AvailabilityService, Task<AvailabilityOutcome>> set)
    {
        await using var scope = app.NewScope();

        return await set(scope.Get<AvailabilityService>());
    }
}
