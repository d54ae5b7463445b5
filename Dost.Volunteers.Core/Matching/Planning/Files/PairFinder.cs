namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>
/// Finds all pairs that the rules allow, where the file names none. Shifts of the same time are looked at once for each volunteer, and
/// roles of the same demands once for each time; only what is found costs more.
/// </summary>
internal sealed class PairFinder(FileVolunteers volunteers, FileShifts shifts, Eligibility eligibility, FileScore score, double withinKm)
{
    private readonly TimeGroups _groups = new(shifts);

    public (int[] Start, int[] Role, double[] Score) Find(CancellationToken ct)
    {
        var start = new int[volunteers.Count + 1];
        var counts = new int[volunteers.Count];
        Ranges.ForEach(volunteers.Count, (from, to) => Walk(from, to, (volunteer, roles) => counts[volunteer] = roles.Length), ct);
        var total = counts.Sum(c => (long)c);

        if (total > Array.MaxLength)
        {
            throw new PlanFileException($"the file: {total} pairs of a volunteer and a role are possible, which is too many; name those that matter in \"pairs\"");
        }

        for (var volunteer = 0; volunteer < volunteers.Count; volunteer++)
        {
            start[volunteer + 1] = start[volunteer] + counts[volunteer];
        }

        var role = new int[total];
        var scores = new double[total];
        Ranges.ForEach(volunteers.Count, (from, to) => Walk(from, to, (volunteer, found) =>
        {
            found.CopyTo(role.AsSpan(start[volunteer]));

            for (var i = 0; i < found.Length; i++)
            {
                scores[start[volunteer] + i] = score.Of(volunteer, found[i]);
            }
        }), ct);

        return (start, role, scores);
    }

    /// <summary>Gives the roles of each volunteer in order.</summary>
    private void Walk(int from, int to, FoundRoles found)
    {
        var suits = new bool[_groups.DemandCount];
        var roles = new int[shifts.Roles.Count];

        for (var volunteer = from; volunteer < to; volunteer++)
        {
            for (var demand = 0; demand < suits.Length; demand++)
            {
                suits[demand] = eligibility.Suits(volunteer, _groups.RoleWithDemand(demand));
            }

            var count = Collect(volunteer, suits, roles);
            var own = roles.AsSpan(0, count);
            own.Sort();
            found(volunteer, own);
        }
    }

    private int Collect(int volunteer, bool[] suits, int[] roles)
    {
        if (volunteers.Rows[volunteer].IsAlwaysFree)
        {
            return _groups.Collect(new Interval(long.MinValue, long.MaxValue), suits, Fits, roles, 0);
        }

        var count = 0;

        foreach (var interval in volunteers.AvailableOf(volunteer))
        {
            count = _groups.Collect(interval, suits, Fits, roles, count);
        }

        return count;

        bool Fits(int shift) => eligibility.FitsBeside(volunteer, shift) && !score.IsFarther(volunteer, shift, withinKm);
    }

    private delegate void FoundRoles(int volunteer, ReadOnlySpan<int> roles);
}
