using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

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

    /// <summary>Each kind twice: for those who hold it, and for those who lack it.</summary>
    public required IReadOnlyList<SelectListItem> Credentials { get; init; }
}

/// <summary>Reads the choices. The districts are those of the centres, not those of the volunteers: that would read all of them.</summary>
public sealed class RosterChoicesReader(VolunteersDbContext db, CurrentUser user, ReferenceChoices reference, IStringLocalizer<Text> t)
{
    public async Task<RosterChoices> ReadAsync(CancellationToken ct)
    {
        var culture = CultureInfo.CurrentUICulture;
        var order = StringComparer.Create(culture, ignoreCase: true);
        var (all, own) = (user.IsAdministrator, user.CentreIds);
        var centres = await db.Centres.AsNoTracking().Where(c => all || own.Contains(c.CentreId)).OrderBy(c => c.Code).Select(c => new { c.CentreId, c.Name }).ToListAsync(ct);
        var districts = await db.Districts.AsNoTracking().Where(d => d.CentreId != null && (all || own.Contains(d.CentreId.Value))).Select(d => new { d.DistrictCode, d.Name }).ToListAsync(ct);
        var tags = await db.Tags.AsNoTracking().Where(t => all || own.Contains(t.CentreId)).Select(t => new { t.TagId, t.Name, Centre = t.Centre.Name }).ToListAsync(ct);
        var credentials = (await db.CredentialTypes.AsNoTracking().OrderBy(c => c.Position).Select(c => new { c.CredentialTypeCode, c.Name }).ToListAsync(ct))
            .ConvertAll(c => new SelectListItem(c.Name.In(culture), c.CredentialTypeCode));
        var (has, lacks) = (new SelectListGroup { Name = t["Hold it today"] }, new SelectListGroup { Name = t["Lack it today"] });

        return new RosterChoices
        {
            Centres = centres.Count < 2 ? [] : centres.ConvertAll(c => new SelectListItem(c.Name.In(culture), c.CentreId.ToString("D"))),
            Districts = [.. districts.Select(d => new SelectListItem(d.Name.In(culture), d.DistrictCode)).OrderBy(d => d.Text, order)],
            Skills = await reference.SkillsAsync(ct),
            Languages = await reference.LanguagesAsync(ct),
            Credentials =
            [
                .. credentials.Select(c => new SelectListItem(c.Text, c.Value) { Group = has }),
                .. credentials.Select(c => new SelectListItem(t["without: {0}", c.Text], VolunteerFilter.Lacks + c.Value) { Group = lacks }),
            ],
            Tags = [.. tags.Select(t => new SelectListItem(centres.Count < 2 ? t.Name : $"{t.Name} ({t.Centre.In(culture)})", t.TagId.ToString("D"))).OrderBy(t => t.Text, order)],
        };
    }
}
