using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching.Open;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dost.Volunteers.Web.Shifts.Open;

/// <summary>The open shifts as they were asked for, in one of three views.</summary>
public sealed record OpenShiftsPage
{
    public required OpenShiftQuery Query { get; init; }
    public required OpenShiftFilter Filter { get; init; }
    public required OpenChoices Choices { get; init; }

    /// <summary>A volunteer, to whom it is said what fits.</summary>
    public required bool IsJudged { get; init; }
    public required int Fitting { get; init; }
    public required bool IsCut { get; init; }

    /// <summary>The list: one page of it.</summary>
    public Page<OpenCard>? Cards { get; init; }
    public OpenCalendar? Calendar { get; init; }
    public OpenMap? Map { get; init; }

    /// <summary>What does not fit, by reason.</summary>
    public IReadOnlyList<OpenReason> Reasons { get; init; } = [];

    /// <summary>The one reason whose shifts are listed.</summary>
    public OpenReason? Reason { get; init; }

    public int Unfit => Reasons.Sum(r => r.Count);
}

/// <summary>What can be chosen in the filters.</summary>
public sealed record OpenChoices(
    IReadOnlyList<SelectListItem> Centres, IReadOnlyList<SelectListItem> Districts, IReadOnlyList<SelectListItem> Categories, IReadOnlyList<SelectListItem> Days,
    IReadOnlyList<SelectListItem> Times, IReadOnlyList<SelectListItem> Places, IReadOnlyList<SelectListItem> Distances);

/// <summary>An open shift in the list, and what the volunteer can do about it.</summary>
public sealed record OpenCard(OpenShift Shift, bool IsJudged, IReadOnlyList<OpenCardRole> Roles, OwnCardPart? Own);

/// <summary>A role that the volunteer can take: the places that are free now, and the number that they would have in the queue.</summary>
public sealed record OpenCardRole(Guid ShiftRoleId, string Name, int FreePlaces, int NextNumber);

/// <summary>The volunteer's own part in a shift.</summary>
public sealed record OwnCardPart(Guid AssignmentId, AssignmentState State, int? Number);

/// <summary>A reason for which shifts do not fit: in words with the count, what the volunteer can do about it, and the first of them.</summary>
public sealed record OpenReason(string Words, string Address, int Count, ReasonHelp? Help, IReadOnlyList<OpenShift> First);

/// <summary>Where the volunteer can change what stands in the way.</summary>
public sealed record ReasonHelp(string Words, string Address);

/// <summary>A month with the number of shifts of each day, in weeks from Monday; the neighbours where there is anything to see.</summary>
public sealed record OpenCalendar(DateOnly Month, IReadOnlyList<IReadOnlyList<OpenDay>> Weeks, string? Earlier, string? Later)
{
    public IEnumerable<OpenDay> DaysWithShifts => Weeks.SelectMany(w => w).Where(d => d.IsOfMonth && d.Count > 0);
}

/// <summary>A day of the calendar.</summary>
public sealed record OpenDay(DateOnly Day, int Count, bool IsOfMonth, bool IsPast, bool IsToday, string Address);

/// <summary>Where there is work, as far as everybody may know: centres, and for visits the middle of the district. Never a home.</summary>
public sealed record OpenMap(IReadOnlyList<MapPoint> Points, IReadOnlyList<MapName> Names, int Remote, string RemoteAddress, MapTiles Tiles);

/// <summary>A place with so many shifts, and the address of their list.</summary>
public sealed record MapPoint(string Name, double Latitude, double Longitude, int Count, bool IsCentre, string Address);

/// <summary>The name of a district on the plain ground of the map.</summary>
public sealed record MapName(string Name, double Lat, double Lng, bool IsPart);
