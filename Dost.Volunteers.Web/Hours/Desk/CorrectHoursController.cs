using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Hours.Desk;

/// <summary>Hours that were decided, and their corrections: each a further entry with a reason.</summary>
[Authorize(Policy = Access.Staff), Route("desk/hours")]
public sealed class CorrectHoursController(VolunteersDbContext db, CurrentUser user, HoursService hours, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("decided")]
    public async Task<IActionResult> Decided(int? page, CancellationToken ct)
    {
        var decided = Entries().Where(h => h.State == HoursState.Approved || h.State == HoursState.Returned);
        var total = await decided.CountAsync(ct);
        var number = Paging.Within(page ?? 1, total);
        var rows = await HoursRow.Of(decided.OrderByDescending(h => h.ServiceDate).ThenByDescending(h => h.HoursEntryId).Skip(Paging.Offset(number, Paging.DefaultSize)).Take(Paging.DefaultSize)).ToListAsync(ct);

        return View(new Page<HoursRow>(rows, number, Paging.DefaultSize, total));
    }

    [HttpGet("{id:guid}/correct")]
    public async Task<IActionResult> Correct(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } found)
        {
            return await WaitsAsync(id, ct) ? StillWaits() : NotFound();
        }

        return View(new CorrectPage(found.Row, found.Counted, new CorrectForm { Minutes = found.Counted, Counted = found.Counted }));
    }

    [HttpPost("{id:guid}/correct")]
    public async Task<IActionResult> Correct(Guid id, CorrectForm form, [FromServices] IValidator<CorrectForm> validator, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } found)
        {
            return await WaitsAsync(id, ct) ? StillWaits() : NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(new CorrectPage(found.Row, found.Counted, form));
        }

        switch (await hours.CorrectAsync(id, form.Minutes!.Value, form.Counted!.Value, form.Reason!.Trim(), ct))
        {
            case CorrectOutcome.Corrected:
                TempData.Notice(t["The hours were corrected by a further entry. The volunteer will be told."]);

                return RedirectToAction(nameof(Decided));
            case CorrectOutcome.NothingToCorrect:
                ModelState.AddModelError(nameof(form.Minutes), t["This is what counts already"]);

                return this.FormView(new CorrectPage(found.Row, found.Counted, form));
            case CorrectOutcome.Changed:
                ModelState.Remove(nameof(form.Counted));
                ModelState.AddModelError(nameof(form.Minutes), t["These hours were corrected meanwhile. Look at what counts now, and send the form again if it is still wrong"]);
                form.Counted = found.Counted;

                return this.FormView(new CorrectPage(found.Row, found.Counted, form));
            case CorrectOutcome.Gone:
            default:
                return NotFound();
        }
    }

    /// <summary>Corrections are no hours of their own to be corrected, and what was carried over is corrected where it went.</summary>
    private IQueryable<HoursEntry> Entries() =>
        db.HoursEntries.AsNoTracking().DecidableBy(user).Where(h => h.Source != HoursSource.Correction && h.Volunteer.ErasedAtUtc == null);

    private async Task<(HoursRow Row, int Counted)?> FindAsync(Guid id, CancellationToken ct)
    {
        var entry = await Entries().Where(h => h.HoursEntryId == id && (h.State == HoursState.Approved || h.State == HoursState.Returned)).SingleOrDefaultAsync(ct);

        return entry is null ? null : (await HoursRow.Of(db.HoursEntries.AsNoTracking().Where(h => h.HoursEntryId == id)).SingleAsync(ct), await hours.CountedAsync(entry, ct));
    }

    private Task<bool> WaitsAsync(Guid id, CancellationToken ct) => Entries().AnyAsync(h => h.HoursEntryId == id && h.State == HoursState.Submitted, ct);

    private RedirectToActionResult StillWaits()
    {
        TempData.Warning(t["These hours still wait. Approve them, or return them with a reason."]);

        return RedirectToAction(nameof(DeskHoursController.Index), "DeskHours");
    }
}
