using System.Globalization;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dost.Volunteers.Web.Volunteers.Join;

/// <summary>What the sign-up page offers, and what policy demands, as of today.</summary>
public sealed record JoinChoices
{
    public required IReadOnlyList<SelectListItem> Districts { get; init; }
    public required IReadOnlyList<SelectListItem> Languages { get; init; }
    public required IReadOnlyList<SelectListItem> Skills { get; init; }
    public required IReadOnlyList<SelectListItem> Genders { get; init; }
    public required IReadOnlyList<SelectListItem> Programmes { get; init; }
    public required IReadOnlyList<ConsentText> Texts { get; init; }
    public required DateOnly Today { get; init; }
    public required int MinimumAge { get; init; }
    public required int GuardianConsentAge { get; init; }
    public required int SilverFromAge { get; init; }
    public required IReadOnlyCollection<string> MobilePrefixes { get; init; }

    public int AgeOf(DateOnly bornOn)
    {
        var years = Today.Year - bornOn.Year;

        return bornOn.AddYears(years) > Today ? years - 1 : years;
    }

    public bool NeedsGuardian(DateOnly bornOn) => AgeOf(bornOn) < GuardianConsentAge;

    /// <summary>The text in paragraphs.</summary>
    public IReadOnlyList<string> ParagraphsOf(string code, CultureInfo culture) =>
        TextOf(code).Body.In(culture).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public AgreedText Agreed(string code) => new(code, TextOf(code).Version);

    private ConsentText TextOf(string code) => Texts.Single(text => text.Code == code);
}
