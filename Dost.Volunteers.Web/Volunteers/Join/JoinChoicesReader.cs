using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Join;

/// <summary>Reads the choices of the sign-up page.</summary>
public sealed class JoinChoicesReader(VolunteersDbContext db, PolicyReader policyReader, TimeProvider clock, IStringLocalizer<Text> t)
{
    public async Task<JoinChoices> ReadAsync(CancellationToken ct)
    {
        var culture = CultureInfo.CurrentUICulture;
        var policy = await policyReader.ReadAsync(ct);
        var today = clock.TodayInBaku();
        var skills = await db.Skills.AsNoTracking().OrderBy(s => s.Position).ToListAsync(ct);
        var languages = await db.Languages.AsNoTracking().OrderBy(l => l.Position).ToListAsync(ct);
        var texts = await db.ConsentTexts.AsNoTracking().Where(text => text.EffectiveOn <= today).ToListAsync(ct);

        return new JoinChoices
        {
            Districts = await DistrictsAsync(culture, ct),
            Languages = [.. languages.Select(l => Item(l.Name, l.LanguageCode, culture))],
            Skills = [.. skills.Select(s => Item(s.Name, s.SkillCode, culture))],
            Genders = [new SelectListItem(t["Woman"], nameof(Gender.Female)), new SelectListItem(t["Man"], nameof(Gender.Male))],
            Programmes =
            [
                new SelectListItem(t["Young DOST: at centres and on visits"], nameof(Programme.Young)),
                new SelectListItem(t["Silver DOST: the same, from the age of {0}", policy.SilverFromAge], nameof(Programme.Silver)),
                new SelectListItem(t["Virtual DOST: from home, by phone and internet"], nameof(Programme.Virtual)),
            ],
            Texts = [.. texts.GroupBy(text => text.Code).Select(versions => versions.MaxBy(text => text.Version)!)],
            Today = today,
            MinimumAge = policy.MinimumAge,
            GuardianConsentAge = policy.GuardianConsentAge,
            SilverFromAge = policy.SilverFromAge,
            MobilePrefixes = policy.MobilePrefixes,
        };
    }

    public async Task<int> GuardianConsentAgeAsync(CancellationToken ct) => (await policyReader.ReadAsync(ct)).GuardianConsentAge;

    private static SelectListItem Item(LocalName name, string code, CultureInfo culture) => new(SpokenTime.StartLine(name.In(culture), culture), code);

    /// <summary>Cities that have districts are headings of them; the rest of the country follows by name.</summary>
    private async Task<IReadOnlyList<SelectListItem>> DistrictsAsync(CultureInfo culture, CancellationToken ct)
    {
        var districts = await db.Districts.AsNoTracking().ToListAsync(ct);
        var order = StringComparer.Create(culture, ignoreCase: true);
        var cities = districts.Where(d => districts.Any(part => part.ParentCode == d.DistrictCode))
            .ToDictionary(d => d.DistrictCode, d => new SelectListGroup { Name = d.Name.In(culture) });
        var elsewhere = new SelectListGroup { Name = t["Other cities and districts"] };

        return
        [
            new SelectListItem(t["Choose a district"], ""),
            .. districts.Where(d => !cities.ContainsKey(d.DistrictCode))
                .Select(d => new SelectListItem(d.Name.In(culture), d.DistrictCode) { Group = d.ParentCode is { } parent ? cities[parent] : elsewhere })
                .OrderBy(item => item.Group == elsewhere)
                .ThenBy(item => item.Group.Name, order)
                .ThenBy(item => item.Text, order),
        ];
    }
}
