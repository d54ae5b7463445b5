using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Roster;

/// <summary>The filters that somebody keeps for themselves.</summary>
[Authorize(Policy = Access.Staff), Route("desk/volunteers/filters")]
public sealed class SavedFiltersController(SavedFilterService saved, IStringLocalizer<Text> t) : Controller
{
    [HttpPost("")]
    public async Task<IActionResult> Save(VolunteerFilter filter, string? name, bool usual, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);

        var query = filter.ToQuery();
        var clean = name?.Trim() ?? "";

        if (clean.Length is 0 or > SavedFilter.NameMaxLength || query.Length is 0 or > SavedFilter.QueryMaxLength)
        {
            TempData.Warning(t["Choose a filter and give it a name of at most {0} letters.", SavedFilter.NameMaxLength]);
        }
        else if (await saved.SaveAsync(clean, query, usual, ct))
        {
            TempData.Notice(t["The filter is kept. You find it above the list."]);
        }
        else
        {
            TempData.Warning(t["You keep {0} filters already. Delete one first.", SavedFilter.MostPerAccount]);
        }

        return LocalRedirect(Url.Content("~/desk/volunteers") + query);
    }

    [HttpPost("{id:guid}/usual")]
    public async Task<IActionResult> SetUsual(Guid id, bool on, CancellationToken ct)
    {
        if (!await saved.SetDefaultAsync(id, on, ct))
        {
            return NotFound();
        }

        TempData.Notice(on ? t["The list opens with this filter from now on."] : t["The list opens with everybody from now on."]);

        return LocalRedirect(Url.Content("~/desk/volunteers?all=true"));
    }

    [HttpPost("{id:guid}/forget")]
    public async Task<IActionResult> Forget(Guid id, CancellationToken ct)
    {
        if (!await saved.ForgetAsync(id, ct))
        {
            return NotFound();
        }

        TempData.Notice(t["The filter is deleted."]);

        return LocalRedirect(Url.Content("~/desk/volunteers?all=true"));
    }
}
