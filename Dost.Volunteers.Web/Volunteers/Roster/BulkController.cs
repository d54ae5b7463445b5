using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Roster;

/// <summary>Doing one thing for several volunteers: choose, look, confirm.</summary>
[Authorize(Policy = Access.Staff), Route("desk/volunteers/bulk")]
public sealed class BulkController(BulkService bulk, VolunteersDbContext db, SearchPass pass, IStringLocalizer<Text> t) : Controller
{
    private const int Size = 50;

    [HttpPost("")]
    public async Task<IActionResult> Plan(BulkForm form, VolunteerFilter filter, [FromServices] IValidator<BulkForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(filter);

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return Again(form, filter);
        }

        var order = form.Action!.Value switch
        {
            BulkAction.AddTag or BulkAction.RemoveTag => new BulkOrder(form.Action.Value, TagName: form.TagName!.Trim()),
            BulkAction.Pause => new BulkOrder(form.Action.Value, Reason: form.Reason!.Trim()),
            BulkAction.Resume => new BulkOrder(form.Action.Value),
        };
        var result = await bulk.PlanAsync(order, form.Chosen, form.IsForEverybody ? filter.Read(pass.Open(filter.S)) : null, ct);

        switch (result.Outcome)
        {
            case PlanOutcome.Nobody:
                ModelState.AddModelError(nameof(form.Action), t["Nobody fits any more. Choose anew in the list"]);
                return Again(form, filter);
            case PlanOutcome.TooMany:
                ModelState.AddModelError(nameof(form.Action), t["These are more than {0} people. Choose a narrower filter", Counted.Number(BulkBatch.MostPeople)]);
                return Again(form, filter);
            case PlanOutcome.Planned:
                break;
        }

        return RedirectToAction(nameof(Show), new { id = result.BulkBatchId });
    }

    /// <summary>What would happen to whom and, once it is confirmed, what did.</summary>
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, string? page, CancellationToken ct)
    {
        if (await bulk.FindAsync(id, ct) is not { } preview)
        {
            return NotFound();
        }

        var total = preview.Counts.Sum(c => c.People);
        var number = int.TryParse(page, out var asked) ? Paging.Within(asked, total, Size) : 1;

        // Those left out come first: they are what one looks for.
        var rows = await db.BulkItems.AsNoTracking().Where(i => i.BulkBatchId == id)
            .OrderBy(i => i.Planned == BulkVerdict.Fits && (i.Outcome == null || i.Outcome == BulkVerdict.Fits)).ThenBy(i => i.Position)
            .Skip(Paging.Offset(number, Size)).Take(Size)
            .Select(i => new BulkRow(i.VolunteerId, i.Volunteer.FamilyName + " " + i.Volunteer.GivenName, i.Volunteer.State, i.Planned, i.Outcome)).ToListAsync(ct);

        return View(new BulkPage(preview, new Page<BulkRow>(rows, number, Size, total)));
    }

    [HttpPost("{id:guid}/confirm")]
    public async Task<IActionResult> Confirm(Guid id, CancellationToken ct)
    {
        switch (await bulk.ConfirmAsync(id, ct))
        {
            case ConfirmOutcome.Gone:
                return NotFound();
            case ConfirmOutcome.TooLate:
                TempData.Warning(t["An hour has passed since you looked. Choose anew, so that you see how things stand now."]);
                break;
            case ConfirmOutcome.Confirmed or ConfirmOutcome.ConfirmedBefore:
                break;
        }

        return RedirectToAction(nameof(Show), new { id });
    }

    private ViewResult Again(BulkForm form, VolunteerFilter filter)
    {
        ViewData["Filter"] = filter;

        return this.FormView(form, "Choose");
    }
}
