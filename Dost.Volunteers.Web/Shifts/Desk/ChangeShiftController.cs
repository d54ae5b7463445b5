using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>Moving a shift and calling it off.</summary>
[Authorize(Policy = Access.Staff), Route("desk/shifts/{id:guid}")]
public sealed class ChangeShiftController(ShiftPageReader pages, ShiftService shifts, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("move")]
    public async Task<IActionResult> Move(Guid id, CancellationToken ct) => await pages.FactsAsync(id, ct) is { } facts
        ? View(new MoveForm
        {
            Date = BakuTime.DateOf(facts.StartsAtUtc),
            StartsAt = BakuTime.TimeOf(facts.StartsAtUtc),
            EndsAt = BakuTime.TimeOf(facts.EndsAtUtc),
            MeetingPoint = facts.MeetingPoint,
            Version = facts.Version,
            Facts = facts,
        })
        : NotFound();

    [HttpPost("move")]
    public async Task<IActionResult> Move(Guid id, MoveForm form, [FromServices] IValidator<MoveForm> validator, CancellationToken ct)
    {
        if (await pages.FactsAsync(id, ct) is not { } facts)
        {
            return NotFound();
        }

        form.Facts = facts;
        form.NowUtc = clock.UtcNow();

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        var result = await shifts.MoveAsync(id, form.Version, form.ToNewTime(), ct);

        switch (result.Outcome)
        {
            case MoveOutcome.Moved:
                TempData.Notice(t["The shift is moved. Everybody who comes or was asked is told."]);
                return Redirect($"~/desk/shifts/{id}");
            case MoveOutcome.NotAllowed:
                TempData.Warning(t["The shift cannot be moved any more: it has begun, somebody is there already, or it was called off."]);
                return Redirect($"~/desk/shifts/{id}");
            case MoveOutcome.Clashes:
                ModelState.AddModelError(nameof(form.Date), t["At that time these volunteers have another shift: {0}. Choose another time, or take them off first", string.Join(", ", result.ClashingNames)]);
                return this.FormView(form);
            default:
                return Again(form, facts);
        }
    }

    [HttpGet("cancel")]
    public async Task<IActionResult> Cancel(Guid id, CancellationToken ct) => await pages.FactsAsync(id, ct) is { } facts ? View(new CancelForm { Facts = facts }) : NotFound();

    [HttpPost("cancel")]
    public async Task<IActionResult> Cancel(Guid id, CancelForm form, [FromServices] IValidator<CancelForm> validator, CancellationToken ct)
    {
        if (await pages.FactsAsync(id, ct) is not { } facts)
        {
            return NotFound();
        }

        form.Facts = facts;

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        if (await shifts.CancelAsync(id, form.Reason!.Trim(), ct))
        {
            TempData.Notice(facts.HelpRequestId is null
                ? t["The shift is called off. Everybody who comes or was asked is told."]
                : t["The shift is called off, and everybody is told. The request waits to be planned again."]);
        }
        else
        {
            TempData.Warning(t["The shift cannot be called off: it is over, somebody is there already, or it was called off before."]);
        }

        return Redirect($"~/desk/shifts/{id}");
    }

    /// <summary>Somebody else changed the shift while the form was open: their change is shown, and the next press counts against it.</summary>
    private ViewResult Again(MoveForm form, ShiftHead facts)
    {
        ModelState.Remove(nameof(form.Version));
        form.Version = facts.Version;
        ModelState.AddModelError(nameof(form.Date), t["Somebody else has changed this shift meanwhile: it is shown above as it stands now. Check your change and press again"]);

        return this.FormView(form);
    }
}
