using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;

namespace Dost.Volunteers.Web.Shifts.Open;

/// <summary>What help is needed, for everybody to see: as a list, a calendar or a map. A volunteer who is signed in reads what fits, and why the rest does not.</summary>
[PublicPage, Route("shifts")]
public sealed class OpenShiftsController(OpenShiftsPageReader reader, MapTiles tiles) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(OpenShiftQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);

        if (query.ChosenView is OpenView.Map && tiles.Origin is { } origin)
        {
            Response.Headers.ContentSecurityPolicy = SecurityHeadersMiddleware.PolicyWithImagesFrom(origin);
        }

        return View(await reader.ReadAsync(query, ct));
    }
}
