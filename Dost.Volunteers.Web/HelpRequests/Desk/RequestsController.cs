using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Web.HelpRequests.People;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Desk;

/// <summary>The coordinator's requests: the board, reading, judging, declining, referring. Planning makes a shift, and is with the shifts.</summary>
[Authorize(Policy = Access.Staff), Route("desk/requests")]
public sealed class RequestsController(
    VolunteersDbContext db, CurrentUser user, HelpRequestService requests, RequestDeskService desk, RequestPageReader pages, IStringLocalizer<Text> t) : Controller
{
    private const string SearchKey = "requests.search";

    [HttpGet("")]
    public async Task<IActionResult> Index(
        BoardQuery query, [FromServices] BoardPageReader boards, [FromServices] RequestSearchReader lists, bool search = false, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(query);

        // What cannot be read in the address is no mistake that a person has to correct.
        ModelState.Clear();

        return search ? View("Found", await lists.SearchAsync(TempData.Peek(SearchKey) as string, query.PageNumber, ct)) : View(await boards.ReadAsync(query, ct));
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

    /// <summary>Urgency, risk and the person's needs in one step. The needs are saved first: a request is not taken up without what keeps its visit safe.</summary>
    [HttpPost("{id:guid}/triage")]
    public async Task<IActionResult> Triage(Guid id, TriageForm form, [FromServices] IValidator<TriageForm> validator, [FromServices] NeedsService needs, CancellationToken ct)
    {
        if (await PersonOfAsync(id, ct) is not { } person)
        {
            return NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return await TriageAgainAsync(id, form, ct);
        }

        // The needs of somebody whose request has moved on are changed on their record, not by a page that is out of date.
        if (person.State is not (HelpRequestState.New or HelpRequestState.Triaged))
        {
            return Moved(id);
        }

        var saved = await needs.SaveAsync(person.BeneficiaryId, form.ToNeeds(), form.WhyLess, form.SeenVersion, ct);

        switch (saved)
        {
            case NeedsOutcome.NotThere:
                return NotFound();
            case NeedsOutcome.ChangedMeanwhile:
                TempData.Warning(t["Somebody else has changed what this person needs meanwhile, so nothing was saved. This is how it stands now: please look at it and judge again."]);

                return RedirectToAction(nameof(Details), new { id });
            case NeedsOutcome.ReasonMissing:
                ModelState.AddModelError(nameof(form.WhyLess), t.WhyLessMissing());

                return await TriageAgainAsync(id, form, ct);
            default:
                break;
        }

        if (!await requests.TriageAsync(id, form.Urgency!.Value, form.Risk!.Value, ct))
        {
            return Moved(id);
        }

        TempData.Notice(saved switch
        {
            NeedsOutcome.Asked => t.Asked(),
            NeedsOutcome.WaitsAlready => t.WaitsAlready(),
            _ => t["The request is taken up. The next step is to plan it."],
        });

        return RedirectToAction(nameof(Details), new { id });
    }

    [HttpPost("{id:guid}/reject")]
    public async Task<IActionResult> Reject(Guid id, RejectForm form, [FromServices] IValidator<RejectForm> validator, CancellationToken ct)
    {
        if (await PersonOfAsync(id, ct) is null)
        {
            return NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return await AgainAsync(id, page => page.Reject = form, ct);
        }

        if (!await requests.RejectAsync(id, form.Reason!.Trim(), ct))
        {
            return Moved(id);
        }

        TempData.Notice(t["The request is declined, and who asked is told why."]);

        return RedirectToAction(nameof(Details), new { id });
    }

    [HttpPost("{id:guid}/refer")]
    public async Task<IActionResult> Refer(Guid id, ReferForm form, [FromServices] IValidator<ReferForm> validator, CancellationToken ct)
    {
        if (await PersonOfAsync(id, ct) is null)
        {
            return NotFound();
        }

        return await ModelState.AcceptsAsync(form, validator, ct)
            ? Answer(id, await desk.ReferAsync(id, form.Office!, form.Why!, ct), t["The request is referred, and who asked is told where to turn."])
            : await AgainAsync(id, page => page.Refer = form, ct);
    }

    [HttpPost("{id:guid}/contacted")]
    public async Task<IActionResult> Contacted(Guid id, BeenInTouchForm form, [FromServices] IValidator<BeenInTouchForm> validator, CancellationToken ct)
    {
        if (await PersonOfAsync(id, ct) is null)
        {
            return NotFound();
        }

        return await ModelState.AcceptsAsync(form, validator, ct)
            ? Answer(id, await desk.ContactedAsync(id, form.ContactNote, ct), t["It is noted that you were in touch."])
            : await AgainAsync(id, page => page.Contact = form, ct);
    }

    private IActionResult Answer(Guid id, RequestDeskOutcome outcome, string done)
    {
        switch (outcome)
        {
            case RequestDeskOutcome.NotThere:
                return NotFound();
            case RequestDeskOutcome.MovedOn:
                return Moved(id);
            case RequestDeskOutcome.Done:
                TempData.Notice(done);
                break;
        }

        return RedirectToAction(nameof(Details), new { id });
    }

    private Task<IActionResult> TriageAgainAsync(Guid id, TriageForm form, CancellationToken ct) => AgainAsync(
        id,
        page =>
        {
            form.CanEase = page.Needs.HasSafeguards;
            page.Triage = form;
        },
        ct);

    private async Task<IActionResult> AgainAsync(Guid id, Action<RequestPage> typed, CancellationToken ct)
    {
        var page = await pages.ReadAsync(id, ct);
        typed(page!);

        return this.FormView(page!, nameof(Details));
    }

    /// <summary>The person of a request that the caller may change, and where it stands.</summary>
    private Task<OwnRequest?> PersonOfAsync(Guid id, CancellationToken ct) => db.HelpRequests.AsNoTracking().Where(Visible.HelpRequests(user)).Where(r => r.HelpRequestId == id)
        .Select(r => new OwnRequest(r.BeneficiaryId, r.State)).SingleOrDefaultAsync(ct);

    private RedirectToActionResult Moved(Guid id)
    {
        TempData.Warning(t["Somebody else was first: the request has moved on meanwhile. This is how it stands now."]);

        return RedirectToAction(nameof(Details), new { id });
    }

    private sealed record OwnRequest(Guid BeneficiaryId, HelpRequestState State);
}
