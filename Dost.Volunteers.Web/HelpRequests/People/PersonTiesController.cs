using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.People;

/// <summary>Who is close to a person helped, who is a known visitor, and who is not to come.</summary>
[Authorize(Policy = Access.Staff), Route("desk/people-helped/{id:guid}")]
public sealed class PersonTiesController(PersonPageReader pages, PersonService people, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("contacts/new")]
    public async Task<IActionResult> NewContact(Guid id, CancellationToken ct) =>
        await pages.HeadAsync(id, ct) is { } head ? View("Contact", new ContactForm { Head = head, IsNew = true, ContactId = Guid.CreateVersion7() }) : NotFound();

    [HttpPost("contacts/new")]
    public async Task<IActionResult> NewContact(Guid id, ContactForm form, [FromServices] IValidator<ContactForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (await pages.HeadAsync(id, ct) is not { } head)
        {
            return NotFound();
        }

        (form.Head, form.IsNew) = (head, true);

        return await ModelState.AcceptsAsync(form, validator, ct)
            ? Answer(await people.AddContactAsync(id, form.ContactId ?? Guid.CreateVersion7(), form.ToContact(), ct), id, t["The contact is added."])
            : this.FormView(form, "Contact");
    }

    [HttpGet("contacts/{contactId:guid}")]
    public async Task<IActionResult> ChangeContact(Guid id, Guid contactId, CancellationToken ct)
    {
        if (await pages.PersonAsync(id, ct) is not { } person || person.Contacts.Find(c => c.BeneficiaryContactId == contactId) is not { } contact)
        {
            return NotFound();
        }

        return View("Contact", new ContactForm
        {
            Head = new PersonHead(id, person.FullName, person.Version),
            ContactId = contactId,
            Name = contact.Name,
            Relation = contact.Relation,
            Phone = PhoneNumber.Display(contact.Phone),
            IsForEmergency = contact.IsForEmergency,
        });
    }

    [HttpPost("contacts/{contactId:guid}")]
    public async Task<IActionResult> ChangeContact(Guid id, Guid contactId, ContactForm form, [FromServices] IValidator<ContactForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (await pages.HeadAsync(id, ct) is not { } head)
        {
            return NotFound();
        }

        (form.Head, form.ContactId) = (head, contactId);

        return await ModelState.AcceptsAsync(form, validator, ct)
            ? Answer(await people.ChangeContactAsync(id, contactId, form.ToContact(), ct), id, t["The contact is changed."])
            : this.FormView(form, "Contact");
    }

    [HttpPost("contacts/{contactId:guid}/remove")]
    public async Task<IActionResult> RemoveContact(Guid id, Guid contactId, CancellationToken ct) =>
        Answer(await people.RemoveContactAsync(id, contactId, ct), id, t["The contact is removed."]);

    [HttpGet("volunteers")]
    public async Task<IActionResult> Volunteers(Guid id, CancellationToken ct) => await pages.HeadAsync(id, ct) is { } head ? View(new PickVolunteerForm { Head = head }) : NotFound();

    [HttpPost("volunteers")]
    public async Task<IActionResult> Volunteers(Guid id, PickVolunteerForm form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (await pages.HeadAsync(id, ct) is not { } head)
        {
            return NotFound();
        }

        (form.Head, form.Found) = (head, await pages.VolunteersAsync(form.Words, ct));

        return View(form);
    }

    [HttpPost("known")]
    public async Task<IActionResult> AddKnown(Guid id, Guid? volunteerId, CancellationToken ct) =>
        Answer(await people.AddKnownAsync(id, volunteerId ?? Guid.Empty, ct), id, t["Noted: the person knows this volunteer."]);

    [HttpPost("known/{volunteerId:guid}/remove")]
    public async Task<IActionResult> RemoveKnown(Guid id, Guid volunteerId, CancellationToken ct) =>
        Answer(await people.RemoveKnownAsync(id, volunteerId, ct), id, t["No longer a known visitor."]);

    [HttpPost("excluded")]
    public async Task<IActionResult> Exclude(Guid id, Guid? volunteerId, CancellationToken ct) =>
        Answer(await people.ExcludeAsync(id, volunteerId ?? Guid.Empty, ct), id, t["Noted: this volunteer does not visit the person any more."]);

    [HttpGet("excluded/{volunteerId:guid}/remove")]
    public async Task<IActionResult> Allow(Guid id, Guid volunteerId, CancellationToken ct) =>
        await pages.HeadAsync(id, ct) is { } head && await pages.ExcludedAsync(id, volunteerId, ct) is { } excluded ? View(new AllowForm { Head = head, Volunteer = excluded }) : NotFound();

    /// <summary>Waits for a second person, with the reason; an administrator joins at once whom an incident parted.</summary>
    [HttpPost("excluded/{volunteerId:guid}/remove")]
    public async Task<IActionResult> Allow(Guid id, Guid volunteerId, AllowForm form, [FromServices] IValidator<AllowForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (await pages.HeadAsync(id, ct) is not { } head || await pages.ExcludedAsync(id, volunteerId, ct) is not { } excluded)
        {
            return NotFound();
        }

        (form.Head, form.Volunteer) = (head, excluded);

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        var outcome = await people.AllowAsync(id, volunteerId, form.WhyLess, ct);

        if (outcome is PersonOutcome.ReasonMissing)
        {
            ModelState.AddModelError(nameof(form.WhyLess), t["Write why the volunteer may visit again"]);

            return this.FormView(form);
        }

        return Answer(outcome, id, t["This volunteer may visit the person again."]);
    }

    private IActionResult Answer(PersonOutcome outcome, Guid id, string done)
    {
        switch (outcome)
        {
            case PersonOutcome.NotFound:
                return NotFound();
            case PersonOutcome.Done:
                TempData.Notice(done);
                break;
            case PersonOutcome.Asked:
                TempData.Notice(t["It waits until a second person agrees: another coordinator of the centre, or an administrator."]);
                break;
            case PersonOutcome.WaitsAlready:
                TempData.Warning(t.WaitsAlready());
                break;
            case PersonOutcome.TooMany:
                TempData.Warning(t["A record has at most {0} contacts. Remove one first.", BeneficiaryContact.Most]);
                break;
            case PersonOutcome.ForAdministrator:
                TempData.Warning(t["An incident parted the two. Only an administrator ends that."]);
                break;
            case PersonOutcome.IsExcluded:
                TempData.Warning(t["This volunteer is not to visit the person. End that first."]);
                break;
            case PersonOutcome.ChangedMeanwhile:
                TempData.Warning(t["A colleague changed this record meanwhile. Nothing of yours was saved: look at it as it stands now, and change it again."]);
                break;
        }

        return Redirect(Url.Content($"~/desk/people-helped/{id:D}"));
    }
}
