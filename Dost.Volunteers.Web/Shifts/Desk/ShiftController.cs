using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>One shift: candidates and offers, publishing, taking volunteers off.</summary>
[Authorize(Policy = Access.Staff), Route("desk/shifts/{id:guid}")]
public sealed class ShiftController(VolunteersDbContext db, ShiftPageReader pages, PlacementService placement, ShiftService shifts, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Details(Guid id, Guid? role, bool many, CancellationToken ct)
    {
        ModelState.Clear();

        return await pages.ReadAsync(id, role, many, ct) is { } page ? View(page) : NotFound();
    }

    [HttpPost("offer")]
    public async Task<IActionResult> Offer(Guid id, OfferForm form, CancellationToken ct)
    {
        if (await pages.FactsAsync(id, ct) is null || !await db.ShiftRoles.AnyAsync(r => r.ShiftId == id && r.ShiftRoleId == form.Role, ct))
        {
            return NotFound();
        }

        if (form.Chosen.Count == 0)
        {
            TempData.Warning(t["Tick the volunteers to whom you want to offer the shift."]);

            return BackTo(id, form.Role);
        }

        var result = await placement.OfferAsync(form.Role, form.Chosen, ct);

        switch (result.Outcome)
        {
            case PlacementOutcome.ShiftClosed:
                TempData.Warning(t["Nobody was asked: the shift is not published, has begun or was called off."]);
                break;
            case PlacementOutcome.PlaceTaken:
                TempData.Warning(t["Nobody was asked: all places of this role were taken meanwhile."]);
                break;
            default:
                await SayWhoAsync(result, ct);
                break;
        }

        return BackTo(id, form.Role);
    }

    [HttpPost("publish")]
    public async Task<IActionResult> Publish(Guid id, CancellationToken ct)
    {
        if (await pages.FactsAsync(id, ct) is null)
        {
            return NotFound();
        }

        if (await shifts.PublishAsync(id, ct))
        {
            TempData.Notice(t["The shift is published. Volunteers can see it now."]);
        }
        else
        {
            TempData.Warning(t["The shift cannot be published: it is no draft any more, or its time is over."]);
        }

        return BackTo(id, null);
    }

    [HttpGet("remove/{assignmentId:guid}")]
    public async Task<IActionResult> Remove(Guid id, Guid assignmentId, CancellationToken ct) =>
        await pages.FactsAsync(id, ct) is { } facts && await AssignedAsync(id, assignmentId, ct) is { } line ? View(new RemovePage(facts, line)) : NotFound();

    [HttpPost("remove/{assignmentId:guid}")]
    public async Task<IActionResult> RemoveNow(Guid id, Guid assignmentId, CancellationToken ct)
    {
        if (await pages.FactsAsync(id, ct) is null || await AssignedAsync(id, assignmentId, ct) is not { } line)
        {
            return NotFound();
        }

        var result = await placement.RemoveAsync(assignmentId, ct);

        if (result.Outcome is PlacementOutcome.Done)
        {
            TempData.Notice(t["{0} is taken off and will be told.", line.FullName]);
        }
        else
        {
            TempData.Warning(t["Nothing was changed: {0} has answered meanwhile, or the shift has begun.", line.FullName]);
        }

        return BackTo(id, line.ShiftRoleId);
    }

    private async Task<AssignedLine?> AssignedAsync(Guid shiftId, Guid assignmentId, CancellationToken ct) => await db.Assignments.AsNoTracking()
        .Where(a => a.ShiftId == shiftId && a.AssignmentId == assignmentId)
        .Select(AssignedLine.Of)
        .SingleOrDefaultAsync(ct);

    private async Task SayWhoAsync(OfferResult result, CancellationToken ct)
    {
        var ids = result.Offered.Concat(result.Refused).ToList();
        var names = await db.Volunteers.AsNoTracking().Where(v => ids.Contains(v.VolunteerId)).ToDictionaryAsync(v => v.VolunteerId, v => v.GivenName + " " + v.FamilyName, ct);
        var asked = string.Join(", ", result.Offered.Select(v => names[v]));

        // A number that somebody made up has no name, and none is told.
        var refused = string.Join(", ", result.Refused.Where(names.ContainsKey).Select(v => names[v]));

        if (result.Offered.Count == 0)
        {
            TempData.Warning(t["Nobody was asked: something has changed meanwhile. Look at the candidates again."]);
        }
        else if (refused.Length == 0)
        {
            TempData.Notice(t["Asked: {0}. Each gets an SMS and an e-mail with a link for the answer.", asked]);
        }
        else
        {
            TempData.Notice(t["Asked: {0}. Not asked, since something has changed meanwhile: {1}.", asked, refused]);
        }
    }

    private RedirectToActionResult BackTo(Guid id, Guid? role) => RedirectToAction(nameof(Details), new { id, role });
}

/// <summary>Whom the coordinator chose for a role.</summary>
public sealed class OfferForm
{
    public Guid Role { get; set; }

    public List<Guid> Chosen { get; set; } = [];
}

/// <summary>Whom to take off, before it is done.</summary>
public sealed record RemovePage(ShiftHead Facts, AssignedLine Assigned);
