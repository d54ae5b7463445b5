using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts.Series;

/// <summary>Begins series of shifts, changes them from a day on, and ends them, at the centres of who asks.</summary>
public sealed class SeriesService(VolunteersDbContext db, CurrentUser user, ShiftService shifts, SeriesMaker maker, AuditLog audit, TimeProvider clock)
{
    /// <summary>Begins a series and makes its first shifts. The id comes from the form: sent twice, it is begun once.</summary>
    public async Task<SeriesResult> AddAsync(NewSeries wish, CancellationToken ct)
    {
        var outcome = await ConcurrentChange.RetryAsync(db, async () =>
        {
            if (await db.VolunteerTasks.Where(Visible.Tasks(user)).SingleOrDefaultAsync(t => t.VolunteerTaskId == wish.VolunteerTaskId && t.Kind == TaskKind.Standing && t.ArchivedAtUtc == null, ct) is not { } task)
            {
                return SeriesOutcome.NotFound;
            }

            if (await db.ShiftSeries.AsNoTracking().SingleOrDefaultAsync(s => s.ShiftSeriesId == wish.ShiftSeriesId, ct) is { } standing)
            {
                return standing.VolunteerTaskId == wish.VolunteerTaskId ? SeriesOutcome.Done : SeriesOutcome.NotFound;
            }

            db.ShiftSeries.Add(new ShiftSeries
            {
                ShiftSeriesId = wish.ShiftSeriesId,
                VolunteerTaskId = task.VolunteerTaskId,
                CentreId = task.CentreId,
                PatternText = wish.Pattern.ToString(),
                FromOn = wish.FromOn,
                MeetingPoint = wish.MeetingPoint,
                RolesAsJson = TaskRole.Write(wish.Roles)!,
                PublishesItself = wish.PublishesItself,
                CreatedAtUtc = clock.UtcNow(),
            }.Until(wish.UntilOn));
            audit.Changed("SeriesAdded", AuditSubject.Series, wish.ShiftSeriesId);
            await db.SaveChangesAsync(ct);

            return SeriesOutcome.Done;
        });

        return new SeriesResult(outcome, wish.ShiftSeriesId) { Made = outcome is SeriesOutcome.Done ? await maker.MakeAsync(wish.ShiftSeriesId, ct) : 0 };
    }

    /// <summary>
    /// Changes a series from a day on: a further series goes on with what is changed, and takes the shifts from that day with it. Who has a
    /// place is moved by the rules of a move; shifts with people keep their roles; what was changed by hand stays.
    /// </summary>
    public async Task<SeriesResult> ChangeAsync(Guid seriesId, Guid seenVersion, SeriesChange change, CancellationToken ct)
    {
        var result = await ConcurrentChange.RetryAsync(db, async () =>
        {
            var today = clock.TodayInBaku();
            var series = await db.ShiftSeries.Include(s => s.VolunteerTask).Where(Visible.Series(user)).SingleOrDefaultAsync(s => s.ShiftSeriesId == seriesId, ct);

            var problem = series is null ? SeriesOutcome.NotFound : Problem(series, seenVersion, today);

            if (series is null || problem is not SeriesOutcome.Done)
            {
                return new SeriesResult(problem, seriesId);
            }

            var from = Later(Later(change.FromOn, today), series.FromOn);

            if (from > series.UntilOn || change.Blocks.Count != series.Pattern.Blocks.Count)
            {
                return new SeriesResult(SeriesOutcome.NotRunning, seriesId);
            }

            var next = Following(series, change, from);
            db.ShiftSeries.Add(next);
            series.EndOn(from.AddDays(-1), next);
            audit.Changed("SeriesChanged", AuditSubject.Series, series.ShiftSeriesId);
            var rolesKept = await TakeAlongAsync(series, next, from, ct);
            await db.SaveChangesAsync(ct);

            return new SeriesResult(SeriesOutcome.Done, next.ShiftSeriesId) { RolesKept = rolesKept };
        });

        if (result.Outcome is not SeriesOutcome.Done)
        {
            return result;
        }

        // One by one, each a change of its own; what a crash leaves over the job does.
        var settled = await maker.SettleAsync(result.ShiftSeriesId, ct);

        return result with { Made = await maker.MakeAsync(result.ShiftSeriesId, ct), Moved = settled.Moved, Kept = settled.Kept };
    }

    /// <summary>Ends a series with a day. The shifts after it are called off, and who comes or was asked is told.</summary>
    public Task<SeriesResult> EndAsync(Guid seriesId, Guid seenVersion, DateOnly lastOn, string reason, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var series = await db.ShiftSeries.Where(Visible.Series(user)).SingleOrDefaultAsync(s => s.ShiftSeriesId == seriesId, ct);
        var problem = series is null ? SeriesOutcome.NotFound : Problem(series, seenVersion, clock.TodayInBaku());

        if (series is null || problem is not SeriesOutcome.Done)
        {
            return new SeriesResult(problem, seriesId);
        }

        series.EndOn(lastOn);
        audit.Changed("SeriesEnded", AuditSubject.Series, seriesId);
        var now = clock.UtcNow();
        var after = await shifts.Whole().Where(s => s.ShiftSeriesId == seriesId && s.SeriesOn > lastOn && s.StartsAtUtc > now && (s.State == ShiftState.Draft || s.State == ShiftState.Published)).ToListAsync(ct);
        var calledOff = after.Count(shift => shifts.CallOff(shift, reason));
        await db.SaveChangesAsync(ct);

        return new SeriesResult(SeriesOutcome.Done, seriesId) { CalledOff = calledOff };
    });

    private static SeriesOutcome Problem(ShiftSeries series, Guid seenVersion, DateOnly today) =>
        series.Version != seenVersion ? SeriesOutcome.ChangedMeanwhile : series.IsRunning(today) ? SeriesOutcome.Done : SeriesOutcome.NotRunning;

    private ShiftSeries Following(ShiftSeries series, SeriesChange change, DateOnly from) => new ShiftSeries
    {
        ShiftSeriesId = Guid.CreateVersion7(),
        VolunteerTaskId = series.VolunteerTaskId,
        CentreId = series.CentreId,
        PatternText = WeeklyPattern.Of(series.Pattern.Days, change.Blocks).ToString(),
        FromOn = from,
        MeetingPoint = change.MeetingPoint,
        RolesAsJson = TaskRole.Write(change.Roles)!,
        PublishesItself = series.PublishesItself,
        CreatedAtUtc = clock.UtcNow(),
    }.Until(series.UntilOn);

    /// <summary>The shifts from the day on belong to the next series. Those for which nobody was ever asked take its roles; how many do not.</summary>
    private async Task<int> TakeAlongAsync(ShiftSeries series, ShiftSeries next, DateOnly from, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var startsAt = series.Pattern.Blocks.Zip(next.Pattern.Blocks).ToDictionary(pair => pair.First.StartsAt, pair => pair.Second.StartsAt);
        var following = await db.Shifts.Include(s => s.Assignments).Include(s => s.Roles).ThenInclude(r => r.Skills).Include(s => s.Roles).ThenInclude(r => r.Languages).AsSplitQuery()
            .Where(s => s.ShiftSeriesId == series.ShiftSeriesId && s.SeriesOn >= from).ToListAsync(ct);
        var roles = next.Roles.Select(NewRole.Of).ToList();
        var haveOtherRoles = series.RolesAsJson != next.RolesAsJson;
        var kept = 0;

        foreach (var shift in following)
        {
            shift.BelongTo(next.ShiftSeriesId, shift.SeriesOn!.Value, startsAt[shift.SeriesStartsAt!.Value]);

            if (!haveOtherRoles || shift.IsChangedByHand || shift.StartsAtUtc <= now || shift.State is ShiftState.Cancelled or ShiftState.Completed)
            {
                continue;
            }

            if (shift.Assignments.Count > 0)
            {
                kept++;
                continue;
            }

            NewRole.ReplaceIn(shift, roles);
        }

        return kept;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <summary>A series to begin, at least one role.</summary>
public sealed record NewSeries(
    Guid ShiftSeriesId, Guid VolunteerTaskId, WeeklyPattern Pattern, DateOnly FromOn, DateOnly? UntilOn, string MeetingPoint, IReadOnlyList<TaskRole> Roles, bool PublishesItself);

/// <summary>What changes from a day on: as many blocks as before, in the order of time.</summary>
public sealed record SeriesChange(DateOnly FromOn, IReadOnlyList<DayBlock> Blocks, string MeetingPoint, IReadOnlyList<TaskRole> Roles);

public enum SeriesOutcome { Done, NotFound, ChangedMeanwhile, NotRunning }

/// <summary>How it went, and with which series it goes on.</summary>
public sealed record SeriesResult(SeriesOutcome Outcome, Guid ShiftSeriesId)
{
    public int Made { get; init; }
    public int Moved { get; init; }
    public int CalledOff { get; init; }

    /// <summary>Shifts with people that keep their earlier roles.</summary>
    public int RolesKept { get; init; }
    public IReadOnlyList<KeptShift> Kept { get; init; } = [];
}
