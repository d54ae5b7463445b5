using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts.Swaps;

/// <summary>Who could take a place over: asked of the rule book, for those whom the volunteer knows anyway.</summary>
public sealed class ColleagueFinder(VolunteersDbContext db, PlaceJudge judge, TimeProvider clock)
{
    /// <summary>Who served in one shift with somebody this long ago is a colleague whom they know.</summary>
    private static readonly TimeSpan _together = TimeSpan.FromDays(180);

    private const int MostShown = 30;

    /// <summary>Colleagues who had a place in one shift with the volunteer of this place and could take it, by name. Nobody else's name is shown.</summary>
    public async Task<IReadOnlyList<Colleague>> KnownAsync(Guid assignmentId, CancellationToken ct)
    {
        var place = await PlaceAsync(assignmentId, ct);
        var since = clock.UtcNow() - _together;
        var own = HoldingPlaces().Where(a => a.VolunteerId == place.VolunteerId && a.Shift.EndsAtUtc > since).Select(a => a.ShiftId);
        var known = HoldingPlaces().Where(a => own.Contains(a.ShiftId) && a.VolunteerId != place.VolunteerId).Select(a => a.VolunteerId);
        var able = await AbleAsync(place.Shift, place.ShiftRoleId, v => v.Where(x => known.Contains(x.VolunteerId)), ct);

        return await db.Volunteers.AsNoTracking().Where(v => able.Contains(v.VolunteerId)).OrderBy(v => v.GivenName).ThenBy(v => v.VolunteerId).Take(MostShown)
            .Select(v => new Colleague(v.VolunteerId, v.GivenName, v.FamilyName)).ToListAsync(ct);
    }

    /// <summary>Whoever has this phone and could take the place; null says no more than that nobody with this phone can.</summary>
    /// <param name="assignmentId">The place.</param>
    /// <param name="phone">E.164.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<Guid?> ByPhoneAsync(Guid assignmentId, string phone, CancellationToken ct)
    {
        var place = await PlaceAsync(assignmentId, ct);
        var able = await AbleAsync(place.Shift, place.ShiftRoleId, v => v.Where(x => x.Phone == phone && x.PhoneConfirmedAtUtc != null), ct);

        return able.Count > 0 ? able.First() : null;
    }

    /// <summary>Whether this volunteer could take the place now.</summary>
    public async Task<bool> CanAsync(Assignment place, Guid volunteerId, CancellationToken ct) =>
        (await AbleAsync(place.Shift, place.ShiftRoleId, v => v.Where(x => x.VolunteerId == volunteerId), ct)).Count > 0;

    /// <summary>Of the volunteers of the centre (for remote work, of the country) those whom no rule and no earlier part in the shift keeps away.</summary>
    private async Task<HashSet<Guid>> AbleAsync(Shift shift, Guid shiftRoleId, Func<IQueryable<Volunteer>, IQueryable<Volunteer>> narrow, CancellationToken ct)
    {
        var volunteers = narrow(db.Volunteers.OfShift(shift).Where(v => v.State == VolunteerState.Active))
            .Where(v => !db.Assignments.Any(a => a.ShiftId == shift.ShiftId && a.VolunteerId == v.VolunteerId
                && (a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn || a.State == AssignmentState.Attended
                    || a.State == AssignmentState.NoShow || a.State == AssignmentState.Removed)));

        return await judge.AbleAsync(shift, shiftRoleId, volunteers, ct);
    }

    private IQueryable<Assignment> HoldingPlaces() => db.Assignments.Where(a => a.Shift.State != ShiftState.Cancelled
        && (a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn || a.State == AssignmentState.Attended));

    private async Task<(Guid VolunteerId, Shift Shift, Guid ShiftRoleId)> PlaceAsync(Guid assignmentId, CancellationToken ct)
    {
        var place = await db.Assignments.AsNoTracking().SingleAsync(a => a.AssignmentId == assignmentId, ct);

        return (place.VolunteerId, await db.Shifts.ForPlacing().AsNoTracking().SingleAsync(s => s.ShiftId == place.ShiftId, ct), place.ShiftRoleId);
    }
}

/// <summary>A volunteer as another one may know them: the given name and the first letter of the family name.</summary>
public sealed record Colleague(Guid VolunteerId, string GivenName, string FamilyName)
{
    public string ShortName => ShortNameOf(GivenName, FamilyName);

    public static string ShortNameOf(string givenName, string familyName) => familyName.Length > 0 ? $"{givenName} {familyName[..1]}." : givenName;
}
