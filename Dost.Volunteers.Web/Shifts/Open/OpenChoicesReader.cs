using System.Globalization;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching.Open;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers.Availability;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Open;

/// <summary>What can be chosen in the filters of the open shifts. Only what leads to something is offered.</summary>
public sealed class OpenChoicesReader(VolunteersDbContext db, OpenShiftReader shifts, IStringLocalizer<Text> t)
{
    public async Task<OpenChoices> ReadAsync(IReadOnlyList<Centre> centres, IReadOnlyList<District> districts, bool isVolunteer, CancellationToken ct)
    {
        var culture = CultureInfo.CurrentUICulture;
        var open = db.Shifts.AsNoTracking().Where(shifts.IsOpen());
        var there = await open.Select(s => new { s.CentreId, s.VolunteerTask.DistrictCode, s.VolunteerTask.HelpCategoryCode, IsRemote = s.VolunteerTask.PlaceKind == PlaceKind.Remote }).Distinct().ToListAsync(ct);
        var (centreIds, districtCodes, categoryCodes) = (there.Select(s => s.CentreId).ToHashSet(), there.Where(s => !s.IsRemote).Select(s => s.DistrictCode).ToHashSet(), there.Select(s => s.HelpCategoryCode).ToHashSet());
        var categories = await db.HelpCategories.AsNoTracking().OrderBy(c => c.Position).Select(c => new { c.HelpCategoryCode, c.Name }).ToListAsync(ct);

        return new OpenChoices(
            [new SelectListItem(t["All centres"], ""), .. centres.Where(c => centreIds.Contains(c.CentreId)).Select(c => new SelectListItem(c.Name.In(culture), c.Code))],
            [
                new SelectListItem(t["All districts"], ""),
                .. districts.Where(d => districtCodes.Contains(d.DistrictCode)).Select(d => new SelectListItem(d.Name.In(culture), d.DistrictCode)).OrderBy(item => item.Text, StringComparer.Create(culture, ignoreCase: true)),
            ],
            [new SelectListItem(t["All kinds of help"], ""), .. categories.Where(c => categoryCodes.Contains(c.HelpCategoryCode)).Select(c => new SelectListItem(c.Name.In(culture), c.HelpCategoryCode))],
            [.. WeekGrid.Days.Select(d => new SelectListItem(SpokenTime.StartLine(SpokenTime.Weekday(d, culture), culture), d.ToString()))],
            [new SelectListItem(t["At any hour"], ""), .. Enum.GetValues<TimeOfDay>().Select(time => new SelectListItem(t.NameOf(time), time.ToString()))],
            [new SelectListItem(t["Everywhere"], ""), .. Enum.GetValues<PlaceKind>().Select(place => new SelectListItem(t.OpenPlace(place), place.ToString()))],
            isVolunteer
                ? [new SelectListItem(t["However far"], ""), .. OpenShiftQuery.Distances.Select(km => new SelectListItem(t["Up to {0} km from my district", km], km.ToString(CultureInfo.InvariantCulture)))]
                : []);
    }
}
