using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>Reads what a role can demand.</summary>
public sealed class RoleChoicesReader(ReferenceChoices reference, IStringLocalizer<Text> t)
{
    /// <param name="lowestCheck">The check that the work needs in any case.</param>
    /// <param name="wish">The gender that the person visited wishes for; it is not for others to set aside.</param>
    public async Task<RoleChoices> ReadAsync(VettingLevel lowestCheck, Gender? wish, CancellationToken ct)
    {
        var culture = CultureInfo.CurrentUICulture;
        SelectListItem[] genders = [new(t["It does not matter"], ""), new(t["A woman"], nameof(Gender.Female)), new(t["A man"], nameof(Gender.Male))];

        return new RoleChoices(
            [.. Enum.GetValues<VettingLevel>().Where(level => level >= lowestCheck).Select(level => new SelectListItem(SpokenTime.StartLine(t.Vetting(level), culture), level.ToString()))],
            [.. genders.Where(item => wish is null || item.Value == wish.ToString())],
            await reference.SkillsAsync(ct),
            await reference.LanguagesAsync(ct),
            await reference.CredentialTypesAsync(ct));
    }
}
