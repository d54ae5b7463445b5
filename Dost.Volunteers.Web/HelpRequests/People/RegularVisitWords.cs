using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.People;

/// <summary>How often and on which day somebody comes, in words.</summary>
public static class RegularVisitWords
{
    public static string DayName(DayOfWeek day) => SpokenTime.StartLine(CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName(day), CultureInfo.CurrentUICulture);

    public static string EveryWeeks(this IStringLocalizer<Text> t, int weeks)
    {
        ArgumentNullException.ThrowIfNull(t);

        return weeks == 1 ? t["Every week"] : t.Plural(weeks, "Every {0} week|Every {0} weeks");
    }

    /// <summary>Tuesday, every week.</summary>
    public static string Often(this IStringLocalizer<Text> t, int weeks, DayOfWeek day)
    {
        var culture = CultureInfo.CurrentUICulture;
        var often = t.EveryWeeks(weeks);

        return $"{DayName(day)}, {char.ToLower(often[0], culture)}{often[1..]}";
    }
}
