using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts.Board;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>What hangs on the wall and lies at the door: the roster of a week, and who comes on a day. Names only.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class SheetsController(SheetReader sheets, ReferenceChoices reference, CurrentUser user, TimeProvider clock) : Controller
{
    private const int DaysOfAWeek = 7;

    [HttpGet("desk/shifts/roster")]
    public Task<IActionResult> Roster(DateOnly? week, Guid? centre, CancellationToken ct) =>
        SheetAsync("Roster", CalendarWeek.MondayOf(WeekQuery.Within(week ?? clock.TodayInBaku())), DaysOfAWeek, centre, ct);

    [HttpGet("desk/day")]
    public Task<IActionResult> Day(DateOnly? date, Guid? centre, CancellationToken ct) => SheetAsync("Day", WeekQuery.Within(date ?? clock.TodayInBaku()), 1, centre, ct);

    private async Task<IActionResult> SheetAsync(string view, DateOnly first, int days, Guid? centre, CancellationToken ct)
    {
        ModelState.Clear();

        if (centre is { } asked && !user.MayManage(asked))
        {
            return NotFound();
        }

        var centres = await reference.OwnCentresAsync(ct);
        var chosen = centres.FirstOrDefault(c => c.Value == centre?.ToString("D")) ?? (centres.Count > 0 ? centres[0] : null);
        var shifts = chosen is null ? [] : await sheets.ReadAsync(Guid.Parse(chosen.Value, CultureInfo.InvariantCulture), first, days, ct);

        return View(view, new SheetPage(first, chosen, centres, shifts));
    }
}

/// <summary>The shifts of some days at a centre, to be printed.</summary>
/// <param name="Centre">Null for who works at no centre.</param>
public sealed record SheetPage(DateOnly First, SelectListItem? Centre, IReadOnlyList<SelectListItem> Centres, IReadOnlyList<SheetShift> Shifts);
