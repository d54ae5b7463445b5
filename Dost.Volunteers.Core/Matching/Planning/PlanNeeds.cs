namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>How many more people a plan lacks, when, and what they would have to bring.</summary>
public sealed record PlanNeed(int People, Block When, PlaceDemand Demand);

/// <summary>What a role demands of whoever takes it.</summary>
public sealed record PlaceDemand(IReadOnlyList<string> Skills, IReadOnlyList<string> Languages, int Vetting, int? MinAge)
{
    public bool Equals(PlaceDemand? other) =>
        other is not null && Skills.SequenceEqual(other.Skills) && Languages.SequenceEqual(other.Languages) && Vetting == other.Vetting && MinAge == other.MinAge;

    public override int GetHashCode() => HashCode.Combine(string.Join(',', Skills), string.Join(',', Languages), Vetting, MinAge);
}

/// <summary>What would fill the places that stay empty.</summary>
public static class PlanNeeds
{
    /// <summary>The same demand at the same time, wherever it is, is one need. Places that no further volunteer would fill are left out. The largest first.</summary>
    public static IReadOnlyList<PlanNeed> Of(PlanProblem problem, IEnumerable<UnfilledPlace> places, Func<int, PlaceDemand> demandOf) =>
    [
        .. places.Where(p => p.Reason is not (UnfilledReason.SpreadCostsMore or UnfilledReason.SearchStopped) && p.Obstacle?.Kind is not ObstacleKind.NotListed)
            .GroupBy(p => (When: problem.Shifts[problem.Roles[p.Role].Shift] with { Place = 0 }, Demand: demandOf(p.Role)))
            .Select(g => new PlanNeed(g.Sum(p => p.Missing), g.Key.When, g.Key.Demand))
            .OrderByDescending(n => n.People).ThenBy(n => n.When.From).ThenBy(n => n.When.To),
    ];
}
