using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;

namespace Dost.Volunteers.Core.HelpRequests.VisitDays;

/// <summary>What all households of a day together demand of the team: the strictest of each.</summary>
internal static class TeamDemands
{
    /// <summary>Null where some wish for women and some for men.</summary>
    public static VisitDemands? Of(IReadOnlyCollection<HelpRequest> requests)
    {
        var demands = requests.Select(r => VisitDemands.Of(r.Beneficiary, r.HelpCategory)).ToList();
        var genders = demands.Where(d => d.Gender is not null).Select(d => d.Gender).Distinct().ToList();

        return genders.Count > 1
            ? null
            : new VisitDemands(
                demands.Select(d => d.Vetting).DefaultIfEmpty().Max(), genders.SingleOrDefault(), demands.Exists(d => d.KnownVisitorsOnly), demands.Select(d => d.LeastPeople).DefaultIfEmpty(1).Max());
    }

    /// <summary>Makes the shift and its one role demand that, and know the people visited. What the last household left over goes.</summary>
    public static void Apply(VisitDemands demands, Shift shift, IReadOnlyCollection<HelpRequest> requests)
    {
        foreach (var role in shift.Roles)
        {
            (role.Vetting, role.Gender, role.KnownVisitorsOnly) = (demands.Vetting, demands.Gender, demands.KnownVisitorsOnly);
            SetVisits(role, [.. requests.Select(r => r.BeneficiaryId).Distinct()]);
        }

        shift.LeastPeople = demands.LeastPeople;

        // Where nobody goes alone there are two places.
        demands.Raise(shift);
    }

    public static void SetVisits(ShiftRole role, IReadOnlyCollection<Guid> people)
    {
        role.Visits.RemoveAll(v => !people.Contains(v.BeneficiaryId));
        role.Visits.AddRange(people.Except(role.Visits.Select(v => v.BeneficiaryId)).ToList().ConvertAll(p => new ShiftRoleVisit { ShiftRoleId = role.ShiftRoleId, BeneficiaryId = p }));
    }
}
