using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts;

/// <summary>One thing for many shifts of one's centres: publish, call off, copy a week. Pressed twice, it is done once.</summary>
public sealed class ShiftsTogether(VolunteersDbContext db, CurrentUser user, ShiftService shifts, AuditLog audit, TimeProvider clock)
{
    /// <summary>Shifts at once.</summary>
    public const int Most = 200;

    /// <summary>Publishes drafts as they were seen. What is published already counts as left.</summary>
    public Task<TogetherResult> PublishAsync(IReadOnlyCollection<SeenShift> seen, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var standing = await FindAsync(db.Shifts, seen, ct);
        var fresh = standing.Where(s => seen.Contains(new SeenShift(s.ShiftId, s.Version))).ToList();
        var now = clock.UtcNow();
        var published = fresh.Where(s => s.Publish(now)).ToList();
        published.ForEach(s => audit.Changed("ShiftPublished", AuditSubject.Shift, s.ShiftId));
        await db.SaveChangesAsync(ct);

        return new TogetherResult(published.Count, standing.Count - published.Count);
    });

    /// <summary>Calls shifts off as they were seen, for one reason; everybody touched is told.</summary>
    public Task<TogetherResult> CancelAsync(IReadOnlyCollection<SeenShift> seen, string reason, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var standing = await FindAsync(shifts.Whole(), seen, ct);
        var calledOff = standing.Where(s => seen.Contains(new SeenShift(s.ShiftId, s.Version))).Where(s => shifts.CallOff(s, reason)).ToList();
        await shifts.UnplanAsync(calledOff, ct);
        await db.SaveChangesAsync(ct);

        return new TogetherResult(calledOff.Count, standing.Count - calledOff.Count);
    });

    /// <summary>What copying a week to another would do, for one centre.</summary>
    public async Task<CopyPlan> PlanCopyAsync(Guid centreId, DateOnly from, DateOnly to, CancellationToken ct) => (await ReadCopyAsync(centreId, from, to, ct)).Plan;

    /// <summary>
    /// Copies the work of a week, with its roles and without its people, to another week as drafts. Help for a person is not copied, nor
    /// what falls on a holiday, is over, was copied before, or is there already.
    /// </summary>
    public Task<int> CopyAsync(Guid centreId, DateOnly from, DateOnly to, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var (plan, sources) = await ReadCopyAsync(centreId, from, to, ct);
        var wanted = plan.Copies.ToHashSet();

        foreach (var source in sources.Where(s => wanted.Contains(s.ShiftId)))
        {
            var time = Moved(source, from, to);
            shifts.Add(source.VolunteerTask, new NewShift(time.StartsAtUtc, time.EndsAtUtc, source.MeetingPoint, [.. source.Roles.OrderBy(r => r.ShiftRoleId).Select(NewRole.Of)]), publish: false)
                .NoteCopy(source.ShiftId, to);
        }

        await db.SaveChangesAsync(ct);

        return wanted.Count;
    });

    private async Task<(CopyPlan Plan, List<Shift> Sources)> ReadCopyAsync(Guid centreId, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (firstUtc, untilUtc) = WeekOf(from);
        var (toFirstUtc, toUntilUtc) = WeekOf(to);
        var sources = await db.Shifts.Include(s => s.VolunteerTask).Include(s => s.Roles).ThenInclude(r => r.Skills).Include(s => s.Roles).ThenInclude(r => r.Languages).AsSplitQuery()
            .Where(Visible.Shifts(user))
            .Where(s => s.CentreId == centreId && s.StartsAtUtc >= firstUtc && s.StartsAtUtc < untilUtc && s.State != ShiftState.Cancelled && s.VolunteerTask.HelpRequestId == null && s.VolunteerTask.ArchivedAtUtc == null)
            .OrderBy(s => s.StartsAtUtc).ThenBy(s => s.ShiftId).Take(Most).ToListAsync(ct);
        var there = (await db.Shifts.Where(s => s.CentreId == centreId && ((s.StartsAtUtc >= toFirstUtc && s.StartsAtUtc < toUntilUtc) || s.CopiedToWeek == to))
            .Select(s => new { s.VolunteerTaskId, s.StartsAtUtc, s.CopiedFromId, s.CopiedToWeek }).ToListAsync(ct));
        var taken = there.Select(s => (s.VolunteerTaskId, s.StartsAtUtc)).ToHashSet();
        var copied = there.Where(s => s.CopiedToWeek == to).Select(s => s.CopiedFromId).ToHashSet();
        var holidays = (await db.Holidays.Where(h => h.IsDayOff && h.OnDate >= to && h.OnDate < to.AddDays(7)).Select(h => h.OnDate).ToListAsync(ct)).ToHashSet();
        var now = clock.UtcNow();
        List<Guid> copies = [];
        var (alreadyThere, onHolidays, over) = (0, 0, 0);

        foreach (var source in sources)
        {
            var time = Moved(source, from, to);

            if (copied.Contains(source.ShiftId) || taken.Contains((source.VolunteerTaskId, time.StartsAtUtc)))
            {
                alreadyThere++;
            }
            else if (holidays.Contains(BakuTime.DateOf(time.StartsAtUtc)))
            {
                onHolidays++;
            }
            else if (time.StartsAtUtc <= now)
            {
                over++;
            }
            else
            {
                copies.Add(source.ShiftId);
            }
        }

        return (new CopyPlan(copies, alreadyThere, onHolidays, over), sources);
    }

    /// <summary>The same weekday and hour on the clock of Baku in the other week.</summary>
    private static NewTime Moved(Shift shift, DateOnly from, DateOnly to)
    {
        var start = BakuTime.ToUtc(BakuTime.DateOf(shift.StartsAtUtc).AddDays(to.DayNumber - from.DayNumber), BakuTime.TimeOf(shift.StartsAtUtc));

        return new NewTime(start, start + (shift.EndsAtUtc - shift.StartsAtUtc), shift.MeetingPoint);
    }

    private static (DateTime FromUtc, DateTime UntilUtc) WeekOf(DateOnly monday) => (BakuTime.ToUtc(monday, TimeOnly.MinValue), BakuTime.ToUtc(monday.AddDays(7), TimeOnly.MinValue));

    private Task<List<Shift>> FindAsync(IQueryable<Shift> from, IReadOnlyCollection<SeenShift> seen, CancellationToken ct)
    {
        var ids = seen.Select(s => s.ShiftId).Distinct().Take(Most).ToList();

        return from.Where(Visible.Shifts(user)).Where(s => ids.Contains(s.ShiftId)).OrderBy(s => s.StartsAtUtc).ToListAsync(ct);
    }
}

/// <summary>A shift as a coordinator saw it.</summary>
public sealed record SeenShift(Guid ShiftId, Guid Version);

/// <summary>How many it was done for, and how many were left: changed meanwhile, over, or done before.</summary>
public sealed record TogetherResult(int Done, int Left);

/// <summary>The shifts that would be copied, and how many would not.</summary>
public sealed record CopyPlan(IReadOnlyList<Guid> Copies, int AlreadyThere, int OnHolidays, int Over);
