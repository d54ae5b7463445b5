namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>A resolved list of the file by volunteer: those of volunteer v from <c>Start[v]</c> to <c>Start[v + 1]</c>, ordered by shift and role.</summary>
internal sealed record PairsByVolunteer(int[] Start, FilePair[] Pairs)
{
    public ReadOnlySpan<FilePair> Of(int volunteer) => Pairs.AsSpan(Start[volunteer], Start[volunteer + 1] - Start[volunteer]);

    public static PairsByVolunteer Of(PairSection section, int volunteers)
    {
        var start = StartsOf(section, volunteers);
        var pairs = new FilePair[section.Pairs.Count];
        var next = start.AsSpan(0, volunteers).ToArray();

        for (var i = 0; i < section.Pairs.Count; i++)
        {
            pairs[next[section.Pairs[i].Volunteer]++] = section.Pairs[i];
        }

        for (var volunteer = 0; volunteer < volunteers; volunteer++)
        {
            var own = pairs.AsSpan(start[volunteer], start[volunteer + 1] - start[volunteer]);
            own.Sort((a, b) => (a.Shift, a.Role).CompareTo((b.Shift, b.Role)));

            for (var i = 1; i < own.Length; i++)
            {
                if (own[i].Shift == own[i - 1].Shift && own[i].Role == own[i - 1].Role)
                {
                    throw section.Twice(own[i]);
                }
            }
        }

        return new PairsByVolunteer(start, pairs);
    }

    /// <summary>Where the pairs of each volunteer will begin.</summary>
    public static int[] StartsOf(PairSection section, int volunteers)
    {
        var start = new int[volunteers + 1];

        for (var i = 0; i < section.Pairs.Count; i++)
        {
            start[section.Pairs[i].Volunteer + 1]++;
        }

        for (var volunteer = 0; volunteer < volunteers; volunteer++)
        {
            start[volunteer + 1] += start[volunteer];
        }

        return start;
    }
}
