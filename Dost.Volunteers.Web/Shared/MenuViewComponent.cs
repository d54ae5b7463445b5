using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shared;

/// <summary>Where this person can go: everybody sees the public pages, and each role its own work.</summary>
public sealed class MenuViewComponent(IStringLocalizer<Text> t) : ViewComponent
{
    public IViewComponentResult Invoke() =>
        View(new Menu([.. Places().Select(Item)], UserClaimsPrincipal.Identity is { IsAuthenticated: true } person ? person.Name ?? "" : null));

    private IEnumerable<(string Text, string Path)> Places()
    {
        var isAdministrator = UserClaimsPrincipal.IsInRole(Roles.Administrator);

        if (isAdministrator || UserClaimsPrincipal.IsInRole(Roles.Coordinator))
        {
            yield return (t["Today"], "/desk");
            yield return (t["Requests"], "/desk/requests");
            yield return (t["Shifts"], "/desk/shifts");
            yield return (t["Volunteers"], "/desk/volunteers");
            yield return (t["Intake"], "/desk/intake");
            yield return (t["Hours"], "/desk/hours");

            if (isAdministrator)
            {
                yield return (t["Jobs"], "/admin/jobs");
            }
        }
        else if (UserClaimsPrincipal.IsInRole(Roles.Operator))
        {
            yield return (t["Calls to 142"], "/hotline");
        }
        else if (UserClaimsPrincipal.IsInRole(Roles.Volunteer))
        {
            yield return (t["My page"], "/me");
            yield return (t["Open shifts"], "/shifts");
        }
        else
        {
            yield return (t["Home"], "/");
            yield return (t["Open shifts"], "/shifts");
            yield return (t["I need help"], "/help");
        }
    }

    private MenuItem Item((string Text, string Path) place)
    {
        var path = Request.Path.Value ?? "/";

        // "Today" is only the desk itself; "Shifts" is also one shift.
        var isCurrent = place.Path is "/" or "/desk"
            ? string.Equals(path, place.Path, StringComparison.OrdinalIgnoreCase)
            : Request.Path.StartsWithSegments(place.Path, StringComparison.OrdinalIgnoreCase);

        return new MenuItem(place.Text, Request.PathBase.Add(place.Path).ToUriComponent(), isCurrent);
    }
}

/// <summary>The menu of one person; <paramref name="SignedInAs"/> is null for a stranger.</summary>
public sealed record Menu(IReadOnlyList<MenuItem> Items, string? SignedInAs);

public sealed record MenuItem(string Text, string Address, bool IsCurrent);
