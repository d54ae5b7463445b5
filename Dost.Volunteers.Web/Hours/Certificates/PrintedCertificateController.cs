using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Jobs.Printing;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Hours.Certificates;

/// <summary>
/// The certificate and nothing around it, for the browser of the job that prints. Whoever has the key is let in: it is signed, for one
/// certificate and a few minutes, and is found in no page and no log.
/// </summary>
[AllowAnonymous, Route("certificate/print")]
public sealed class PrintedCertificateController(CertificatePapers papers, CertificateService certificates, PublicUrl site, IStringLocalizer<Text> t) : Controller
{
    /// <summary>Its own style sheets and letters, and nothing that runs.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    [HttpGet("{key}")]
    public async Task<IActionResult> Index(string key, CancellationToken ct)
    {
        if (await papers.FindToPrintAsync(key, ct) is not { } certificate)
        {
            return NotFound();
        }

        Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        Response.Headers.CacheControl = "no-store";
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        Response.Headers["Referrer-Policy"] = "no-referrer";
        var sheet = CertificateSheet.Of(certificate, $"{site.Value}/certificate/{certificates.TokenOf(certificate.CertificateId)}", t) with { IsAlone = true };

        return View(new PrintedCertificatePage(PrintedPaper.TitleOf(certificate.Number), sheet));
    }
}

/// <param name="Title">By which the job knows the paper again.</param>
/// <param name="Sheet">The same as on the screen.</param>
public sealed record PrintedCertificatePage(string Title, CertificateSheet Sheet);
