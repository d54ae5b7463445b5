using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Jobs;
using Dost.Volunteers.Jobs.Printing;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Web.Hours.Certificates;

/// <summary>The certificates of one's centres: looked at, issued for a volunteer, revoked.</summary>
[Authorize(Policy = Access.Staff), Route("desk/certificates")]
public sealed class DeskCertificatesController(
    VolunteersDbContext db, CurrentUser user, CertificateService certificates, CertificatePapers papers, PublicUrl site, AuditLog audit, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(int? page, string? number, [FromServices] IPagePrinter printer, [FromServices] IOptions<JobsOptions> jobs, CancellationToken ct)
    {
        var typed = number?.Trim() is { Length: > 0 and <= Certificate.NumberMaxLength } some ? some.ToUpperInvariant() : null;
        var found = db.Certificates.AsNoTracking().Where(Visible.Certificates(user)).Where(c => typed == null || c.Number == typed);
        var total = await found.CountAsync(ct);
        var shown = Paging.Within(page ?? 1, total);
        var rows = await found.OrderByDescending(c => c.IssuedAtUtc).ThenByDescending(c => c.CertificateId).Skip(Paging.Offset(shown, Paging.DefaultSize)).Take(Paging.DefaultSize)
            .Select(c => new CertificateRow(c.CertificateId, c.Number, c.HolderName, c.Minutes, c.FromOn, c.UntilOn, c.RevokedAtUtc)).ToListAsync(ct);

        return View(new CertificatesPage(new Page<CertificateRow>(rows, shown, Paging.DefaultSize, total), typed, await ProgressAsync(jobs.Value.RunInWeb && printer.WhyNot is null, ct)));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } certificate)
        {
            return NotFound();
        }

        await audit.LookedAsync("CertificatePage", AuditSubject.Volunteer, certificate.VolunteerId, ct);

        return View(new DeskCertificatePage(certificate, CertificateSheet.Of(certificate, $"{site.Value}/certificate/{certificates.TokenOf(id)}", t)));
    }

    /// <summary>The printed paper, where there is one.</summary>
    [HttpGet("{id:guid}/pdf")]
    public async Task<IActionResult> Pdf(Guid id, CancellationToken ct) => await papers.OpenAsync(id, ct) is { } file ? this.Download(file) : NotFound();

    /// <summary>For all approved hours of a volunteer so far.</summary>
    [HttpPost("for/{volunteerId:guid}")]
    public async Task<IActionResult> Issue(Guid volunteerId, CancellationToken ct)
    {
        var culture = await db.Volunteers.Where(Visible.Volunteers(user)).Where(v => v.VolunteerId == volunteerId).Select(v => v.Culture).SingleOrDefaultAsync(ct);
        var result = culture is null ? new IssueResult(IssueOutcome.Gone) : await certificates.IssueAsync(volunteerId, culture, ct);

        switch (result.Outcome)
        {
            case IssueOutcome.Issued:
                TempData.Notice(t["The certificate is issued."]);

                return RedirectToAction(nameof(Show), new { id = result.CertificateId });
            case IssueOutcome.IssuedBefore:
                TempData.Notice(t["This is the certificate for all hours so far. There is nothing newer."]);

                return RedirectToAction(nameof(Show), new { id = result.CertificateId });
            case IssueOutcome.NoHours:
                TempData.Warning(t["There are no approved hours yet. A certificate is issued for hours that a coordinator has approved."]);

                return Redirect($"~/desk/volunteers/{volunteerId}");
            case IssueOutcome.Gone:
            default:
                return NotFound();
        }
    }

    [HttpGet("{id:guid}/revoke")]
    public async Task<IActionResult> Revoke(Guid id, CancellationToken ct) => await FindAsync(id, ct) is { } certificate
        ? certificate.RevokedAtUtc is null ? View(new RevokePage(certificate.Number, certificate.HolderName, id, new RevokeForm { Version = certificate.Version })) : Before(id)
        : NotFound();

    [HttpPost("{id:guid}/revoke")]
    public async Task<IActionResult> Revoke(Guid id, RevokeForm form, [FromServices] IValidator<RevokeForm> validator, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } certificate)
        {
            return NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(new RevokePage(certificate.Number, certificate.HolderName, id, form));
        }

        switch (await certificates.RevokeAsync(id, form.Reason!.Trim(), form.Version ?? Guid.Empty, ct))
        {
            case RevokeOutcome.Revoked:
                TempData.Notice(t["The certificate is revoked. The page behind its code says so from now on."]);

                return RedirectToAction(nameof(Show), new { id });
            case RevokeOutcome.RevokedBefore:
                return Before(id);
            case RevokeOutcome.Changed:
                TempData.Warning(t["Somebody changed this certificate meanwhile. Look at it again."]);

                return RedirectToAction(nameof(Show), new { id });
            case RevokeOutcome.Gone:
            default:
                return NotFound();
        }
    }

    /// <summary>Papers are waited for only where somebody prints: this site, or, as is seen by what is there, a worker.</summary>
    private async Task<CertificateProgress> ProgressAsync(bool printsHere, CancellationToken ct)
    {
        var progress = await papers.ProgressAsync(ct);
        var isPrinting = printsHere || progress.WasEverPrinted;

        return new CertificateProgress(await certificates.MissingAsync(ct), isPrinting ? progress.Left : 0, isPrinting ? progress.Printed : 0);
    }

    private Task<Certificate?> FindAsync(Guid id, CancellationToken ct) => db.Certificates.AsNoTracking().Where(Visible.Certificates(user)).SingleOrDefaultAsync(c => c.CertificateId == id, ct);

    private RedirectToActionResult Before(Guid id)
    {
        TempData.Warning(t["This certificate is revoked already."]);

        return RedirectToAction(nameof(Show), new { id });
    }
}

/// <summary>The certificates of one's centres, and how far the jobs are with more.</summary>
public sealed record CertificatesPage(Page<CertificateRow> Certificates, string? Number, CertificateProgress Progress);

/// <param name="Coming">Terms whose certificate is still to be issued.</param>
/// <param name="Unprinted">Certificates whose paper is still to be printed; none where nobody prints.</param>
/// <param name="Ready">Certificates of the last day with their paper.</param>
public sealed record CertificateProgress(int Coming, int Unprinted, int Ready)
{
    public int All => Coming + Unprinted + Ready;
}

public sealed record CertificateRow(Guid CertificateId, string Number, string HolderName, int Minutes, DateOnly FromOn, DateOnly UntilOn, DateTime? RevokedAtUtc);

public sealed record DeskCertificatePage(Certificate Certificate, CertificateSheet Sheet);

/// <summary>Revoking a certificate: why.</summary>
public sealed class RevokeForm
{
    public string? Reason { get; set; }

    /// <summary>The certificate as it was seen.</summary>
    public Guid? Version { get; set; }
}

public sealed class RevokeFormValidator : AbstractValidator<RevokeForm>
{
    public RevokeFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.Reason).NotEmpty().WithMessage(_ => t["Write why: the volunteer will read it"])
        .MaximumLength(Certificate.ReasonMaxLength).WithMessage(_ => t["At most {0} characters, please", Certificate.ReasonMaxLength]);
}

public sealed record RevokePage(string Number, string HolderName, Guid CertificateId, RevokeForm Form);
