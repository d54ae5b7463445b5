using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;

namespace Dost.Volunteers.Web.HelpRequests.Desk;

/// <summary>The requests of the coordinator's centres, by where they stand, or those that a search found.</summary>
public sealed record RequestsPage
{
    public required RequestTab Tab { get; init; }

    /// <summary>What was searched for; null where a tab is open.</summary>
    public required string? Search { get; init; }
    public required bool IsSearch { get; init; }
    public required IReadOnlyDictionary<RequestTab, int> Counts { get; init; }
    public required Page<RequestRow> Rows { get; init; }
}

public sealed record RequestRow
{
    public required Guid HelpRequestId { get; init; }
    public required string TrackingCode { get; init; }
    public required LocalName Category { get; init; }
    public required string Symbol { get; init; }
    public required string Name { get; init; }
    public required LocalName District { get; init; }
    public required HelpRequestState State { get; init; }
    public required Urgency Urgency { get; init; }
    public required DateOnly WantedOn { get; init; }
    public required PartOfDay WantedPart { get; init; }
    public required DateTime AskedAtUtc { get; init; }
    public required bool IsForSomebodyElse { get; init; }

    /// <summary>A new one must be read within a day, and nothing may wait past the day on which help is wanted.</summary>
    public bool IsLate(DateTime nowUtc) =>
        (State is HelpRequestState.New && AskedAtUtc < nowUtc.AddDays(-1))
        || (State is HelpRequestState.New or HelpRequestState.Triaged && WantedOn < BakuTime.DateOf(nowUtc));
}

/// <summary>New, taken up, planned or under way, over, and given up.</summary>
public enum RequestTab { New, Open, Planned, Over, Dropped }

internal static class RequestTabs
{
    public static HelpRequestState[] StatesOf(RequestTab tab) => tab switch
    {
        RequestTab.New => [HelpRequestState.New],
        RequestTab.Open => [HelpRequestState.Triaged],
        RequestTab.Planned => [HelpRequestState.Planned, HelpRequestState.InProgress],
        RequestTab.Over => [HelpRequestState.Done, HelpRequestState.Closed, HelpRequestState.NotDone],
        RequestTab.Dropped => [HelpRequestState.Rejected, HelpRequestState.Cancelled],
    };
}
