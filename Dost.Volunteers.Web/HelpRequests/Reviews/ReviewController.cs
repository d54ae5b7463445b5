using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Reviews;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Reviews;

/// <summary>The week of a centre, looked back at: what was late and why, and what changes.</summary>
[Authorize(Policy = Access.Staff), Route("desk/figures/review")]
public sealed class ReviewController(
    FiguresReader figures, ReviewReader reviews, ReviewService service, RequestDeskService desk, VolunteersDbContext db, CurrentUser user, AuditLog audit, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    /// <summary>Before this there was no volunteering at the centres.</summary>
    private static readonly DateOnly _first = new(2020, 1, 6);

    private DateOnly ThisWeek => ReviewWeek.Of(clock.UtcNow());

    /// <summary>The last week that is over.</summary>
    [HttpGet("")]
    public IActionResult Last() => RedirectToAction(nameof(Week), new { monday = Written(ThisWeek.AddDays(-7)) });

    [HttpGet("{monday}")]
    public async Task<IActionResult> Week(string monday, string? centre, string? page, CancellationToken ct)
    {
        if (Read(monday) is not { } day)
        {
            return NotFound();
        }

        if (CalendarWeek.MondayOf(day) != day)
        {
            return RedirectToAction(nameof(Week), new { monday = Written(CalendarWeek.MondayOf(day)), centre });
        }

        return await PageAsync(day, centre, int.TryParse(page, CultureInfo.InvariantCulture, out var number) ? number : 1, ct) is { } found ? View(found) : NotFound();
    }

    [HttpPost("{monday}")]
    public async Task<IActionResult> Write(string monday, string? centre, ChangesForm form, [FromServices] IValidator<ChangesForm> validator, CancellationToken ct)
    {
        if (Read(monday) is not { } day || CalendarWeek.MondayOf(day) != day || await PageAsync(day, centre, 1, ct) is not { } page)
        {
            return NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(page with { Changes = form }, nameof(Week));
        }

        switch (await service.WriteAsync(page.Review.Centre.CentreId, day, form.WhatChanged!, form.SeenVersion, ct))
        {
            case ReviewOutcome.NotThere:
                return NotFound();
            case ReviewOutcome.ChangedMeanwhile:
                ModelState.AddModelError(nameof(ChangesForm.WhatChanged), t["A colleague has written about this week meanwhile. Their words stand above: put both together and save again"]);

                return this.FormView(page with { Changes = new ChangesForm { WhatChanged = form.WhatChanged, SeenVersion = page.Review.Written?.Version } }, nameof(Week));
            case ReviewOutcome.Saved:
                TempData.Notice(t["What changes is written down."]);
                break;
        }

        return RedirectToAction(nameof(Week), new { monday, centre });
    }

    [HttpGet("~/desk/figures/late/{id:guid}")]
    public async Task<IActionResult> Late(Guid id, string? week, CancellationToken ct) => await LateAsync(week, id, ct) is { } page ? View(page) : NotFound();

    [HttpPost("~/desk/figures/late/{id:guid}")]
    public async Task<IActionResult> Explain(Guid id, string? week, LateForm form, [FromServices] IValidator<LateForm> validator, CancellationToken ct)
    {
        if (await LateAsync(week, id, ct) is not { } page)
        {
            return NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(page with { Form = form }, nameof(Late));
        }

        switch (await desk.ExplainLateAsync(id, form.Reason!.Value, form.Note, ct))
        {
            case RequestDeskOutcome.NotThere:
                return NotFound();
            case RequestDeskOutcome.MovedOn:
                TempData.Warning(t["This request was not late: there is nothing to explain."]);
                break;
            case RequestDeskOutcome.Done:
                TempData.Notice(t["The reason is written down."]);
                break;
        }

        return RedirectToAction(nameof(Week), new { monday = Written(page.Monday), centre = page.CentreId });
    }

    private static string Written(DateOnly monday) => monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private DateOnly? Read(string? monday) =>
        DateOnly.TryParseExact(monday, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= _first && day <= ThisWeek.AddDays(6) ? day : null;

    private async Task<ReviewPage?> PageAsync(DateOnly monday, string? centre, int number, CancellationToken ct)
    {
        var centres = await figures.CentresAsync(ct);
        var chosen = string.IsNullOrEmpty(centre) ? (centres.Count > 0 ? centres[0] : null) : centres.FirstOrDefault(c => c.CentreId.ToString("D") == centre);

        return chosen is not null && await reviews.ReadAsync(chosen.CentreId, monday, number, ct) is { } review
            ? new ReviewPage(review, centres, monday == ThisWeek) { Changes = new ChangesForm { WhatChanged = review.Written?.WhatChanged, SeenVersion = review.Written?.Version } }
            : null;
    }

    private async Task<LatePage?> LateAsync(string? week, Guid id, CancellationToken ct)
    {
        if (await db.HelpRequests.AsNoTracking().Include(r => r.HelpCategory).Include(r => r.Beneficiary).Where(Visible.HelpRequests(user)).SingleOrDefaultAsync(r => r.HelpRequestId == id, ct) is not { } request)
        {
            return null;
        }

        await audit.LookedAsync("LateRequestPage", AuditSubject.HelpRequest, id, ct);
        await audit.LookedAsync("LateRequestPage", AuditSubject.Beneficiary, request.BeneficiaryId, ct);

        return new LatePage(CalendarWeek.MondayOf(Read(week) ?? ThisWeek.AddDays(-7)), request.CentreId, request) { Form = new LateForm { Reason = request.LateReason, Note = request.LateNote } };
    }
}
