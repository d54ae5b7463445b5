using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Volunteers.Roster;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Desk;

/// <summary>What is kept about one volunteer beside their data: tags, notes, and all that happened.</summary>
[Authorize(Policy = Access.Staff), Route("desk/volunteers/{id:guid}")]
public sealed class VolunteerRecordsController(
    VolunteersDbContext db, CurrentUser user, TagService tags, NoteService notes, TimelineReader timeline, AuditLog audit, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("timeline")]
    public async Task<IActionResult> Timeline(Guid id, string? page, CancellationToken ct)
    {
        if (await HeadAsync(id, ct) is not { } head)
        {
            return NotFound();
        }

        await audit.LookedAsync("VolunteerTimeline", AuditSubject.Volunteer, id, ct);
        var number = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 1;

        return View(new TimelinePage(head, await timeline.ReadAsync(id, number, ct)));
    }

    [HttpGet("notes")]
    public async Task<IActionResult> Notes(Guid id, CancellationToken ct) =>
        await NotesPageAsync(id, new NoteForm { NoteId = Guid.CreateVersion7() }, ct) is { } page ? View(page) : NotFound();

    [HttpPost("notes")]
    public async Task<IActionResult> AddNote(Guid id, NoteForm form, [FromServices] IValidator<NoteForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.NoteId ??= Guid.CreateVersion7();

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return await NotesPageAsync(id, form, ct) is { } page ? this.FormView(page, nameof(Notes)) : NotFound();
        }

        if (!await notes.AddAsync(form.NoteId.Value, id, form.Note!.Trim(), ct))
        {
            return NotFound();
        }

        TempData.Notice(t["The note is written down."]);

        return RedirectToAction(nameof(Notes), new { id });
    }

    [HttpPost("tags")]
    public async Task<IActionResult> AddTag(Guid id, TagForm form, [FromServices] IValidator<TagForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return await HeadAsync(id, ct) is { } head ? this.FormView(new TagsPage(head, form), "Tags") : NotFound();
        }

        return Told(await tags.AddAsync(id, form.TagName!.Trim(), ct), id, t["The tag is put on."]);
    }

    [HttpPost("tags/{tagId:guid}/remove")]
    public async Task<IActionResult> RemoveTag(Guid id, Guid tagId, CancellationToken ct) => Told(await tags.RemoveAsync(id, tagId, ct), id, t["The tag is taken off."]);

    private IActionResult Told(TagOutcome outcome, Guid id, string done)
    {
        switch (outcome)
        {
            case TagOutcome.NotFound:
                return NotFound();
            case TagOutcome.TooMany:
                TempData.Warning(t["There are too many tags: a person has at most {0}, and a centre at most {1} words. Take one off first.", TagService.MostPerVolunteer, TagService.MostPerCentre]);
                break;
            case TagOutcome.Done:
                TempData.Notice(done);
                break;
        }

        return LocalRedirect(Url.Content($"~/desk/volunteers/{id:D}"));
    }

    private Task<VolunteerHead?> HeadAsync(Guid id, CancellationToken ct) => db.Volunteers.AsNoTracking().Where(Visible.Volunteers(user)).Where(v => v.VolunteerId == id)
        .Select(v => new VolunteerHead(v.VolunteerId, v.GivenName, v.FamilyName, v.State, v.Programme, v.BornOn, v.District.Name)).SingleOrDefaultAsync(ct);

    private async Task<NotesPage?> NotesPageAsync(Guid id, NoteForm form, CancellationToken ct)
    {
        if (await HeadAsync(id, ct) is not { } head)
        {
            return null;
        }

        await audit.LookedAsync("VolunteerNotes", AuditSubject.Volunteer, id, ct);

        return new NotesPage(head, await notes.ListAsync(id, ct), form);
    }
}

/// <summary>Whose page it is.</summary>
public sealed record VolunteerHead(Guid VolunteerId, string GivenName, string FamilyName, VolunteerState State, Programme Programme, DateOnly BornOn, LocalName District)
{
    public string FullName => $"{GivenName} {FamilyName}";
}

public sealed record TimelinePage(VolunteerHead Head, Timeline Timeline);

public sealed record NotesPage(VolunteerHead Head, IReadOnlyList<ReadNote> Notes, NoteForm Form);

public sealed record TagsPage(VolunteerHead Head, TagForm Form);
