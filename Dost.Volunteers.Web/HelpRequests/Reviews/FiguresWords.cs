using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Reviews;

/// <summary>Figures as people read them; a dash where there is none.</summary>
public static class FiguresWords
{
    public const string None = "–";
    private const int MinutesOfDay = 24 * 60;

    /// <summary>"45 minutes", "3 hours 20 minutes", "2 days 5 hours".</summary>
    public static string Time(this IStringLocalizer<Text> t, int? minutes)
    {
        var culture = CultureInfo.CurrentUICulture;

        if (minutes is not { } length)
        {
            return None;
        }

        if (length < MinutesOfDay)
        {
            return SpokenTime.Duration(length, culture);
        }

        var (days, rest) = Math.DivRem(length, MinutesOfDay);

        return t.Plural(days, "{0} day|{0} days") + (rest >= 60 ? " " + SpokenTime.Duration(rest / 60 * 60, culture) : "");
    }

    public static string Percent(int? percent) => percent is { } share ? string.Create(CultureInfo.InvariantCulture, $"{share}%") : None;

    /// <summary>"4,6", with a point in English.</summary>
    public static string Stars(double? stars) => stars is { } mean
        ? mean.ToString("0.0", CultureInfo.GetCultureInfo(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "en" ? "en" : "az"))
        : None;
}
