using System.Globalization;

namespace Dost.Volunteers.Core.Common;

/// <summary>A name in the three languages of the product. Azerbaijani is what is shown when a language is not known.</summary>
public sealed record LocalName(string Az, string Ru, string En)
{
    public const int MaxLength = 120;

    public string In(CultureInfo culture) => culture.TwoLetterISOLanguageName switch
    {
        "ru" => Ru,
        "en" => En,
        _ => Az,
    };
}
