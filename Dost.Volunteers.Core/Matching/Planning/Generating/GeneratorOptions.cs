namespace Dost.Volunteers.Core.Matching.Planning.Generating;

/// <summary>What problem to make up. The same options give the same bytes.</summary>
public sealed record GeneratorOptions(int Volunteers, int Shifts, int Seed, PlanShape Shape = PlanShape.City)
{
    /// <summary>All pairs stand in the file with their scores. The network shapes always have them.</summary>
    public bool WithPairs { get; init; }
}

public enum PlanShape
{
    /// <summary>A week of Baku: blocks of centres, visits at all hours, several roles, ways between places, limits in minutes.</summary>
    City,

    /// <summary>One block of three hours; a place for every tenth volunteer.</summary>
    Block,

    /// <summary>One block of three hours; as many places as volunteers.</summary>
    Tight,

    /// <summary>Six days of blocks without ways between them; three places for ten volunteers.</summary>
    Week,
}
