using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Credentials;

/// <summary>Noting a training that was held or a check that was made, for one person or for all who were there.</summary>
[Authorize(Policy = Access.Staff), Route("desk/credentials/add")]
public sealed class HeldCredentialsController(
    VolunteersDbContext db, CurrentUser user, CredentialService credentials, ReferenceChoices reference, IStringLocalizer<Text> t, TimeProvider clock) : Controller
{
    private const int MostShown = 100;

    [HttpGet("")]
    public async Task<IActionResult> Add(string? q, Guid? volunteer, CancellationToken ct)
    {
        var form = new HeldForm { IssuedOn = clock.TodayInBaku(), People = volunteer is { } id ? [id] : [] };
        form.Choices = await ChoicesAsync(q, volunteer is { } only ? [only] : null, ct);

        return volunteer is not null && form.Choices.People.Count == 0 ? NotFound() : View(form);
    }

    [HttpPost("")]
    public async Task<IActionResult> Add(HeldForm form, string? q, [FromServices] IValidator<HeldForm> validator, CancellationToken ct)
    {
        form.Choices = await ChoicesAsync(q, ticked: null, ct);

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            form.Choices = await WithTickedAsync(form, ct);

            return this.FormView(form);
        }

        var result = await credentials.AddHeldAsync(form.People, form.Type!, new CredentialDates(form.IssuedOn!.Value, form.ExpiresOn), ct);

        if (result.Outcome is not HeldOutcome.Done)
        {
            var (field, complaint) = t.Complaint(result.Dates) ?? (nameof(form.Type), t["Choose what it was"]);
            ModelState.AddModelError(field, complaint);
            form.Choices = await WithTickedAsync(form, ct);

            return this.FormView(form);
        }

        TempData.Notice(string.Join(' ', (string[])
        [
            t.Plural(result.Added, "It was noted for {0} person.|It was noted for {0} people."),
            .. result.AlreadyHeld > 0 ? [t.Plural(result.AlreadyHeld, "{0} person had it already.|{0} people had it already.")] : Array.Empty<string>(),
            .. result.LeftOut > 0 ? [t.Plural(result.LeftOut, "{0} person was left out: not of your centre, gone, or yourself.|{0} people were left out: not of your centre, gone, or yourself.")] : Array.Empty<string>(),
        ]));

        return form.People is [var one] ? LocalRedirect(Url.Content($"~/desk/volunteers/{one}")) : LocalRedirect(Url.Content("~/desk/credentials"));
    }

    /// <summary>Whom the coordinator ticked stays on the screen, also when the search would not show them.</summary>
    private async Task<HeldChoices> WithTickedAsync(HeldForm form, CancellationToken ct)
    {
        var shown = form.Choices.People.Select(p => p.Value).ToHashSet();
        var hidden = form.People.Where(id => !shown.Contains(id.ToString("D"))).ToList();

        return hidden.Count == 0 ? form.Choices : form.Choices with { People = [.. (await ChoicesAsync(null, hidden, ct)).People, .. form.Choices.People] };
    }

    private async Task<HeldChoices> ChoicesAsync(string? query, IReadOnlyCollection<Guid>? ticked, CancellationToken ct)
    {
        var people = db.Volunteers.AsNoTracking().Where(Visible.Volunteers(user));
        var own = user.VolunteerId;
        people = people.Where(v => v.VolunteerId != own);

        if (ticked is not null)
        {
            people = people.Where(v => ticked.Contains(v.VolunteerId));
        }
        else
        {
            people = people.Where(v => v.State == VolunteerState.Active || v.State == VolunteerState.Training || v.State == VolunteerState.Interview || v.State == VolunteerState.Paused);

            foreach (var word in SearchText.Fold(query).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6))
            {
                people = people.Where(v => v.SearchText.Contains(word));
            }
        }

        var rows = await people.OrderBy(v => v.State == VolunteerState.Training ? 0 : 1).ThenBy(v => v.SearchText).ThenBy(v => v.VolunteerId).Take(MostShown)
            .Select(v => new { v.VolunteerId, v.FamilyName, v.GivenName, v.State }).ToListAsync(ct);

        return new HeldChoices(
            await reference.CredentialTypesAsync(ct),
            [.. rows.Select(r => new SelectListItem(r.State is VolunteerState.Active ? $"{r.FamilyName} {r.GivenName}" : $"{r.FamilyName} {r.GivenName} ({t.NameOf(r.State)})", r.VolunteerId.ToString("D")))],
            await people.CountAsync(ct),
            query);
    }
}
