using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Reports;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Dost.Volunteers.Web.Desk;

/// <summary>The first page of a coordinator's day.</summary>
[Authorize(Policy = Access.Staff), Route("desk")]
public sealed class DeskController(TodayReader today, CurrentUser user) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        user is { IsAdministrator: false, CentreIds.Count: 0 } ? View("NoCentre") : View(await today.ReadAsync(ct));
}
