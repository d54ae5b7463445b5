using Dost.Volunteers.Core.Reference;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dost.Volunteers.Web.HelpRequests.Asking;

/// <summary>What the form for asking offers, as of today.</summary>
public sealed record AskChoices
{
    public required HelpCategory Category { get; init; }
    public required IReadOnlyList<SelectListItem> Districts { get; init; }
    public required IReadOnlyList<SelectListItem> Who { get; init; }
    public required IReadOnlyList<SelectListItem> Parts { get; init; }
    public required IReadOnlyList<SelectListItem> Visitors { get; init; }
    public required ConsentText OwnText { get; init; }
    public required ConsentText BehalfText { get; init; }
    public required PlaceGround Ground { get; init; }
    public required DateOnly Today { get; init; }

    public DateOnly LastDay => Today.AddMonths(3);
}
