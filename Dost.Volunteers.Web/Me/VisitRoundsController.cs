using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>A visit day on the phone of somebody of its team: where next, whom, and what was done there.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/visit-days/{id:guid}")]
public sealed class VisitRoundsController(VisitRoundReader rounds, VisitRound round, IStringLocalizer<Text> t) : Controller
{
    /// <summary>All stops by number and time, and the next one whole.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await rounds.FindAsync(id, ct) is { } day ? await PageAsync(day, day.Next, ct) : NotFound();

    [HttpGet("stops/{stopId:guid}")]
    public async Task<IActionResult> Stop(Guid id, Guid stopId, CancellationToken ct) =>
        await rounds.FindAsync(id, ct) is { } day && day.Stops.FirstOrDefault(s => s.VisitStopId == stopId) is { } stop ? await PageAsync(day, stop, ct) : NotFound();

    [HttpPost("stops/{stopId:guid}/on-the-way")]
    public Task<IActionResult> OnTheWay(Guid id, Guid stopId, CancellationToken ct) => NoteAsync(id, stopId, VisitStopState.OnTheWay, pin: null, ct);

    [HttpPost("stops/{stopId:guid}/arrived")]
    public Task<IActionResult> Arrived(Guid id, Guid stopId, string? pin, CancellationToken ct) => NoteAsync(id, stopId, VisitStopState.Arrived, pin, ct);

    [HttpPost("stops/{stopId:guid}/done")]
    public Task<IActionResult> Done(Guid id, Guid stopId, CancellationToken ct) => NoteAsync(id, stopId, VisitStopState.Done, pin: null, ct);

    [HttpPost("stops/{stopId:guid}/not-home")]
    public Task<IActionResult> NotHome(Guid id, Guid stopId, CancellationToken ct) => NoteAsync(id, stopId, VisitStopState.NotHome, pin: null, ct);

    private async Task<IActionResult> PageAsync(VisitRoundDay day, VisitRoundStop? stop, CancellationToken ct) =>
        View("Show", new VisitRoundPage(day, stop, stop is null ? null : await rounds.HouseholdAsync(day.VisitDayId, stop.VisitStopId, ct)));

    private async Task<IActionResult> NoteAsync(Guid id, Guid stopId, VisitStopState step, string? pin, CancellationToken ct)
    {
        var outcome = await round.NoteAsync(id, stopId, step, pin, ct);

        if (outcome is VisitStepOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome is VisitStepOutcome.Done)
        {
            TempData.Notice(t.StepTaken(step));
        }
        else
        {
            TempData.Warning(t.StepNotTaken(outcome));
        }

        // What is over leads on to the next; else the same household stays open.
        return outcome is VisitStepOutcome.Done && step is VisitStopState.Done or VisitStopState.NotHome
            ? RedirectToAction(nameof(Show), new { id })
            : RedirectToAction(nameof(Stop), new { id, stopId });
    }
}

/// <summary>A day, and the household that is open on it.</summary>
public sealed record VisitRoundPage(VisitRoundDay Day, VisitRoundStop? Stop, VisitHousehold? Household);
