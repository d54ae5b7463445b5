using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts;

/// <summary>Asks the rule book with the facts and limits of this moment: what stands against people in a place, and to which places somebody can be moved.</summary>
public sealed class PlaceJudge(VolunteersDbContext db, FactsReader factsReader, PolicyReader policyReader, TimeProvider clock)
{
    /// <summary>Roles to which somebody can be moved, at most so many shifts ahead are looked through.</summary>
    public const int MostShifts = 100;

    /// <summary>What stands against a volunteer in a role of a shift that is loaded with all that the rules ask about.</summary>
    /// <param name="shift">Loaded with all that the rules ask about.</param>
    /// <param name="role">One of its roles.</param>
    /// <param name="volunteerId">Who would take the place.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <param name="leaves">A shift that the volunteer leaves in the same unit of work: it is no commitment any more.</param>
    public async Task<IReadOnlyList<RuleBreach>> CheckAsync(Shift shift, ShiftRole role, Guid volunteerId, CancellationToken ct, Guid? leaves = null)
    {
        var limits = RuleLimits.Of(await policyReader.ReadAsync(ct));

        return RuleBook.Check((await factsReader.ReadAsync(volunteerId, shift.StartsAtUtc, ct)).Without(leaves), PlaceFacts.Of(shift, role), limits);
    }

    /// <summary>Those of the volunteers against whom nothing stands in a role of a shift that is loaded with all that the rules ask about.</summary>
    public async Task<HashSet<Guid>> AbleAsync(Shift shift, Guid shiftRoleId, IQueryable<Volunteer> volunteers, CancellationToken ct) =>
        (await BreachesAsync(shift, shiftRoleId, volunteers, ct)).Where(b => b.Value.Count == 0).Select(b => b.Key).ToHashSet();

    /// <summary>What stands against each of the volunteers in a role.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<RuleBreach>>> JudgeAsync(Guid shiftRoleId, IReadOnlyCollection<Guid> volunteerIds, CancellationToken ct)
    {
        var shift = await db.ShiftsWithRole(shiftRoleId).ForPlacing().AsNoTracking().SingleAsync(ct);

        return await BreachesAsync(shift, shiftRoleId, db.Volunteers.Where(v => volunteerIds.Contains(v.VolunteerId)), ct);
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

    /// <summary>What stands against each of the volunteers in a role of a shift that is loaded with all that the rules ask about, as it is at hand.</summary>
    public async Task<Dictionary<Guid, IReadOnlyList<RuleBreach>>> BreachesAsync(Shift shift, Guid shiftRoleId, IQueryable<Volunteer> volunteers, CancellationToken ct)
    {
        var place = PlaceFacts.Of(shift, shift.Roles.Single(r => r.ShiftRoleId == shiftRoleId));
        var limits = RuleLimits.Of(await policyReader.ReadAsync(ct));

        return (await factsReader.ReadAsync(volunteers, shift.StartsAtUtc, ct)).ToDictionary(f => f.VolunteerId, f => RuleBook.Check(f, place, limits));
    }
}

/// <summary>A role to which somebody could be moved, and what stands against it.</summary>
public sealed record MoveTarget(Guid ShiftId, Guid ShiftRoleId, string RoleName, int PlacesLeft, IReadOnlyList<RuleBreach> Breaches);
