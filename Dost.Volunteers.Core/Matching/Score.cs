namespace Dost.Volunteers.Core.Matching;

/// <summary>
/// How well an eligible volunteer fits a place: the weighted mean of parts in 0..1. Every part is kept, because it is the reason that a
/// coordinator is shown. A volunteer never sees another's score.
/// </summary>
public static class Score
{
    /// <summary>Kilometres at which the distance part has fallen to a half.</summary>
    public const double HalfwayKm = 6;

    /// <summary>Days without service after which nobody counts as more idle.</summary>
    public const int IdleCapDays = 60;

    /// <summary>The score with its parts.</summary>
    public static CandidateScore Of(in ScoreFacts facts, ScoreWeights weights)
    {
        List<ScorePart> parts = [];
        var mean = new Mean(parts);
        Add(facts, weights, ref mean);

        return new CandidateScore(mean.Value, parts);
    }

    /// <summary>The score alone: the same number, and nothing is made in memory.</summary>
    public static double ValueOf(in ScoreFacts facts, ScoreWeights weights)
    {
        var mean = new Mean(null);
        Add(facts, weights, ref mean);

        return mean.Value;
    }

    private static void Add(in ScoreFacts facts, ScoreWeights weights, ref Mean mean)
    {
        mean.Add(ScorePartKind.Skills, SkillFit(facts.SkillsNeeded, facts.SkillsToSpare), facts.SkillsToSpare, weights.Skills);

        if (facts.DistanceKm is { } km)
        {
            mean.Add(ScorePartKind.Distance, Nearness(km), km, weights.Distance);
        }

        var idleDays = facts.DaysSinceService ?? IdleCapDays;
        mean.Add(facts.DaysSinceService is null ? ScorePartKind.NeverServed : ScorePartKind.Idle, Math.Min(idleDays, IdleCapDays) / (double)IdleCapDays, idleDays, weights.Idle);

        // Two imagined good turns, so that one miss of a newcomer is not the end, nor one turn a record.
        mean.Add(ScorePartKind.Reliability, (facts.Attended + 2.0) / (facts.Attended + facts.NoShows + 2.0), facts.NoShows, weights.Reliability);
        mean.Add(ScorePartKind.ThisWeek, 1 - Math.Min(1, facts.MinutesThisWeek / (double)Math.Max(1, facts.WeeklyCapMinutes)), facts.MinutesThisWeek, weights.ThisWeek);

        if (facts.HasBeneficiary)
        {
            mean.Add(ScorePartKind.Continuity, facts.VisitsToBeneficiary > 0 ? 1 : 0, facts.VisitsToBeneficiary, weights.Continuity);
        }

        // Who named nothing is not judged by it.
        if (facts.LikesIt is { } likesIt)
        {
            mean.Add(ScorePartKind.Preference, likesIt ? 1 : 0, likesIt ? 1 : 0, weights.Preference);
        }
    }

    /// <summary>A distance in kilometres as a part of a score.</summary>
    internal static double Nearness(double km) => 1 / (1 + (km / HalfwayKm));

    /// <summary>Everybody eligible has what the role demands; who can do much that it does not need may be missed elsewhere.</summary>
    internal static double SkillFit(int needed, int toSpare) => (1.0 + needed) / (1.0 + needed + toSpare);

    /// <summary>Great-circle distance in kilometres (haversine, mean radius of the earth).</summary>
    public static double DistanceKm(double latitude, double longitude, double otherLatitude, double otherLongitude)
    {
        const double EarthRadiusKm = 6371.0088;
        var dLat = double.DegreesToRadians(otherLatitude - latitude) / 2;
        var dLng = double.DegreesToRadians(otherLongitude - longitude) / 2;
        var h = (Math.Sin(dLat) * Math.Sin(dLat))
            + (Math.Cos(double.DegreesToRadians(latitude)) * Math.Cos(double.DegreesToRadians(otherLatitude)) * Math.Sin(dLng) * Math.Sin(dLng));

        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    /// <summary>A weighted mean that may keep what it was made of. What weighs nothing is no part.</summary>
    private struct Mean(List<ScorePart>? parts)
    {
        private double _sum;
        private double _weights;

        public readonly double Value => _weights > 0 ? _sum / _weights : 0;

        public void Add(ScorePartKind kind, double value, double figure, double weight)
        {
            if (weight <= 0)
            {
                return;
            }

            _sum += weight * value;
            _weights += weight;
            parts?.Add(new ScorePart(kind, value, figure, weight));
        }
    }
}

/// <summary>What a score is made of. No distance where the work is remote.</summary>
public readonly record struct ScoreFacts
{
    /// <summary>Skills that the role demands, and those that the volunteer has besides.</summary>
    public int SkillsNeeded { get; init; }
    public int SkillsToSpare { get; init; }
    public required double? DistanceKm { get; init; }

    /// <summary>Days; none if the volunteer never served.</summary>
    public required int? DaysSinceService { get; init; }
    public required int Attended { get; init; }
    public required int NoShows { get; init; }
    public required int MinutesThisWeek { get; init; }
    public required int WeeklyCapMinutes { get; init; }
    public required bool HasBeneficiary { get; init; }
    public required int VisitsToBeneficiary { get; init; }

    /// <summary>Whether the kind of work is among those that the volunteer likes; none if they named none.</summary>
    public bool? LikesIt { get; init; }
}

/// <summary>The score in 0..1 and its parts.</summary>
public sealed record CandidateScore(double Value, IReadOnlyList<ScorePart> Parts);

/// <summary>One part: its value in 0..1, the figure behind it in its own unit (skills, km, days, no-shows, minutes, visits), and how much it weighs.</summary>
public sealed record ScorePart(ScorePartKind Kind, double Value, double Figure, double Weight);

public enum ScorePartKind { Skills, Distance, Idle, NeverServed, Reliability, ThisWeek, Continuity, Preference }
