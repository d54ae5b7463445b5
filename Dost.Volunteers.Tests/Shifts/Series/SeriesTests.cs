using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Series;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Shifts.Series;

/// <summary>Series: made once, holidays skipped, changed from a day on, ended.</summary>
public class SeriesTests(TestApp app) : IClassFixture<TestApp>
{
    private DateOnly Today => BakuTime.DateOf(app.NowUtc);

    [Fact]
    public async Task What_the_preview_says_is_made_and_holidays_are_skipped()
    {
        var taskId = await app.AddTaskAsync();
        var daily = WeeklyPattern.Of(Enum.GetValues<DayOfWeek>(), [Working.Morning, Working.Noon]);
        var preview = await app.ActAsync((SeriesMaker m) => m.PreviewAsync(daily, new DateOnly(2026, 12, 28), new DateOnly(2027, 1, 3), CancellationToken.None));

        Assert.Equal([new(2026, 12, 31), new(2027, 1, 1), new(2027, 1, 2)], preview.Holidays.Select(h => h.OnDate));
        Assert.Equal(8, preview.Slots.Count);

        await app.AddSeriesAsync(taskId, daily, fromDays: 35, untilDays: 41);
        var made = await app.ShiftsOfAsync(taskId);
        Assert.Equal(preview.Slots.Select(s => BakuTime.ToUtc(s.On, s.Block.StartsAt)), made.Select(s => s.StartsAtUtc));
        Assert.All(made, s => Assert.Equal((ShiftState.Published, 2), (s.State, s.PlacesWanted)));
    }

    [Fact]
    public async Task A_series_is_made_once_however_often_it_is_asked_for()
    {
        var taskId = await app.AddTaskAsync();
        var id = await app.AddSeriesAsync(taskId);

        Assert.Equal(0, await app.MakeAsync(id));
        Assert.Equal(0, (await Task.WhenAll(app.MakeAsync(id), app.MakeAsync(id))).Sum());
        Assert.Equal(8, (await app.ShiftsOfAsync(taskId)).Count);
    }

    [Fact]
    public async Task What_was_called_off_is_not_made_again_and_what_was_moved_is_not_made_twice()
    {
        var taskId = await app.AddTaskAsync();
        var id = await app.AddSeriesAsync(taskId);
        var shifts = await app.ShiftsOfAsync(taskId);
        Assert.True(await app.DropAsync(shifts[0].ShiftId));
        var moved = await app.ActAsync((ShiftService s) => s.MoveAsync(shifts[1].ShiftId, shifts[1].Version, new NewTime(shifts[1].StartsAtUtc.AddHours(5), shifts[1].EndsAtUtc.AddHours(5), "Həyət"), CancellationToken.None));
        Assert.Equal(MoveOutcome.Moved, moved.Outcome);

        Assert.Equal(0, await app.MakeAsync(id));
        Assert.Equal(8, (await app.ShiftsOfAsync(taskId)).Count);
    }

    [Fact]
    public async Task A_series_without_an_end_is_made_as_the_weeks_go_by_and_the_job_run_twice_makes_nothing_more()
    {
        await using var own = await TestApp.StartAsync();
        var taskId = await own.AddTaskAsync();
        await own.AddSeriesAsync(taskId, WeeklyPattern.Of([DayOfWeek.Tuesday], [Working.Morning]), untilDays: null);
        Assert.Equal(12, (await own.ShiftsOfAsync(taskId)).Count);

        own.Clock.Advance(TimeSpan.FromDays(14));
        Assert.Equal(2, await own.ActAsync((SeriesMaker m) => m.MakeDueAsync(CancellationToken.None)));
        Assert.Equal(0, await own.ActAsync((SeriesMaker m) => m.MakeDueAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task This_and_following_are_changed_with_their_people_who_are_told_and_earlier_ones_stay()
    {
        var taskId = await app.AddTaskAsync();
        var id = await app.AddSeriesAsync(taskId);
        var before = await app.ShiftsOfAsync(taskId);
        var (_, comes) = await app.AddSignedUpAsync(before[5]);

        var result = await app.ChangeSeriesAsync(id, BakuTime.DateOf(before[4].StartsAtUtc), [new TaskRole("Növbətçi", 3)], new DayBlock(new TimeOnly(10, 0), new TimeOnly(13, 0)));

        Assert.Equal((SeriesOutcome.Done, 1, 0), (result.Outcome, result.RolesKept, result.Kept.Count));
        var after = await app.ShiftsOfAsync(taskId);
        Assert.Equal(before.Select(s => s.ShiftId), after.Select(s => s.ShiftId));
        Assert.Equal([9, 9, 9, 9, 10, 10, 10, 10], after.Select(s => BakuTime.TimeOf(s.StartsAtUtc).Hour));
        Assert.Equal([2, 2, 2, 2, 3, 2, 3, 3], after.Select(s => s.PlacesWanted));
        Assert.Equal(2, await app.MessagesAsync(MessageKind.ShiftMoved, comes));
        Assert.Equal(0, await app.MakeAsync(id) + await app.MakeAsync(result.ShiftSeriesId));
    }

    [Fact]
    public async Task A_shift_stays_where_somebody_is_elsewhere_at_the_new_time_and_the_name_is_said()
    {
        var taskId = await app.AddTaskAsync();
        var id = await app.AddSeriesAsync(taskId);
        var shifts = await app.ShiftsOfAsync(taskId);
        var (volunteerId, _) = await app.AddSignedUpAsync(shifts[0]);
        var day = BakuTime.DateOf(shifts[0].StartsAtUtc);
        var other = await app.AddShiftAsync(daysAhead: day.DayNumber - Today.DayNumber, hour: 15, minutes: 60);
        Assert.Equal(PlacementOutcome.Done, (await app.SignUpAsync(other, volunteerId)).Outcome);

        var result = await app.ChangeSeriesAsync(id, Today, null, new DayBlock(new TimeOnly(14, 0), new TimeOnly(17, 0)));

        var kept = Assert.Single(result.Kept);
        Assert.Equal((shifts[0].StartsAtUtc, "Leyla Quliyeva"), (kept.StartsAtUtc, Assert.Single(kept.Names)));
        Assert.Equal(7, result.Moved);
        Assert.Equal(0, await app.ActAsync((SeriesMaker m) => m.MakeDueAsync(CancellationToken.None)));
        Assert.Equal(8, (await app.ShiftsOfAsync(taskId)).Count);
    }

    [Fact]
    public async Task Of_two_coordinators_the_second_is_told_and_overwrites_nothing()
    {
        var taskId = await app.AddTaskAsync();
        var id = await app.AddSeriesAsync(taskId);
        var seen = (await app.SeriesAsync(id)).Version;
        Assert.Equal(SeriesOutcome.Done, (await app.ChangeSeriesAsync(id, Today.AddDays(10), null, Working.Noon)).Outcome);

        Assert.Equal(SeriesOutcome.ChangedMeanwhile, (await app.ActAsync((SeriesService s) => s.EndAsync(id, seen, Today, "Təmir", CancellationToken.None))).Outcome);
        Assert.DoesNotContain(await app.ShiftsOfAsync(taskId), s => s.State is ShiftState.Cancelled);
    }

    [Fact]
    public async Task A_series_that_ends_calls_off_what_comes_after_and_tells_who_comes()
    {
        var taskId = await app.AddTaskAsync();
        var id = await app.AddSeriesAsync(taskId);
        var shifts = await app.ShiftsOfAsync(taskId);
        var (_, comes) = await app.AddSignedUpAsync(shifts[7]);

        var seen = (await app.SeriesAsync(id)).Version;
        var result = await app.ActAsync((SeriesService s) => s.EndAsync(id, seen, BakuTime.DateOf(shifts[1].StartsAtUtc), "Təmir", CancellationToken.None));

        Assert.Equal((SeriesOutcome.Done, 6), (result.Outcome, result.CalledOff));
        Assert.Equal(2, await app.MessagesAsync(MessageKind.ShiftCancelled, comes));
        Assert.Equal(0, await app.MakeAsync(id));
    }

    [Fact]
    public async Task Another_centre_cannot_touch_a_series()
    {
        var id = await app.AddSeriesAsync(await app.AddTaskAsync());
        var version = (await app.SeriesAsync(id)).Version;
        var elsewhere = (await app.CentreAsync("2")).CentreId;
        await using var scope = app.NewScope();
        var user = scope.Get<Dost.Volunteers.Core.Accounts.CurrentUser>();
        (user.IsCoordinator, user.CentreIds) = (true, [elsewhere]);

        Assert.Equal(SeriesOutcome.NotFound, (await scope.Get<SeriesService>().EndAsync(id, version, Today, "x", CancellationToken.None)).Outcome);
    }

    /// <summary>Whatever is done in whatever order: a place in the pattern has one shift, none is on a holiday, and what was dropped stays dropped.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task No_order_of_steps_makes_a_shift_twice(int seed)
    {
        await using var own = await TestApp.StartAsync();
        var random = new Random(seed);
        var taskId = await own.AddTaskAsync();
        var days = Enum.GetValues<DayOfWeek>().Where(_ => random.Next(2) == 0).DefaultIfEmpty(DayOfWeek.Thursday);
        var id = await own.AddSeriesAsync(taskId, WeeklyPattern.Of(days, [Working.Morning, Working.Noon]), untilDays: random.Next(2) == 0 ? null : 60);
        HashSet<Guid> dropped = [];

        for (var step = 0; step < 14; step++)
        {
            var coming = (await own.ShiftsOfAsync(taskId)).Where(s => s.StartsAtUtc > own.NowUtc && s.State is ShiftState.Published).ToList();
            var picked = coming.Count == 0 ? null : coming[random.Next(coming.Count)];

            switch (random.Next(5))
            {
                case 0 when picked is not null:
                    Assert.True(await own.DropAsync(picked.ShiftId));
                    dropped.Add(picked.ShiftId);
                    break;
                case 1 when picked is not null:
                    await own.ActAsync((ShiftService s) => s.MoveAsync(picked.ShiftId, picked.Version, new NewTime(picked.StartsAtUtc.AddMinutes(7), picked.EndsAtUtc.AddMinutes(7), "Giriş"), CancellationToken.None));
                    break;
                case 2:
                    var hour = random.Next(0, 6);
                    var changed = await own.ChangeSeriesAsync(id, BakuTime.DateOf(own.NowUtc).AddDays(random.Next(20)), null, new DayBlock(new TimeOnly(hour, 0), new TimeOnly(hour + 3, 0)), new DayBlock(new TimeOnly(hour + 4, 0), new TimeOnly(hour + 7, 0)));
                    id = changed.ShiftSeriesId;
                    break;
                case 3:
                    own.Clock.Advance(TimeSpan.FromHours(random.Next(1, 90)));
                    break;
                default:
                    await own.ActAsync((SeriesMaker m) => m.MakeDueAsync(CancellationToken.None));
                    break;
            }

            await AssertSoundAsync(own, taskId, dropped);
        }
    }

    private static async Task AssertSoundAsync(TestApp own, Guid taskId, HashSet<Guid> dropped)
    {
        var shifts = await own.ShiftsOfAsync(taskId);
        var holidays = await own.QueryAsync(db => db.Holidays.Select(h => h.OnDate).ToListAsync());

        Assert.All(shifts.GroupBy(s => s.SeriesOn), day => Assert.True(day.Count() <= 2, $"{day.Key}: {day.Count()} shifts"));
        Assert.DoesNotContain(shifts, s => holidays.Contains(s.SeriesOn!.Value));
        Assert.All(shifts.Where(s => dropped.Contains(s.ShiftId)), s => Assert.Equal(ShiftState.Cancelled, s.State));
        Assert.DoesNotContain(shifts.Where(s => s.State is not ShiftState.Cancelled).GroupBy(s => s.StartsAtUtc), g => g.Count() > 1);
    }
}
