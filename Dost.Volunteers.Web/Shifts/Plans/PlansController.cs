using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Jobs.Engines;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Plans;

/// <summary>Plans for many shifts: ask for one, look at it, have it made anew, offer it, take it back.</summary>
[Authorize(Policy = Access.Staff), Route("desk/plans")]
public sealed class PlansController(
    MatchPlanService plans, PlanWorker worker, PlanOffers offers, PlanPageReader reader, ReferenceChoices reference, IJobEngine engine, CurrentUser user, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    private const string JobName = "MakePlans";

    [HttpGet("")]
    public async Task<IActionResult> Index(string? page, CancellationToken ct)
    {
        ModelState.Clear();
        var monday = CalendarWeek.MondayOf(clock.TodayInBaku()).AddDays(7);

        return View(await PageAsync(new AskPlanForm { PlanId = Guid.CreateVersion7(), From = monday, To = monday.AddDays(6) }, page, ct));
    }

    [HttpPost("")]
    public async Task<IActionResult> Ask(AskPlanForm form, [FromServices] IValidator<AskPlanForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.PlanId ??= Guid.CreateVersion7();

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(await PageAsync(form, page: null, ct), "Index");
        }

        var own = (await reference.OwnCentresAsync(ct)).Select(c => Guid.Parse(c.Value)).ToList();
        IReadOnlyList<Guid> centres = string.IsNullOrEmpty(form.CentreId) ? own : Guid.TryParse(form.CentreId, out var one) ? [one] : [];

        switch (await plans.AskAsync(form.PlanId.Value, new PlanScope(centres, form.From!.Value, form.To!.Value), ct))
        {
            case AskPlanOutcome.NotYours:
                return NotFound();
            case AskPlanOutcome.WrongDays:
                ModelState.AddModelError(nameof(form.To), t["Choose days that are still to come"]);
                return this.FormView(await PageAsync(form, page: null, ct), "Index");
            case AskPlanOutcome.Asked:
                break;
        }

        await MakeAsync(form.PlanId.Value, ct);

        return RedirectToAction(nameof(Show), new { id = form.PlanId });
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, PlanQuery query, CancellationToken ct)
    {
        ModelState.Clear();

        return await reader.ReadAsync(id, query, ct) is { } page ? View(page) : NotFound();
    }

    [HttpPost("{id:guid}/stop")]
    public async Task<IActionResult> Stop(Guid id, CancellationToken ct) =>
        Answer(id, await plans.StopAsync(id, ct), t["The search is being stopped. What was found until now is kept."]);

    /// <summary>The same plan, made anew with the wishes.</summary>
    [HttpPost("{id:guid}/again")]
    public async Task<IActionResult> Again(Guid id, Guid? version, CancellationToken ct)
    {
        var outcome = await plans.MakeAgainAsync(id, version ?? Guid.Empty, ct);

        if (outcome is PlanChangeOutcome.Done)
        {
            await MakeAsync(id, ct);
        }

        return Answer(id, outcome, t["The plan is made anew, with your wishes and the shifts as they stand now."]);
    }

    [HttpPost("{id:guid}/apply")]
    public async Task<IActionResult> Apply(Guid id, Guid? version, CancellationToken ct)
    {
        switch (await offers.ApplyAsync(id, version ?? Guid.Empty, ct))
        {
            case ApplyOutcome.Gone:
                return NotFound();
            case ApplyOutcome.Done:
                TempData.Notice(t["The plan is offered. Everybody who was asked gets an SMS and an e-mail with a link for the answer."]);
                break;
            case ApplyOutcome.ByTheJob:
                await engine.RunNowAsync(JobName, ct);
                break;
            case ApplyOutcome.AppliedBefore:
                TempData.Notice(t["The plan was offered already. Nobody is asked twice."]);
                break;
            case ApplyOutcome.ChangedMeanwhile:
                TempData.Warning(t["Nothing was done: the plan has changed meanwhile. Look at it as it stands now."]);
                break;
            case ApplyOutcome.NothingToOffer:
                TempData.Warning(t["There is nobody in this plan whom one could ask."]);
                break;
        }

        return RedirectToAction(nameof(Show), new { id });
    }

    [HttpPost("{id:guid}/undo")]
    public async Task<IActionResult> Undo(Guid id, Guid? version, CancellationToken ct)
    {
        switch (await offers.UndoAsync(id, version ?? Guid.Empty, ct))
        {
            case UndoOutcome.Gone:
                return NotFound();
            case UndoOutcome.Done or UndoOutcome.UndoneBefore:
                TempData.Notice(t["All offers of the plan are taken back. Who has read of it already is told; to the others nothing is sent."]);
                break;
            case UndoOutcome.ByTheJob:
                await engine.RunNowAsync(JobName, ct);
                break;
            case UndoOutcome.ChangedMeanwhile:
                TempData.Warning(t["Nothing was done: the plan has changed meanwhile. Look at it as it stands now."]);
                break;
            case UndoOutcome.SomebodyAnswered:
                TempData.Warning(t["The plan cannot be taken back any more: somebody has answered. Single offers can still be taken back on the page of the shift."]);
                break;
        }

        return RedirectToAction(nameof(Show), new { id });
    }

    /// <summary>Here and now where it is small; else the job begins with it at once where it can be reached.</summary>
    private async Task MakeAsync(Guid id, CancellationToken ct)
    {
        if (!await worker.MakeAtOnceAsync(id, ct))
        {
            await engine.RunNowAsync(JobName, ct);
        }
    }

    private IActionResult Answer(Guid id, PlanChangeOutcome outcome, string done)
    {
        switch (outcome)
        {
            case PlanChangeOutcome.Gone:
                return NotFound();
            case PlanChangeOutcome.Done:
                TempData.Notice(done);
                break;
            case PlanChangeOutcome.ChangedMeanwhile or PlanChangeOutcome.RuleBroken:
                TempData.Warning(t["Nothing was done: the plan has changed meanwhile. Look at it as it stands now."]);
                break;
        }

        return RedirectToAction(nameof(Show), new { id });
    }

    private async Task<PlansPage> PageAsync(AskPlanForm form, string? page, CancellationToken ct)
    {
        form.Centres = await reference.OwnCentresAsync(ct);

        if (form.Centres.Count > 1 || user.IsAdministrator)
        {
            form.Centres = [new(t["All my centres"], ""), .. form.Centres];
        }

        return new PlansPage(form, await reader.ListAsync(int.TryParse(page, out var number) ? number : 1, ct));
    }
}
