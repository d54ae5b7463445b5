using System.Globalization;

namespace Dost.Volunteers.Core.Common;

/// <summary>Which form of a word goes with a number: Azerbaijani has one, English two, Russian three.</summary>
public static class Plural
{
    /// <summary>Takes the form that suits the count; a language that needs fewer forms than given uses the last one it knows.</summary>
    public static string Choose(long count, CultureInfo culture, params ReadOnlySpan<string> forms)
    {
        ArgumentNullException.ThrowIfNull(culture);
        ArgumentOutOfRangeException.ThrowIfZero(forms.Length);

        var index = culture.TwoLetterISOLanguageName switch
        {
            "ru" => RussianForm(Math.Abs(count)),
            "az" => 0,
            _ => Math.Abs(count) == 1 ? 0 : 1,
        };

        return forms[Math.Min(index, forms.Length - 1)];
    }

    private static int RussianForm(long count) => (count % 10, count % 100) switch
    {
        (1, not 11) => 0,
        ( >= 2 and <= 4, < 12 or > 14) => 1,
        _ => 2,
    };
}
