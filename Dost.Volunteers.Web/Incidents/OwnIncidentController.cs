using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Incidents;

/// <summary>A volunteer reports what happened at a shift of theirs, at any time after it was offered to them.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/shifts/{assignmentId:guid}/incident")]
public sealed class OwnIncidentController(VolunteersDbContext db, CurrentUser user, IncidentService incidents, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Report(Guid assignmentId, CancellationToken ct) => await ScopeAsync(assignmentId, ct) is null ? NotFound() : View(IncidentForm.New());

    [HttpPost("")]
    public async Task<IActionResult> Report(Guid assignmentId, IncidentForm form, [FromServices] IValidator<IncidentForm> validator, CancellationToken ct)
    {
        if (await ScopeAsync(assignmentId, ct) is not { } scope)
        {
            return NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        await incidents.ReportAsync(form.ToReport(IncidentReporter.Volunteer, scope), ct);
        TempData.Notice(t["Thank you for telling us. Somebody reads it now and calls you."]);

        return Redirect($"~/me/shifts/{assignmentId}");
    }

    private Task<IncidentScope?> ScopeAsync(Guid assignmentId, CancellationToken ct) => db.Assignments.AsNoTracking().Where(Visible.OwnAssignments(user))
        .Where(a => a.AssignmentId == assignmentId)
        .Select(a => new IncidentScope(
            a.Shift.CentreId, a.Shift.VolunteerTask.HelpRequestId, a.Shift.VolunteerTask.HelpRequest == null ? null : a.Shift.VolunteerTask.HelpRequest.BeneficiaryId, a.VolunteerId, a.ShiftId))
        .SingleOrDefaultAsync(ct);
}
