namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>A plan with its certificate.</summary>
/// <param name="Pairs">The chosen pairs, as numbers into the arrays of the problem, in order.</param>
/// <param name="Value">What the plan is worth: 10 times the priority plus the score of every place filled, less what spreading the work costs.</param>
/// <param name="UpperBound">No plan can be worth more; computed apart from the plan.</param>
/// <param name="ScoreSum">The part of the value that the scores make.</param>
/// <param name="PlacesUpperBound">No plan can fill more places.</param>
/// <param name="Elapsed">From the problem in memory to the plan in memory.</param>
public sealed record Plan(int[] Pairs, double Value, double UpperBound, double ScoreSum, int PlacesUpperBound, TimeSpan Elapsed)
{
    public int PlacesFilled => Pairs.Length;

    /// <summary>How far the value may lie below the best, as a part of the bound.</summary>
    public double Gap => (UpperBound - Value) / Math.Max(UpperBound, 1);

    /// <summary>No plan is better, but for rounding.</summary>
    public bool IsProven => Gap <= 1e-6;
}

/// <summary>How long to look, and the seed of what is tried at random. The same problem, seed and options give the same plan unless the time ran out.</summary>
public sealed record PlanOptions
{
    /// <summary>When to stop with the best so far; without it the planner ends by itself.</summary>
    public TimeSpan? TimeLimit { get; init; }

    public int Seed { get; init; } = 1;
}

/// <summary>What is known while the planner works: the best plan's value and places so far, and the bound.</summary>
/// <param name="Done">How much of the work is behind, from 0 to 1, as far as can be told.</param>
public sealed record PlanProgress(double Done, double Value, double UpperBound, int PlacesFilled);
