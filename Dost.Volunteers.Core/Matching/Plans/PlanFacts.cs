namespace Dost.Volunteers.Core.Matching.Plans;

/// <summary>Which shifts are planned: those of some centres that start on some days, both included.</summary>
public sealed record PlanScope(IReadOnlyList<Guid> CentreIds, DateOnly FirstOn, DateOnly LastOn);

/// <summary>All that a plan is made of, as it stood at a moment. Nothing is judged yet.</summary>
public sealed record PlanFacts
{
    public required DateTime ReadAtUtc { get; init; }

    /// <summary>Of the shifts: when another reading gives another one, the plan is out of date.</summary>
    public required string Stamp { get; init; }
    public required PlanScope Scope { get; init; }
    public required RuleLimits Limits { get; init; }
    public required ScoreWeights Weights { get; init; }

    /// <summary>What a further shift of the same person costs in the plan, so that the work is spread.</summary>
    public required double Spread { get; init; }

    /// <summary>The roles with places that are neither taken nor promised, by time.</summary>
    public required IReadOnlyList<RoleFacts> Roles { get; init; }

    /// <summary>The active volunteers who could be asked, in a fixed order.</summary>
    public required IReadOnlyList<PersonFacts> People { get; init; }

    /// <summary>Who is not to be asked for which shift: they are in it, were asked, wait in its queue, said no, or gave the place back.</summary>
    public required IReadOnlySet<(Guid ShiftId, Guid VolunteerId)> Standing { get; init; }

    /// <summary>How often who has visited whom.</summary>
    public required IReadOnlyDictionary<(Guid VolunteerId, Guid BeneficiaryId), int> Visits { get; init; }
}

/// <summary>A role with free places.</summary>
public sealed record RoleFacts
{
    public required Guid ShiftRoleId { get; init; }
    public required PlaceFacts Place { get; init; }
    public required Guid CentreId { get; init; }

    /// <summary>The kind of work.</summary>
    public required string CategoryCode { get; init; }
    public required DateOnly OnDate { get; init; }
    public required double Latitude { get; init; }
    public required double Longitude { get; init; }
    public required int Free { get; init; }

    /// <summary>1 to 5.</summary>
    public required int Priority { get; init; }
}

/// <summary>Somebody who could be asked.</summary>
public sealed record PersonFacts
{
    /// <summary>Their commitments, and as if they were such the offers that they have not answered.</summary>
    public required VolunteerFacts Facts { get; init; }
    public required Guid CentreId { get; init; }
    public required double Latitude { get; init; }
    public required double Longitude { get; init; }
    /// <summary>The kinds of work that they like; none if they named none.</summary>
    public required IReadOnlyList<string> LikedKinds { get; init; }
    public required int? DaysSinceService { get; init; }
    public required int Attended { get; init; }
    public required int NoShows { get; init; }
}

/// <summary>One volunteer in one role.</summary>
public readonly record struct PlanPair(Guid ShiftRoleId, Guid VolunteerId);
