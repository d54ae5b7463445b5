using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.VisitDays;

/// <summary>The visit days of the mobile service: which there are, and making one of requests that wait.</summary>
[Authorize(Policy = Access.Staff), Route("desk/visit-days")]
public sealed class VisitDaysController(
    VolunteersDbContext db, VisitDaysReader days, VisitChoicesReader choices, VisitDayService service, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(bool past = false, int page = 1, CancellationToken ct = default)
    {
        // A page number that cannot be read is no mistake that a person has to correct.
        ModelState.Clear();

        return View(await days.ListAsync(past, page, ct));
    }

    /// <summary>First where and when, in the address; then what depends on it.</summary>
    [HttpGet("new")]
    public async Task<IActionResult> New(VisitPlaceForm place, CancellationToken ct)
    {
        // What is no centre, district or date is asked for again.
        ModelState.Clear();
        var form = new NewVisitDayForm
        {
            CentreId = place.CentreId,
            DistrictCode = place.DistrictCode,
            On = place.On ?? BakuTime.DateOf(clock.UtcNow()).AddDays(1),
            StartsAt = new TimeOnly(9, 0),
            EndsAt = new TimeOnly(17, 0),
            People = 2,
        };
        await FillAsync(form, ct);
        form.CentreId ??= form.Choices.Centres is [var only] ? Guid.Parse(only.Value) : null;
        form.Stops = await choices.ProposedAsync(form.Choices.Requests, ct);

        return View(form);
    }

    [HttpPost("new")]
    public async Task<IActionResult> Make(NewVisitDayForm form, [FromServices] IValidator<NewVisitDayForm> validator, CancellationToken ct)
    {
        await FillAsync(form, ct);
        form.NowUtc = clock.UtcNow();

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return await AgainAsync(form, ct);
        }

        var centre = await db.Centres.AsNoTracking().SingleAsync(c => c.CentreId == form.CentreId, ct);
        var result = await service.MakeAsync(
            new NewVisitDay
            {
                CentreId = centre.CentreId,
                DistrictCode = form.DistrictCode!,
                On = form.On!.Value,
                StartsAt = form.StartsAt!.Value,
                EndsAt = form.EndsAt!.Value,
                Vehicle = form.Vehicle!.Trim(),
                Title = t["Mobile visit day"],
                MeetingPoint = centre.Address.In(CultureInfo.CurrentUICulture),
                RoleName = t["Team"],
                People = form.People!.Value,
                Skills = form.Skills,
                Stops = form.Chosen,
            },
            ct);

        if (result is { Outcome: VisitDayOutcome.Done, VisitDayId: { } id })
        {
            TempData.Notice(t["The visit day is made, and the order of visits is found. Now offer the shift to the team, and tell the households."]);

            return Redirect($"~/desk/visit-days/{id}");
        }

        ModelState.AddModelError(nameof(form.Stops), t.NotDone(result));
        await FillAsync(form, ct);

        return await AgainAsync(form, ct);
    }

    private async Task FillAsync(NewVisitDayForm form, CancellationToken ct) => form.Choices = await choices.ReadAsync(form.CentreId, form.DistrictCode, ct);

    /// <summary>The form again: of the requests that still wait, with what was typed for each.</summary>
    private async Task<IActionResult> AgainAsync(NewVisitDayForm form, CancellationToken ct)
    {
        form.Stops = VisitForms.Merge(form.Stops, await choices.ProposedAsync(form.Choices.Requests, ct), ModelState);

        return this.FormView(form, nameof(New));
    }
}
