using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.People;

/// <summary>Two records of people helped side by side, to become one.</summary>
[Authorize(Policy = Access.Staff), Route("desk/people-helped/{id:guid}/join/{otherId:guid}")]
public sealed class PersonJoinController(VolunteersDbContext db, CurrentUser user, PersonPageReader pages, PersonJoinService joins, AuditLog audit, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Compare(Guid id, Guid otherId, CancellationToken ct) =>
        await ShowAsync(id, otherId, new PersonJoinForm(), ct) is { } form ? View(form) : await KeptAsync(id, otherId, ct) is { } kept ? ToRecord(kept) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Join(Guid id, Guid otherId, PersonJoinForm form, [FromServices] IValidator<PersonJoinForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        var (seen, seenOther) = (form.Version ?? Guid.Empty, form.OtherVersion ?? Guid.Empty);

        if (await ShowAsync(id, otherId, form, ct) is null)
        {
            return await JoinedMeanwhileAsync(id, otherId, ct);
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form, nameof(Compare));
        }

        var (stays, ends) = form.Sides();
        var (kept, joined) = (stays.Person.BeneficiaryId, ends.Person.BeneficiaryId);
        var outcome = await joins.JoinAsync(kept == id ? new PersonJoin(kept, seen, joined, seenOther, NoteOf(ends)) : new PersonJoin(kept, seenOther, joined, seen, NoteOf(ends)), ct);

        return outcome switch
        {
            PersonJoinOutcome.Done => Joined(kept),
            PersonJoinOutcome.NotFound => NotFound(),
            PersonJoinOutcome.JoinedMeanwhile => await JoinedMeanwhileAsync(id, otherId, ct),
            PersonJoinOutcome.ChangedMeanwhile => await AgainAsync(id, otherId, form, ct),
        };
    }

    private LocalRedirectResult Joined(Guid kept)
    {
        TempData.Notice(t["The two records are one now. Look below whether who is assigned to the coming visits still fits."]);

        return ToRecord(kept);
    }

    /// <summary>What is shown now is what is confirmed next.</summary>
    private async Task<IActionResult> AgainAsync(Guid id, Guid otherId, PersonJoinForm form, CancellationToken ct)
    {
        ModelState.AddModelError("", t["One of the records was changed while you looked. Look at both once more, and confirm again"]);

        return await ShowAsync(id, otherId, form, ct) is null ? await JoinedMeanwhileAsync(id, otherId, ct) : this.FormView(form, nameof(Compare));
    }

    /// <summary>Both records as they stand, with the look at both recorded; null where one is not there, or not for who asks.</summary>
    private async Task<PersonJoinForm?> ShowAsync(Guid id, Guid otherId, PersonJoinForm form, CancellationToken ct)
    {
        var people = await db.Beneficiaries.AsNoTracking().Where(Visible.Beneficiaries(user)).Where(b => b.MergedIntoId == null && (b.BeneficiaryId == id || b.BeneficiaryId == otherId))
            .Select(b => new
            {
                Person = b,
                District = b.District.Name,
                Requests = db.HelpRequests.Count(r => r.BeneficiaryId == b.BeneficiaryId),
                LastAskedAtUtc = db.HelpRequests.Where(r => r.BeneficiaryId == b.BeneficiaryId).Max(r => (DateTime?)r.AskedAtUtc),
            }).ToListAsync(ct);

        if (people.Count != 2)
        {
            return null;
        }

        await audit.LookedAsync("PeopleCompared", AuditSubject.Beneficiary, [id, otherId], ct);
        var sides = people.ConvertAll(p => new PersonSide(p.Person, p.District, pages.HealthNotesOf(p.Person), p.Requests, p.LastAskedAtUtc));
        (form.First, form.Second) = sides[0].Person.BeneficiaryId == id ? (sides[0], sides[1]) : (sides[1], sides[0]);
        (form.Version, form.OtherVersion) = (form.First.Person.Version, form.Second.Person.Version);

        return form;
    }

    /// <summary>What the joined record said, in words: its requests keep the number that was called, but nothing else of it.</summary>
    private string NoteOf(PersonSide joined) => t["Joined with another record of this person: {0}, {1}, {2}, {3}.",
        joined.Person.FullName, PhoneNumber.Display(joined.Person.Phone), joined.Person.Address.Length > 0 ? joined.Person.Address : "–", joined.District.In(CultureInfo.CurrentUICulture)];

    private async Task<IActionResult> JoinedMeanwhileAsync(Guid id, Guid otherId, CancellationToken ct)
    {
        if (await KeptAsync(id, otherId, ct) is not { } kept)
        {
            return NotFound();
        }

        TempData.Warning(t["Somebody else was first: the records were joined already. This is the one that stayed."]);

        return ToRecord(kept);
    }

    private async Task<Guid?> KeptAsync(Guid id, Guid otherId, CancellationToken ct) => await pages.KeptAsync(id, ct) ?? await pages.KeptAsync(otherId, ct);

    private LocalRedirectResult ToRecord(Guid beneficiaryId) => LocalRedirect(Url.Content($"~/desk/people-helped/{beneficiaryId:D}"));
}
