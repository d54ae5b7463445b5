using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests.Ladders;

namespace Dost.Volunteers.Core.HelpRequests.Board;

/// <summary>The requests of a coordinator's centres: a column a state, and in each what is due first.</summary>
public sealed record RequestBoard(IReadOnlyList<RequestBoardColumn> Columns)
{
    /// <summary>Open requests that are late, as filtered.</summary>
    public required int Late { get; init; }
}

public sealed record RequestBoardColumn(RequestColumn Column, Page<RequestCard> Cards);

public enum RequestColumn
{
    New,
    Triaged,
    Planned,
    InProgress,

    /// <summary>Over, whatever became of it: on the board those of the last days.</summary>
    Over,
}

/// <summary>What of the board is asked for; with a column only that one, page by page.</summary>
public sealed record RequestBoardFilter
{
    public Guid? CentreId { get; init; }
    public string? HelpCategoryCode { get; init; }
    public string? DistrictCode { get; init; }
    public Urgency? Urgency { get; init; }
    public bool OnlyLate { get; init; }
    public RequestColumn? Column { get; init; }
    public int Page { get; init; } = 1;
}

/// <summary>One request on the board.</summary>
public sealed record RequestCard
{
    public required Guid HelpRequestId { get; init; }
    public required string TrackingCode { get; init; }
    public required LocalName Category { get; init; }
    public required string Symbol { get; init; }
    public required string Name { get; init; }
    public required LocalName District { get; init; }
    public required HelpRequestState State { get; init; }
    public required Urgency Urgency { get; init; }
    public required RiskLevel Risk { get; init; }
    public required DateOnly WantedOn { get; init; }
    public required PartOfDay WantedPart { get; init; }
    public required DateTime AskedAtUtc { get; init; }
    public required DateTime? FirstContactAtUtc { get; init; }
    public required DateTime? DueAtUtc { get; init; }
    public required AskedThrough AskedThrough { get; init; }
    public required bool IsForSomebodyElse { get; init; }
    public required bool IsPhoneUnconfirmed { get; init; }
    public required bool AwaitsCall { get; init; }
    public required bool NobodyCame { get; init; }
    public required bool WasReferred { get; init; }

    /// <summary>Who asked has changed it, and nothing was done with it since.</summary>
    public required bool WasChanged { get; init; }

    /// <summary>Where the latest search by itself stands; none where there was none.</summary>
    public required LadderState? Search { get; init; }
    public CardVisit? Visit { get; init; }

    public bool IsLate(DateTime nowUtc) => DueAtUtc is { } due && due < nowUtc;
}

/// <summary>The visit that is planned for a request.</summary>
public sealed record CardVisit(DateTime StartsAtUtc, DateTime EndsAtUtc, int Wanted, int Taken);
