using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Credentials;

/// <summary>The coordinator's trainings, checks and documents: what waits to be looked at, what expires, and the decision.</summary>
[Authorize(Policy = Access.Staff), Route("desk/credentials")]
public sealed class DeskCredentialsController(
    VolunteersDbContext db, CurrentUser user, CredentialService credentials, ReferenceChoices reference, AuditLog audit, FieldCipher cipher, IStringLocalizer<Text> t, TimeProvider clock) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CredentialFilter filter, CancellationToken ct)
    {
        var today = clock.TodayInBaku();
        var until = today.AddDays(CredentialWords.SoonDays);
        var waiting = CredentialReader.Waiting(db, user);
        var expiring = db.Credentials.AsNoTracking().Where(Visible.Credentials(user))
            .Where(c => c.State == CredentialState.Verified && c.ExpiresOn >= today && c.ExpiresOn <= until && (c.Volunteer.State == VolunteerState.Active || c.Volunteer.State == VolunteerState.Paused))
            .Where(CredentialReader.IsNotRenewed(db));
        var chosen = filter.IsExpiring ? expiring.OrderBy(c => c.ExpiresOn).ThenBy(c => c.CredentialId) : waiting.OrderBy(c => c.SubmittedAtUtc).ThenBy(c => c.CredentialId);
        var rows = string.IsNullOrEmpty(filter.Type) ? chosen.AsQueryable() : chosen.Where(c => c.CredentialTypeCode == filter.Type);
        var total = await rows.CountAsync(ct);
        var page = Paging.Within(filter.Page ?? 1, total);
        var lines = await CredentialReader.Lines(rows.Skip(Paging.Offset(page, Paging.DefaultSize)).Take(Paging.DefaultSize)).ToListAsync(ct);

        return View(new CredentialsListPage(
            filter, new Page<CredentialLine>(lines, page, Paging.DefaultSize, total), await waiting.CountAsync(ct), await expiring.CountAsync(ct), await reference.CredentialTypesAsync(ct), today));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Decide(Guid id, CancellationToken ct) => await PageAsync(id, ct) is { } page ? View(page) : NotFound();

    [HttpPost("{id:guid}/verify")]
    public async Task<IActionResult> Verify(Guid id, VerifyForm form, [FromServices] IValidator<VerifyForm> validator, CancellationToken ct)
    {
        if (await TypeOfAsync(id, ct) is not { } type)
        {
            return NotFound();
        }

        form.AsksExpiry = type.AsksExpiry;

        if (await ModelState.AcceptsAsync(form, validator, ct))
        {
            var result = await credentials.VerifyAsync(id, form.Version, new CredentialDates(form.IssuedOn!.Value, form.ExpiresOn), ct);

            if (result.Outcome is not DecisionOutcome.DatesWrong)
            {
                return Told(result.Outcome, id, t["Accepted. The volunteer will be told."]);
            }

            var (field, complaint) = t.Complaint(result.Dates)!.Value;
            ModelState.AddModelError(field, complaint);
        }

        return await PageAsync(id, ct) is { } page ? this.FormView(page with { Verify = form }, nameof(Decide)) : NotFound();
    }

    [HttpPost("{id:guid}/refuse")]
    public Task<IActionResult> Refuse(Guid id, CredentialReasonForm form, [FromServices] IValidator<CredentialReasonForm> validator, CancellationToken ct) =>
        WithReasonAsync(id, form, validator, credentials.RefuseAsync, t["Not accepted. The volunteer will be told why."], ct);

    [HttpPost("{id:guid}/revoke")]
    public Task<IActionResult> Revoke(Guid id, CredentialReasonForm form, [FromServices] IValidator<CredentialReasonForm> validator, CancellationToken ct) =>
        WithReasonAsync(id, form, validator, credentials.RevokeAsync, t["It no longer counts. The volunteer will be told why."], ct);

    [HttpGet("{id:guid}/file")]
    public async Task<IActionResult> Open(Guid id, CancellationToken ct) => await credentials.OpenFileAsync(id, ct) is { } file ? this.Download(file) : NotFound();

    private async Task<IActionResult> WithReasonAsync(
        Guid id, CredentialReasonForm form, IValidator<CredentialReasonForm> validator, Func<Guid, Guid, string, CancellationToken, Task<DecisionResult>> decide, string done, CancellationToken ct)
    {
        if (await TypeOfAsync(id, ct) is null)
        {
            return NotFound();
        }

        if (await ModelState.AcceptsAsync(form, validator, ct))
        {
            return Told((await decide(id, form.Version, form.Reason!, ct)).Outcome, id, done);
        }

        return await PageAsync(id, ct) is { } page ? this.FormView(page with { Reason = form }, nameof(Decide)) : NotFound();
    }

    private IActionResult Told(DecisionOutcome outcome, Guid id, string done)
    {
        switch (outcome)
        {
            case DecisionOutcome.Done:
                TempData.Notice(done);
                return RedirectToAction(nameof(Index));
            case DecisionOutcome.ChangedMeanwhile or DecisionOutcome.DatesWrong:
                TempData.Warning(t["This was changed or decided on meanwhile. Look at how it stands now."]);
                break;
            case DecisionOutcome.OwnCredential:
                TempData.Warning(t["Nobody decides on their own papers. Ask another coordinator."]);
                break;
            case DecisionOutcome.NotFound:
                return NotFound();
        }

        return RedirectToAction(nameof(Decide), new { id });
    }

    private Task<CredentialType?> TypeOfAsync(Guid id, CancellationToken ct) =>
        db.Credentials.AsNoTracking().Where(Visible.Credentials(user)).Where(c => c.CredentialId == id).Select(c => c.CredentialType).SingleOrDefaultAsync(ct);

    private async Task<DecidePage?> PageAsync(Guid id, CancellationToken ct)
    {
        var credential = await db.Credentials.AsNoTracking().Where(Visible.Credentials(user)).Include(c => c.CredentialType).SingleOrDefaultAsync(c => c.CredentialId == id, ct);

        if (credential is null)
        {
            return null;
        }

        await audit.LookedAsync("CredentialPage", AuditSubject.Volunteer, credential.VolunteerId, ct);

        return new DecidePage(
            await CredentialReader.Lines(db.Credentials.AsNoTracking().Where(c => c.CredentialId == id)).SingleAsync(ct),
            credential.CredentialType,
            credential.Version,
            cipher.Decrypt(credential.NumberEncrypted),
            cipher.Decrypt(credential.IssuerEncrypted),
            credential.VolunteerId == user.VolunteerId,
            clock.TodayInBaku())
        {
            Verify = new VerifyForm { IssuedOn = credential.IssuedOn, ExpiresOn = credential.ExpiresOn, Version = credential.Version },
            Reason = new CredentialReasonForm { Version = credential.Version },
        };
    }
}
