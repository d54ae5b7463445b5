using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Desk;

/// <summary>The coordinator's requests: reading, judging, declining. Planning makes a shift, and is with the shifts.</summary>
[Authorize(Policy = Access.Staff), Route("desk/requests")]
public sealed class RequestsController(
    VolunteersDbContext db, CurrentUser user, HelpRequestService requests, RequestsPageReader lists, RequestPageReader pages, IStringLocalizer<Text> t) : Controller
{
    private const string SearchKey = "requests.search";

    [HttpGet("")]
    public async Task<IActionResult> Index(RequestTab tab = RequestTab.New, bool search = false, int page = 1, CancellationToken ct = default)
    {
        if (!Enum.IsDefined(tab))
        {
            tab = RequestTab.New;
        }

        // A tab or page number that cannot be read is no mistake that a person has to correct.
        ModelState.Clear();

        return View(search ? await lists.SearchAsync(TempData.Peek(SearchKey) as string, page, ct) : await lists.TabAsync(tab, page, ct));
    }

    /// <summary>A name must not stand in an address: what is searched for is kept sealed in a cookie.</summary>
    [HttpPost("search")]
    public IActionResult Search(SearchForm form)
    {
        if (string.IsNullOrWhiteSpace(form.Words))
        {
            TempData.Remove(SearchKey);

            return RedirectToAction(nameof(Index));
        }

        TempData[SearchKey] = form.Words.Trim();

        return RedirectToAction(nameof(Index), new { search = true });
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken ct) => await pages.ReadAsync(id, ct) is { } page ? View(page) : NotFound();

    [HttpPost("{id:guid}/triage")]
    public async Task<IActionResult> Triage(Guid id, TriageForm form, [FromServices] IValidator<TriageForm> validator, CancellationToken ct)
    {
        if (!await MayChangeAsync(id, ct))
        {
            return NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            var page = await pages.ReadAsync(id, ct);
            page!.Triage = form;

            return this.FormView(page, nameof(Details));
        }

        if (await requests.TriageAsync(id, form.Urgency!.Value, form.Risk ?? RiskLevel.Low, ct))
        {
            TempData.Notice(t["The request is taken up. The next step is to plan it."]);
        }
        else
        {
            WarnOfAnother();
        }

        return RedirectToAction(nameof(Details), new { id });
    }

    [HttpPost("{id:guid}/reject")]
    public async Task<IActionResult> Reject(Guid id, RejectForm form, [FromServices] IValidator<RejectForm> validator, CancellationToken ct)
    {
        if (!await MayChangeAsync(id, ct))
        {
            return NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            var page = await pages.ReadAsync(id, ct);
            page!.Reject = form;

            return this.FormView(page, nameof(Details));
        }

        if (await requests.RejectAsync(id, form.Reason!.Trim(), ct))
        {
            TempData.Notice(t["The request is declined, and who asked is told why."]);
        }
        else
        {
            WarnOfAnother();
        }

        return RedirectToAction(nameof(Details), new { id });
    }

    private Task<bool> MayChangeAsync(Guid id, CancellationToken ct) => db.HelpRequests.Where(Visible.HelpRequests(user)).AnyAsync(r => r.HelpRequestId == id, ct);

    private void WarnOfAnother() => TempData.Warning(t["Somebody else was first: the request has moved on meanwhile. This is how it stands now."]);
}
