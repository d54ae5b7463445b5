using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;

namespace Dost.Volunteers.Web.Home;

[PublicPage]
public sealed class HomeController : Controller
{
    [HttpGet("/")]
    public IActionResult Index() => View();
}
