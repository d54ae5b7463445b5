using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Incidents;

/// <summary>The restricted record of incidents: reading, taking up, noting, laying before the administrators, closing. Each look is recorded.</summary>
[Authorize(Policy = Access.Staff), Route("desk/incidents")]
public sealed class IncidentsController(IncidentService incidents, IncidentReader reader, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(bool closed = false, int page = 1, CancellationToken ct = default)
    {
        ModelState.Clear();

        return View(await reader.ListAsync(closed, page, ct));
    }

    [HttpGet("new")]
    public async Task<IActionResult> Report(Guid? request, CancellationToken ct) =>
        await reader.ScopeAsync(request, ct) is { } found ? View(new IncidentForm { IncidentId = Guid.CreateVersion7(), People = found.People, IsTold = true }) : NotFound();

    [HttpPost("new")]
    public async Task<IActionResult> Report(Guid? request, IncidentForm form, [FromServices] IValidator<IncidentForm> validator, CancellationToken ct)
    {
        if (await reader.ScopeAsync(request, ct) is not { } found)
        {
            return NotFound();
        }

        (form.People, form.IsTold) = (found.People, true);

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        var id = await incidents.ReportAsync(form.ToReport(IncidentReporter.Staff, found.Scope), ct);
        TempData.Notice(form.Severity is IncidentSeverity.Grave
            ? t["The report was laid before the administrators at once. From now on only they read it."]
            : t["The report was taken. Those who work on it are told."]);

        return form.Severity is IncidentSeverity.Grave && !User.IsInRole(Core.Accounts.Roles.Administrator) ? RedirectToAction(nameof(Index)) : RedirectToAction(nameof(Show), new { id });
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await reader.ReadAsync(id, ct) is { } page ? View(page) : NotFound();

    [HttpPost("{id:guid}/take-up")]
    public async Task<IActionResult> TakeUp(Guid id, CancellationToken ct) => await SayAsync(id, await incidents.TakeUpAsync(id, ct), t["You have taken it up."], ct);

    [HttpPost("{id:guid}/note")]
    public Task<IActionResult> Note(Guid id, DeedForm form, [FromServices] IValidator<DeedForm> validator, CancellationToken ct) =>
        DoAsync(id, form, validator, words => incidents.NoteAsync(id, words, ct), t["The note was added."], ct);

    [HttpPost("{id:guid}/escalate")]
    public Task<IActionResult> Escalate(Guid id, DeedForm form, [FromServices] IValidator<DeedForm> validator, CancellationToken ct) =>
        DoAsync(id, form, validator, words => incidents.EscalateAsync(id, words, ct), t["It was laid before the administrators. From now on only they read it."], ct);

    [HttpPost("{id:guid}/severity")]
    public Task<IActionResult> ChangeSeverity(Guid id, DeedForm form, [FromServices] IValidator<DeedForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (form.Severity is null)
        {
            ModelState.AddModelError(nameof(form.Severity), t["Choose how severe it is"]);
        }

        return DoAsync(id, form, validator, words => incidents.ChangeSeverityAsync(id, form.Severity!.Value, words, ct), t["The severity is changed."], ct);
    }

    [HttpPost("{id:guid}/block")]
    public Task<IActionResult> Block(Guid id, DeedForm form, [FromServices] IValidator<DeedForm> validator, CancellationToken ct) =>
        DoAsync(id, form, validator, words => incidents.BlockAsync(id, words, ct), t["The two are kept apart from now on."], ct);

    [HttpPost("{id:guid}/close")]
    public Task<IActionResult> Close(Guid id, DeedForm form, [FromServices] IValidator<DeedForm> validator, CancellationToken ct) =>
        DoAsync(id, form, validator, words => incidents.CloseAsync(id, words, ct), t["It is closed."], ct);

    [HttpPost("{id:guid}/unblock"), Authorize(Policy = Access.Administrator)]
    public Task<IActionResult> Unblock(Guid id, DeedForm form, [FromServices] IValidator<DeedForm> validator, CancellationToken ct) =>
        DoAsync(id, form, validator, words => incidents.UnblockAsync(id, words, ct), t["The two may meet again."], ct);

    private async Task<IActionResult> DoAsync(Guid id, DeedForm form, IValidator<DeedForm> validator, Func<string, Task<bool>> deed, string thanks, CancellationToken ct)
    {
        if (!await reader.MaySeeAsync(id, ct))
        {
            return NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            var page = await reader.ReadAsync(id, ct);
            page!.Deed = form;

            return this.FormView(page, nameof(Show));
        }

        return await SayAsync(id, await deed(form.Words!), thanks, ct);
    }

    private async Task<IActionResult> SayAsync(Guid id, bool isDone, string thanks, CancellationToken ct)
    {
        if (isDone)
        {
            TempData.Notice(thanks);
        }
        else if (!await reader.MaySeeAsync(id, ct))
        {
            return NotFound();
        }
        else
        {
            TempData.Warning(t["Somebody else was first. This is how it stands now."]);
        }

        return await reader.MaySeeAsync(id, ct) ? RedirectToAction(nameof(Show), new { id }) : RedirectToAction(nameof(Index));
    }
}
