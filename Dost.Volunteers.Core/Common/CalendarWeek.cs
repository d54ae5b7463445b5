namespace Dost.Volunteers.Core.Common;

/// <summary>The week as it is counted in Azerbaijan: from Monday.</summary>
public static class CalendarWeek
{
    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-day.DayOfWeek.AfterMonday());

    /// <summary>How many days after Monday: 0 to 6.</summary>
    public static int AfterMonday(this DayOfWeek day) => ((int)day + 6) % 7;
}
