using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts.Board;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>The board: the shifts of the coordinator's centres, week by week, with who is in them.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class ShiftsController(WeekReader weeks, ReferenceChoices reference, CurrentUser user, TimeProvider clock) : Controller
{
    /// <summary>
    /// The board. A script that has it already sends the stamp that it saw as <c>If-None-Match</c>, and gets an answer only if something has changed.
    /// </summary>
    [HttpGet("desk/shifts")]
    public async Task<IActionResult> Index(WeekQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);

        ModelState.Clear();

        if (query.Centre is { } centre && !user.MayManage(centre))
        {
            return NotFound();
        }

        var question = query.Read(clock.TodayInBaku());

        if (Request.Headers.IfNoneMatch is [{ } seen] && seen == TagOf(await weeks.StampAsync(question, ct)))
        {
            return StatusCode(StatusCodes.Status304NotModified);
        }

        var board = await weeks.ReadAsync(question, ct);
        Response.Headers.ETag = TagOf(board.Stamp);

        return View(new WeekPage(question with { Page = board.Page }, board, await reference.OwnCentresAsync(ct)));
    }

    /// <summary>What people type who look for the week.</summary>
    [HttpGet("desk/week")]
    public IActionResult Week() => LocalRedirect(Url.Content("~/desk/shifts") + Request.QueryString);

    private static string TagOf(string stamp) => $"\"{stamp}\"";
}
