using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Incidents;

/// <summary>Who asked for help reports what happened, without an account, from the page on which they follow the request.</summary>
[AllowAnonymous, Route("help/status/incident")]
public sealed class AskerIncidentController(VolunteersDbContext db, IncidentService incidents, FollowPass pass, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Report(CancellationToken ct) => await FollowedAsync(ct) is { } request ? View(IncidentForm.New(await PeopleAsync(request.HelpRequestId, ct))) : Lost();

    [HttpPost(""), EnableRateLimiting(RateLimits.Sms)]
    public async Task<IActionResult> Report(IncidentForm form, [FromServices] IValidator<IncidentForm> validator, CancellationToken ct)
    {
        if (await FollowedAsync(ct) is not { } request)
        {
            return Lost();
        }

        form.People = await PeopleAsync(request.HelpRequestId, ct);

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        await incidents.ReportAsync(form.ToReport(IncidentReporter.Asker, new IncidentScope(request.CentreId, request.HelpRequestId, request.BeneficiaryId, null, null)), ct);
        TempData.Notice(t["Thank you for telling us. Somebody reads it now and calls you."]);

        return Redirect("~/help/status");
    }

    private RedirectResult Lost() => Redirect("~/help/track");

    private async Task<HelpRequest?> FollowedAsync(CancellationToken ct) =>
        pass.Read(HttpContext) is { } id ? await db.HelpRequests.AsNoTracking().SingleOrDefaultAsync(r => r.HelpRequestId == id, ct) : null;

    /// <summary>Who comes or came, by their given names: all that who asked knows of them.</summary>
    private async Task<IReadOnlyList<SelectListItem>> PeopleAsync(Guid helpRequestId, CancellationToken ct) =>
    [
        .. (await db.Assignments.AsNoTracking()
            .Where(a => a.Shift.VolunteerTask.HelpRequestId == helpRequestId)
            .Where(a => a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn || a.State == AssignmentState.Attended || a.State == AssignmentState.NoShow || a.State == AssignmentState.Withdrawn)
            .OrderBy(a => a.AnsweredAtUtc).Select(a => new { a.VolunteerId, a.Volunteer.GivenName }).ToListAsync(ct))
        .Select(p => new SelectListItem(p.GivenName, p.VolunteerId.ToString())),
    ];
}
