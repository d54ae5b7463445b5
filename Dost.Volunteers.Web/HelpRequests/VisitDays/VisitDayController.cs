using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Attendance;
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

/// <summary>One visit day at the desk: the order and its times, telling the households, adding and taking out, calling off, the lists to print.</summary>
[Authorize(Policy = Access.Staff), Route("desk/visit-days/{id:guid}")]
public sealed class VisitDayController(
    VolunteersDbContext db, CurrentUser user, VisitDaysReader days, VisitChoicesReader choices, VisitDayService service, VisitRound round, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Details(Guid id, CancellationToken ct) => await days.ReadAsync(id, "VisitDayPage", ct) is { } page ? View(page) : NotFound();

    /// <summary>The list with names and addresses, for staff.</summary>
    [HttpGet("list")]
    public async Task<IActionResult> List(Guid id, CancellationToken ct) => await days.ReadAsync(id, "VisitDayList", ct) is { } page ? View(page) : NotFound();

    /// <summary>The list for the team: number, hours and kind; who lives there they see on their phones while they may.</summary>
    [HttpGet("team-list")]
    public async Task<IActionResult> TeamList(Guid id, CancellationToken ct) => await days.ReadAsync(id, "VisitDayTeamList", ct) is { } page ? View(page) : NotFound();

    [HttpPost("arrange")]
    public async Task<IActionResult> Arrange(Guid id, ArrangeForm form, [FromServices] IValidator<ArrangeForm> validator, CancellationToken ct)
    {
        if (!await IsOwnAsync(id, ct))
        {
            return NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            var page = await days.ReadAsync(id, "VisitDayPage", ct);

            // The rows stand in the order in which they were sent only if nobody has changed it.
            if (page!.Day.Version != form.Version)
            {
                TempData.Warning(t["Somebody else has changed this day meanwhile. This is how it stands now."]);

                return Back(id);
            }

            page.Form = form;

            return this.FormView(page, nameof(Details));
        }

        return Said(id, await service.ArrangeAsync(id, form.Version, form.Changes(), ct), _ => t["The order and its times are saved."]);
    }

    [HttpPost("compute")]
    public Task<IActionResult> Compute(Guid id, Guid version, CancellationToken ct) =>
        DoAsync(id, () => service.ComputeAsync(id, version, ct), _ => t["The order was found anew: as little driving as the hours of the households allow."], ct);

    [HttpPost("tell")]
    public Task<IActionResult> Tell(Guid id, Guid version, CancellationToken ct) =>
        DoAsync(id, () => service.TellAsync(id, version, ct), result => t.Plural(result.Told, "{0} household is told its hours.|{0} households are told their hours."), ct);

    [HttpPost("remove")]
    public Task<IActionResult> Remove(Guid id, Guid version, Guid stop, CancellationToken ct) =>
        DoAsync(id, () => service.RemoveAsync(id, version, stop, ct), _ => t["The household was taken out. Its request waits to be planned anew."], ct);

    /// <summary>What the team told by phone, or forgot to press.</summary>
    [HttpPost("note")]
    public async Task<IActionResult> Note(Guid id, Guid stop, VisitStopState step, CancellationToken ct)
    {
        if (!await IsOwnAsync(id, ct) || !Enum.IsDefined(step) || step is VisitStopState.Waiting)
        {
            return NotFound();
        }

        var outcome = await round.NoteByStaffAsync(id, stop, step, ct);

        if (outcome is VisitStepOutcome.Done)
        {
            TempData.Notice(t["It is noted."]);
        }
        else
        {
            TempData.Warning(t.StepNotTaken(outcome));
        }

        return Back(id);
    }

    [HttpGet("add")]
    public async Task<IActionResult> Add(Guid id, CancellationToken ct)
    {
        if (await days.HeadAsync(id, ct) is not { } day)
        {
            return NotFound();
        }

        var form = new AddStopsForm { Version = day.Version };
        await FillAsync(form, day, ct);

        return View(form);
    }

    [HttpPost("add")]
    public async Task<IActionResult> Add(Guid id, AddStopsForm form, [FromServices] IValidator<AddStopsForm> validator, CancellationToken ct)
    {
        if (await days.HeadAsync(id, ct) is not { } day)
        {
            return NotFound();
        }

        if (await ModelState.AcceptsAsync(form, validator, ct))
        {
            var result = await service.AddAsync(id, form.Version, [.. form.Stops.Where(s => s.IsChosen).Select(s => s.ToChosen())], ct);

            if (result.Outcome is VisitDayOutcome.Done or VisitDayOutcome.ChangedMeanwhile or VisitDayOutcome.NotOpen)
            {
                return Said(id, result, _ => t["The households were added, and the times follow. Those that are new must still be told."]);
            }

            ModelState.AddModelError(nameof(form.Stops), t.NotDone(result));
        }

        await FillAsync(form, day, ct);

        return this.FormView(form);
    }

    [HttpGet("call-off")]
    public async Task<IActionResult> CallOff(Guid id, CancellationToken ct) => await days.HeadAsync(id, ct) is { } day ? View(new CallOffForm { Day = day }) : NotFound();

    [HttpPost("call-off")]
    public async Task<IActionResult> CallOff(Guid id, CallOffForm form, [FromServices] IValidator<CallOffForm> validator, CancellationToken ct)
    {
        if (await days.HeadAsync(id, ct) is not { } day)
        {
            return NotFound();
        }

        form.Day = day;

        return await ModelState.AcceptsAsync(form, validator, ct)
            ? Said(id, await service.CallOffAsync(id, form.Reason!.Trim(), ct), _ => t["The day is called off. The team and the households that knew of it are told, and the requests wait to be planned anew."])
            : this.FormView(form);
    }

    private async Task FillAsync(AddStopsForm form, VisitDayHead day, CancellationToken ct)
    {
        form.Day = day;
        form.Choices = await choices.ReadAsync(day.CentreId, day.DistrictCode, ct);
        form.Stops = VisitForms.Merge(form.Stops, await choices.ProposedAsync(form.Choices.Requests, ct), ModelState);
    }

    private async Task<IActionResult> DoAsync(Guid id, Func<Task<VisitDayResult>> act, Func<VisitDayResult, string> done, CancellationToken ct) =>
        await IsOwnAsync(id, ct) ? Said(id, await act(), done) : NotFound();

    private RedirectToActionResult Said(Guid id, VisitDayResult result, Func<VisitDayResult, string> done)
    {
        if (result.Outcome is VisitDayOutcome.Done)
        {
            TempData.Notice(done(result));
        }
        else
        {
            TempData.Warning(t.NotDone(result));
        }

        return Back(id);
    }

    private RedirectToActionResult Back(Guid id) => RedirectToAction(nameof(Details), new { id });

    private Task<bool> IsOwnAsync(Guid id, CancellationToken ct) => db.VisitDays.Where(Visible.VisitDays(user)).AnyAsync(d => d.VisitDayId == id, ct);
}
