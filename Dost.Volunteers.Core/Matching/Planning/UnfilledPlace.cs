namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>Places of a role that a plan leaves empty, and why.</summary>
/// <param name="Role">The number of the role in the problem.</param>
/// <param name="Missing">How many places stay empty.</param>
/// <param name="Reason">What stands against it first of all.</param>
/// <param name="Eligible">What became of those who may take the role.</param>
/// <param name="Obstacle">Where nobody may: the rule that stands against most of them alone.</param>
public sealed record UnfilledPlace(int Role, int Missing, UnfilledReason Reason, EligibleTally Eligible, Obstacle? Obstacle);

public enum UnfilledReason
{
    /// <summary>Nobody may take the role; the obstacle says which rule is against it.</summary>
    NobodyEligible,

    /// <summary>All who may take the role have a place of it already.</summary>
    AllServeHere,

    /// <summary>Most of the others serve elsewhere at that time, or too near to it at another place.</summary>
    ServingElsewhere,

    /// <summary>Most of the others have reached their minutes of the week.</summary>
    WeeklyLimit,

    /// <summary>Most of the others have reached their shifts of the day.</summary>
    DailyLimit,

    /// <summary>Somebody could come, but one more shift for them costs more, by the spread of work, than the place is worth.</summary>
    SpreadCostsMore,

    /// <summary>Somebody could come: the search was stopped before the plan was the best.</summary>
    SearchStopped,
}

/// <summary>What those who may take a role do in the plan.</summary>
public readonly record struct EligibleTally(int ServeHere, int ServeElsewhere, int AtWeeklyLimit, int AtDailyLimit, int TooDear, int Free)
{
    public int Others => ServeElsewhere + AtWeeklyLimit + AtDailyLimit + TooDear + Free;

    public int All => ServeHere + Others;
}

/// <summary>The rule because of which nobody may take a role.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="Codes">The skills or the languages.</param>
/// <param name="People">How many are kept away by this rule alone; 0 if everybody breaks several.</param>
public sealed record Obstacle(ObstacleKind Kind, IReadOnlyList<string> Codes, int People);

public enum ObstacleKind
{
    NoVolunteers,
    MissingSkills,
    MissingLanguages,
    Vetting,
    TooYoung,
    NotAvailable,

    /// <summary>What they hold already, a limit that it reaches, or an exclusion.</summary>
    Bound,

    /// <summary>The rules would allow some, but no pair was given.</summary>
    NotListed,

    /// <summary>Everybody breaks several rules.</summary>
    Several,
}
