namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>
/// The score of a pair where the file gives none: the weighted mean of the parts for which it has the fields; 0 where it has none of them.
/// </summary>
internal sealed class FileScore(FileVolunteers volunteers, FileShifts shifts, ScoreWeights weights)
{
    /// <summary>Minutes served after which somebody counts as half as idle as who never served.</summary>
    public const double HalfIdleMinutes = 600;

    /// <summary>A degree of latitude is at least as long.</summary>
    private const double LeastKmPerDegree = 110;

    public double Of(int volunteer, int role) => PartsOf(volunteer, role).Total(weights);

    public FileScoreParts PartsOf(int volunteer, int role)
    {
        ref readonly var person = ref volunteers.Row(volunteer);

        return new FileScoreParts(
            Score.Nearness(KmBetween(volunteer, shifts.Role(role).Shift)),
            person.MinutesServed < 0 ? double.NaN : HalfIdleMinutes / (HalfIdleMinutes + person.MinutesServed),
            person.Reliability,
            SkillFit(volunteer, role));
    }

    /// <summary>Not a number where the file does not say both places.</summary>
    public double KmBetween(int volunteer, int shift)
    {
        ref readonly var person = ref volunteers.Row(volunteer);
        ref readonly var place = ref shifts.Row(shift);

        return Score.DistanceKm(person.Latitude, person.Longitude, place.Latitude, place.Longitude);
    }

    /// <summary>What lies nowhere is far from nobody.</summary>
    public bool IsFarther(int volunteer, int shift, double km) =>
        !double.IsPositiveInfinity(km)
        && (Math.Abs(volunteers.Row(volunteer).Latitude - shifts.Row(shift).Latitude) > km / LeastKmPerDegree || KmBetween(volunteer, shift) > km);

    /// <summary>None where the volunteer named no skill. Who may take a role has all that it needs.</summary>
    private double SkillFit(int volunteer, int role)
    {
        var (own, needed) = (BitCount(volunteers.Skills[volunteer]), BitCount(shifts.Skills[role]));

        return own == 0 ? double.NaN : Score.SkillFit(needed, own - needed);
    }

    private static int BitCount(ReadOnlySpan<ulong> set)
    {
        var count = 0;

        foreach (var word in set)
        {
            count += System.Numerics.BitOperations.PopCount(word);
        }

        return count;
    }
}

/// <summary>The parts of a score, in 0..1; not a number where the file has not the fields for it.</summary>
internal readonly record struct FileScoreParts(double Distance, double Idle, double Reliability, double Skills)
{
    /// <summary>The weighted mean of the parts that are there.</summary>
    public double Total(ScoreWeights weights)
    {
        var (sum, weight) = (0.0, 0.0);
        Add(Distance, weights.Distance);
        Add(Idle, weights.Idle);
        Add(Reliability, weights.Reliability);
        Add(Skills, weights.Skills);

        // The mean of numbers in 0..1 may be a rounding above 1.
        return weight > 0 ? Math.Min(1, sum / weight) : 0;

        void Add(double part, double own)
        {
            if (!double.IsNaN(part))
            {
                sum += part * own;
                weight += own;
            }
        }
    }
}
