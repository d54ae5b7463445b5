using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>What a colleague asks of the volunteer who is signed in: to take a place over.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/swaps/{swapId:guid}")]
public sealed class AskedSwapsController(SwapService swaps, SwapReader reader, OwnShiftReader places, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid swapId, CancellationToken ct) => await reader.FindAskedAsync(swapId, ct) is { } swap
        ? View("Show", new SwapQuestion(swap, (await places.OpenRolesAsync(swap.ShiftRoleId, ct)).SingleOrDefault(), $"~/me/swaps/{swapId}"))
        : NotFound();

    [HttpPost("yes")]
    public Task<IActionResult> Yes(Guid swapId, CancellationToken ct) => AnswerAsync(swapId, async () => (await swaps.AcceptAsync(swapId, ct)).Outcome, ct);

    [HttpPost("no")]
    public Task<IActionResult> No(Guid swapId, CancellationToken ct) => AnswerAsync(swapId, () => swaps.DeclineAsync(swapId, ct), ct);

    private async Task<IActionResult> AnswerAsync(Guid swapId, Func<Task<SwapOutcome>> answer, CancellationToken ct)
    {
        if (await reader.FindAskedAsync(swapId, ct) is null)
        {
            return NotFound();
        }

        var outcome = await answer();

        if (outcome is not (SwapOutcome.Done or SwapOutcome.AwaitsApproval))
        {
            TempData.Warning(t.NotDone(outcome));
        }

        return RedirectToAction(nameof(Show), new { swapId });
    }
}
