using Dost.Volunteers.Core.Policies;

namespace Dost.Volunteers.Core.Matching;

/// <summary>How much each part of a score weighs; only the proportions matter.</summary>
public sealed record ScoreWeights
{
    /// <summary>The most that a part can weigh.</summary>
    public const double Most = 10;

    public double Skills { get; init; } = 1;
    public double Distance { get; init; } = 3;
    public double Idle { get; init; } = 3;
    public double Reliability { get; init; } = 2;
    public double ThisWeek { get; init; } = 1;
    public double Continuity { get; init; } = 3;
    public double Preference { get; init; } = 1;

    /// <summary>What is recommended, and holds where nothing else is set.</summary>
    public static ScoreWeights Recommended { get; } = new();

    public static ScoreWeights Of(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);

        return new ScoreWeights
        {
            Skills = policy.MatchingWeight(nameof(Skills), Recommended.Skills),
            Distance = policy.MatchingWeight(nameof(Distance), Recommended.Distance),
            Idle = policy.MatchingWeight(nameof(Idle), Recommended.Idle),
            Reliability = policy.MatchingWeight(nameof(Reliability), Recommended.Reliability),
            ThisWeek = policy.MatchingWeight(nameof(ThisWeek), Recommended.ThisWeek),
            Continuity = policy.MatchingWeight(nameof(Continuity), Recommended.Continuity),
            Preference = policy.MatchingWeight(nameof(Preference), Recommended.Preference),
        };
    }
}
