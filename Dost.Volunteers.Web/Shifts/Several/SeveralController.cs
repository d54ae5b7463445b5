using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Several;

/// <summary>One thing for several shifts: ticked in the week, looked at, then done. And copying a week.</summary>
[Authorize(Policy = Access.Staff), Route("desk/shifts/several")]
public sealed class SeveralController(VolunteersDbContext db, CurrentUser user, ShiftsTogether together, ReferenceChoices reference, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Choose(DateOnly? week, CancellationToken ct)
    {
        ModelState.Clear();
        var monday = CalendarWeek.MondayOf(Within(week ?? clock.TodayInBaku()));
        var (from, to) = (BakuTime.ToUtc(monday, TimeOnly.MinValue), BakuTime.ToUtc(monday.AddDays(7), TimeOnly.MinValue));
        var now = clock.UtcNow();
        var coming = db.Shifts.AsNoTracking().Where(Visible.Shifts(user))
            .Where(s => s.StartsAtUtc >= from && s.StartsAtUtc < to && s.StartsAtUtc > now && (s.State == ShiftState.Draft || s.State == ShiftState.Published));

        return View("Choose", new SeveralPage(monday, await RowsAsync(coming, ct)));
    }

    /// <summary>What was ticked, before anything is done.</summary>
    [HttpPost("look")]
    public async Task<IActionResult> Look(SeveralForm form, CancellationToken ct)
    {
        ModelState.Clear();

        return form.Chosen.Count == 0 ? Nothing(form.Week) : View("Look", await PageAsync(form, ct));
    }

    [HttpPost("")]
    public async Task<IActionResult> Do(SeveralForm form, CancellationToken ct)
    {
        if (form.Chosen.Count == 0)
        {
            return Nothing(form.Week);
        }

        if (form.CallOff && (string.IsNullOrWhiteSpace(form.Reason) || form.Reason.Trim().Length > Shift.ReasonMaxLength))
        {
            ModelState.AddModelError(nameof(form.Reason), string.IsNullOrWhiteSpace(form.Reason) ? t["Write the reason"] : t["Make it shorter: at most {0} characters", Shift.ReasonMaxLength]);

            return this.FormView(await PageAsync(form, ct), "Look");
        }

        var seen = form.Seen();
        var result = form.CallOff ? await together.CancelAsync(seen, form.Reason!.Trim(), ct) : await together.PublishAsync(seen, ct);
        var done = form.CallOff
            ? t.Plural(result.Done, "{0} shift is called off. Everybody who comes or was asked is told.|{0} shifts are called off. Everybody who comes or was asked is told.")
            : t.Plural(result.Done, "{0} shift is published.|{0} shifts are published.");
        var left = result.Left == 0 ? "" : t.Plural(result.Left, "{0} was left as it is: it has changed meanwhile, or it was done before.|{0} were left as they are: they have changed meanwhile, or it was done before.");

        if (result.Done > 0)
        {
            TempData.Notice($"{done} {left}".Trim());
        }
        else
        {
            TempData.Warning(left.Length > 0 ? left : t["There is nothing of yours among the chosen."]);
        }

        return BackTo(form.Week);
    }

    [HttpGet("copy")]
    public async Task<IActionResult> Copy(CopyForm form, CancellationToken ct)
    {
        ModelState.Clear();

        return View("Copy", await PreparedAsync(form, ct));
    }

    [HttpPost("copy")]
    public async Task<IActionResult> CopyNow(CopyForm form, CancellationToken ct)
    {
        await PreparedAsync(form, ct);

        if (form.Plan is null || form.CentreId is not { } centreId)
        {
            return this.FormView(form, "Copy");
        }

        var copied = await together.CopyAsync(centreId, form.From!.Value, form.To!.Value, ct);

        if (copied > 0)
        {
            TempData.Notice(t.Plural(copied, "{0} shift was copied as a draft.|{0} shifts were copied as drafts."));
        }
        else
        {
            TempData.Warning(t["Nothing was copied: all of it is there already, over, or falls on a holiday."]);
        }

        return BackTo(form.To);
    }

    private async Task<CopyForm> PreparedAsync(CopyForm form, CancellationToken ct)
    {
        form.Centres = await reference.OwnCentresAsync(ct);
        form.From = CalendarWeek.MondayOf(Within(form.From ?? clock.TodayInBaku()));
        form.To = CalendarWeek.MondayOf(Within(form.To ?? form.From.Value.AddDays(7)));
        form.CentreId = form.Centres.Count == 1 ? Guid.Parse(form.Centres[0].Value, CultureInfo.InvariantCulture) : form.CentreId;

        if (form.From == form.To)
        {
            ModelState.AddModelError(nameof(form.To), t["Choose another week to copy to"]);
        }
        else if (form.CentreId is { } centreId && form.Centres.Any(c => c.Value == centreId.ToString()))
        {
            form.Plan = await together.PlanCopyAsync(centreId, form.From.Value, form.To.Value, ct);
        }

        return form;
    }

    private async Task<LookPage> PageAsync(SeveralForm form, CancellationToken ct)
    {
        var seen = form.Seen();
        var ids = seen.Select(s => s.ShiftId).Take(ShiftsTogether.Most).ToList();
        var now = clock.UtcNow();
        var wanted = db.Shifts.AsNoTracking().Where(Visible.Shifts(user)).Where(s => ids.Contains(s.ShiftId) && s.StartsAtUtc > now);
        wanted = form.CallOff ? wanted.Where(s => s.State == ShiftState.Draft || s.State == ShiftState.Published) : wanted.Where(s => s.State == ShiftState.Draft);
        var rows = await RowsAsync(wanted, ct);

        return new LookPage(form, [.. rows.Where(r => seen.Contains(new SeenShift(r.ShiftId, r.Version)))], ids.Count);
    }

    private static async Task<IReadOnlyList<SeveralRow>> RowsAsync(IQueryable<Shift> shifts, CancellationToken ct) => await shifts.OrderBy(s => s.StartsAtUtc).ThenBy(s => s.ShiftId).Take(ShiftsTogether.Most)
        .Select(s => new SeveralRow(
            s.ShiftId, s.Version, s.VolunteerTask.Title, s.VolunteerTask.HelpCategory.Name, s.Centre.Name, s.StartsAtUtc, s.EndsAtUtc, s.State, s.Roles.Sum(r => r.PlacesTaken), s.Roles.Sum(r => r.Capacity),
            s.Assignments.Count(a => a.State == AssignmentState.Confirmed || a.State == AssignmentState.Offered || a.State == AssignmentState.Waitlisted)))
        .ToListAsync(ct);

    private LocalRedirectResult Nothing(DateOnly? week)
    {
        TempData.Warning(t["Tick the shifts first."]);

        return BackTo(week, "/several");
    }

    private LocalRedirectResult BackTo(DateOnly? week, string page = "") =>
        LocalRedirect(Url.Content(string.Create(CultureInfo.InvariantCulture, $"~/desk/shifts{page}{(week is { } day ? $"?week={day:yyyy-MM-dd}" : "")}")));

    private static DateOnly Within(DateOnly day) => day < new DateOnly(2020, 1, 6) ? new DateOnly(2020, 1, 6) : day > new DateOnly(2100, 1, 4) ? new DateOnly(2100, 1, 4) : day;
}
