using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Dost.Volunteers.Web.Volunteers.Roster;

/// <summary>The coordinator's list of volunteers.</summary>
[Authorize(Policy = Access.Staff), Route("desk/volunteers")]
public sealed class RosterController(RosterReader roster, RosterChoicesReader choices, SavedFilterService saved, SearchPass pass) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(VolunteerFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);

        if (!Request.QueryString.HasValue && await saved.DefaultAsync(ct) is { Length: > 0 } usual)
        {
            return LocalRedirect(Url.Content("~/desk/volunteers") + usual);
        }

        var typed = pass.Open(filter.S);
        filter.S = typed is null ? null : filter.S;

        return View(new VolunteerListPage
        {
            Filter = filter,
            Typed = typed,
            Slice = await roster.ListAsync(filter.Read(typed), filter.AfterId, filter.BeforeId, ct),
            Choices = await choices.ReadAsync(ct),
            Saved = await saved.ListAsync(ct),
        });
    }

    /// <summary>Takes what was typed out of the address: sealed, it goes into the one that is shown.</summary>
    [HttpPost("search")]
    public IActionResult Search(VolunteerFilter filter, string? q)
    {
        ArgumentNullException.ThrowIfNull(filter);

        filter.S = pass.Seal(q);
        var query = filter.WithSearch();

        return LocalRedirect(Url.Content("~/desk/volunteers") + (query.Length > 0 ? query : "?all=true"));
    }
}
