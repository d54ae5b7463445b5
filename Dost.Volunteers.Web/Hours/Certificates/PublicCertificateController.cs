using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Dost.Volunteers.Web.Hours.Certificates;

/// <summary>What somebody sees who was shown a certificate and scans its code: that it holds, or that it does not. Never indexed.</summary>
[AllowAnonymous, Route("certificate"), EnableRateLimiting(RateLimits.Lookup)]
public sealed class PublicCertificateController(CertificateService certificates) : Controller
{
    [HttpGet("{token}")]
    public async Task<IActionResult> Index(string token, CancellationToken ct)
    {
        if (await certificates.FindAsync(token, ct) is { } certificate)
        {
            return View(certificate);
        }

        return NotFound();
    }
}
