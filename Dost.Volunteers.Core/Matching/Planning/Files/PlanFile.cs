namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>A problem that was read from a file: the problem itself, and what its numbers are called there.</summary>
public sealed class PlanFile
{
    internal PlanFile(PlanProblem problem, bool hasPairs, FileVolunteers volunteers, FileShifts shifts, Eligibility eligibility, FileScore score)
    {
        Problem = problem;
        HasPairs = hasPairs;
        Volunteers = volunteers;
        Shifts = shifts;
        Eligibility = eligibility;
        Score = score;
    }

    public PlanProblem Problem { get; }

    /// <summary>The pairs and their scores stand in the file, so that there are no parts to show.</summary>
    public bool HasPairs { get; }

    /// <summary>Why places of a plan stay empty.</summary>
    public IReadOnlyList<UnfilledPlace> UnfilledOf(Plan plan) => UnfilledReasons.Of(Problem, plan, new FileObstacles(this).Of);

    /// <summary>What would fill them.</summary>
    public IReadOnlyList<PlanNeed> NeedsOf(IEnumerable<UnfilledPlace> places) => PlanNeeds.Of(Problem, places, new FileObstacles(this).DemandOf);

    internal FileVolunteers Volunteers { get; }

    internal FileShifts Shifts { get; }

    internal Eligibility Eligibility { get; }

    internal FileScore Score { get; }
}
