using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>The volunteer's trainings, checks and documents: what they have, what they lack, and handing in.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/credentials")]
public sealed class OwnCredentialsController(
    VolunteersDbContext db, CurrentUser user, CredentialReader reader, CredentialService credentials, IStringLocalizer<Text> t, TimeProvider clock) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        if (user.VolunteerId is not { } own)
        {
            return NotFound();
        }

        var today = clock.TodayInBaku();
        var lines = await CredentialReader.Lines(db.Credentials.AsNoTracking().Where(Visible.OwnCredentials(user)).OrderByDescending(c => c.SubmittedAtUtc).ThenBy(c => c.CredentialId)).ToListAsync(ct);
        var missing = await reader.MissingRequiredAsync(own, ct);

        return View(new OwnCredentialsPage(
            today,
            await db.CredentialTypes.AsNoTracking().Where(c => missing.Contains(c.CredentialTypeCode)).OrderBy(c => c.Position).ToListAsync(ct),
            [.. lines.Where(l => l.State is CredentialState.Submitted)],
            [.. lines.Where(l => l.IsValidOn(today)).OrderBy(l => l.ExpiresOn ?? DateOnly.MaxValue)],
            [.. lines.Where(l => l.State is not CredentialState.Submitted && !l.IsValidOn(today))]));
    }

    [HttpGet("new")]
    public async Task<IActionResult> Choose(CancellationToken ct) =>
        View(await db.CredentialTypes.AsNoTracking().Where(c => c.IsSubmittedBySelf).OrderBy(c => c.Position).ToListAsync(ct));

    [HttpGet("new/{code}")]
    public async Task<IActionResult> New(string code, CancellationToken ct) => await TypeAsync(code, ct) is { } type ? View(new CredentialForm { Type = type }) : NotFound();

    [HttpPost("new/{code}"), RequestSizeLimit(Uploads.MostBytes), RequestFormLimits(MultipartBodyLengthLimit = Uploads.MostBytes, MemoryBufferThreshold = Uploads.MostBytes)]
    public async Task<IActionResult> New(string code, CredentialForm form, [FromServices] IValidator<CredentialForm> validator, CancellationToken ct)
    {
        if (await TypeAsync(code, ct) is not { } type)
        {
            return NotFound();
        }

        form.Type = type;
        var isComplete = await ModelState.AcceptsAsync(form, validator, ct);
        var file = await ModelState.ReadUploadAsync(form.File, nameof(form.File), t, ct);

        if (!isComplete || !ModelState.IsValid)
        {
            return this.FormView(form);
        }

        var result = await credentials.SubmitAsync(new NewCredential(code, new CredentialDates(form.IssuedOn!.Value, form.ExpiresOn), form.Number, form.Issuer), file, ct);

        switch (result.Outcome)
        {
            case SubmitOutcome.Done:
                TempData.Notice(t["Thank you. A coordinator will look at it, and you will be told."]);
                break;
            case SubmitOutcome.AlreadyWaiting:
                TempData.Warning(t["One of these waits to be checked already. You can send a better picture of it here."]);
                break;
            case SubmitOutcome.DatesWrong:
                var (field, complaint) = t.Complaint(result.Dates)!.Value;
                ModelState.AddModelError(field, complaint);
                return this.FormView(form);
            case SubmitOutcome.FileMissing:
                ModelState.AddModelError(nameof(form.File), t["Add a photo or a PDF of the document"]);
                return this.FormView(form);
            case SubmitOutcome.NotAllowed:
                return NotFound();
        }

        return RedirectToAction(nameof(Index));
    }

    [HttpPost("{id:guid}/file"), RequestSizeLimit(Uploads.MostBytes), RequestFormLimits(MultipartBodyLengthLimit = Uploads.MostBytes, MemoryBufferThreshold = Uploads.MostBytes)]
    public async Task<IActionResult> ReplaceFile(Guid id, IFormFile? file, CancellationToken ct)
    {
        if (!await db.Credentials.Where(Visible.OwnCredentials(user)).AnyAsync(c => c.CredentialId == id, ct))
        {
            return NotFound();
        }

        var incoming = await ModelState.ReadUploadAsync(file, nameof(file), t, ct);

        if (incoming is null)
        {
            TempData.Warning(ModelState[nameof(file)]?.Errors.FirstOrDefault()?.ErrorMessage ?? t["Choose a photo or a PDF first"]);
        }
        else if (await credentials.ReplaceFileAsync(id, incoming, ct))
        {
            TempData.Notice(t["Thank you, the new file is with us."]);
        }
        else
        {
            TempData.Warning(t["This was decided on meanwhile. How it stands now is written here."]);
        }

        return RedirectToAction(nameof(Index));
    }

    [HttpPost("{id:guid}/take-back")]
    public async Task<IActionResult> TakeBack(Guid id, CancellationToken ct)
    {
        if (await credentials.TakeBackAsync(id, ct))
        {
            TempData.Notice(t["It is taken back, and the file is deleted."]);
        }
        else
        {
            TempData.Warning(t["This was decided on meanwhile. How it stands now is written here."]);
        }

        return RedirectToAction(nameof(Index));
    }

    [HttpGet("{id:guid}/file")]
    public async Task<IActionResult> Open(Guid id, CancellationToken ct) => await credentials.OpenFileAsync(id, ct) is { } file ? this.Download(file) : NotFound();

    private Task<CredentialType?> TypeAsync(string code, CancellationToken ct) =>
        db.CredentialTypes.AsNoTracking().SingleOrDefaultAsync(c => c.CredentialTypeCode == code && c.IsSubmittedBySelf, ct);
}

/// <summary>What the volunteer lacks, what waits, what is good, and what was.</summary>
public sealed record OwnCredentialsPage(
    DateOnly Today, IReadOnlyList<CredentialType> Missing, IReadOnlyList<CredentialLine> Waiting, IReadOnlyList<CredentialLine> Valid, IReadOnlyList<CredentialLine> Former);
