using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.HelpRequests.Desk;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.People;

/// <summary>The people helped: finding one, and their record with consent, needs and notes.</summary>
[Authorize(Policy = Access.Staff), Route("desk/people-helped")]
public sealed class PeopleHelpedController(
    VolunteersDbContext db, PersonPageReader pages, PersonService people, NeedsService needs, PersonNotes notes, ReferenceChoices reference, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    private const string SearchKey = "people-helped.search";

    [HttpGet("")]
    public async Task<IActionResult> Index(bool search = false, int page = 1, CancellationToken ct = default)
    {
        ModelState.Clear();

        return View(await pages.ListAsync(search ? TempData.Peek(SearchKey) as string : null, search, page, ct));
    }

    /// <summary>A name must not stand in an address: what is searched for is kept sealed in a cookie.</summary>
    [HttpPost("search")]
    public IActionResult Search(SearchForm form)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (string.IsNullOrWhiteSpace(form.Words))
        {
            TempData.Remove(SearchKey);

            return RedirectToAction(nameof(Index));
        }

        TempData[SearchKey] = form.Words.Trim();

        return RedirectToAction(nameof(Index), new { search = true });
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken ct) =>
        await pages.ReadAsync(id, ct) is { } page ? View(page)
        : await pages.KeptAsync(id, ct) is { } kept ? RedirectToAction(nameof(Details), new { id = kept })
        : NotFound();

    [HttpGet("{id:guid}/facts")]
    public async Task<IActionResult> Facts(Guid id, CancellationToken ct) => await pages.PersonAsync(id, ct) is { } person
        ? View(new PersonFactsForm
        {
            Head = new PersonHead(id, person.FullName, person.Version),
            Version = person.Version,
            FullName = person.FullName,
            Phone = PhoneNumber.Display(person.Phone),
            DistrictCode = person.DistrictCode,
            Address = person.Address,
            Culture = person.Culture,
            Wishes = person.Wishes,
            Districts = await reference.DistrictsAsync(ct),
        })
        : NotFound();

    [HttpPost("{id:guid}/facts")]
    public async Task<IActionResult> Facts(Guid id, PersonFactsForm form, [FromServices] IValidator<PersonFactsForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (await pages.HeadAsync(id, ct) is not { } head)
        {
            return NotFound();
        }

        (form.Head, form.Districts) = (head, await reference.DistrictsAsync(ct));

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        return Answer(await people.ChangeFactsAsync(id, form.Version ?? Guid.Empty, form.ToFacts(), ct), id, t["The record is changed."]);
    }

    [HttpGet("{id:guid}/needs")]
    public async Task<IActionResult> Needs(Guid id, CancellationToken ct) => await pages.PersonAsync(id, ct) is { } person
        ? View(new PersonNeedsForm
        {
            Head = new PersonHead(id, person.FullName, person.Version),
            Version = person.Version,
            VisitorGender = person.VisitorGender,
            Vetting = person.Vetting,
            VisitedByTwo = person.VisitedByTwo,
            KnownVisitorsOnly = person.KnownVisitorsOnly,
            HealthNotes = pages.HealthNotesOf(person),
        })
        : NotFound();

    [HttpPost("{id:guid}/needs")]
    public async Task<IActionResult> Needs(Guid id, PersonNeedsForm form, [FromServices] IValidator<PersonNeedsForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (await pages.HeadAsync(id, ct) is not { } head)
        {
            return NotFound();
        }

        form.Head = head;

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        switch (await needs.SaveAsync(id, form.ToNeeds(), form.WhyLess, form.Version ?? Guid.Empty, ct))
        {
            case NeedsOutcome.ReasonMissing:
                ModelState.AddModelError(nameof(form.WhyLess), t.WhyLessMissing());

                return this.FormView(form);
            case NeedsOutcome.WaitsAlready:
                TempData.Warning(t.WaitsAlready());

                return RedirectToAction(nameof(Details), new { id });
            case NeedsOutcome.Asked:
                return Answer(PersonOutcome.Done, id, t.Asked());
            case NeedsOutcome.ChangedMeanwhile:
                return Answer(PersonOutcome.ChangedMeanwhile, id, "");
            case NeedsOutcome.Saved:
                return Answer(PersonOutcome.Done, id, t["The needs are noted, and the coming visits demand what they demand."]);
            default:
                return NotFound();
        }
    }

    [HttpPost("{id:guid}/withdraw")]
    public async Task<IActionResult> Withdraw(Guid id, Guid? version, CancellationToken ct) =>
        Answer(await people.WithdrawConsentAsync(id, version ?? Guid.Empty, t["The visit is not needed any more."], ct), id, t["Noted: the person no longer agrees. Nothing new is planned. Look below at what is planned already."]);

    [HttpPost("{id:guid}/agree")]
    public async Task<IActionResult> Agree(Guid id, Guid? version, CancellationToken ct)
    {
        var today = clock.TodayInBaku();
        var text = await db.ConsentTexts.Where(c => c.Code == ConsentText.BeneficiaryConsent && c.EffectiveOn <= today).OrderByDescending(c => c.Version).FirstAsync(ct);

        return Answer(await people.GiveConsentAsync(id, version ?? Guid.Empty, new AgreedText(text.Code, text.Version), ct), id, t["Noted: the person agrees again. Help can be planned."]);
    }

    [HttpPost("{id:guid}/notes")]
    public async Task<IActionResult> AddNote(Guid id, PersonNoteForm form, [FromServices] IValidator<PersonNoteForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.NoteId ??= Guid.CreateVersion7();

        if (await pages.HeadAsync(id, ct) is null)
        {
            return NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            var page = await pages.ReadAsync(id, ct);
            page!.Note = form;

            return this.FormView(page, nameof(Details));
        }

        if (!await notes.AddAsync(form.NoteId.Value, id, form.Note!.Trim(), ct))
        {
            return NotFound();
        }

        TempData.Notice(t["The note is written down."]);

        return RedirectToAction(nameof(Details), new { id });
    }

    private IActionResult Answer(PersonOutcome outcome, Guid id, string done)
    {
        if (outcome is PersonOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome is PersonOutcome.Done)
        {
            TempData.Notice(done);
        }
        else
        {
            TempData.Warning(t["A colleague changed this record meanwhile. Nothing of yours was saved: look at it as it stands now, and change it again."]);
        }

        return RedirectToAction(nameof(Details), new { id });
    }
}
