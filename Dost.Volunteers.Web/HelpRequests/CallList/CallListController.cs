using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.CallList;

/// <summary>The search for who comes to a visit: letting it begin, taking it over, and the numbers to call with what was answered.</summary>
[Authorize(Policy = Access.Staff), Route("desk/requests/{id:guid}")]
public sealed class CallListController(
    VolunteersDbContext db, CurrentUser user, LadderService ladders, CallListReader reader, PlacementService placements, RuleWords ruleWords, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("call-list")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await reader.ReadAsync(id, ct) is { } page ? View(page)
        : await MayChangeAsync(id, ct) ? Redirect($"~/desk/requests/{id}")
        : NotFound();

    [HttpPost("search/start")]
    public Task<IActionResult> Start(Guid id, CancellationToken ct) =>
        SearchAsync(id, ladders.StartAsync, t["The search begins within a minute: volunteers are asked a few at a time."], t["There is no coming visit with a free place to search for."], ct);

    [HttpPost("search/stop")]
    public Task<IActionResult> Stop(Guid id, CancellationToken ct) =>
        SearchAsync(id, ladders.StopAsync, t["Nobody more is asked. Offers that stand can still be answered."], t["No search is under way."], ct);

    /// <summary>The volunteer said yes on the telephone: the same rules and the same guard as everywhere.</summary>
    [HttpPost("call-list/{volunteerId:guid}/yes")]
    public async Task<IActionResult> Yes(Guid id, Guid volunteerId, CancellationToken ct)
    {
        if (!await MayChangeAsync(id, ct))
        {
            return NotFound();
        }

        if (await reader.ReadAsync(id, ct) is not { } page || page.Rows.All(r => r.VolunteerId != volunteerId))
        {
            TempData.Warning(t["The place is taken, or the visit has changed. This is how it stands now."]);

            return Redirect($"~/desk/requests/{id}");
        }

        var result = await placements.SignUpAsync(page.ShiftRoleId, volunteerId, ct);

        if (result.Outcome is PlacementOutcome.Done or PlacementOutcome.AlreadyThere)
        {
            TempData.Notice(t["The place is given. Both are told."]);

            return Redirect($"~/desk/requests/{id}");
        }

        TempData.Warning(result.Breaches is { Count: > 0 } breaches
            ? t["It was not done: {0}.", string.Join(", ", (await ruleWords.AgainstAsync(breaches, ct)).Values)]
            : t["The place is taken, or the visit has changed. This is how it stands now."]);

        return RedirectToAction(nameof(Show), new { id });
    }

    /// <summary>The volunteer said no on the telephone.</summary>
    [HttpPost("call-list/{volunteerId:guid}/no")]
    public async Task<IActionResult> No(Guid id, Guid volunteerId, CancellationToken ct)
    {
        if (!await MayChangeAsync(id, ct))
        {
            return NotFound();
        }

        await ladders.NoteNoAsync(id, volunteerId, ct);
        TempData.Notice(t["Noted. The next one, please."]);

        return RedirectToAction(nameof(Show), new { id });
    }

    private async Task<IActionResult> SearchAsync(Guid id, Func<Guid, CancellationToken, Task<bool>> act, string done, string notDone, CancellationToken ct)
    {
        if (!await MayChangeAsync(id, ct))
        {
            return NotFound();
        }

        if (await act(id, ct))
        {
            TempData.Notice(done);
        }
        else
        {
            TempData.Warning(notDone);
        }

        return Redirect($"~/desk/requests/{id}");
    }

    private Task<bool> MayChangeAsync(Guid id, CancellationToken ct) => db.HelpRequests.Where(Visible.HelpRequests(user)).AnyAsync(r => r.HelpRequestId == id, ct);
}
