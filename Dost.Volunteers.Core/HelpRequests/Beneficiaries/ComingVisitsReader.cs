using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.Beneficiaries;

/// <summary>The visits to a person that are planned, and of those who have a place or an offer what stands against them now.</summary>
public sealed class ComingVisitsReader(VolunteersDbContext db, FactsReader factsReader, PolicyReader policyReader, TimeProvider clock)
{
    private const int Most = 20;

    public async Task<IReadOnlyList<ComingVisit>> ReadAsync(Guid beneficiaryId, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var shifts = await db.Shifts.ForPlacing().AsNoTracking().AsSplitQuery()
            .Where(s => (s.State == ShiftState.Draft || s.State == ShiftState.Published) && s.StartsAtUtc > now)
            .Where(s => s.VolunteerTask.HelpRequest!.BeneficiaryId == beneficiaryId || s.Roles.Any(r => r.Visits.Any(v => v.BeneficiaryId == beneficiaryId)))
            .OrderBy(s => s.StartsAtUtc).ThenBy(s => s.ShiftId).Take(Most).ToListAsync(ct);

        if (shifts.Count == 0)
        {
            return [];
        }

        var shiftIds = shifts.ConvertAll(s => s.ShiftId);
        var people = await db.Assignments.AsNoTracking().Where(a => shiftIds.Contains(a.ShiftId) && (a.State == AssignmentState.Confirmed || a.State == AssignmentState.Offered))
            .OrderBy(a => a.Volunteer.FamilyName).ThenBy(a => a.AssignmentId)
            .Select(a => new { a.ShiftId, a.ShiftRoleId, a.VolunteerId, a.State, Name = a.Volunteer.GivenName + " " + a.Volunteer.FamilyName }).ToListAsync(ct);
        var ids = people.Select(p => p.VolunteerId).Distinct().ToList();
        var facts = (await factsReader.ReadAsync(db.Volunteers.Where(v => ids.Contains(v.VolunteerId)), shifts[0].StartsAtUtc, shifts[^1].EndsAtUtc, null, ct)).ToDictionary(f => f.VolunteerId);
        var limits = RuleLimits.Of(await policyReader.ReadAsync(ct));

        return
        [
            .. from shift in shifts
               let assigned = people.Where(p => p.ShiftId == shift.ShiftId).Select(p => new ComingVisitor(
                   p.VolunteerId, p.Name, p.State,
                   [.. RuleBook.Check(facts[p.VolunteerId], PlaceFacts.Of(shift, shift.Roles.Single(r => r.ShiftRoleId == p.ShiftRoleId)), limits).Where(b => b.IsSafeguarding)]))
               select new ComingVisit(shift.ShiftId, shift.State, shift.StartsAtUtc, shift.EndsAtUtc, shift.LeastPeople, shift.PlacesTaken, shift.PlacesWanted, [.. assigned]),
        ];
    }
}

/// <summary>A planned visit and who comes.</summary>
public sealed record ComingVisit(Guid ShiftId, ShiftState State, DateTime StartsAtUtc, DateTime EndsAtUtc, int LeastPeople, int Taken, int Wanted, IReadOnlyList<ComingVisitor> Visitors);

/// <summary>Somebody with a place or an offer, and what protects the person that they do not meet now.</summary>
public sealed record ComingVisitor(Guid VolunteerId, string FullName, AssignmentState State, IReadOnlyList<RuleBreach> Breaches);
