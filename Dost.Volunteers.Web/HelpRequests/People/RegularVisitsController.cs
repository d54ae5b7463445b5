using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.People;

/// <summary>Help that comes back to a person helped: adding, changing and ending it.</summary>
[Authorize(Policy = Access.Staff), Route("desk/people-helped/{id:guid}/regular")]
public sealed class RegularVisitsController(PersonPageReader pages, RegularVisitReader reader, RegularVisitService visits, IValidator<RegularVisitForm> validator, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    private const int UsualMinutes = 60;

    [HttpGet("new")]
    public async Task<IActionResult> New(Guid id, CancellationToken ct) => await pages.HeadAsync(id, ct) is { } head
        ? View("Visit", await reader.WithChoicesAsync(
            new RegularVisitForm { IsNew = true, RegularVisitId = Guid.CreateVersion7(), FromOn = clock.TodayInBaku().AddDays(1), Minutes = UsualMinutes }, head, usual: null, ct))
        : NotFound();

    [HttpPost("new")]
    public async Task<IActionResult> New(Guid id, RegularVisitForm form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (await pages.HeadAsync(id, ct) is not { } head)
        {
            return NotFound();
        }

        form.IsNew = true;
        await reader.WithChoicesAsync(form, head, usual: null, ct);

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form, "Visit");
        }

        var result = await visits.AddAsync(id, form.RegularVisitId ?? Guid.CreateVersion7(), form.ToVisit(), ct);

        return Answer(result, id, t["The regular visit is added."]);
    }

    [HttpGet("{regularId:guid}")]
    public async Task<IActionResult> Change(Guid id, Guid regularId, CancellationToken ct)
    {
        if (await pages.HeadAsync(id, ct) is not { } head || await reader.FindAsync(id, regularId, ct) is not { } visit)
        {
            return NotFound();
        }

        var form = new RegularVisitForm
        {
            RegularVisitId = regularId,
            Version = visit.Version,
            HelpCategoryCode = visit.HelpCategoryCode,
            Description = visit.Description,
            Day = visit.Day,
            StartsAt = visit.StartsAt,
            Minutes = visit.Minutes,
            EveryWeeks = visit.EveryWeeks,
            FromOn = visit.FromOn,
            UntilOn = visit.UntilOn,
            VolunteerId = visit.VolunteerId,
        };

        return View("Visit", await reader.WithChoicesAsync(form, head, visit.VolunteerId, ct));
    }

    [HttpPost("{regularId:guid}")]
    public async Task<IActionResult> Change(Guid id, Guid regularId, RegularVisitForm form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (await pages.HeadAsync(id, ct) is not { } head)
        {
            return NotFound();
        }

        form.RegularVisitId = regularId;
        await reader.WithChoicesAsync(form, head, (await reader.FindAsync(id, regularId, ct))?.VolunteerId, ct);

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form, "Visit");
        }

        var result = await visits.ChangeAsync(id, regularId, form.Version ?? Guid.Empty, form.ToVisit(), t["The visit moves to another time."], ct);

        return Answer(result, id, result.AfterOn is { } last ? t["The regular visit is changed. It holds after {0}: somebody has confirmed up to that day.", Spoken(last)] : t["The regular visit is changed."]);
    }

    [HttpPost("{regularId:guid}/end")]
    public async Task<IActionResult> End(Guid id, Guid regularId, Guid? version, CancellationToken ct) =>
        Answer(await visits.EndAsync(id, regularId, version ?? Guid.Empty, t["The visit is not needed any more."], ct), id, t["The regular visit is ended. What nobody had confirmed is called off."]);

    private IActionResult Answer(RegularVisitResult result, Guid id, string done)
    {
        switch (result.Outcome)
        {
            case RegularVisitOutcome.NotFound:
                return NotFound();
            case RegularVisitOutcome.Done when result.Confirmed.Count > 0:
                TempData.Warning($"{done} {t["These visits are confirmed and stay. Decide on them below:"]} {string.Join("; ", result.Confirmed.Select(Spoken))}");
                break;
            case RegularVisitOutcome.Done:
                TempData.Notice(result.Made > 0 ? $"{done} {t.Plural(result.Made, "{0} visit is planned.|{0} visits are planned.")}" : done);
                break;
            case RegularVisitOutcome.ChangedMeanwhile:
                TempData.Warning(t["A colleague changed this record meanwhile. Nothing of yours was saved: look at it as it stands now, and change it again."]);
                break;
            case RegularVisitOutcome.IsOver:
                TempData.Warning(t["This regular visit is ended already."]);
                break;
            case RegularVisitOutcome.NoConsent:
                TempData.Warning(t["Nothing new can be planned until they agree again."]);
                break;
            case RegularVisitOutcome.VisitorUnknown:
                TempData.Warning(t["The usual visitor must be somebody whom the person knows. Nothing was saved: choose again."]);
                break;
        }

        return Redirect(Url.Content($"~/desk/people-helped/{id:D}"));
    }

    private static string Spoken(ConfirmedVisit visit) => visit.Names.Count > 0 ? $"{Spoken(visit.On)} ({string.Join(", ", visit.Names)})" : Spoken(visit.On);

    private static string Spoken(DateOnly on) => on.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
}
