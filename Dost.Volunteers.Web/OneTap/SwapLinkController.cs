using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.OneTap;

/// <summary>The answer to a colleague who asks to take a place over, without signing in.</summary>
[AllowAnonymous, Route("t/{token}/swap"), OneTap(LinkPurpose.AnswerSwap)]
public sealed class SwapLinkController(SwapService swaps, SwapReader reader, OwnShiftReader places, IStringLocalizer<Text> t) : OneTapPage
{
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken ct)
    {
        var swap = await reader.FindAsync(Link.SubjectId, ct) ?? throw new InvalidOperationException("The link was opened, so its swap is there.");

        return View("Swap", new SwapQuestion(swap, (await places.OpenRolesAsync(swap.ShiftRoleId, ct)).SingleOrDefault(), $"~/t/{Token}/swap"));
    }

    [HttpPost("yes")]
    public async Task<IActionResult> Yes(CancellationToken ct) => Answered((await swaps.AcceptAsync(Link.SubjectId, ct)).Outcome);

    [HttpPost("no")]
    public async Task<IActionResult> No(CancellationToken ct) => Answered(await swaps.DeclineAsync(Link.SubjectId, ct));

    private IActionResult Answered(SwapOutcome outcome)
    {
        if (outcome is not (SwapOutcome.Done or SwapOutcome.AwaitsApproval))
        {
            TempData.Warning(t.NotDone(outcome));
        }

        return ToPage("swap");
    }
}
