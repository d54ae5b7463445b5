using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Volunteers.Availability;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me.Availability;

/// <summary>When the volunteer who is signed in can serve: the usual week, days away, how much in a week.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/availability")]
public sealed class AvailabilityController(
    VolunteersDbContext db, CurrentUser user, AvailabilityService availability, AvailabilityConflictReader conflicts, PolicyReader policyReader, IStringLocalizer<Text> t, TimeProvider clock)
    : Controller
{
    /// <summary>Past absences that are shown.</summary>
    private const int PastShown = 20;

    private Guid Own => user.VolunteerId ?? throw new InvalidOperationException("Every account with the role of a volunteer is that of one.");

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Index", await PageAsync(ct));

    [HttpPost("week")]
    public async Task<IActionResult> SetWeek(WeekForm form, [FromServices] IValidator<WeekForm> validator, CancellationToken ct)
    {
        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(await PageAsync(ct), "Index");
        }

        await availability.SetWeekAsync(Own, form.Free, ct);
        var isEmpty = !await db.AvailabilityWindows.AnyAsync(w => w.VolunteerId == Own, ct);

        return await SaidAsync(isEmpty ? t["Saved. Nothing is ticked, so we take it that any time can suit you."] : t["Your week is saved."], ct);
    }

    [HttpGet("times")]
    public IActionResult Times() => View("Times", new TimesForm());

    [HttpPost("times")]
    public async Task<IActionResult> AddTimes(TimesForm form, [FromServices] IValidator<TimesForm> validator, CancellationToken ct)
    {
        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form, "Times");
        }

        var outcome = await availability.AddTimesAsync(Own, form.ToWindow(), ct);

        return Refusal(outcome) is { } refusal ? Refuse(form, "Times", nameof(form.Until), refusal) : await SaidAsync(t["These times are added to your week."], ct);
    }

    [HttpPost("times/{windowId:guid}/remove")]
    public async Task<IActionResult> RemoveTimes(Guid windowId, CancellationToken ct)
    {
        await availability.RemoveTimesAsync(Own, windowId, ct);

        return await SaidAsync(t["These times are removed from your week."], ct);
    }

    [HttpGet("away")]
    public IActionResult Away() => View("Away", new AwayForm());

    [HttpPost("away")]
    public async Task<IActionResult> AddAway(AwayForm form, [FromServices] IValidator<AwayForm> validator, CancellationToken ct)
    {
        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form, "Away");
        }

        var outcome = await availability.AddAwayAsync(Own, form.ToRange(), ct);

        return await RefusalOfAwayAsync(outcome, ct) is { } refusal
            ? Refuse(form, "Away", outcome is AvailabilityOutcome.TooFar ? nameof(form.FirstOn) : nameof(form.LastOn), refusal)
            : await SaidAsync(t["Noted. Nothing new is offered to you on these days."], ct);
    }

    [HttpPost("away/{blackoutId:guid}/remove")]
    public async Task<IActionResult> RemoveAway(Guid blackoutId, CancellationToken ct)
    {
        await availability.RemoveAwayAsync(Own, blackoutId, ct);

        return await SaidAsync(t["Noted. You can be asked on these days again."], ct);
    }

    /// <summary>"Not this week", and its undoing.</summary>
    [HttpPost("{week:regex(^(this|next)$)}/{answer:regex(^(away|free)$)}")]
    public async Task<IActionResult> SetOneWeek(string week, string answer, CancellationToken ct)
    {
        var monday = CalendarWeek.MondayOf(clock.TodayInBaku()).AddDays(week == "next" ? 7 : 0);
        var isAway = answer == "away";

        if (await RefusalOfAwayAsync(await availability.SetWeekAwayAsync(Own, monday, isAway, ct), ct) is { } refusal)
        {
            TempData.Warning(refusal);

            return Back();
        }

        return await SaidAsync(isAway ? t["Noted. Nothing new is offered to you that week."] : t["Noted. You can be asked that week again."], ct);
    }

    [HttpGet("hours")]
    public async Task<IActionResult> Hours(CancellationToken ct) => View("Hours", await CapAsync(ct));

    [HttpPost("hours")]
    public async Task<IActionResult> SetHours(CapForm form, [FromServices] IValidator<CapForm> validator, CancellationToken ct)
    {
        form.MostMinutes = (await policyReader.ReadAsync(ct)).WeeklyCapMinutes;

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form, "Hours");
        }

        await availability.SetWeeklyCapAsync(Own, form.Minutes, ct);

        return await SaidAsync(t["Your limit for a week is saved."], ct);
    }

    private async Task<AvailabilityPage> PageAsync(CancellationToken ct)
    {
        var own = Own;
        var today = clock.TodayInBaku();
        var windows = await db.AvailabilityWindows.AsNoTracking().Where(w => w.VolunteerId == own).ToListAsync(ct);
        var away = db.BlackoutPeriods.AsNoTracking().Where(b => b.VolunteerId == own);

        return new AvailabilityPage
        {
            Today = today,
            Windows = [.. windows.OrderBy(w => w.Day.AfterMonday()).ThenBy(w => w.StartsAt)],
            Away = await away.Where(b => b.LastOn >= today).OrderBy(b => b.FirstOn).ToListAsync(ct),
            Past = await away.Where(b => b.LastOn < today).OrderByDescending(b => b.FirstOn).Take(PastShown).ToListAsync(ct),
            Cap = await CapAsync(ct),
            Conflicts = await conflicts.ReadAsync(own, ct),
        };
    }

    private async Task<CapForm> CapAsync(CancellationToken ct)
    {
        var own = Own;
        var minutes = await db.Volunteers.Where(v => v.VolunteerId == own).Select(v => v.WeeklyCapMinutes).SingleAsync(ct);

        return new CapForm { Hours = minutes is { } cap ? decimal.Round(cap / 60m, 2) : null, MostMinutes = (await policyReader.ReadAsync(ct)).WeeklyCapMinutes };
    }

    /// <summary>What was done, and at once what does not fit to it: nothing is cancelled, and nobody should think so.</summary>
    private async Task<IActionResult> SaidAsync(string done, CancellationToken ct)
    {
        var places = (await conflicts.ReadAsync(Own, ct)).Count;

        if (places == 0)
        {
            TempData.Notice(done);
        }
        else
        {
            TempData.Warning($"{done} {t.Plural(places, "{0} shift that you promised does not fit to it. It stays yours until you give it back.|{0} shifts that you promised do not fit to it. They stay yours until you give them back.")}");
        }

        return Back();
    }

    private ViewResult Refuse(object form, string view, string field, string refusal)
    {
        ModelState.AddModelError(field, refusal);

        return this.FormView(form, view);
    }

    private string? Refusal(AvailabilityOutcome outcome) => outcome switch
    {
        AvailabilityOutcome.Done or AvailabilityOutcome.Past or AvailabilityOutcome.TooFar or AvailabilityOutcome.TooLong or AvailabilityOutcome.OutOfBounds => null,
        AvailabilityOutcome.Unchanged => t["Your week holds these times already"].Value,
        AvailabilityOutcome.Reversed => t["The end must come after the beginning"].Value,
        AvailabilityOutcome.TooMany => t["There are too many times already. Remove one that no longer holds"].Value,
    };

    private async Task<string?> RefusalOfAwayAsync(AvailabilityOutcome outcome, CancellationToken ct) => outcome switch
    {
        AvailabilityOutcome.Done or AvailabilityOutcome.Unchanged or AvailabilityOutcome.TooMany or AvailabilityOutcome.OutOfBounds => null,
        AvailabilityOutcome.Reversed => t["The last day must not come before the first"].Value,
        AvailabilityOutcome.Past => t["These days are over. Write days from today on"].Value,
        AvailabilityOutcome.TooFar => t["That is more than a year ahead. Tell us nearer to the time"].Value,
        AvailabilityOutcome.TooLong => t["With the days beside it that is more than {0} days. For a longer break speak to your coordinator", (await policyReader.ReadAsync(ct)).LongestAwayDays].Value,
    };

    private RedirectToActionResult Back() => RedirectToAction(nameof(Index));
}
