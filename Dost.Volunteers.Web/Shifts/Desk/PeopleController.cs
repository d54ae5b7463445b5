using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts.Board;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>Putting people into shifts and moving them: pages for everybody, and the same answers for the script of the board.</summary>
[Authorize(Policy = Access.Staff), Route("desk/shifts")]
public sealed class PeopleController(
    VolunteersDbContext db, CurrentUser user, ShiftPageReader pages, PeopleReader people, BoardService board, BoardWords words, SearchPass pass, IStringLocalizer<Text> t) : Controller
{
    /// <summary>What a script sends along to get words instead of a page.</summary>
    private const string ScriptHeader = "X-Requested-With";

    [HttpGet("people")]
    public async Task<IActionResult> Everybody(Guid? centre, string? s, CancellationToken ct)
    {
        ModelState.Clear();

        return centre is { } asked && !user.MayManage(asked) ? NotFound() : View("People", await people.ListAsync(centre, pass.Open(s), ct));
    }

    /// <summary>Takes what was typed out of the address: sealed, it goes into the one that is shown.</summary>
    [HttpPost("people")]
    public IActionResult Search(Guid? centre, string? q) => RedirectToAction(nameof(Everybody), new { centre, s = pass.Seal(q) });

    [HttpGet("{id:guid}/people")]
    public async Task<IActionResult> People(Guid id, Guid? role, string? s, CancellationToken ct)
    {
        ModelState.Clear();

        return await people.ForShiftAsync(id, role, pass.Open(s), ct) is { } page ? View(page) : NotFound();
    }

    [HttpPost("{id:guid}/people")]
    public async Task<IActionResult> Search(Guid id, Guid? role, string? q, CancellationToken ct) =>
        await pages.FactsAsync(id, ct) is null ? NotFound() : RedirectToAction(nameof(People), new { id, role, s = pass.Seal(q) });

    [HttpPost("{id:guid}/place")]
    public async Task<IActionResult> Place(Guid id, PlaceForm form, CancellationToken ct)
    {
        if (await pages.FactsAsync(id, ct) is null || !await db.ShiftRoles.AnyAsync(r => r.ShiftId == id && r.ShiftRoleId == form.Role, ct)
            || (form.Ask ?? form.PutIn) is not { } volunteerId || await NameAsync(id, volunteerId, ct) is not { } name)
        {
            return NotFound();
        }

        var result = form.Ask is null ? await board.PutInAsync(form.Role, volunteerId, form.Seen, ct) : await board.AskAsync(form.Role, volunteerId, form.Seen, ct);

        return await AnswerAsync(result, name, result.IsDone ? $"~/desk/shifts/{id}?role={form.Role:D}" : $"~/desk/shifts/{id}/people?role={form.Role:D}", ct);
    }

    [HttpGet("{id:guid}/transfer/{assignmentId:guid}")]
    public async Task<IActionResult> Transfer(Guid id, Guid assignmentId, CancellationToken ct) => await people.TransferAsync(id, assignmentId, ct) is { } page ? View(page) : NotFound();

    [HttpPost("{id:guid}/transfer/{assignmentId:guid}")]
    public async Task<IActionResult> TransferNow(Guid id, Guid assignmentId, TransferForm form, CancellationToken ct)
    {
        var name = await db.Assignments.Where(a => a.ShiftId == id && a.AssignmentId == assignmentId).Select(a => a.Volunteer.GivenName + " " + a.Volunteer.FamilyName).SingleOrDefaultAsync(ct);

        if (name is null || await pages.FactsAsync(id, ct) is null)
        {
            return NotFound();
        }

        var here = $"~/desk/shifts/{id}/transfer/{assignmentId}";

        if (form.Read() is not { } to)
        {
            TempData.Warning(t["Choose the shift to move to."]);

            return Redirect(here);
        }

        var target = await db.Shifts.Where(Visible.Shifts(user)).Where(s => s.Roles.Any(r => r.ShiftRoleId == to.Role)).Select(s => (Guid?)s.ShiftId).SingleOrDefaultAsync(ct);

        if (target is not { } targetId)
        {
            return NotFound();
        }

        var result = await board.MoveAsync(assignmentId, to.Role, form.Seen, to.Stamp, ct);

        return await AnswerAsync(result, name, result.IsDone ? $"~/desk/shifts/{targetId}" : here, ct);
    }

    /// <summary>The name of somebody of one's own centres, for remote work of any; nobody learns that somebody is known elsewhere.</summary>
    private Task<string?> NameAsync(Guid shiftId, Guid volunteerId, CancellationToken ct)
    {
        var visible = db.Volunteers.Where(Visible.Volunteers(user)).Where(v => v.VolunteerId == volunteerId);
        var remote = db.Volunteers.Where(v => v.VolunteerId == volunteerId && v.State == VolunteerState.Active && db.Shifts.Any(s => s.ShiftId == shiftId && s.VolunteerTask.PlaceKind == PlaceKind.Remote));

        return visible.Union(remote).AsNoTracking().Select(v => v.GivenName + " " + v.FamilyName).SingleOrDefaultAsync(ct);
    }

    private async Task<IActionResult> AnswerAsync(BoardResult result, string name, string back, CancellationToken ct)
    {
        var said = await words.OfAsync(result, name, ct);

        if (Request.Headers.ContainsKey(ScriptHeader))
        {
            Response.StatusCode = result.IsDone ? StatusCodes.Status200OK : result.Outcome is BoardOutcome.ChangedMeanwhile ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;

            return PartialView("_Said", new Said(said, result.IsDone ? "good" : "wait"));
        }

        if (result.IsDone)
        {
            TempData.Notice(said);
        }
        else
        {
            TempData.Warning(said);
        }

        return Redirect(back);
    }
}
