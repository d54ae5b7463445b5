namespace Dost.Volunteers.Core.Matching;

/// <summary>
/// How well an eligible volunteer fits a place: the weighted mean of parts in 0..1. Every part is kept, because it is the reason that a
/// coordinator is shown. A volunteer never sees another's score.
/// </summary>
public static class Score
{
    /// <summary>Kilometres at which the distance part has fallen to a half.</summary>
    private const double HalfwayKm = 6;

    /// <summary>Days without service after which nobody counts as more idle.</summary>
    private const int IdleCapDays = 60;

    public static CandidateScore Of(ScoreFacts facts, ScoreWeights weights)
    {
        List<(ScorePart Part, double Weight)> parts = [];

        if (facts.DistanceKm is { } km)
        {
            parts.Add((new ScorePart(ScorePartKind.Distance, Nearness(km), km), weights.Distance));
        }

        var idleDays = facts.DaysSinceService ?? IdleCapDays;
        parts.Add((new ScorePart(facts.DaysSinceService is null ? ScorePartKind.NeverServed : ScorePartKind.Idle, Math.Min(idleDays, IdleCapDays) / (double)IdleCapDays, idleDays), weights.Idle));

        // Two imagined good turns, so that one miss of a newcomer is not the end, nor one turn a record.
        parts.Add((new ScorePart(ScorePartKind.Reliability, (facts.Attended + 2.0) / (facts.Attended + facts.NoShows + 2.0), facts.NoShows), weights.Reliability));
        parts.Add((new ScorePart(ScorePartKind.ThisWeek, 1 - Math.Min(1, facts.MinutesThisWeek / (double)Math.Max(1, facts.WeeklyCapMinutes)), facts.MinutesThisWeek), weights.ThisWeek));

        if (facts.HasBeneficiary)
        {
            parts.Add((new ScorePart(ScorePartKind.Continuity, facts.VisitsToBeneficiary > 0 ? 1 : 0, facts.VisitsToBeneficiary), weights.Continuity));
        }

        var total = parts.Sum(p => p.Weight * p.Part.Value) / parts.Sum(p => p.Weight);

        return new CandidateScore(total, [.. parts.Select(p => p.Part)]);
    }

    /// <summary>A distance in kilometres as a part of a score.</summary>
    internal static double Nearness(double km) => 1 / (1 + (km / HalfwayKm));

    /// <summary>Who can do much that a place does not need may be missed elsewhere.</summary>
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
}

/// <summary>What a score is made of. No distance where the work is remote.</summary>
public sealed record ScoreFacts
{
    public required double? DistanceKm { get; init; }

    /// <summary>Days; none if the volunteer never served.</summary>
    public required int? DaysSinceService { get; init; }
    public required int Attended { get; init; }
    public required int NoShows { get; init; }
    public required int MinutesThisWeek { get; init; }
    public required int WeeklyCapMinutes { get; init; }
    public required bool HasBeneficiary { get; init; }
    public required int VisitsToBeneficiary { get; init; }
}

/// <summary>How much each part weighs; only the proportions matter.</summary>
public sealed record ScoreWeights(double Distance = 3, double Idle = 3, double Reliability = 2, double ThisWeek = 1, double Continuity = 3, double Skills = 1);

/// <summary>The score in 0..1 and its parts.</summary>
public sealed record CandidateScore(double Value, IReadOnlyList<ScorePart> Parts);

/// <summary>One part: its value in 0..1, and the figure behind it in its own unit (km, days, no-shows, minutes, visits).</summary>
public sealed record ScorePart(ScorePartKind Kind, double Value, double Figure);

public enum ScorePartKind { Distance, Idle, NeverServed, Reliability, ThisWeek, Continuity }
