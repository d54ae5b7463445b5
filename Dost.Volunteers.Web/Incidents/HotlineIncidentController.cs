using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Incidents;

/// <summary>An operator of 142 writes down what somebody tells on the telephone. Whom it is about, the centre finds out: an operator sees no names.</summary>
[Authorize(Policy = Access.Hotline), Route("hotline/incident")]
public sealed class HotlineIncidentController(VolunteersDbContext db, IncidentService incidents, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public IActionResult Report()
    {
        var form = IncidentForm.New();
        (form.AsksForCode, form.IsTold) = (true, true);

        return View(form);
    }

    [HttpPost(""), EnableRateLimiting(RateLimits.Calls)]
    public async Task<IActionResult> Report(IncidentForm form, [FromServices] IValidator<IncidentForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        (form.AsksForCode, form.IsTold) = (true, true);
        var code = TrackingCode.Normalise(form.Code);
        var scope = await db.HelpRequests.AsNoTracking().Where(r => r.TrackingCode == code)
            .Select(r => new IncidentScope(r.CentreId, r.HelpRequestId, r.BeneficiaryId, null, null)).SingleOrDefaultAsync(ct);
        var isValid = await ModelState.AcceptsAsync(form, validator, ct);

        if (scope is null)
        {
            ModelState.AddModelError(nameof(form.Code), t["We find no request with this code. It looks like DST-7K2M-9QX4"]);
        }

        if (!isValid || scope is null)
        {
            return this.FormView(form);
        }

        await incidents.ReportAsync(form.ToReport(IncidentReporter.Staff, scope), ct);
        TempData.Notice(t["The report was taken. Those who work on it are told."]);

        return Redirect("~/hotline");
    }
}
