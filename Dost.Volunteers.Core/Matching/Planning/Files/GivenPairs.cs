namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>The pairs that stand in the file, those that the rules allow, in the flat arrays of the problem.</summary>
internal static class GivenPairs
{
    public static (int[] Start, int[] Role, double[] Score) Allowed(PairSection section, Eligibility eligibility, int volunteers, CancellationToken ct)
    {
        var start = PairsByVolunteer.StartsOf(section, volunteers);
        var role = new int[section.Pairs.Count];
        var score = new double[section.Pairs.Count];
        var next = start.AsSpan(0, volunteers).ToArray();

        for (var i = 0; i < section.Pairs.Count; i++)
        {
            ref var pair = ref section.Pairs[i];
            var at = next[pair.Volunteer]++;
            (role[at], score[at]) = (pair.Role, pair.Score);
        }

        var kept = new int[volunteers];
        Ranges.ForEach(volunteers, (from, to) =>
        {
            for (var volunteer = from; volunteer < to; volunteer++)
            {
                var (first, count) = (start[volunteer], start[volunteer + 1] - start[volunteer]);
                Array.Sort(role, score, first, count);
                RefuseTwice(section, eligibility, volunteer, role.AsSpan(first, count));
                kept[volunteer] = KeepAllowed(eligibility, volunteer, role.AsSpan(first, count), score.AsSpan(first, count));
            }
        }, ct);

        return Close(start, kept, role, score);
    }

    private static void RefuseTwice(PairSection section, Eligibility eligibility, int volunteer, ReadOnlySpan<int> roles)
    {
        for (var i = 1; i < roles.Length; i++)
        {
            if (roles[i] == roles[i - 1])
            {
                throw section.Twice(new FilePair(volunteer, eligibility.ShiftOf(roles[i]), roles[i], 0));
            }
        }
    }

    private static int KeepAllowed(Eligibility eligibility, int volunteer, Span<int> roles, Span<double> scores)
    {
        var count = 0;

        for (var i = 0; i < roles.Length; i++)
        {
            if (eligibility.Allows(volunteer, roles[i]))
            {
                (roles[count], scores[count]) = (roles[i], scores[i]);
                count++;
            }
        }

        return count;
    }

    /// <summary>Moves what was kept together.</summary>
    private static (int[] Start, int[] Role, double[] Score) Close(int[] start, int[] kept, int[] role, double[] score)
    {
        var end = 0;

        for (var volunteer = 0; volunteer < kept.Length; volunteer++)
        {
            var (first, count) = (start[volunteer], kept[volunteer]);

            if (first != end)
            {
                role.AsSpan(first, count).CopyTo(role.AsSpan(end));
                score.AsSpan(first, count).CopyTo(score.AsSpan(end));
            }

            start[volunteer] = end;
            end += count;
        }

        start[kept.Length] = end;
        Array.Resize(ref role, end);
        Array.Resize(ref score, end);

        return (start, role, score);
    }
}
