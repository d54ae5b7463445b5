using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;

namespace Dost.Volunteers.Web.Attendance;

/// <summary>What opens without a connection: nothing of anybody in it, only what the script finds in the phone itself.</summary>
[PublicPage, Route("offline")]
public sealed class OfflineController : Controller
{
    [HttpGet("")]
    public IActionResult Index() => View();
}
