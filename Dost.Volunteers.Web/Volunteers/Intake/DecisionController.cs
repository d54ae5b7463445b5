using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Core.Volunteers.Terms;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Intake;

/// <summary>One person's way through the intake, and the coordinator's decisions on it.</summary>
[Authorize(Policy = Access.Staff), Route("desk/intake/{id:guid}")]
public sealed class DecisionController(
    VolunteersDbContext db, CurrentUser user, DecisionPageReader pages, DecisionService decisions, InterviewDesk interviews, TermService terms, AuditLog audit, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        if (!await IsVisibleAsync(id, ct))
        {
            return NotFound();
        }

        await audit.LookedAsync("VolunteerIntake", AuditSubject.Volunteer, id, ct);

        return View(await pages.ReadAsync(id, ct));
    }

    [HttpPost("invite")]
    public async Task<IActionResult> Invite(Guid id, Guid? version, string? back, CancellationToken ct)
    {
        var outcome = await interviews.InviteAsync(id, version, ct);

        return await ToldAsync(outcome, id, t["The invitation is on its way: the applicant chooses a time."], ct, back == "board" ? "~/desk/intake" : null);
    }

    [HttpPost("interview")]
    public async Task<IActionResult> Note(Guid id, Guid? version, NoteForm form, [FromServices] IValidator<NoteForm> validator, CancellationToken ct) =>
        await ModelState.AcceptsAsync(form, validator, ct)
            ? await ToldAsync(await interviews.NoteAsync(id, form.Came!.Value, form.Note, version, ct), id, t["It is noted how the interview went."], ct)
            : await AgainAsync(id, page => page with { Note = form }, ct);

    [HttpPost("accept")]
    public async Task<IActionResult> Accept(Guid id, Guid? version, AcceptForm form, [FromServices] IValidator<AcceptForm> validator, CancellationToken ct)
    {
        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return await AgainAsync(id, page => page with { Accept = form }, ct);
        }

        var outcome = await decisions.AcceptAsync(id, new Acceptance(form.Vetting!.Value, form.PaperContractOn), version, ct);

        return await ToldAsync(outcome, id, t["The person is accepted and will be told. They begin as soon as nothing is missing."], ct);
    }

    [HttpPost("paper")]
    public async Task<IActionResult> Paper(Guid id, Guid? version, PaperForm form, [FromServices] IValidator<PaperForm> validator, CancellationToken ct) =>
        await ModelState.AcceptsAsync(form, validator, ct)
            ? await ToldAsync(await decisions.NotePaperContractAsync(id, form.SignedOn!.Value, version, ct), id, t["The signature on paper is noted. Keep the sheet."], ct)
            : await AgainAsync(id, page => page with { Paper = form }, ct);

    [HttpPost("remind")]
    public async Task<IActionResult> Remind(Guid id, CancellationToken ct) =>
        await ToldAsync(await decisions.RemindOfContractAsync(id, ct), id, t["The link to the contract is on its way once more."], ct);

    [HttpPost("return")]
    public async Task<IActionResult> ComeBack(Guid id, Guid? version, CancellationToken ct) =>
        await ToldAsync(await decisions.ReturnAsync(id, version, ct), id, t["The way to a new term is open. What is missing is written here."], ct);

    [HttpPost("extend")]
    public async Task<IActionResult> Extend(Guid id, int months, CancellationToken ct) =>
        await ToldAsync(await terms.ExtendAsync([id], months, ct), id, t["The term is extended, and the volunteer will be told."], ct);

    [HttpPost("complete")]
    public async Task<IActionResult> Complete(Guid id, CancellationToken ct) =>
        await ToldAsync(await terms.CompleteAsync([id], ct), id, t["The term is completed, and the volunteer is thanked."], ct);

    [HttpGet("refuse")]
    public async Task<IActionResult> Refuse(Guid id, CancellationToken ct) =>
        await pages.RefusalAsync(id, ct) is { } found ? View(new RefusalForm { Page = found.Page, Version = found.Version }) : NotFound();

    /// <summary>Shows the words that would go out. Nothing is saved, so it may be asked as often as one likes; and own words stay out of the address.</summary>
    [HttpPost("refuse/preview")]
    public async Task<IActionResult> PreviewRefusal(Guid id, RefusalForm form, [FromServices] IValidator<RefusalForm> validator, CancellationToken ct)
    {
        if (await pages.RefusalAsync(id, ct) is not { } found)
        {
            return NotFound();
        }

        form.Page = found.Page;

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form, nameof(Refuse));
        }

        form.Page = await pages.PreviewAsync(found.Page, form, ct);

        return View(nameof(Refuse), form);
    }

    [HttpPost("refuse")]
    public async Task<IActionResult> RefuseNow(Guid id, RefusalForm form, [FromServices] IValidator<RefusalForm> validator, CancellationToken ct)
    {
        if (await pages.RefusalAsync(id, ct) is not { } found)
        {
            return NotFound();
        }

        form.Page = found.Page;

        return await ModelState.AcceptsAsync(form, validator, ct)
            ? await ToldAsync(await decisions.RefuseAsync(id, new Refusal(form.Reason!, form.Words, form.Note), form.Version, ct), id, t["The application is refused. The person will be told the reason."], ct)
            : this.FormView(form, nameof(Refuse));
    }

    private Task<bool> IsVisibleAsync(Guid id, CancellationToken ct) => db.Volunteers.Where(Visible.Volunteers(user)).AnyAsync(v => v.VolunteerId == id, ct);

    private async Task<IActionResult> AgainAsync(Guid id, Func<DecisionPage, DecisionPage> with, CancellationToken ct)
    {
        if (!await IsVisibleAsync(id, ct))
        {
            return NotFound();
        }

        await audit.LookedAsync("VolunteerIntake", AuditSubject.Volunteer, id, ct);

        return this.FormView(with((await pages.ReadAsync(id, ct))!), nameof(Show));
    }

    private async Task<IActionResult> ToldAsync(IntakeOutcome outcome, Guid id, string done, CancellationToken ct, string? back = null)
    {
        if (outcome is IntakeOutcome.NotFound)
        {
            return NotFound();
        }

        var state = await db.Volunteers.Where(v => v.VolunteerId == id).Select(v => v.State).SingleAsync(ct);

        if (outcome is IntakeOutcome.Done)
        {
            TempData.Notice(state is VolunteerState.Active ? t["Nothing is missing: the person is an active volunteer now, and will be told."] : done);
        }
        else
        {
            TempData.Warning(outcome switch
            {
                IntakeOutcome.PhoneNotConfirmed => t["First the phone must be confirmed."].Value,
                IntakeOutcome.InterviewMissing => t["Nobody is accepted without an interview: first note how it went."].Value,
                _ => t["Somebody else has changed something meanwhile. It now stands: {0}. Look again, and decide then.", t.NameOf(state)].Value,
            });
        }

        return LocalRedirect(Url.Content(back ?? $"~/desk/intake/{id}"));
    }

    private async Task<IActionResult> ToldAsync(TermsResult result, Guid id, string done, CancellationToken ct)
    {
        if (!await IsVisibleAsync(id, ct))
        {
            return NotFound();
        }

        if (result.Changed > 0)
        {
            TempData.Notice(done);
        }
        else
        {
            TempData.Warning(result.StillBound > 0
                ? t["The person still has a place in a coming shift. Take them off it first, or wait until it is over."]
                : t["Nothing was changed: the term is not running any more."]);
        }

        return LocalRedirect(Url.Content($"~/desk/intake/{id}"));
    }
}
