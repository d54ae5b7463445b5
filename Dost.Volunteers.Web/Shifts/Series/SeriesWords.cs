using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts.Series;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Series;

/// <summary>A weekly pattern in words.</summary>
public static class SeriesWords
{
    public static string DayName(DayOfWeek day) => SpokenTime.StartLine(CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName(day), CultureInfo.CurrentUICulture);

    /// <summary>Monday, Wednesday: 09:00–12:00, 12:00–15:00.</summary>
    public static string Words(this WeeklyPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);

        return $"{string.Join(", ", pattern.Days.Select(DayName))}: {string.Join(", ", pattern.Blocks.Select(b => b.ToString().Replace('-', '–')))}";
    }

    /// <summary>What became of a change, with the names of who is elsewhere.</summary>
    public static string Said(this IStringLocalizer<Text> t, SeriesResult result)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(result);

        List<string> words = [t["The series is changed. Whoever has a place is told."]];

        if (result.RolesKept > 0)
        {
            words.Add(t.Plural(result.RolesKept, "{0} shift keeps its roles, since people were asked to it.|{0} shifts keep their roles, since people were asked to them."));
        }

        foreach (var kept in result.Kept.Take(5))
        {
            var day = SpokenTime.StartLine(BakuTime.FromUtc(kept.StartsAtUtc).ToString("dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture), CultureInfo.CurrentUICulture);
            words.Add(t["{0} stays as it is: {1}.", day, kept.Names.Count > 0 ? string.Join(", ", kept.Names) : t["it cannot be moved"]]);
        }

        return string.Join(' ', words);
    }
}
