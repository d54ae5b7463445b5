using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Reports;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Hours.Desk;

/// <summary>Approving the hours that volunteers have served.</summary>
[Authorize(Policy = Access.Staff), Route("desk/hours")]
public sealed class DeskHoursController(VolunteersDbContext db, CurrentUser user, HoursService hours, HoursQueueReader queue, IStringLocalizer<Text> t) : Controller
{
    private const int MaxPage = 100_000;

    [HttpGet("")]
    public async Task<IActionResult> Index(string? page, string? show, CancellationToken ct)
    {
        var filter = HoursQueuePage.FilterOf(show);
        var waiting = queue.Waiting(filter);
        var total = await waiting.CountAsync(ct);
        var all = filter is HoursFilter.All ? total : await queue.Waiting(HoursFilter.All).CountAsync(ct);
        var pages = Paging.Count(total);
        var number = int.TryParse(page, out var asked) ? Math.Clamp(asked, 1, Math.Min(pages, MaxPage)) : 1;
        var rows = await HoursRow.Of(waiting.OrderBy(h => h.ServiceDate).ThenBy(h => h.HoursEntryId).Skip(Paging.Offset(number, Paging.DefaultSize)).Take(Paging.DefaultSize)).ToListAsync(ct);

        return View(new HoursQueuePage(filter, all, new Page<HoursRow>(rows, number, Paging.DefaultSize, total)));
    }

    /// <summary>What would be approved, before it is: all of the page that are not odd.</summary>
    [HttpPost("preview")]
    public async Task<IActionResult> Preview(List<string>? seen, string? page, string? show, CancellationToken ct)
    {
        var ids = SeenHoursWords.Read(seen).ConvertAll(s => s.HoursEntryId);
        var rows = await HoursRow.Of(queue.Waiting(HoursFilter.Fine).Where(h => ids.Contains(h.HoursEntryId)).OrderBy(h => h.ServiceDate).ThenBy(h => h.HoursEntryId)).ToListAsync(ct);

        if (rows.Count == 0)
        {
            TempData.Warning(t["There is nothing on this page that is not odd."]);

            return RedirectToAction(nameof(Index), new { page, show });
        }

        return View(new HoursPreviewPage(rows, page, show));
    }

    [HttpPost("approve")]
    public async Task<IActionResult> Approve(List<Guid>? ids, List<string>? seen, string? page, string? show, CancellationToken ct)
    {
        // What could not be read as an id cannot be approved; the rest can.
        var versions = SeenHoursWords.Read(seen).ToDictionary(s => s.HoursEntryId, s => s.Version);
        var chosen = (ids ?? []).Where(id => id != Guid.Empty).Distinct().Take(Paging.DefaultSize).Select(id => new SeenHours(id, versions.GetValueOrDefault(id))).ToList();
        var result = chosen.Count == 0 ? new ApproveResult(0, 0) : await hours.ApproveSeenAsync(chosen, ct);
        var approved = result.Approved;

        if (chosen.Count == 0)
        {
            TempData.Warning(t["Nothing was ticked. Tick the entries that you want to approve."]);
        }
        else if (approved < chosen.Count)
        {
            TempData.Warning(t.Plural(approved, "{0} entry was approved. The others no longer wait: somebody has decided on them meanwhile.|{0} entries were approved. The others no longer wait: somebody has decided on them meanwhile."));
        }
        else
        {
            TempData.Notice(t.Plural(approved, "{0} entry was approved.|{0} entries were approved."));
        }

        return RedirectToAction(nameof(Index), new { page, show });
    }

    [HttpGet("{id:guid}/return")]
    public async Task<IActionResult> Return(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is { } row)
        {
            return View(new ReturnPage(row, new ReturnForm()));
        }

        return await IsDecidedAsync(id, ct) ? AlreadyDecided() : NotFound();
    }

    [HttpPost("{id:guid}/return")]
    public async Task<IActionResult> Return(Guid id, ReturnForm form, [FromServices] IValidator<ReturnForm> validator, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } row)
        {
            return await IsDecidedAsync(id, ct) ? AlreadyDecided() : NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(new ReturnPage(row, form));
        }

        if (!await hours.ReturnAsync(id, form.Reason!.Trim(), ct))
        {
            return AlreadyDecided();
        }

        TempData.Notice(t["The hours were returned. The volunteer will be told why."]);

        return RedirectToAction(nameof(Index));
    }

    private Task<HoursRow?> FindAsync(Guid id, CancellationToken ct) => HoursRow.Of(TodayReader.WaitingHours(db, user).Where(h => h.HoursEntryId == id)).SingleOrDefaultAsync(ct);

    private Task<bool> IsDecidedAsync(Guid id, CancellationToken ct) =>
        db.HoursEntries.Where(Visible.Hours(user)).AnyAsync(h => h.HoursEntryId == id && h.State != HoursState.Submitted, ct);

    private RedirectToActionResult AlreadyDecided()
    {
        TempData.Warning(t["Somebody has decided on these hours meanwhile."]);

        return RedirectToAction(nameof(Index));
    }
}
