using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Series;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Shifts.Series;

/// <summary>Tasks and series as an administrator makes them, each step in a unit of work of its own.</summary>
internal static class Working
{
    public static readonly DayBlock Morning = new(new TimeOnly(9, 0), new TimeOnly(12, 0));
    public static readonly DayBlock Noon = new(new TimeOnly(12, 0), new TimeOnly(15, 0));

    public static async Task<Guid> AddTaskAsync(this TestApp app, TaskKind kind = TaskKind.Standing, Func<TaskDetails, TaskDetails>? change = null, string centreCode = "1")
    {
        var id = Guid.CreateVersion7();
        var centre = await app.CentreAsync(centreCode);
        var details = new TaskDetails("reception", PlaceKind.Centre) { Title = "Qəbulda kömək", MeetingPoint = "Giriş", Roles = [new TaskRole("Köməkçi", 2)] };
        await using var scope = await app.AsAdministratorAsync();
        Assert.Equal(TaskOutcome.Done, await scope.Get<TaskService>().AddAsync(new NewTask(id, centre.CentreId, kind), change?.Invoke(details) ?? details, CancellationToken.None));

        return id;
    }

    public static async Task<T> ActAsync<TService, T>(this TestApp app, Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = await app.AsAdministratorAsync();

        return await act(scope.Get<TService>());
    }

    /// <summary>Mondays and Wednesdays, mornings, from tomorrow for four weeks, unless told otherwise.</summary>
    public static async Task<Guid> AddSeriesAsync(this TestApp app, Guid taskId, WeeklyPattern? pattern = null, int fromDays = 1, int? untilDays = 28, bool publish = true)
    {
        var today = BakuTime.DateOf(app.NowUtc);
        var wish = new NewSeries(
            Guid.CreateVersion7(), taskId, pattern ?? WeeklyPattern.Of([DayOfWeek.Monday, DayOfWeek.Wednesday], [Morning]), today.AddDays(fromDays),
            untilDays is { } days ? today.AddDays(days) : null, "Giriş", [new TaskRole("Köməkçi", 2)], publish);
        Assert.Equal(SeriesOutcome.Done, (await app.ActAsync((SeriesService s) => s.AddAsync(wish, CancellationToken.None))).Outcome);

        return wish.ShiftSeriesId;
    }

    public static async Task<SeriesResult> ChangeSeriesAsync(this TestApp app, Guid seriesId, DateOnly from, IReadOnlyList<TaskRole>? roles, params DayBlock[] blocks)
    {
        var series = await app.SeriesAsync(seriesId);

        return await app.ActAsync((SeriesService s) => s.ChangeAsync(seriesId, series.Version, new SeriesChange(from, blocks, series.MeetingPoint, roles ?? series.Roles), CancellationToken.None));
    }

    public static Task<ShiftSeries> SeriesAsync(this TestApp app, Guid seriesId) => app.QueryAsync(db => db.ShiftSeries.AsNoTracking().SingleAsync(s => s.ShiftSeriesId == seriesId));

    public static Task<int> MakeAsync(this TestApp app, Guid seriesId) => app.ActAsync((SeriesMaker m) => m.MakeAsync(seriesId, CancellationToken.None));

    public static Task<List<Shift>> ShiftsOfAsync(this TestApp app, Guid taskId) =>
        app.QueryAsync(db => db.Shifts.AsNoTracking().Include(s => s.Roles).Where(s => s.VolunteerTaskId == taskId).OrderBy(s => s.StartsAtUtc).ToListAsync());

    public static Task<bool> DropAsync(this TestApp app, Guid shiftId) => app.ActAsync((ShiftService s) => s.CancelAsync(shiftId, "Təmir", CancellationToken.None));
}
