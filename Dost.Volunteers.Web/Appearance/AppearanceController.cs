using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Appearance;

[AllowAnonymous, Route("appearance")]
public sealed class AppearanceController(IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public IActionResult Index(string? back) => View(new AppearanceForm { Theme = Themes.Chosen(Request) ?? "", Back = back });

    [HttpPost("")]
    public IActionResult Index(AppearanceForm form)
    {
        Response.AppendChoice(Themes.Cookie, form.Theme is Themes.Light or Themes.Dark ? form.Theme : "");
        TempData.Notice(t["Your choice was saved on this device."]);

        return LocalRedirect(Url.IsLocalUrl(form.Back) ? form.Back! : Url.Content("~/"));
    }
}
