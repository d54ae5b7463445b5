using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>Reporting remote work, and taking a report back while it waits.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/hours")]
public sealed class RemoteHoursController(RemoteHoursService remote, PolicyReader policyReader, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("report")]
    public async Task<IActionResult> Report(CancellationToken ct) => await remote.MayReportAsync(ct) ? View(new RemoteHoursForm()) : NothingToReport();

    [HttpPost("report")]
    public async Task<IActionResult> Report(RemoteHoursForm form, [FromServices] IValidator<RemoteHoursForm> validator, CancellationToken ct)
    {
        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        var policy = await policyReader.ReadAsync(ct);

        switch (await remote.ReportAsync(form.ToReport(), ct))
        {
            case RemoteOutcome.Reported or RemoteOutcome.ReportedBefore:
                TempData.Notice(t["Your hours are noted. They count as soon as the coordinator has approved them."]);

                return RedirectToHours();
            case RemoteOutcome.InTheFuture:
                ModelState.AddModelError(nameof(form.Date), t["This lies in the future. Report the work when it is done"]);
                break;
            case RemoteOutcome.TooLongAgo:
                ModelState.AddModelError(nameof(form.Date), t["Remote work can be reported for {0} days. For an older day, please ask the coordinator", policy.HoursReportWithinDays]);
                break;
            case RemoteOutcome.TooMuchForADay:
                ModelState.AddModelError(form.From is null ? nameof(form.Minutes) : nameof(form.Until), t["With this it would be more than {0} minutes of remote work for one day", policy.HoursRemoteMostMinutesADay]);
                break;
            case RemoteOutcome.Overlaps:
                ModelState.AddModelError(nameof(form.From), t["You have other hours or a shift at this time"]);
                break;
            case RemoteOutcome.NotAllowed:
                ModelState.AddModelError(nameof(form.Date), t["You have no remote shift on this day. Only volunteers of the Virtual programme report any day"]);
                break;
        }

        return this.FormView(form);
    }

    [HttpPost("{id:guid}/take-back")]
    public async Task<IActionResult> TakeBack(Guid id, CancellationToken ct)
    {
        if (await remote.TakeBackAsync(id, ct))
        {
            TempData.Notice(t["You took the report back. Nothing of it counts."]);
        }
        else
        {
            TempData.Warning(t["This report no longer waits."]);
        }

        return RedirectToHours();
    }

    private RedirectToActionResult NothingToReport()
    {
        TempData.Warning(t["Remote work is reported by volunteers of the Virtual programme, and by those with a remote shift. Other hours are noted by check-in and check-out."]);

        return RedirectToHours();
    }

    private RedirectToActionResult RedirectToHours() => RedirectToAction(nameof(OwnHoursController.Index), "OwnHours");
}
