using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Localization;

/// <summary>Sentences with a number in them.</summary>
public static class Counted
{
    /// <summary>
    /// <c>T.Plural(3, "{0} place left|{0} places left")</c>: forms divided by a bar, one and many in English, one, few and many in
    /// the Russian catalogue, a single one in Azerbaijani. The count is {0}, written as the language writes numbers.
    /// </summary>
    public static string Plural(this IStringLocalizer t, long count, string forms, params object[] others)
    {
        ArgumentNullException.ThrowIfNull(t);

        var culture = CultureInfo.CurrentUICulture;
        var form = Core.Common.Plural.Choose(count, culture, t[forms].Value.Split('|'));

        return string.Format(culture, form, [Number(count), .. others]);
    }

    /// <summary>12 345 with a thin space that does not break, as Azerbaijani and Russian write it; 12,345 in English.</summary>
    public static string Number(long count)
    {
        var culture = CultureInfo.CurrentUICulture;
        var separator = culture.TwoLetterISOLanguageName == "en" ? "," : "\u202f";

        return count.ToString("#,0", new NumberFormatInfo { NumberGroupSeparator = separator, NegativeSign = "−" });
    }
}
