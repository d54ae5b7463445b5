using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Attendance;

/// <summary>A volunteer at the door of a centre: the code that was scanned, or its number, shows that they are there. GET shows, POST acts.</summary>
[Authorize(Policy = Access.Volunteer), Route("door")]
public sealed class DoorController(
    VolunteersDbContext db, DoorCodes codes, DoorReader reader, AttendanceService attendance, DoorPass pass, GuessGuard guard, IStringLocalizer<Text> t, TimeProvider clock) : Controller
{
    /// <summary>The link of the screen. That it was fresh is remembered, for who has to sign in first.</summary>
    [HttpGet("{code}/{token}"), AllowAnonymous]
    public async Task<IActionResult> Scan(string code, string token, CancellationToken ct)
    {
        if (guard.IsSpent(HttpContext))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var centreId = await db.Centres.AsNoTracking().Where(c => c.Code == code && c.IsActive).Select(c => (Guid?)c.CentreId).SingleOrDefaultAsync(ct);
        var outcome = centreId is { } id ? await codes.CheckAsync(id, token, ct) : DoorCodeOutcome.Unknown;

        if (outcome is DoorCodeOutcome.Fresh)
        {
            pass.Grant(HttpContext, centreId!.Value);

            return LocalRedirect(Url.Content("~/door"));
        }

        if (outcome is DoorCodeOutcome.Unknown)
        {
            guard.CountWrong(HttpContext);
        }

        var page = View("Expired", outcome);
        page.StatusCode = StatusCodes.Status410Gone;

        return page;
    }

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => await AtTheDoorAsync(ct) is { } page ? View("Here", page) : View("Number", new DoorNumberForm());

    /// <summary>The number of the screen, for who has no camera: it fits only the centres at which they serve today.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Number(DoorNumberForm form, CancellationToken ct)
    {
        if (guard.IsSpent(HttpContext))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var centres = await reader.CentresOfTodayAsync(ct);

        if (centres.Count == 0)
        {
            ModelState.AddModelError(nameof(form.Number), t["You have no shift today, so there is nothing to check in to. If you were asked to come, speak to the coordinator"]);

            return this.FormView(form, "Number");
        }

        if (await codes.CentreOfAsync(form.Number, centres, ct) is not { } centreId)
        {
            guard.CountWrong(HttpContext);
            ModelState.AddModelError(nameof(form.Number), t["This number is not on the screen of your centre now. It changes every minute: look again and type the six digits"]);

            return this.FormView(form, "Number");
        }

        pass.Grant(HttpContext, centreId);

        return RedirectToAction(nameof(Index));
    }

    [HttpPost("check-in")]
    public Task<IActionResult> CheckIn(Guid assignment, CancellationToken ct) => ActAsync(assignment, attendance.CheckInAsync, isCheckIn: true, ct);

    [HttpPost("check-out")]
    public Task<IActionResult> CheckOut(Guid assignment, CancellationToken ct) => ActAsync(assignment, attendance.CheckOutAsync, isCheckIn: false, ct);

    private async Task<IActionResult> ActAsync(Guid assignmentId, Func<Guid, AttendanceProof, CancellationToken, Task<AttendanceOutcome>> act, bool isCheckIn, CancellationToken ct)
    {
        if (await AtTheDoorAsync(ct) is not { } page)
        {
            TempData.Warning(t["Too much time has passed. Scan the code at the door once more."]);

            return RedirectToAction(nameof(Index));
        }

        if (page.Door.Here.All(p => p.AssignmentId != assignmentId))
        {
            TempData.Warning(t["Nothing was noted: it has changed meanwhile. Look at it as it stands now."]);

            return RedirectToAction(nameof(Index));
        }

        var outcome = await act(assignmentId, new AttendanceProof(AttendanceMethod.Door), ct);

        if (outcome is not AttendanceOutcome.Done)
        {
            TempData.Warning(t.Said(outcome, isCheckIn));

            return RedirectToAction(nameof(Index));
        }

        TempData.Notice(t.Said(outcome, isCheckIn));

        return LocalRedirect(Url.Content($"~/me/shifts/{assignmentId}"));
    }

    private async Task<DoorPage?> AtTheDoorAsync(CancellationToken ct)
    {
        if (pass.Read(HttpContext) is not { } centreId
            || await db.Centres.AsNoTracking().Where(c => c.CentreId == centreId).Select(c => new { c.Name }).SingleOrDefaultAsync(ct) is not { } centre)
        {
            return null;
        }

        return new DoorPage(centre.Name, await reader.ReadAsync(centreId, ct), clock.UtcNow());
    }
}

/// <summary>What a volunteer can do at this door.</summary>
public sealed record DoorPage(LocalName Centre, AtTheDoor Door, DateTime NowUtc);

/// <summary>The six digits of the screen at the door.</summary>
public sealed class DoorNumberForm
{
    public string? Number { get; set; }
}
