using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shifts.Desk;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Plans;

/// <summary>Single places of a plan, the hours that it gives to whom, and what would be if.</summary>
[Authorize(Policy = Access.Staff), Route("desk/plans/{id:guid}")]
public sealed class PlanPartsController(VolunteersDbContext db, MatchPlanService plans, WhatIfService whatIf, PlanWords words, ScoreWords scoreWords, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    private const int HoursAPage = 50;
    private const int MostOthers = 25;
    private const int MostShifts = 400;

    /// <summary>Pins or forbids a pair, or takes the wish back.</summary>
    [HttpPost("wish")]
    public async Task<IActionResult> Wish(Guid id, PlanPlaceForm form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (form.Pair is not { } pair)
        {
            return NotFound();
        }

        switch (await plans.WishAsync(id, form.Version ?? Guid.Empty, pair, form.Kind, ct))
        {
            case PlanChangeOutcome.Gone:
                return NotFound();
            case PlanChangeOutcome.Done:
                TempData.Notice(t["Your wish is noted. Make the plan anew, and it counts."]);
                break;
            case PlanChangeOutcome.ChangedMeanwhile or PlanChangeOutcome.RuleBroken:
                TempData.Warning(t["Nothing was done: the plan has changed meanwhile. Look at it as it stands now."]);
                break;
        }

        return Back(id);
    }

    /// <summary>Who else could have a place.</summary>
    [HttpGet("roles/{role:guid}/volunteers/{volunteer:guid}")]
    public async Task<IActionResult> Another(Guid id, Guid role, Guid volunteer, CancellationToken ct)
    {
        var pair = new PlanPair(role, volunteer);
        var place = await db.MatchPlanPlaces.AsNoTracking().Where(p => p.MatchPlanId == id && p.ShiftRoleId == role && p.VolunteerId == volunteer)
            .Join(db.ShiftRoles, p => p.ShiftRoleId, r => r.ShiftRoleId, (p, r) => new { p.Volunteer.GivenName, p.Volunteer.FamilyName, r.Name }).SingleOrDefaultAsync(ct);
        var plan = await plans.Seen.AsNoTracking().SingleOrDefaultAsync(p => p.MatchPlanId == id, ct);

        if (plan is null || place is null)
        {
            return NotFound();
        }

        if (await plans.CandidatesAsync(id, pair, ct) is not { } candidates)
        {
            TempData.Warning(t["Nothing was done: the plan has changed meanwhile. Look at it as it stands now."]);

            return Back(id);
        }

        var shown = candidates.People.Take(MostOthers).ToList();
        var ids = shown.ConvertAll(c => c.VolunteerId);
        var names = await db.Volunteers.AsNoTracking().Where(v => ids.Contains(v.VolunteerId)).ToDictionaryAsync(v => v.VolunteerId, v => v.GivenName + " " + v.FamilyName, ct);
        var against = await words.AgainstAsync(shown.SelectMany(c => c.InTheWay), ct);

        return View(new AnotherPage(
            plan, pair, $"{place.GivenName} {place.FamilyName}", place.Name, candidates.StartsAtUtc, candidates.EndsAtUtc, candidates.People.Count,
            [
                .. shown.Where(c => names.ContainsKey(c.VolunteerId)).Select(c => new AnotherRow(
                    c.VolunteerId, names[c.VolunteerId], c.Score.Value, scoreWords.ReasonsOf(c.Score), c.InTheWay.Count == 0 ? null : string.Join("; ", c.InTheWay.Select(b => against[b])))),
            ]));
    }

    [HttpPost("choose")]
    public async Task<IActionResult> Choose(Guid id, PlanPlaceForm form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (form.Pair is not { } pair || form.Instead is not { } instead)
        {
            return NotFound();
        }

        var result = await plans.ChooseAsync(id, form.Version ?? Guid.Empty, pair, instead, ct);

        switch (result.Outcome)
        {
            case PlanChangeOutcome.Gone:
                return NotFound();
            case PlanChangeOutcome.Done:
                TempData.Notice(t["The place has somebody else now. Nothing else in the plan has changed."]);
                break;
            case PlanChangeOutcome.ChangedMeanwhile:
                TempData.Warning(t["Nothing was done: the plan has changed meanwhile. Look at it as it stands now."]);
                break;
            case PlanChangeOutcome.RuleBroken:
                var against = await words.AgainstAsync(result.Breaches ?? [], ct);
                TempData.Warning(against.Count == 0 ? t["Nothing was done: the chosen person cannot take this place any more."] : t["Nothing was done: the chosen person {0}.", string.Join("; ", against.Values)]);
                break;
        }

        return Back(id);
    }

    /// <summary>What everybody serves, before and after.</summary>
    [HttpGet("hours")]
    public async Task<IActionResult> Hours(Guid id, string? page, string? sort, CancellationToken ct)
    {
        if (await plans.Seen.AsNoTracking().SingleOrDefaultAsync(p => p.MatchPlanId == id, ct) is not { HasAnswer: true } plan)
        {
            return NotFound();
        }

        var people = db.MatchPlanPeople.AsNoTracking().Where(p => p.MatchPlanId == id);
        var minutes = await people.Select(p => new { p.MinutesBefore, p.MinutesAfter }).ToListAsync(ct);
        var number = Paging.Within(int.TryParse(page, out var asked) ? asked : 1, minutes.Count, HoursAPage);
        var isLeastFirst = sort == "least";
        var ordered = isLeastFirst ? people.OrderBy(p => p.MinutesAfter) : people.OrderByDescending(p => p.MinutesAfter);
        var rows = await ordered.ThenBy(p => p.Volunteer.FamilyName).ThenBy(p => p.VolunteerId).Skip(Paging.Offset(number, HoursAPage)).Take(HoursAPage)
            .Select(p => new PersonOfPlan(p.VolunteerId, p.Volunteer.FamilyName + " " + p.Volunteer.GivenName, p.Volunteer.CentreId, p.MinutesBefore, p.MinutesAfter, p.Shifts)).ToListAsync(ct);

        return View(new PlanHoursPage(
            plan, Sum([.. minutes.Select(m => m.MinutesBefore)]), Sum([.. minutes.Select(m => m.MinutesAfter)]), Math.Max(1, minutes.Select(m => m.MinutesAfter).DefaultIfEmpty().Max()),
            isLeastFirst, new Page<PersonOfPlan>(rows, number, HoursAPage, minutes.Count)));
    }

    [HttpGet("what-if")]
    public async Task<IActionResult> WhatIf(Guid id, WhatIfForm form, [FromServices] IValidator<WhatIfForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (await plans.Seen.AsNoTracking().SingleOrDefaultAsync(p => p.MatchPlanId == id, ct) is not { HasAnswer: true } plan)
        {
            return NotFound();
        }

        var shifts = await ShiftsAsync(id, ct);
        var isRight = await ModelState.AcceptsAsync(form, validator, ct);

        if (!isRight || !form.IsAsked)
        {
            var empty = new WhatIfPage(plan, form, shifts, Answer: null, new Dictionary<Guid, string>());

            return isRight ? View(empty) : this.FormView(empty);
        }

        var answer = await whatIf.AnswerAsync(id, new WhatIfQuestion { Leavers = form.Leave ?? 0, Seed = form.Seed ?? 1, LikeShiftId = Guid.TryParse(form.Like, out var like) ? like : null, OnDate = form.On }, ct);

        if (answer is null)
        {
            return NotFound();
        }

        var names = await db.MatchPlanRoles.AsNoTracking().Where(r => r.MatchPlanId == id).Select(r => new { r.ShiftRoleId, r.ShiftRole.Name }).ToDictionaryAsync(r => r.ShiftRoleId, r => r.Name, ct);

        return View(new WhatIfPage(plan, form, shifts, answer, names));
    }

    private RedirectToActionResult Back(Guid id) => RedirectToAction(nameof(PlansController.Show), "Plans", new { id });

    /// <summary>The shifts of a plan to choose from, by time.</summary>
    private async Task<IReadOnlyList<SelectListItem>> ShiftsAsync(Guid id, CancellationToken ct)
    {
        var culture = System.Globalization.CultureInfo.CurrentUICulture;
        var now = clock.UtcNow();
        var shifts = await db.MatchPlanRoles.AsNoTracking().Where(r => r.MatchPlanId == id)
            .Select(r => new { r.ShiftId, r.Shift.StartsAtUtc, r.Shift.EndsAtUtc, r.Shift.VolunteerTask.Title, Category = r.Shift.VolunteerTask.HelpCategory.Name }).Distinct()
            .OrderBy(s => s.StartsAtUtc).ThenBy(s => s.ShiftId).Take(MostShifts).ToListAsync(ct);

        return [new(t["None"], ""), .. shifts.Select(s => new SelectListItem($"{SpokenTime.Range(s.StartsAtUtc, s.EndsAtUtc, now, culture)} · {s.Title ?? s.Category.In(culture)}", s.ShiftId.ToString("D")))];
    }

    private static PlanHours Sum(List<int> minutes)
    {
        if (minutes.Count == 0)
        {
            return new PlanHours(0, 0, 0, 0, 0);
        }

        minutes.Sort();

        return new PlanHours(minutes[0], minutes[minutes.Count / 2], minutes[^1], minutes.Count(m => m == 0), minutes.Count);
    }
}
