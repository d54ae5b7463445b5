using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts;

/// <summary>The queue of a role: who waits longest and may come is asked first. What it changes is saved with the unit of work.</summary>
public sealed class Waitlist(VolunteersDbContext db, PlaceJudge judge, PolicyReader policyReader, Outbox outbox)
{
    /// <summary>Each place that is free and not yet promised is offered to whoever waits longest and may take it.</summary>
    public async Task OfferToNextAsync(Guid shiftRoleId, DateTime now, CancellationToken ct)
    {
        // Read as tracked, so that what this unit of work has changed counts as it is now.
        var standing = await db.Assignments.Where(a => a.ShiftRoleId == shiftRoleId && (a.State == AssignmentState.Offered || a.State == AssignmentState.Waitlisted)).ToListAsync(ct);
        var waiting = standing.Where(a => a.State is AssignmentState.Waitlisted).OrderBy(a => a.WaitlistedAtUtc).ThenBy(a => a.AssignmentId).ToList();

        if (waiting.Count == 0)
        {
            await TellOfferedAsync(shiftRoleId, [.. standing.Where(a => a.IsOpenOffer(now))], now, ct);

            return;
        }

        var shift = await db.ShiftsWithRole(shiftRoleId).ForPlacing().SingleAsync(ct);
        var role = shift.Roles.Single(r => r.ShiftRoleId == shiftRoleId);

        // Of two who say no at once, each must not believe that the other's answer is still awaited.
        role.Touch();
        var free = role.PlacesLeft - standing.Count(a => a.IsOpenOffer(now));

        if (free <= 0 || !shift.IsOpen(now))
        {
            return;
        }

        var policy = await policyReader.ReadAsync(ct);
        var ids = waiting.ConvertAll(a => a.VolunteerId);
        var able = await judge.AbleAsync(shift, shiftRoleId, db.Volunteers.Where(v => ids.Contains(v.VolunteerId)), ct);

        foreach (var next in waiting.Where(a => able.Contains(a.VolunteerId)).Take(free))
        {
            next.Offer(now, ExpiryOf(shift, policy, now));
            outbox.AboutOffer(next, shift);
        }
    }

    /// <summary>More may be asked than there are places. Where the role was full and this unit of work frees a place, who has not answered yet hears that their yes is worth something again.</summary>
    private async Task TellOfferedAsync(Guid shiftRoleId, List<Assignment> offered, DateTime now, CancellationToken ct)
    {
        var role = db.ShiftRoles.Local.FindEntry(shiftRoleId);

        if (offered.Count == 0 || role is null || role.Entity.PlacesLeft == 0 || role.OriginalValues.GetValue<int>(nameof(ShiftRole.PlacesTaken)) < role.Entity.Capacity)
        {
            return;
        }

        var shift = await db.ShiftsWithRole(shiftRoleId).SingleAsync(ct);
        var ids = offered.ConvertAll(a => a.AssignmentId);
        var told = (await db.OutboundMessages.Where(m => m.Kind == MessageKind.PlaceFreed && ids.Contains(m.SubjectId)).Select(m => new { m.SubjectId, m.SubjectVersion }).ToListAsync(ct))
            .Select(m => (m.SubjectId, m.SubjectVersion)).ToHashSet();

        foreach (var assignment in offered.Where(a => shift.IsOpen(now) && !told.Contains((a.AssignmentId, Outbox.VersionOf(a, shift)))))
        {
            outbox.AboutAssignment(MessageKind.PlaceFreed, assignment, shift);
        }
    }

    /// <summary>The time that policy gives, but not into the shift; close to it half of what is left.</summary>
    public static DateTime ExpiryOf(Shift shift, Policy policy, DateTime now)
    {
        var full = now.AddHours(policy.OfferExpiryHours);
        var half = now + ((shift.StartsAtUtc - now) / 2);

        return full < half ? full : half;
    }
}

internal static class ShiftsForPlacing
{
    /// <summary>The shift that has this role, found by the role and not by looking through the shifts.</summary>
    public static IQueryable<Shift> ShiftsWithRole(this VolunteersDbContext db, Guid shiftRoleId) =>
        db.Shifts.Where(s => db.ShiftRoles.Where(r => r.ShiftRoleId == shiftRoleId).Select(r => r.ShiftId).Contains(s.ShiftId));

    /// <summary>Those whom the shift may have: the volunteers of its centre, for remote work those of the whole country. Its task is loaded.</summary>
    public static IQueryable<Volunteer> OfShift(this IQueryable<Volunteer> volunteers, Shift shift) =>
        shift.VolunteerTask.IsRemote ? volunteers : volunteers.Where(v => v.CentreId == shift.CentreId);

    /// <summary>With all that the rules ask about.</summary>
    public static IQueryable<Shift> ForPlacing(this IQueryable<Shift> shifts) => shifts
        .Include(s => s.VolunteerTask).ThenInclude(t => t.HelpRequest)
        .Include(s => s.Roles).ThenInclude(r => r.Skills)
        .Include(s => s.Roles).ThenInclude(r => r.Languages)
        .AsSplitQuery();
}
