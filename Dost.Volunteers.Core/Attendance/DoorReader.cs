using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Attendance;

/// <summary>What a volunteer can do at the door of a centre.</summary>
public sealed class DoorReader(VolunteersDbContext db, CurrentUser user, OwnShiftReader places, TimeProvider clock)
{
    public async Task<AtTheDoor> ReadAsync(Guid centreId, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var (from, until) = BakuTime.DayOf(BakuTime.DateOf(now));
        var mine = (await places.ComingAsync(ct)).Where(p => p.State is AssignmentState.CheckedIn || (p.State is AssignmentState.Confirmed && p.Facts.StartsAtUtc < until)).ToList();
        var ids = mine.ConvertAll(p => p.AssignmentId);
        var here = await db.Assignments.AsNoTracking().Where(a => ids.Contains(a.AssignmentId) && a.Shift.CentreId == centreId && a.Shift.VolunteerTask.PlaceKind == PlaceKind.Centre)
            .Select(a => a.AssignmentId).ToListAsync(ct);
        var served = await db.Assignments.AsNoTracking().Where(Visible.OwnAssignments(user))
            .AnyAsync(a => a.State == AssignmentState.Attended && a.Shift.CentreId == centreId && a.Shift.StartsAtUtc >= from && a.Shift.StartsAtUtc < until, ct);

        return new AtTheDoor([.. mine.Where(p => here.Contains(p.AssignmentId))], [.. mine.Where(p => !here.Contains(p.AssignmentId))], served);
    }

    /// <summary>The centres at which the volunteer serves today.</summary>
    public async Task<IReadOnlyList<Guid>> CentresOfTodayAsync(CancellationToken ct)
    {
        var (from, until) = BakuTime.DayOf(BakuTime.DateOf(clock.UtcNow()));

        return await db.Assignments.AsNoTracking().Where(Visible.OwnAssignments(user))
            .Where(a => (a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn) && a.Shift.StartsAtUtc < until && a.Shift.EndsAtUtc >= from)
            .Select(a => a.Shift.CentreId).Distinct().ToListAsync(ct);
    }
}

/// <summary>A volunteer's places of today: at this centre, and not at this one.</summary>
/// <param name="Here">In the order of their times.</param>
/// <param name="Elsewhere">At another centre, at somebody's home, or remote.</param>
/// <param name="HasServed">A shift of today at this centre is behind them.</param>
public sealed record AtTheDoor(IReadOnlyList<OwnShift> Here, IReadOnlyList<OwnShift> Elsewhere, bool HasServed);
