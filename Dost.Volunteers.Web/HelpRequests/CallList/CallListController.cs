using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.CallList;

/// <summary>The numbers to call for a visit, with what was answered: for coordinators at the desk, and after a while for the operators of 142.</summary>
[Authorize(Policy = Access.Hotline)]
public sealed class CallListController(CurrentUser user, LadderService ladders, CallListReader reader, PlacementService placements, RuleWords ruleWords, IStringLocalizer<Text> t) : Controller
{
    /// <summary>For operators: the visits for which nobody was found, and that the coordinators have had in hand for a while.</summary>
    [HttpGet("~/hotline/visits")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await reader.OpenVisitsAsync(ct));

    [HttpGet("~/desk/requests/{id:guid}/call-list"), HttpGet("~/hotline/visits/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await reader.ReadAsync(id, ct) is { } page ? View(Addressed(page))
        : await reader.MayFillAsync(id, ct) ? Back(id)
        : NotFound();

    /// <summary>The volunteer said yes on the telephone: the same rules and the same guard as everywhere.</summary>
    [HttpPost("~/desk/requests/{id:guid}/call-list/{volunteerId:guid}/yes"), HttpPost("~/hotline/visits/{id:guid}/{volunteerId:guid}/yes")]
    public async Task<IActionResult> Yes(Guid id, Guid volunteerId, CancellationToken ct)
    {
        if (!await reader.MayFillAsync(id, ct))
        {
            return NotFound();
        }

        if (await reader.FindPlaceAsync(id, volunteerId, ct) is not { } shiftRoleId)
        {
            TempData.Warning(t["The place is taken, or the visit has changed. This is how it stands now."]);

            return Back(id);
        }

        var result = await placements.SignUpAsync(shiftRoleId, volunteerId, ct);

        if (result.Outcome is PlacementOutcome.Done or PlacementOutcome.AlreadyThere)
        {
            TempData.Notice(t["The place is given. Both are told."]);

            return Back(id);
        }

        TempData.Warning(result.Breaches is { Count: > 0 } breaches
            ? t["It was not done: {0}.", string.Join(", ", (await ruleWords.AgainstAsync(breaches, ct)).Values)]
            : t["The place is taken, or the visit has changed. This is how it stands now."]);

        return Redirect(AddressOf(id));
    }

    /// <summary>The volunteer said no on the telephone.</summary>
    [HttpPost("~/desk/requests/{id:guid}/call-list/{volunteerId:guid}/no"), HttpPost("~/hotline/visits/{id:guid}/{volunteerId:guid}/no")]
    public async Task<IActionResult> No(Guid id, Guid volunteerId, CancellationToken ct)
    {
        if (!await reader.MayFillAsync(id, ct))
        {
            return NotFound();
        }

        var isListed = await reader.FindPlaceAsync(id, volunteerId, ct) is not null;

        if (isListed)
        {
            await ladders.NoteNoAsync(id, volunteerId, ct);
        }

        // Pressed twice it is noted all the same; of anybody else nothing is noted.
        if (isListed || await reader.SaidNoAsync(id, volunteerId, ct))
        {
            TempData.Notice(t["Noted. The next one, please."]);
        }
        else
        {
            TempData.Warning(t["The place is taken, or the visit has changed. This is how it stands now."]);
        }

        return Redirect(AddressOf(id));
    }

    private string AddressOf(Guid id) => user.IsStaff ? $"~/desk/requests/{id}/call-list" : $"~/hotline/visits/{id}";

    private RedirectResult Back(Guid id) => Redirect(user.IsStaff ? $"~/desk/requests/{id}" : "~/hotline/visits");

    private CallListPage Addressed(CallListPage page)
    {
        page.Address = AddressOf(page.HelpRequestId);

        return page;
    }
}
