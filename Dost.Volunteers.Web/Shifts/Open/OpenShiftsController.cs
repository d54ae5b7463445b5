using System.Globalization;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Open;

/// <summary>What help is needed, for everybody to see.</summary>
[PublicPage, Route("shifts")]
public sealed class OpenShiftsController(OpenShiftReader shifts, VolunteersDbContext db, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? district, string? category, int page = 1, CancellationToken ct = default)
    {
        var culture = CultureInfo.CurrentUICulture;
        var open = db.Shifts.AsNoTracking().Where(shifts.IsOpen());

        // Only what leads to something is offered as a choice.
        var districts = await db.Districts.AsNoTracking()
            .Where(d => open.Any(s => s.VolunteerTask.DistrictCode == d.DistrictCode && s.VolunteerTask.PlaceKind != PlaceKind.Remote))
            .Select(d => new { d.DistrictCode, d.Name }).ToListAsync(ct);
        var categories = await db.HelpCategories.AsNoTracking().Where(c => open.Any(s => s.VolunteerTask.HelpCategoryCode == c.HelpCategoryCode))
            .OrderBy(c => c.Position).Select(c => new { c.HelpCategoryCode, c.Name }).ToListAsync(ct);

        return View(new OpenShiftsPage(await shifts.PageAsync(NullIfEmpty(district), NullIfEmpty(category), page, ct))
        {
            District = NullIfEmpty(district),
            Category = NullIfEmpty(category),
            Districts =
            [
                new SelectListItem(t["All districts"], ""),
                .. districts.Select(d => new SelectListItem(d.Name.In(culture), d.DistrictCode)).OrderBy(item => item.Text, StringComparer.Create(culture, ignoreCase: true)),
            ],
            Categories = [new SelectListItem(t["All kinds of help"], ""), .. categories.Select(c => new SelectListItem(c.Name.In(culture), c.HelpCategoryCode))],
        });
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
