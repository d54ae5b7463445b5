using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Messages;

/// <summary>What goes out, what went, and why something has not gone yet. Never what a message says: codes and links are for whom they were made.</summary>
[Authorize(Policy = Access.Staff), Route("desk/messages")]
public sealed class OutgoingController(OutgoingReader reader, OutboxDesk desk, SearchPass pass, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(OutgoingFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);

        // What is not understood in an address is left out, not complained about.
        ModelState.Clear();
        var typed = pass.Open(filter.S);
        filter.S = typed is null ? null : filter.S;

        return View(await reader.ReadAsync(filter, typed, ct));
    }

    /// <summary>Takes what was typed out of the address: sealed, it goes into the one that is shown.</summary>
    [HttpPost("search")]
    public IActionResult Search(OutgoingFilter filter, string? q)
    {
        ArgumentNullException.ThrowIfNull(filter);
        filter.S = pass.Seal(q);

        return LocalRedirect(Url.Content("~/desk/messages") + filter.Address());
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken ct) => await reader.FindAsync(id, ct) is { } found ? View(found) : NotFound();

    [HttpPost("{id:guid}/call-off")]
    public async Task<IActionResult> CallOff(Guid id, CancellationToken ct) => Said(id, await desk.CallOffAsync(id, ct), t["The message was called off."]);

    [HttpPost("{id:guid}/now")]
    public async Task<IActionResult> Now(Guid id, CancellationToken ct) => Said(id, await desk.BringForwardAsync(id, ct), t["It goes out within a minute, or in the morning if it is night."]);

    [HttpPost("{id:guid}/again")]
    public async Task<IActionResult> Again(Guid id, CancellationToken ct) => Said(id, await desk.SendAgainAsync(id, ct), t["The message goes out once more."]);

    private IActionResult Said(Guid id, DeskOutcome outcome, string done)
    {
        switch (outcome)
        {
            case DeskOutcome.Done:
                TempData.Notice(done);
                break;
            case DeskOutcome.NotPossible:
                TempData.Warning(t["Nothing was changed: the message has gone meanwhile, or is one that only the person may ask for."]);
                break;
            case DeskOutcome.NoLongerTrue:
                TempData.Warning(t["Nothing was sent: what the message says is no longer true, or its time has passed."]);
                break;
            case DeskOutcome.AlreadyWaits:
                TempData.Warning(t["The same message waits already."]);
                break;
            case DeskOutcome.NotFound:
                return NotFound();
        }

        return RedirectToAction(nameof(Details), new { id });
    }
}
