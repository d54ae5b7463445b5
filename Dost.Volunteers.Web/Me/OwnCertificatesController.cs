using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>The volunteer's certificates: those that there are, and a new one whenever it is wanted.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/certificates")]
public sealed class OwnCertificatesController(VolunteersDbContext db, CurrentUser user, CertificateService certificates, CertificatePapers papers, PublicUrl site, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(int? page, CancellationToken ct)
    {
        var own = db.Certificates.AsNoTracking().Where(Visible.OwnCertificates(user));
        var total = await own.CountAsync(ct);
        var number = Paging.Within(page ?? 1, total);
        var rows = await own.OrderByDescending(c => c.IssuedAtUtc).ThenByDescending(c => c.CertificateId).Skip(Paging.Offset(number, Paging.DefaultSize)).Take(Paging.DefaultSize).ToListAsync(ct);
        var volunteerId = user.VolunteerId;
        var minutes = await db.Volunteers.Where(v => v.VolunteerId == volunteerId).Select(v => v.ServedMinutes).SingleOrDefaultAsync(ct);

        return View(new OwnCertificatesPage(new Page<Certificate>(rows, number, Paging.DefaultSize, total), minutes));
    }

    [HttpPost("")]
    public async Task<IActionResult> Issue(string? language, CancellationToken ct)
    {
        var culture = Cultures.All.FirstOrDefault(c => c.Name == language)?.Name ?? CultureInfo.CurrentUICulture.Name;
        var result = await certificates.IssueAsync(user.VolunteerId!.Value, culture, ct);

        switch (result.Outcome)
        {
            case IssueOutcome.Issued:
                TempData.Notice(t["Your certificate is issued. You can print it, or save it as a file."]);

                return RedirectToAction(nameof(Show), new { id = result.CertificateId });
            case IssueOutcome.IssuedBefore:
                TempData.Notice(t["This is the certificate for all your hours so far. There is nothing newer."]);

                return RedirectToAction(nameof(Show), new { id = result.CertificateId });
            case IssueOutcome.NoHours or IssueOutcome.Gone:
            default:
                TempData.Warning(t["There are no approved hours yet. A certificate is issued for hours that a coordinator has approved."]);

                return RedirectToAction(nameof(Index));
        }
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        var certificate = await db.Certificates.AsNoTracking().Where(Visible.OwnCertificates(user)).SingleOrDefaultAsync(c => c.CertificateId == id, ct);

        return certificate is null ? NotFound() : View(new OwnCertificatePage(certificate, CertificateSheet.Of(certificate, $"{site.Value}/certificate/{certificates.TokenOf(id)}", t)));
    }

    /// <summary>The printed paper, where there is one.</summary>
    [HttpGet("{id:guid}/pdf")]
    public async Task<IActionResult> Pdf(Guid id, CancellationToken ct) => await papers.OpenOwnAsync(id, ct) is { } file ? this.Download(file) : NotFound();
}

/// <summary>The certificates of the volunteer, and how many approved minutes there are.</summary>
public sealed record OwnCertificatesPage(Page<Certificate> Certificates, int ApprovedMinutes);

public sealed record OwnCertificatePage(Certificate Certificate, CertificateSheet Sheet);
