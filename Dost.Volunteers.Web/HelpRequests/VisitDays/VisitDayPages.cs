using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.HelpRequests.VisitDays.Routing;
using Dost.Volunteers.Web.Infrastructure;

namespace Dost.Volunteers.Web.HelpRequests.VisitDays;

/// <summary>The visit days of one's centres, those to come or those that were.</summary>
public sealed record VisitDaysPage(bool IsPast, Page<VisitDayRow> Rows);

public sealed record VisitDayRow
{
    public required Guid VisitDayId { get; init; }
    public required LocalName District { get; init; }
    public required LocalName Centre { get; init; }
    public required DateTime StartsAtUtc { get; init; }
    public required DateTime EndsAtUtc { get; init; }
    public required string Vehicle { get; init; }
    public required VisitDayState State { get; init; }
    public required int Stops { get; init; }
    public required int Done { get; init; }
    public required int PlacesTaken { get; init; }
    public required int PlacesWanted { get; init; }
}

/// <summary>A visit day without its households.</summary>
public sealed record VisitDayHead
{
    public required Guid VisitDayId { get; init; }
    public required Guid Version { get; init; }
    public required Guid CentreId { get; init; }
    public required LocalName Centre { get; init; }
    public required (double Latitude, double Longitude) CentrePoint { get; init; }
    public required string DistrictCode { get; init; }
    public required LocalName District { get; init; }
    public required DateOnly On { get; init; }
    public required DateTime StartsAtUtc { get; init; }
    public required DateTime EndsAtUtc { get; init; }
    public required string Vehicle { get; init; }
    public required VisitDayState State { get; init; }
    public required bool IsOrderedByHand { get; init; }
    public required Guid ShiftId { get; init; }
    public required int PlacesTaken { get; init; }
    public required int PlacesWanted { get; init; }
    public required int LeastPeople { get; init; }
    public required IReadOnlyList<string> Team { get; init; }

    public bool IsOpen(DateTime nowUtc) => State is VisitDayState.Draft or VisitDayState.Told && EndsAtUtc > nowUtc;

    /// <summary>What households said can be noted: from two hours before, for good.</summary>
    public bool CanBeNoted(DateTime nowUtc) => State is not VisitDayState.CalledOff && nowUtc >= StartsAtUtc.AddHours(-2);
}

/// <summary>A visit day with its households in their order.</summary>
public sealed class VisitDayPage
{
    public required VisitDayHead Day { get; init; }
    public required IReadOnlyList<VisitStopLine> Stops { get; init; }

    /// <summary>The way with its times; none without households.</summary>
    public required VisitRoute? Route { get; init; }
    public required ArrangeForm Form { get; set; }
    public required MapTiles Tiles { get; init; }
    public required IReadOnlyList<GroundName> Names { get; init; }

    /// <summary>Households that do not know their window as it is now.</summary>
    public int Untold => Stops.Count(s => s.IsUntold);
}

/// <summary>The name of a district on the plain ground of the map.</summary>
public sealed record GroundName(string Name, double Lat, double Lng, bool IsPart);

public sealed record VisitStopLine
{
    public required Guid VisitStopId { get; init; }
    public required Guid HelpRequestId { get; init; }
    public required int Position { get; init; }
    public required string Name { get; init; }
    public required string Phone { get; init; }
    public required string Address { get; init; }
    public required LocalName District { get; init; }
    public required LocalName Category { get; init; }
    public required string Symbol { get; init; }
    public required string Need { get; init; }
    public required (double Latitude, double Longitude) Point { get; init; }

    /// <summary>The point of the door is known; else it is the middle of the district.</summary>
    public required bool HasPoint { get; init; }
    public required DateTime ArrivesAtUtc { get; init; }
    public required DateTime? ToldStartsAtUtc { get; init; }
    public required DateTime? ToldEndsAtUtc { get; init; }
    public required bool IsUntold { get; init; }
    public required VisitStopState State { get; init; }
    public required HelpRequestState RequestState { get; init; }
    public required RouteVisit Visit { get; init; }

    public bool CanLeave => State is VisitStopState.Waiting && RequestState is HelpRequestState.Planned;

    public bool CanBeNoted => RequestState is HelpRequestState.Planned or HelpRequestState.InProgress;
}
