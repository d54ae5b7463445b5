using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.HelpRequests.Asking;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Calls;

/// <summary>What who takes a call can choose from, as of today.</summary>
public sealed record HotlineChoices
{
    public required IReadOnlyList<SelectListItem> Categories { get; init; }

    /// <summary>The kinds of help for which somebody comes to an address.</summary>
    public required IReadOnlySet<string> AtHome { get; init; }
    public required IReadOnlyList<SelectListItem> Districts { get; init; }
    public required IReadOnlyList<SelectListItem> Who { get; init; }
    public required IReadOnlyList<SelectListItem> Parts { get; init; }
    public required IReadOnlyList<SelectListItem> Urgencies { get; init; }
    public required IReadOnlyList<SelectListItem> Visitors { get; init; }
    public required IReadOnlyList<SelectListItem> Languages { get; init; }
    public required ConsentText OwnText { get; init; }
    public required ConsentText BehalfText { get; init; }
    public required DateOnly Today { get; init; }

    public DateOnly LastDay => Today.AddMonths(3);
}

/// <summary>Reads the choices of the operator's screen.</summary>
public sealed class HotlineChoicesReader(VolunteersDbContext db, ReferenceChoices reference, TimeProvider clock, IStringLocalizer<Text> t)
{
    public async Task<HotlineChoices> ReadAsync(CancellationToken ct)
    {
        var today = clock.TodayInBaku();
        var culture = CultureInfo.CurrentUICulture;
        var categories = await db.HelpCategories.AsNoTracking().Where(c => c.IsPublic).OrderBy(c => c.Position).Select(c => new { c.HelpCategoryCode, c.Name, c.IsAtHome }).ToListAsync(ct);
        var texts = await db.ConsentTexts.AsNoTracking()
            .Where(text => text.EffectiveOn <= today && (text.Code == ConsentText.BeneficiaryConsent || text.Code == ConsentText.OnBehalfConsent)).ToListAsync(ct);

        return new HotlineChoices
        {
            Categories = [new SelectListItem(t["Choose what it is about"], ""), .. categories.Select(c => new SelectListItem(SpokenTime.StartLine(c.Name.In(culture), culture), c.HelpCategoryCode))],
            AtHome = categories.Where(c => c.IsAtHome).Select(c => c.HelpCategoryCode).ToHashSet(),
            Districts = await reference.DistrictsAsync(ct),
            Who = [new SelectListItem(t["For who is calling"], AskForm.Myself), new SelectListItem(t["For somebody else"], AskForm.SomebodyElse)],
            Parts = [.. Enum.GetValues<PartOfDay>().Select(part => new SelectListItem(SpokenTime.StartLine(t.PartOfDay(part), culture), part.ToString()))],
            Urgencies =
            [
                new SelectListItem(t["Can wait its turn"], nameof(Urgency.Normal)),
                new SelectListItem(t["Soon"], nameof(Urgency.Soon)),
                new SelectListItem(t["Urgent"], nameof(Urgency.Urgent)),
            ],
            Visitors =
            [
                new SelectListItem(t["It does not matter"], ""),
                new SelectListItem(t["A woman"], nameof(Gender.Female)),
                new SelectListItem(t["A man"], nameof(Gender.Male)),
            ],
            Languages = [.. Cultures.All.Select(c => new SelectListItem(c.OwnName(), c.Name))],
            OwnText = texts.Where(text => text.Code == ConsentText.BeneficiaryConsent).MaxBy(text => text.Version)!,
            BehalfText = texts.Where(text => text.Code == ConsentText.OnBehalfConsent).MaxBy(text => text.Version)!,
            Today = today,
        };
    }
}
