using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Volunteers.Roster;

/// <summary>What can be chosen in the filters of who asks.</summary>
public sealed record RosterChoices
{
    /// <summary>Empty where there is nothing to choose: one centre.</summary>
    public required IReadOnlyList<SelectListItem> Centres { get; init; }
    public required IReadOnlyList<SelectListItem> Districts { get; init; }
    public required IReadOnlyList<SelectListItem> Skills { get; init; }
    public required IReadOnlyList<SelectListItem> Languages { get; init; }
    public required IReadOnlyList<SelectListItem> Tags { get; init; }
}

/// <summary>Reads the choices. The districts are those of the centres, not those of the volunteers: that would read all of them.</summary>
public sealed class RosterChoicesReader(VolunteersDbContext db, CurrentUser user, ReferenceChoices reference)
{
    public async Task<RosterChoices> ReadAsync(CancellationToken ct)
    {
        var culture = CultureInfo.CurrentUICulture;
        var order = StringComparer.Create(culture, ignoreCase: true);
        var (all, own) = (user.IsAdministrator, user.CentreIds);
        var centres = await db.Centres.AsNoTracking().Where(c => all || own.Contains(c.CentreId)).OrderBy(c => c.Code).Select(c => new { c.CentreId, c.Name }).ToListAsync(ct);
        var districts = await db.Districts.AsNoTracking().Where(d => d.CentreId != null && (all || own.Contains(d.CentreId.Value))).Select(d => new { d.DistrictCode, d.Name }).ToListAsync(ct);
        var tags = await db.Tags.AsNoTracking().Where(t => all || own.Contains(t.CentreId)).Select(t => new { t.TagId, t.Name, Centre = t.Centre.Name }).ToListAsync(ct);

        return new RosterChoices
        {
            Centres = centres.Count < 2 ? [] : centres.ConvertAll(c => new SelectListItem(c.Name.In(culture), c.CentreId.ToString("D"))),
            Districts = [.. districts.Select(d => new SelectListItem(d.Name.In(culture), d.DistrictCode)).OrderBy(d => d.Text, order)],
            Skills = await reference.SkillsAsync(ct),
            Languages = await reference.LanguagesAsync(ct),
            Tags = [.. tags.Select(t => new SelectListItem(centres.Count < 2 ? t.Name : $"{t.Name} ({t.Centre.In(culture)})", t.TagId.ToString("D"))).OrderBy(t => t.Text, order)],
        };
    }
}
