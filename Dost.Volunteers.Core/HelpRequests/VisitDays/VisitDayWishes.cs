namespace Dost.Volunteers.Core.HelpRequests.VisitDays;

/// <summary>A visit day to make. The title and the meeting point are public, and name nobody.</summary>
public sealed record NewVisitDay
{
    public required Guid CentreId { get; init; }
    public required string DistrictCode { get; init; }
    public required DateOnly On { get; init; }
    public required TimeOnly StartsAt { get; init; }
    public required TimeOnly EndsAt { get; init; }
    public required string Vehicle { get; init; }
    public required string Title { get; init; }
    public required string MeetingPoint { get; init; }
    public required string RoleName { get; init; }
    public required int People { get; init; }
    public IReadOnlyList<string> Skills { get; init; } = [];
    public required IReadOnlyList<ChosenStop> Stops { get; init; }
}

/// <summary>A request for the day, between which hours of Baku the visit may begin, and how long it takes.</summary>
public sealed record ChosenStop(Guid HelpRequestId, TimeOnly WindowFrom, TimeOnly WindowTo, int Minutes);

/// <summary>A standing stop as it should be; where it comes in the order only matters for an order by hand.</summary>
public sealed record StopChange(Guid VisitStopId, int Position, TimeOnly WindowFrom, TimeOnly WindowTo, int Minutes);

public enum VisitDayOutcome
{
    Done,

    /// <summary>The day is over, has begun, or was called off.</summary>
    NotOpen,

    /// <summary>More households than a day takes.</summary>
    TooMany,
    NoStops,

    /// <summary>Somebody else has planned or closed these requests meanwhile, or the person may not be visited any more.</summary>
    Taken,

    /// <summary>Some wish for women and some for men: no team is right for all of them.</summary>
    Genders,

    /// <summary>These members of the team may not visit a household that is to be added.</summary>
    TeamUnfit,
    ChangedMeanwhile,

    /// <summary>There is nothing that the households do not know.</summary>
    NothingNew,

    /// <summary>The team has begun.</summary>
    HasBegun,
}

/// <summary>How it went; tracking codes of requests, or names of the team, as the outcome says.</summary>
public sealed record VisitDayResult(VisitDayOutcome Outcome)
{
    public Guid? VisitDayId { get; init; }
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Households that were told.</summary>
    public int Told { get; init; }
}
