using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Hours.Ledger;

/// <summary>What the last walk through the chains of hours found, and a button to walk again.</summary>
[Authorize(Policy = Access.Administrator), Route("admin/ledger")]
public sealed class LedgerController(LedgerVerifier verifier, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(new LedgerPage(await verifier.LastAsync(ct)));

    [HttpPost("check")]
    public async Task<IActionResult> Check(CancellationToken ct)
    {
        if ((await verifier.CheckAsync(ct)).IsSound)
        {
            TempData.Notice(t["All chains were walked, and everything fits."]);
        }
        else
        {
            TempData.Warning(t["All chains were walked, and something does not fit: see below."]);
        }

        return RedirectToAction(nameof(Index));
    }
}

/// <summary>The last walk; none yet in a new installation.</summary>
public sealed record LedgerPage(LedgerCheck? Last);
