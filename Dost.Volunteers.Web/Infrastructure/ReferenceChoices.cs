using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>Reference data as answers to choose from, in the reader's language.</summary>
public sealed class ReferenceChoices(VolunteersDbContext db, CurrentUser user, IStringLocalizer<Text> t)
{
    /// <summary>The centres that are open and that the user works for.</summary>
    public async Task<IReadOnlyList<SelectListItem>> OwnCentresAsync(CancellationToken ct)
    {
        var (all, own) = (user.IsAdministrator, user.CentreIds);
        var centres = await db.Centres.AsNoTracking().Where(c => c.IsActive && (all || own.Contains(c.CentreId))).OrderBy(c => c.Code)
            .Select(c => new { c.CentreId, c.Name }).ToListAsync(ct);

        return [.. centres.Select(c => new SelectListItem(c.Name.In(CultureInfo.CurrentUICulture), c.CentreId.ToString("D")))];
    }

    /// <summary>The districts that a centre serves: those of the cities first ("Bakı: Yasamal"), then the country, by name.</summary>
    public async Task<IReadOnlyList<SelectListItem>> DistrictsAsync(CancellationToken ct)
    {
        var culture = CultureInfo.CurrentUICulture;
        var districts = await db.Districts.AsNoTracking().Where(d => d.CentreId != null).ToListAsync(ct);
        var names = districts.ToDictionary(d => d.DistrictCode, d => d.Name.In(culture));
        var parents = districts.Select(d => d.ParentCode).ToHashSet();

        return
        [
            new SelectListItem(t["Choose a district"], ""),
            .. districts.Where(d => !parents.Contains(d.DistrictCode))
                .Select(d => (d.DistrictCode, City: names.GetValueOrDefault(d.ParentCode ?? ""), Name: names[d.DistrictCode]))
                .OrderBy(d => d.City is null)
                .ThenBy(d => d.City, StringComparer.Create(culture, ignoreCase: true))
                .ThenBy(d => d.Name, StringComparer.Create(culture, ignoreCase: true))
                .Select(d => new SelectListItem(d.City is null ? d.Name : $"{d.City}: {d.Name}", d.DistrictCode)),
        ];
    }

    public async Task<IReadOnlyList<SelectListItem>> SkillsAsync(CancellationToken ct)
    {
        var skills = await db.Skills.AsNoTracking().OrderBy(s => s.Position).ToListAsync(ct);

        return [.. skills.Select(s => Item(s.Name, s.SkillCode))];
    }

    public async Task<IReadOnlyList<SelectListItem>> LanguagesAsync(CancellationToken ct)
    {
        var languages = await db.Languages.AsNoTracking().OrderBy(l => l.Position).ToListAsync(ct);

        return [.. languages.Select(l => Item(l.Name, l.LanguageCode))];
    }

    public async Task<IReadOnlyList<SelectListItem>> CredentialTypesAsync(CancellationToken ct)
    {
        var types = await db.CredentialTypes.AsNoTracking().OrderBy(c => c.Position).Select(c => new { c.Name, c.CredentialTypeCode }).ToListAsync(ct);

        return [.. types.Select(c => Item(c.Name, c.CredentialTypeCode))];
    }

    private static SelectListItem Item(LocalName name, string code)
    {
        var culture = CultureInfo.CurrentUICulture;

        return new SelectListItem(SpokenTime.StartLine(name.In(culture), culture), code);
    }
}
