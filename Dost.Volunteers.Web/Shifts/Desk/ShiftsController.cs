using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>The shifts of the coordinator's centres, week by week.</summary>
[Authorize(Policy = Access.Staff), Route("desk/shifts")]
public sealed class ShiftsController(VolunteersDbContext db, CurrentUser user, TimeProvider clock) : Controller
{
    private const int PageSize = 50;
    private static readonly DateOnly _firstWeek = new(2020, 1, 6);
    private static readonly DateOnly _lastWeek = new(2100, 1, 4);

    [HttpGet("")]
    public async Task<IActionResult> Index(DateOnly? week, ShiftState? state, int page = 1, CancellationToken ct = default)
    {
        ModelState.Clear();
        var monday = MondayOf(week ?? clock.TodayInBaku());
        var from = BakuTime.ToUtc(monday, TimeOnly.MinValue);
        var to = BakuTime.ToUtc(monday.AddDays(7), TimeOnly.MinValue);
        var shifts = db.Shifts.AsNoTracking().Where(Visible.Shifts(user)).Where(s => s.StartsAtUtc >= from && s.StartsAtUtc < to);

        // Places count where somebody is awaited.
        var places = await shifts.Where(s => s.State == ShiftState.Published || s.State == ShiftState.Completed).SelectMany(s => s.Roles)
            .GroupBy(_ => 1).Select(g => new { Wanted = g.Sum(r => r.Capacity), Taken = g.Sum(r => r.PlacesTaken) }).SingleOrDefaultAsync(ct);

        if (state is { } wanted && Enum.IsDefined(wanted))
        {
            shifts = shifts.Where(s => s.State == wanted);
        }

        var total = await shifts.CountAsync(ct);
        var number = Paging.Within(page, total, PageSize);
        var rows = await RowsOf(shifts.OrderBy(s => s.StartsAtUtc).ThenBy(s => s.ShiftId).Skip(Paging.Offset(number, PageSize)).Take(PageSize)).ToListAsync(ct);

        return View(new WeekPage
        {
            Monday = monday,
            State = state,
            Rows = new Page<ShiftRow>(rows, number, PageSize, total),
            PlacesWanted = places?.Wanted ?? 0,
            PlacesTaken = places?.Taken ?? 0,
        });
    }

    private static IQueryable<ShiftRow> RowsOf(IQueryable<Shift> shifts) => shifts.Select(s => new ShiftRow
    {
        ShiftId = s.ShiftId,
        Title = s.VolunteerTask.Title,
        Category = s.VolunteerTask.HelpCategory.Name,
        Symbol = s.VolunteerTask.HelpCategory.Symbol,
        PlaceKind = s.VolunteerTask.PlaceKind,
        District = s.VolunteerTask.District.Name,
        Centre = s.Centre.Name,
        StartsAtUtc = s.StartsAtUtc,
        EndsAtUtc = s.EndsAtUtc,
        State = s.State,
        Wanted = s.Roles.Sum(r => r.Capacity),
        Taken = s.Roles.Sum(r => r.PlacesTaken),
        Offered = s.Assignments.Count(a => a.State == AssignmentState.Offered),
        Waiting = s.Assignments.Count(a => a.State == AssignmentState.Waitlisted),
    });

    private static DateOnly MondayOf(DateOnly day) => CalendarWeek.MondayOf(day < _firstWeek ? _firstWeek : day > _lastWeek ? _lastWeek : day);
}
