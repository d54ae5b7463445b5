using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Reference;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Safeguarding;

/// <summary>
/// What the needs of a person demand of who visits them: the one place that says it. Planning, a visit day and a change of the needs ask it, and
/// raise a role to it; none may ask for less.
/// </summary>
public sealed record VisitDemands(VettingLevel Vetting, Gender? Gender, bool KnownVisitorsOnly, int LeastPeople)
{
    /// <summary>The stricter of what the kind of help and the person demand. Nobody goes anywhere for help by phone, so that one person is enough for it.</summary>
    public static VisitDemands Of(Beneficiary person, HelpCategory category)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(category);

        return new VisitDemands(
            (VettingLevel)Math.Max((int)person.Vetting, (int)category.Vetting),
            person.VisitorGender,
            person.KnownVisitorsOnly,
            person.VisitedByTwo && !category.IsRemote ? 2 : 1);
    }

    /// <summary>Whether a shift and its roles ask for that much.</summary>
    public bool AreMetBy(Shift shift)
    {
        ArgumentNullException.ThrowIfNull(shift);

        return shift.LeastPeople >= LeastPeople && shift.PlacesWanted >= LeastPeople && shift.Roles.TrueForAll(AreMetBy);
    }

    /// <summary>Raises a shift and all its roles to it: what is stricter already stays, and where two go there are two places.</summary>
    public void Raise(Shift shift)
    {
        ArgumentNullException.ThrowIfNull(shift);

        shift.LeastPeople = Math.Max(shift.LeastPeople, LeastPeople);

        foreach (var role in shift.Roles)
        {
            role.Vetting = (VettingLevel)Math.Max((int)role.Vetting, (int)Vetting);
            role.Gender = Gender ?? role.Gender;
            role.KnownVisitorsOnly |= KnownVisitorsOnly;
        }

        if (shift.PlacesWanted < LeastPeople && shift.Roles is [var first, ..])
        {
            first.Capacity += LeastPeople - shift.PlacesWanted;
        }
    }

    private bool AreMetBy(ShiftRole role) =>
        role.Vetting >= Vetting && (Gender is null || role.Gender == Gender) && (role.KnownVisitorsOnly || !KnownVisitorsOnly);
}
