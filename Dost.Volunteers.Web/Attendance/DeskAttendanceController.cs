using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Attendance;

/// <summary>Who came and who did not, of a day or of one shift: noted by the coordinator, and corrected with a reason.</summary>
[Authorize(Policy = Access.Staff), Route("desk")]
public sealed class DeskAttendanceController(AttendanceReader reader, AttendanceService attendance, AttendanceCorrections corrections, IStringLocalizer<Text> t, TimeProvider clock) : Controller
{
    [HttpGet("attendance")]
    public async Task<IActionResult> Day(DateOnly? date, int? page, CancellationToken ct)
    {
        ModelState.Clear();
        var today = clock.TodayInBaku();

        // A day that the calendar does not have beside it cannot be stepped to.
        var day = date is { } asked && asked > DateOnly.MinValue.AddDays(2) && asked < DateOnly.MaxValue.AddDays(-2) ? asked : today;

        return View("Day", new AttendanceDayPage(day, today, await reader.OfDayAsync(day, page ?? 1, ct)));
    }

    [HttpGet("shifts/{id:guid}/attendance")]
    public async Task<IActionResult> Shift(Guid id, CancellationToken ct) => await reader.OfShiftAsync(id, ct) is { } shift ? View("Shift", shift) : NotFound();

    [HttpPost("shifts/{id:guid}/attendance/{assignmentId:guid}/check-in")]
    public Task<IActionResult> CheckIn(Guid id, Guid assignmentId, bool day, CancellationToken ct) => NoteAsync(id, assignmentId, day, attendance.CheckInAsync, ct);

    [HttpPost("shifts/{id:guid}/attendance/{assignmentId:guid}/check-out")]
    public Task<IActionResult> CheckOut(Guid id, Guid assignmentId, bool day, CancellationToken ct) => NoteAsync(id, assignmentId, day, attendance.CheckOutAsync, ct);

    [HttpGet("shifts/{id:guid}/attendance/{assignmentId:guid}")]
    public async Task<IActionResult> Correct(Guid id, Guid assignmentId, bool day, CancellationToken ct)
    {
        ModelState.Clear();

        if (await FindAsync(id, assignmentId, ct) is not var (shift, person))
        {
            return NotFound();
        }

        if (!person.CanBeCorrected)
        {
            TempData.Warning(t["There is nothing to correct before the shift begins, and nobody corrects their own attendance."]);

            return BackTo(shift, day);
        }

        return View("Correct", new CorrectAttendancePage(shift, person, AttendanceForm.Of(shift, person, day)));
    }

    [HttpPost("shifts/{id:guid}/attendance/{assignmentId:guid}")]
    public async Task<IActionResult> Correct(Guid id, Guid assignmentId, AttendanceForm form, [FromServices] IValidator<AttendanceForm> validator, CancellationToken ct)
    {
        if (await FindAsync(id, assignmentId, ct) is not var (shift, person))
        {
            return NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(new CorrectAttendancePage(shift, person, form), "Correct");
        }

        var (came, went) = form.Times(shift);
        var outcome = form.Came is true
            ? await corrections.CorrectAsync(assignmentId, form.Version!.Value, came, went, form.Reason!.Trim(), ct)
            : await corrections.NoShowAsync(assignmentId, form.Version!.Value, form.Reason!.Trim(), ct);

        switch (outcome)
        {
            case CorrectionOutcome.Done:
                TempData.Notice(t["The attendance of {0} was corrected.", person.FullName]);

                return BackTo(shift, form.Day);
            case CorrectionOutcome.Changed:
                ModelState.Remove(nameof(form.Version));
                ModelState.AddModelError(nameof(form.Came), t["It has changed meanwhile. Look at what is noted now, and send the form again if it is still wrong"]);
                form.Version = person.Version;
                break;
            case CorrectionOutcome.NotPossible:
                ModelState.AddModelError(form.Came is true ? nameof(form.CameAt) : nameof(form.Came), form.Came is true
                    ? t["These times cannot be: they lie within the shift or shortly beside it, and not in the future"]
                    : t["This is what is noted already"]);
                break;
            default:
                return NotFound();
        }

        return this.FormView(new CorrectAttendancePage(shift, person, form), "Correct");
    }

    private async Task<IActionResult> NoteAsync(Guid id, Guid assignmentId, bool day, Func<Guid, AttendanceProof, CancellationToken, Task<AttendanceOutcome>> note, CancellationToken ct)
    {
        if (await FindAsync(id, assignmentId, ct) is not var (shift, person))
        {
            return NotFound();
        }

        // Nobody notes their own; and a button that is no longer there does nothing.
        var outcome = person.CanCheckIn || person.CanCheckOut || person.CameAtUtc is not null
            ? await note(assignmentId, new AttendanceProof(AttendanceMethod.Coordinator), ct)
            : AttendanceOutcome.NotAssigned;

        if (outcome is AttendanceOutcome.Done)
        {
            TempData.Notice(t.SaidToStaff(outcome, person.FullName));
        }
        else
        {
            TempData.Warning(t.SaidToStaff(outcome, person.FullName));
        }

        return BackTo(shift, day);
    }

    private async Task<(AttendanceShift Shift, AttendancePerson Person)?> FindAsync(Guid shiftId, Guid assignmentId, CancellationToken ct) =>
        await reader.OfShiftAsync(shiftId, ct) is { } shift && shift.People.FirstOrDefault(p => p.AssignmentId == assignmentId) is { } person ? (shift, person) : null;

    private RedirectToActionResult BackTo(AttendanceShift shift, bool day) => day
        ? RedirectToAction(nameof(Day), new { date = BakuTime.DateOf(shift.StartsAtUtc).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) })
        : RedirectToAction(nameof(Shift), new { id = shift.ShiftId });
}

/// <summary>The shifts of a day.</summary>
public sealed record AttendanceDayPage(DateOnly Day, DateOnly Today, Page<AttendanceShift> Shifts);

/// <summary>Somebody in a list, and whether the list is that of a day.</summary>
public sealed record AttendanceLine(AttendanceShift Shift, AttendancePerson Person, bool IsOfDay);

/// <summary>What is noted, and the form that puts it right.</summary>
public sealed record CorrectAttendancePage(AttendanceShift Shift, AttendancePerson Person, AttendanceForm Form);
