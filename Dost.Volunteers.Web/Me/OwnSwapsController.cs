using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>Finding a colleague who takes one's own place over: whom one knows from a shift, or whose number one has.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/shifts/{assignmentId:guid}/swap")]
public sealed class OwnSwapsController(
    OwnShiftReader places, SwapService swaps, SwapReader reader, ColleagueFinder colleagues, IStringLocalizer<Text> t, TimeProvider clock) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Ask(Guid assignmentId, CancellationToken ct) =>
        await PageAsync(assignmentId, new SwapForm(), ct) is { } page ? View(page) : NotFound();

    [HttpPost(""), EnableRateLimiting(RateLimits.Sms)]
    public async Task<IActionResult> Ask(Guid assignmentId, SwapForm form, [FromServices] IValidator<SwapForm> validator, CancellationToken ct)
    {
        if (await places.FindOwnAsync(assignmentId, ct) is null)
        {
            return NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView((await PageAsync(assignmentId, form, ct))!);
        }

        var colleague = form.Colleague ?? (PhoneNumber.TryParse(form.Phone, out var phone) ? await colleagues.ByPhoneAsync(assignmentId, phone, ct) : null);
        var outcome = colleague is { } id ? await swaps.AskAsync(assignmentId, id, ct) : SwapOutcome.CannotCome;

        if (outcome is SwapOutcome.CannotCome)
        {
            ModelState.AddModelError(form.Colleague is null ? nameof(form.Phone) : nameof(form.Colleague), t["Nobody whom we could ask for this shift is found here. Try another colleague, or give the place back"]);

            return this.FormView((await PageAsync(assignmentId, form, ct))!);
        }

        if (outcome is SwapOutcome.Done)
        {
            TempData.Notice(t["Your colleague is asked by SMS and e-mail. Until the answer is there the place is yours."]);
        }
        else
        {
            TempData.Warning(t.NotDone(outcome));
        }

        return RedirectToAction(nameof(Ask), new { assignmentId });
    }

    [HttpPost("{swapId:guid}/call-off")]
    public async Task<IActionResult> CallOff(Guid assignmentId, Guid swapId, CancellationToken ct)
    {
        if (await places.FindOwnAsync(assignmentId, ct) is null || !(await reader.OfPlaceAsync(assignmentId, ct)).Any(s => s.SwapId == swapId))
        {
            return NotFound();
        }

        var outcome = await swaps.CallOffAsync(assignmentId, swapId, ct);

        if (outcome is SwapOutcome.Done)
        {
            TempData.Notice(t["You ask no longer. The place is yours."]);
        }
        else
        {
            TempData.Warning(t.NotDone(outcome));
        }

        return RedirectToAction(nameof(Ask), new { assignmentId });
    }

    private async Task<OwnSwapPage?> PageAsync(Guid assignmentId, SwapForm form, CancellationToken ct)
    {
        if (await places.FindOwnAsync(assignmentId, ct) is not { } place)
        {
            return null;
        }

        var asked = await reader.OfPlaceAsync(assignmentId, ct);
        var canAsk = place.CanReconfirm(clock.UtcNow()) && !asked.Any(s => s.Stands);

        return new OwnSwapPage(place, asked, canAsk, canAsk ? await colleagues.KnownAsync(assignmentId, ct) : [], form);
    }
}

/// <summary>A place of one's own, whom one has asked for it, and whom one could ask.</summary>
public sealed record OwnSwapPage(OwnShift Place, IReadOnlyList<OwnSwap> Asked, bool CanAsk, IReadOnlyList<Colleague> Known, SwapForm Form);

/// <summary>Whom to ask: somebody of the list, or whoever has a number.</summary>
public sealed class SwapForm
{
    public Guid? Colleague { get; set; }
    public string? Phone { get; set; }
}

public sealed class SwapFormValidator : AbstractValidator<SwapForm>
{
    public SwapFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Phone).NotEmpty().When(f => f.Colleague is null).WithMessage(_ => t["Choose a colleague, or write a mobile number"]);
        RuleFor(f => f.Phone).IsPhone(t).When(f => f.Colleague is null && !string.IsNullOrWhiteSpace(f.Phone), ApplyConditionTo.AllValidators);
    }
}
