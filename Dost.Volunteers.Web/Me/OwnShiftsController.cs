using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>One place of the volunteer who is signed in: all about it, answering, coming and going.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/shifts/{assignmentId:guid}")]
public sealed class OwnShiftsController(
    OwnShiftReader places, VisitRoundReader rounds, PlacementService placements, AttendanceService attendance, OnTheWay onTheWay, RuleWords ruleWords, CalendarFile calendar, IStringLocalizer<Text> t, TimeProvider clock) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid assignmentId, CancellationToken ct) => await places.FindOwnAsync(assignmentId, ct) is { } place
        ? View("Show", new OwnShiftPage(place, await places.ContactAsync(place, "OwnShift", ct), await rounds.OfShiftAsync(place.Facts.ShiftId, ct)))
        : NotFound();

    [HttpGet("calendar")]
    public async Task<IActionResult> Calendar(Guid assignmentId, CancellationToken ct) => await places.FindOwnAsync(assignmentId, ct) is { State: AssignmentState.Confirmed } place
        ? await calendar.OfPlaceAsync(place.AssignmentId, ct)
        : NotFound();

    /// <summary>A file of the task, while it may be seen.</summary>
    [HttpGet("files/{fileId:guid}")]
    public async Task<IActionResult> OpenFile(Guid assignmentId, Guid fileId, CancellationToken ct) =>
        await places.OpenFileAsync(assignmentId, fileId, ct) is { } file ? this.Download(file) : NotFound();

    [HttpGet("leave")]
    public async Task<IActionResult> Leave(Guid assignmentId, CancellationToken ct) => await places.FindOwnAsync(assignmentId, ct) switch
    {
        null => NotFound(),
        var place when place.CanWithdraw(clock.UtcNow()) => View("Leave", GiveBack(place, reason: null)),
        _ => Back(assignmentId),
    };

    [HttpPost("leave")]
    public async Task<IActionResult> LeaveNow(Guid assignmentId, string? reason, CancellationToken ct)
    {
        if (await places.FindOwnAsync(assignmentId, ct) is not { } place)
        {
            return NotFound();
        }

        return GiveBackPage.Accept(place, reason, clock.UtcNow(), ModelState, t) is { } said
            ? await AnswerAsync(assignmentId, () => placements.WithdrawAsync(assignmentId, said, ct), t["The place was given back. Thank you for telling us."], ct)
            : this.FormView(GiveBack(place, reason), "Leave");
    }

    [HttpPost("yes")]
    public Task<IActionResult> Yes(Guid assignmentId, CancellationToken ct) =>
        AnswerAsync(assignmentId, () => placements.AcceptAsync(assignmentId, ct), t["Thank you! We count on you."], ct);

    [HttpPost("no")]
    public Task<IActionResult> No(Guid assignmentId, CancellationToken ct) =>
        AnswerAsync(assignmentId, () => placements.DeclineAsync(assignmentId, ct), t["Thank you for telling us."], ct);

    [HttpPost("check-in")]
    public Task<IActionResult> CheckIn(Guid assignmentId, string? pin, CancellationToken ct) =>
        AttendAsync(assignmentId, id => attendance.CheckInAsync(id, AttendanceProof.Tap with { Pin = pin }, ct), o => t.Said(o, isCheckIn: true), ct);

    [HttpPost("check-out")]
    public Task<IActionResult> CheckOut(Guid assignmentId, string? pin, CancellationToken ct) =>
        AttendAsync(assignmentId, id => attendance.CheckOutAsync(id, AttendanceProof.Tap with { Pin = pin }, ct), o => t.Said(o, isCheckIn: false), ct);

    /// <summary>The person visited hears that the volunteer has set out.</summary>
    [HttpPost("on-the-way")]
    public Task<IActionResult> SayOnTheWay(Guid assignmentId, CancellationToken ct) => AttendAsync(assignmentId, id => onTheWay.SayAsync(id, ct), t.SaidOnTheWay, ct);

    private static GiveBackPage GiveBack(OwnShift place, string? reason) => new(place, $"~/me/shifts/{place.AssignmentId}") { Reason = reason };

    private async Task<IActionResult> AnswerAsync(Guid assignmentId, Func<Task<PlacementResult>> answer, string thanks, CancellationToken ct)
    {
        if (await places.FindOwnAsync(assignmentId, ct) is null)
        {
            return NotFound();
        }

        var result = await answer();

        if (result.Outcome is PlacementOutcome.Done)
        {
            TempData.Notice(thanks);
        }
        else
        {
            TempData.Warning(string.Join(' ', (string[])[t.NotDone(result.Outcome), .. await ruleWords.ToVolunteerAsync(result.Breaches ?? [], ct)]));
        }

        return Back(assignmentId);
    }

    private async Task<IActionResult> AttendAsync(Guid assignmentId, Func<Guid, Task<AttendanceOutcome>> attend, Func<AttendanceOutcome, string> said, CancellationToken ct)
    {
        if (await places.FindOwnAsync(assignmentId, ct) is null)
        {
            return NotFound();
        }

        var outcome = await attend(assignmentId);

        if (outcome is AttendanceOutcome.Done)
        {
            TempData.Notice(said(outcome));
        }
        else
        {
            TempData.Warning(said(outcome));
        }

        return Back(assignmentId);
    }

    private RedirectToActionResult Back(Guid assignmentId) => RedirectToAction(nameof(Show), new { assignmentId });
}

/// <summary>A place, and the person visited, or the visit day with its households, while they may be seen.</summary>
public sealed record OwnShiftPage(OwnShift Place, VisitContact? Contact, Guid? VisitDayId);
