using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;

namespace Dost.Volunteers.Web.Information;

/// <summary>Pages of words: what the site does with personal data, and for whom it can be used.</summary>
[PublicPage]
public sealed class InformationController : Controller
{
    [HttpGet("privacy")]
    public IActionResult Privacy() => View();

    [HttpGet("accessibility")]
    public IActionResult Accessibility() => View();
}
