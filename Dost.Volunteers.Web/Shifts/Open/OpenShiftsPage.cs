using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dost.Volunteers.Web.Shifts.Open;

/// <summary>The open shifts, one page of them, as they were asked for.</summary>
public sealed record OpenShiftsPage(Page<OpenShift> Shifts)
{
    public string? District { get; init; }
    public string? Category { get; init; }
    public required IReadOnlyList<SelectListItem> Districts { get; init; }
    public required IReadOnlyList<SelectListItem> Categories { get; init; }

    public bool IsFiltered => District is not null || Category is not null;
}
