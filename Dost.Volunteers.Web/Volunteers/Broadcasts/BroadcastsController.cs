using Dost.Volunteers.Core.Broadcasts;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Volunteers.Roster;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Broadcasts;

/// <summary>Writing to many volunteers at once: write, look, try on oneself, send, stop.</summary>
[Authorize(Policy = Access.Staff), Route("desk/broadcasts")]
public sealed class BroadcastsController(BroadcastService broadcasts, BroadcastReader reader, RosterReader roster, PolicyReader policies, SearchPass pass, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? page, CancellationToken ct) => View(await reader.ListAsync(int.TryParse(page, out var number) ? number : 1, ct));

    [HttpGet("new")]
    public async Task<IActionResult> New(VolunteerFilter filter, CancellationToken ct) =>
        View(await FillAsync(new BroadcastForm { Id = Guid.CreateVersion7().ToString() }, filter, ct));

    [HttpPost("")]
    public async Task<IActionResult> Write(BroadcastForm form, VolunteerFilter filter, [FromServices] IValidator<BroadcastForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(filter);

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(await FillAsync(form, filter, ct), nameof(New));
        }

        var result = await broadcasts.DraftAsync(form.ToNew(), filter.Read(pass.Open(filter.S)), ct);

        switch (result.Outcome)
        {
            case DraftOutcome.Nobody:
                ModelState.AddModelError(nameof(form.Channel), t["Nobody fits any more. Choose anew in the list"]);
                return this.FormView(await FillAsync(form, filter, ct), nameof(New));
            case DraftOutcome.TooMany:
                ModelState.AddModelError(nameof(form.Channel), t["These are more than {0} people. Choose a narrower filter", Counted.Number(Broadcast.MostPeople)]);
                return this.FormView(await FillAsync(form, filter, ct), nameof(New));
            case DraftOutcome.Kept:
                break;
        }

        return RedirectToAction(nameof(Show), new { id = result.BroadcastId });
    }

    /// <summary>What the words that were typed would cost for each person; nothing is kept.</summary>
    [HttpPost("cost")]
    public async Task<IActionResult> Cost(BroadcastForm form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        return PartialView("_Costs", BroadcastCosts.Of(form, await policies.ReadAsync(ct)));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await reader.FindAsync(id, ct) is { } view ? View(view) : NotFound();

    /// <summary>To who asks, at once.</summary>
    [HttpPost("{id:guid}/try"), EnableRateLimiting(RateLimits.Sms)]
    public async Task<IActionResult> Try(Guid id, CancellationToken ct)
    {
        if (!await broadcasts.TryAsync(id, ct))
        {
            return NotFound();
        }

        TempData.Notice(t["It is on its way to you, to the address of your account."]);

        return RedirectToAction(nameof(Show), new { id });
    }

    [HttpPost("{id:guid}/send")]
    public async Task<IActionResult> Send(Guid id, CancellationToken ct)
    {
        switch (await broadcasts.SendAsync(id, ct))
        {
            case SendOutcome.Gone:
                return NotFound();
            case SendOutcome.TooLate:
                TempData.Warning(t["A day has passed since you wrote this. Write it anew, so that it goes to those who fit now."]);
                break;
            case SendOutcome.Sent or SendOutcome.SentBefore:
                break;
        }

        return RedirectToAction(nameof(Show), new { id });
    }

    [HttpPost("{id:guid}/stop")]
    public async Task<IActionResult> Stop(Guid id, CancellationToken ct)
    {
        switch (await broadcasts.StopAsync(id, ct))
        {
            case StopOutcome.Gone:
                return NotFound();
            case StopOutcome.Stopped:
                TempData.Notice(t["It is stopped. What had not gone yet was taken back."]);
                break;
            case StopOutcome.NotSent:
                break;
        }

        return RedirectToAction(nameof(Show), new { id });
    }

    private async Task<BroadcastForm> FillAsync(BroadcastForm form, VolunteerFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ViewData["Filter"] = filter;
        ViewData["People"] = await roster.Matching(filter.Read(pass.Open(filter.S))).CountAsync(ct);

        return form;
    }
}
