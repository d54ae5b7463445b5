namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>
/// The problem of <see cref="Planner"/> in flat arrays: volunteers, shifts, the roles of the shifts with their places, and the pairs of a
/// volunteer and a role that the rule book allows. Made by a <see cref="PlanProblemBuilder"/>; nothing changes it afterwards.
/// Times are whole minutes, intervals half-open; days and weeks are those of Baku.
/// </summary>
public sealed class PlanProblem
{
    /// <summary>Minutes between two shifts of one volunteer at different places.</summary>
    public required int MinGapMinutes { get; init; }

    /// <summary>What the k-th shift of one volunteer in the plan costs: this, k - 1 times.</summary>
    public required double Spread { get; init; }

    public required Block[] Shifts { get; init; }

    public required PlanRole[] Roles { get; init; }

    /// <summary>Minutes that a volunteer may serve in an ISO week, and shifts that start on a day; <see cref="int.MaxValue"/> where nothing limits.</summary>
    public required int[] WeeklyCap { get; init; }
    public required int[] DailyCap { get; init; }

    /// <summary>What the volunteers are bound to already: those of volunteer v from <c>HeldStart[v]</c> to <c>HeldStart[v + 1]</c>. It uses up caps and clashes.</summary>
    public required int[] HeldStart { get; init; }
    public required Block[] Held { get; init; }

    /// <summary>The pairs of volunteer v, from <c>PairStart[v]</c> to <c>PairStart[v + 1]</c>, ordered by role, and the score of each in 0..1.</summary>
    public required int[] PairStart { get; init; }
    public required int[] PairRole { get; init; }
    public required double[] PairScore { get; init; }

    public int VolunteerCount => WeeklyCap.Length;

    public int PairCount => PairRole.Length;

    /// <summary>Places that are still to be filled.</summary>
    public int PlacesWanted => Roles.Sum(r => r.Count);

    /// <summary>What filling a place with this pair is worth.</summary>
    public double ValueOf(int pair) => (10 * Roles[PairRole[pair]].Priority) + PairScore[pair];
}

/// <summary>
/// A time at a place, in minutes from a common beginning; the day and the week (numbers, growing by one) are those in which it starts.
/// A place below 0 is nowhere: no way leads to it, as for remote work.
/// </summary>
public readonly record struct Block(long From, long To, int Place, int Day, int Week)
{
    public int Minutes => (int)(To - From);

    /// <summary>Whether one volunteer cannot serve both: the rule of the rule book.</summary>
    public Clash ClashWith(in Block other, int gapMinutes) =>
        RuleBook.ClashOf(From, To, other.From, other.To, Place == other.Place || Place < 0 || other.Place < 0, gapMinutes);
}

/// <summary>A role of a shift: how many places of it are to be filled, and how urgent each is, from 1 to 5.</summary>
public readonly record struct PlanRole(int Shift, int Count, int Priority);
