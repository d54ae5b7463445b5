using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Swaps;

/// <summary>Places that are to change hands, where both have agreed: the coordinator says yes or no.</summary>
[Authorize(Policy = Access.Staff), Route("desk/swaps")]
public sealed class SwapsController(SwapService swaps, SwapReader reader, RuleWords ruleWords, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(int? page, CancellationToken ct) => View(await reader.ToDecideAsync(page ?? 1, ct));

    [HttpPost("{swapId:guid}/approve")]
    public async Task<IActionResult> Approve(Guid swapId, CancellationToken ct)
    {
        if (await reader.FindToDecideAsync(swapId, ct) is not { } swap)
        {
            return Gone();
        }

        var result = await swaps.ApproveAsync(swapId, ct);

        switch (result.Outcome)
        {
            case SwapOutcome.Done:
                TempData.Notice(t["{0} has the place now. Both are told.", swap.ColleagueName]);
                break;
            case SwapOutcome.CannotCome:
                TempData.Warning(t["Nothing was changed: {0} cannot take the place any more. {1}", swap.ColleagueName, await WhyAsync(result, ct)]);
                break;
            default:
                TempData.Warning(t.NotDone(result.Outcome));
                break;
        }

        return RedirectToAction(nameof(Index));
    }

    [HttpGet("{swapId:guid}/refuse")]
    public async Task<IActionResult> Refuse(Guid swapId, CancellationToken ct) => await reader.FindToDecideAsync(swapId, ct) is { } swap ? View(new RefusePage(swap, new RefuseForm())) : Gone();

    [HttpPost("{swapId:guid}/refuse")]
    public async Task<IActionResult> Refuse(Guid swapId, RefuseForm form, [FromServices] IValidator<RefuseForm> validator, CancellationToken ct)
    {
        if (await reader.FindToDecideAsync(swapId, ct) is not { } swap)
        {
            return Gone();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(new RefusePage(swap, form));
        }

        var outcome = await swaps.RefuseAsync(swapId, form.Reason!.Trim(), ct);

        if (outcome is SwapOutcome.Done)
        {
            TempData.Notice(t["The place stays with {0}. Both are told.", swap.VolunteerName]);
        }
        else
        {
            TempData.Warning(t.NotDone(outcome));
        }

        return RedirectToAction(nameof(Index));
    }

    private async Task<string> WhyAsync(SwapResult result, CancellationToken ct)
    {
        var breaches = result.Breaches ?? [];
        var words = await ruleWords.LackedAsync(breaches, ct);

        return string.Join(", ", breaches.Select(b => words[b]));
    }

    /// <summary>Not there, of another centre, or decided by somebody else a moment ago: the answer tells no more.</summary>
    private NotFoundResult Gone() => NotFound();
}

public sealed record RefusePage(SwapToDecide Swap, RefuseForm Form);

/// <summary>Not agreeing to a swap: why.</summary>
public sealed class RefuseForm
{
    public string? Reason { get; set; }
}

public sealed class RefuseFormValidator : AbstractValidator<RefuseForm>
{
    public RefuseFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.Reason).NotEmpty().WithMessage(_ => t["Write why: the volunteer will read it"])
        .MaximumLength(Assignment.ReasonMaxLength).WithMessage(_ => t["At most {0} characters, please", Assignment.ReasonMaxLength]);
}
