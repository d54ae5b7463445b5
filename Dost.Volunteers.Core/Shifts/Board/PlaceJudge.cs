using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Policies;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts.Board;

/// <summary>Asks the rule book before anybody tries: who of some people can take a place, and to which places somebody can be moved.</summary>
public sealed class PlaceJudge(VolunteersDbContext db, FactsReader factsReader, PolicyReader policyReader, TimeProvider clock)
{
    /// <summary>Roles to which somebody can be moved, at most so many shifts ahead are looked through.</summary>
    public const int MostShifts = 100;

    /// <summary>What stands against a volunteer in a role of a shift that is loaded with all that the rules ask about.</summary>
    public async Task<IReadOnlyList<RuleBreach>> CheckAsync(Shift shift, ShiftRole role, Guid volunteerId, CancellationToken ct) =>
        RuleBook.Check(await factsReader.ReadAsync(volunteerId, shift.StartsAtUtc, ct), PlaceFacts.Of(shift, role), RuleLimits.Of(await policyReader.ReadAsync(ct)));

    /// <summary>What stands against each of the volunteers in a role.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<RuleBreach>>> JudgeAsync(Guid shiftRoleId, IReadOnlyCollection<Guid> volunteerIds, CancellationToken ct)
    {
        var shift = await db.ShiftsWithRole(shiftRoleId).ForPlacing().AsNoTracking().SingleAsync(ct);
        var place = PlaceFacts.Of(shift, shift.Roles.Single(r => r.ShiftRoleId == shiftRoleId));
        var limits = RuleLimits.Of(await policyReader.ReadAsync(ct));

        return (await factsReader.ReadAsync(db.Volunteers.Where(v => volunteerIds.Contains(v.VolunteerId)), shift.StartsAtUtc, ct))
            .ToDictionary(f => f.VolunteerId, f => RuleBook.Check(f, place, limits));
    }

    /// <summary>
    /// The roles with a free place among open shifts of the same week, and what stands against the volunteer of a place in each; the place that they
    /// would leave counts for nothing.
    /// </summary>
    public async Task<IReadOnlyList<MoveTarget>> TargetsAsync(Guid assignmentId, IQueryable<Shift> among, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var place = await db.Assignments.AsNoTracking().Where(a => a.AssignmentId == assignmentId).Select(a => new { a.VolunteerId, a.ShiftId, a.ShiftRoleId, a.Shift.StartsAtUtc }).SingleAsync(ct);
        var monday = RuleBook.WeekOf(place.StartsAtUtc);
        var (begin, end) = (BakuTime.ToUtc(monday, TimeOnly.MinValue), BakuTime.ToUtc(monday.AddDays(7), TimeOnly.MinValue));
        var shifts = await among.AsNoTracking().ForPlacing()
            .Where(s => s.State == ShiftState.Published && s.StartsAtUtc > now && s.StartsAtUtc >= begin && s.StartsAtUtc < end && s.Roles.Any(r => r.PlacesTaken < r.Capacity))
            .OrderBy(s => s.StartsAtUtc).ThenBy(s => s.ShiftId).Take(MostShifts).ToListAsync(ct);
        var facts = (await factsReader.ReadAsync(place.VolunteerId, place.StartsAtUtc, ct)).Without(place.ShiftId);
        var limits = RuleLimits.Of(await policyReader.ReadAsync(ct));

        return
        [
            .. from shift in shifts
               from role in shift.Roles.OrderBy(r => r.ShiftRoleId)
               where role.ShiftRoleId != place.ShiftRoleId && role.PlacesLeft > 0
               select new MoveTarget(shift.ShiftId, role.ShiftRoleId, role.Name, role.PlacesLeft, RuleBook.Check(facts, PlaceFacts.Of(shift, role), limits)),
        ];
    }
}

/// <summary>A role to which somebody could be moved, and what stands against it.</summary>
public sealed record MoveTarget(Guid ShiftId, Guid ShiftRoleId, string RoleName, int PlacesLeft, IReadOnlyList<RuleBreach> Breaches);
