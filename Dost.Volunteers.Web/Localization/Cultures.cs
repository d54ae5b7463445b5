using System.Globalization;

namespace Dost.Volunteers.Web.Localization;

/// <summary>The languages of the site; Azerbaijani unless something says otherwise.</summary>
public static class Cultures
{
    public const string Default = "az";

    /// <summary>The claim of the signed-in person's own choice.</summary>
    public const string Claim = "culture";

    internal const string Cookie = "dost.culture";

    public static IReadOnlyList<CultureInfo> All { get; } = [new("az"), new("ru"), new("en")];

    /// <summary>The supported name, or null: "RU" is "ru", "tr" is nothing.</summary>
    public static string? Known(string? name) =>
        All.FirstOrDefault(culture => string.Equals(culture.Name, name, StringComparison.OrdinalIgnoreCase))?.Name;

    /// <summary>How the language calls itself: "Azərbaycan dili".</summary>
    public static string OwnName(this CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);

        return culture.Name switch
        {
            "az" => "Azərbaycan dili",
            "ru" => "Русский язык",
            _ => "English",
        };
    }
}
