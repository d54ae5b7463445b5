using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.Ladders;

/// <summary>Whom a ladder asks next: the best candidates of the ring, less those whose week's budget of unasked messages is spent.</summary>
public sealed class LadderGroups(VolunteersDbContext db, CandidateFinder finder, TimeProvider clock)
{
    /// <summary>So many of the best are looked through for the next group.</summary>
    private const int MostLookedThrough = 500;

    public static readonly TimeSpan BudgetPeriod = TimeSpan.FromDays(7);

    public async Task<IReadOnlyList<Guid>> NextAsync(Ladder ladder, Shift shift, LadderPlan plan, CancellationToken ct)
    {
        var isWider = ladder.Rung is LadderRung.WiderRing;

        // Remote work has no ring: the whole country was asked for already.
        if (isWider && shift.VolunteerTask.IsRemote)
        {
            return [];
        }

        var spent = await SpentAsync(plan, ct);
        var candidates = await finder.FindAsync(ladder.ShiftRoleId, MostLookedThrough, ct, isWider ? await AroundAsync(shift, plan, ct) : null);

        // Who was asked and said no is a candidate again for a coordinator, never for the ladder.
        var asked = ladder.Asks.Select(a => a.VolunteerId).ToHashSet();
        var declined = (await db.Assignments
            .Where(a => a.ShiftId == shift.ShiftId && (a.State == AssignmentState.Declined || a.State == AssignmentState.Withdrawn || a.State == AssignmentState.Removed || a.State == AssignmentState.Waitlisted))
            .Select(a => a.VolunteerId).Union(db.SaidNo(ladder.HelpRequestId)).ToListAsync(ct)).ToHashSet();

        return [.. candidates.Best.Select(c => c.VolunteerId).Where(v => !spent.Contains(v) && !asked.Contains(v) && !declined.Contains(v)).Take(plan.SizeOf(ladder.Rung))];
    }

    /// <summary>Who was asked by ladders so often within the last seven days that the budget is spent. Who waited in line had offered, and that counts for nothing.</summary>
    private async Task<HashSet<Guid>> SpentAsync(LadderPlan plan, CancellationToken ct)
    {
        var since = clock.UtcNow() - BudgetPeriod;

        return (await db.LadderAsks.Where(a => a.AskedAtUtc > since && a.Rung != LadderRung.Waitlist).GroupBy(a => a.VolunteerId)
            .Where(g => g.Count() >= plan.WeeklyAsks).Select(g => g.Key).ToListAsync(ct)).ToHashSet();
    }

    /// <summary>The other centres within the ring.</summary>
    private async Task<IReadOnlyList<Guid>> AroundAsync(Shift shift, LadderPlan plan, CancellationToken ct)
    {
        var centres = await db.Centres.AsNoTracking().Where(c => c.CentreId != shift.CentreId).Select(c => new { c.CentreId, c.Latitude, c.Longitude }).ToListAsync(ct);

        return [.. centres.Where(c => Score.DistanceKm(c.Latitude, c.Longitude, shift.VolunteerTask.Latitude, shift.VolunteerTask.Longitude) <= plan.WiderKm).Select(c => c.CentreId)];
    }
}

/// <summary>What a search remembers of answers on the telephone.</summary>
public static class LadderAnswers
{
    /// <summary>Who said no to this request on the telephone.</summary>
    public static IQueryable<Guid> SaidNo(this VolunteersDbContext db, Guid helpRequestId) =>
        db.HelpRequestEvents.Where(e => e.HelpRequestId == helpRequestId && e.Kind == HelpRequestEventKind.LadderSaidNo && e.VolunteerId != null).Select(e => e.VolunteerId!.Value);
}
