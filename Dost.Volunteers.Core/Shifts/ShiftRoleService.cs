using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Safeguarding;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts;

/// <summary>Changes the roles of a standing shift: adds, takes away, other counts and demands.</summary>
public sealed class ShiftRoleService(VolunteersDbContext db, Waitlist waitlist, FactsReader factsReader, PolicyReader policyReader, AuditLog audit, TimeProvider clock)
{
    private static readonly Rule[] _demands = [Rule.Vetting, Rule.MissingCredential, Rule.MissingSkill, Rule.MissingLanguage, Rule.TooYoung, Rule.Gender];

    /// <summary>
    /// Makes the roles of a shift what is given; a role that is not among them goes. Nothing is taken from anybody: fewer places than are
    /// taken are refused, and so are roles below the needs of the person visited. Who no longer meets a demand comes back by name, unless the coordinator has seen the names and says yes.
    /// </summary>
    public Task<RolesResult> ChangeAsync(Guid shiftId, Guid seenVersion, IReadOnlyList<RoleChange> changes, bool confirmed, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var shift = await db.Shifts.Include(s => s.VolunteerTask).ThenInclude(t => t.HelpRequest!.Beneficiary).Include(s => s.VolunteerTask).ThenInclude(t => t.HelpCategory)
            .Include(s => s.Assignments).ThenInclude(a => a.Volunteer)
            .Include(s => s.Roles).ThenInclude(r => r.Skills).Include(s => s.Roles).ThenInclude(r => r.Languages).AsSplitQuery().SingleAsync(s => s.ShiftId == shiftId, ct);

        if (shift.Version != seenVersion)
        {
            return new RolesResult(RolesOutcome.ChangedMeanwhile);
        }

        // What the team of a visit day must be follows from its households.
        if (shift.State is not (ShiftState.Draft or ShiftState.Published) || shift.StartsAtUtc <= now || await db.VisitDays.AnyAsync(d => d.ShiftId == shiftId, ct))
        {
            return new RolesResult(RolesOutcome.NotAllowed);
        }

        var demands = shift.VolunteerTask.HelpRequest is { } request ? VisitDemands.Of(request.Beneficiary, shift.VolunteerTask.HelpCategory) : null;

        if ((Apply(shift, changes, demands) ?? BelowNeeds(shift, demands)) is { } refused)
        {
            db.ChangeTracker.Clear();

            return refused;
        }

        if (!confirmed && await UnmetAsync(shift, ct) is { Count: > 0 } unmet)
        {
            db.ChangeTracker.Clear();

            return new RolesResult(RolesOutcome.Unmet) { Unmet = unmet };
        }

        shift.KeepFromSeries();
        shift.TouchRoles();
        audit.Changed("ShiftRolesChanged", AuditSubject.Shift, shiftId);
        await db.SaveChangesAsync(ct);

        // Places that were added are offered to who waits for them.
        foreach (var role in shift.Roles.Where(r => r.PlacesLeft > 0 && shift.Assignments.Exists(a => a.ShiftRoleId == r.ShiftRoleId && a.State is AssignmentState.Waitlisted)).ToList())
        {
            await waitlist.OfferToNextAsync(role.ShiftRoleId, now, ct);
        }

        await db.SaveChangesAsync(ct);

        return new RolesResult(RolesOutcome.Done);
    });

    private static RolesResult? Apply(Shift shift, IReadOnlyList<RoleChange> changes, VisitDemands? demands)
    {
        foreach (var role in shift.Roles.Where(r => !changes.Any(c => c.ShiftRoleId == r.ShiftRoleId)).ToList())
        {
            if (shift.Assignments.Exists(a => a.ShiftRoleId == role.ShiftRoleId))
            {
                return new RolesResult(RolesOutcome.RoleInUse) { RoleName = role.Name };
            }

            shift.Roles.Remove(role);
        }

        foreach (var (roleId, wish) in changes.Select(c => (c.ShiftRoleId, c.Role)))
        {
            var role = shift.Roles.Find(r => r.ShiftRoleId == roleId);

            if (role is null)
            {
                var added = wish.ToRole(shift.ShiftId);

                // No row asks for it: it follows from the person alone.
                added.KnownVisitorsOnly = demands is { KnownVisitorsOnly: true };
                shift.Roles.Add(added);
                continue;
            }

            if (wish.Capacity < role.PlacesTaken)
            {
                return new RolesResult(RolesOutcome.TooFewPlaces) { RoleName = role.Name, Taken = role.PlacesTaken };
            }

            wish.ApplyTo(role);
        }

        return null;
    }

    /// <summary>The needs of a person are changed with the person, for all their visits, never for one shift.</summary>
    private static RolesResult? BelowNeeds(Shift shift, VisitDemands? demands) => demands is null || demands.AreMetBy(shift) ? null
        : new RolesResult(shift.PlacesWanted < demands.LeastPeople ? RolesOutcome.TooFewPeople : RolesOutcome.BelowNeeds) { Least = demands.LeastPeople };

    /// <summary>Who has a place or an offer, and what of the demands they do not meet.</summary>
    private async Task<IReadOnlyList<UnmetDemand>> UnmetAsync(Shift shift, CancellationToken ct)
    {
        var people = shift.Assignments.Where(a => a.State is AssignmentState.Confirmed or AssignmentState.Offered).OrderBy(a => a.Volunteer.FullName, StringComparer.Ordinal).ToList();
        var ids = people.ConvertAll(a => a.VolunteerId);
        var limits = RuleLimits.Of(await policyReader.ReadAsync(ct));
        var facts = (await factsReader.ReadAsync(db.Volunteers.Where(v => ids.Contains(v.VolunteerId)), shift.StartsAtUtc, ct)).ToDictionary(f => f.VolunteerId);
        var roles = shift.Roles.ToDictionary(r => r.ShiftRoleId, r => PlaceFacts.Of(shift, r));

        return
        [
            .. people.Select(a => new UnmetDemand(a.Volunteer.FullName, [.. RuleBook.Check(facts[a.VolunteerId], roles[a.ShiftRoleId], limits).Where(b => _demands.Contains(b.Rule))]))
                .Where(u => u.Breaches.Count > 0),
        ];
    }
}

/// <summary>A role as it should be; the id of a standing one, none for one to add.</summary>
public sealed record RoleChange(Guid? ShiftRoleId, NewRole Role);

/// <summary>Too few people: nobody visits this person alone. Below needs: the person needs a higher check, or wishes for a woman or a man.</summary>
public enum RolesOutcome { Done, ChangedMeanwhile, NotAllowed, TooFewPlaces, RoleInUse, Unmet, TooFewPeople, BelowNeeds }

public sealed record RolesResult(RolesOutcome Outcome)
{
    /// <summary>The role that cannot be so, and the places that are taken in it.</summary>
    public string? RoleName { get; init; }
    public int Taken { get; init; }

    /// <summary>How many people must go.</summary>
    public int Least { get; init; }
    public IReadOnlyList<UnmetDemand> Unmet { get; init; } = [];
}

/// <summary>Somebody with a place or an offer, and what they do not meet.</summary>
public sealed record UnmetDemand(string FullName, IReadOnlyList<RuleBreach> Breaches);
