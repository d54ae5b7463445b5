using System.Globalization;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Asking;

/// <summary>Reads the choices of the form for asking.</summary>
public sealed class AskChoicesReader(VolunteersDbContext db, ReferenceChoices reference, MapTiles tiles, TimeProvider clock, IStringLocalizer<Text> t)
{
    /// <summary>Null where people cannot ask for that.</summary>
    public async Task<AskChoices?> ReadAsync(string categoryCode, CancellationToken ct)
    {
        var today = clock.TodayInBaku();
        var category = await db.HelpCategories.AsNoTracking().SingleOrDefaultAsync(c => c.HelpCategoryCode == categoryCode && c.IsPublic, ct);

        if (category is null)
        {
            return null;
        }

        var texts = await db.ConsentTexts.AsNoTracking()
            .Where(text => text.EffectiveOn <= today && (text.Code == ConsentText.BeneficiaryConsent || text.Code == ConsentText.OnBehalfConsent)).ToListAsync(ct);

        return new AskChoices
        {
            Category = category,
            Districts = await reference.DistrictsAsync(ct),
            Who = [new SelectListItem(t["For me"], AskForm.Myself), new SelectListItem(t["For somebody else"], AskForm.SomebodyElse)],
            Parts = Parts(),
            Visitors =
            [
                new SelectListItem(t["It does not matter"], ""),
                new SelectListItem(t["A woman"], nameof(Gender.Female)),
                new SelectListItem(t["A man"], nameof(Gender.Male)),
            ],
            OwnText = texts.Where(text => text.Code == ConsentText.BeneficiaryConsent).MaxBy(text => text.Version)!,
            BehalfText = texts.Where(text => text.Code == ConsentText.OnBehalfConsent).MaxBy(text => text.Version)!,
            Ground = await GroundAsync(ct),
            Today = today,
        };
    }

    public IReadOnlyList<SelectListItem> Parts() => [.. Enum.GetValues<PartOfDay>().Select(part => new SelectListItem(SpokenTime.StartLine(t.PartOfDay(part), CultureInfo.CurrentUICulture), part.ToString()))];

    /// <summary>The middles of the districts, by name.</summary>
    public async Task<PlaceGround> GroundAsync(CancellationToken ct)
    {
        var culture = CultureInfo.CurrentUICulture;
        var districts = await db.Districts.AsNoTracking().ToListAsync(ct);

        return new PlaceGround([.. districts.Select(d => new GroundDistrict(d.DistrictCode, d.Name.In(culture), d.Latitude, d.Longitude, d.Kind is DistrictKind.CityDistrict))], tiles);
    }
}
