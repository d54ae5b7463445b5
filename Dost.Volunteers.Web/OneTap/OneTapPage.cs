using Dost.Volunteers.Core.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace Dost.Volunteers.Web.OneTap;

/// <summary>What the pages behind links share. An action of theirs carries <see cref="OneTapAttribute"/>.</summary>
public abstract class OneTapPage : Controller
{
    /// <summary>The link that was opened for this request.</summary>
    protected OneTapLink Link =>
        HttpContext.Features.Get<OneTapLink>() ?? throw new InvalidOperationException("The action lacks [OneTap]: no link was opened.");

    protected string Token => (string)RouteData.Values["token"]!;

    /// <summary>The page of the link, or one below it.</summary>
    protected IActionResult ToPage(string below = "") => LocalRedirect(Url.Content($"~/t/{Token}{(below.Length == 0 ? "" : "/")}{below}"));
}
