using Dost.Volunteers.Core.Matching;

namespace Dost.Volunteers.Core.Volunteers.Availability;

/// <summary>A part of the day as the week's grid shows it.</summary>
public sealed record PartOfWeek(string Code, TimeOnly StartsAt, TimeOnly EndsAt);

/// <summary>
/// The week as people tick it: seven days by the three blocks in which the centres serve, and the evening for remote work. A window that
/// does not begin and end where parts do cannot be ticked: it stands beside the grid, as it was said.
/// </summary>
public static class WeekGrid
{
    public static IReadOnlyList<PartOfWeek> Parts { get; } =
    [
        new("Morning", new TimeOnly(9, 0), new TimeOnly(12, 0)),
        new("Noon", new TimeOnly(12, 0), new TimeOnly(15, 0)),
        new("Afternoon", new TimeOnly(15, 0), new TimeOnly(18, 0)),
        new("Evening", new TimeOnly(18, 0), new TimeOnly(21, 0)),
    ];

    /// <summary>The week as it is read here: from Monday.</summary>
    public static IReadOnlyList<DayOfWeek> Days { get; } =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday,
    ];

    public static string CodeOf(DayOfWeek day, PartOfWeek part) => $"{day}-{part.Code}";

    /// <summary>The window of a cell; null for what is no cell.</summary>
    public static WeeklyWindow? WindowOf(string code) => (
        from day in Days
        from part in Parts
        where CodeOf(day, part) == code
        select new WeeklyWindow(day, part.StartsAt, part.EndsAt)).FirstOrDefault();

    /// <summary>Whether ticks can say it: it begins where a part begins, and ends where one ends.</summary>
    public static bool Fits(WeeklyWindow window) => Parts.Any(p => p.StartsAt == window.StartsAt) && Parts.Any(p => p.EndsAt == window.EndsAt);

    /// <summary>The cells that windows which fit cover.</summary>
    public static IReadOnlyList<string> CellsOf(IReadOnlyCollection<WeeklyWindow> windows) =>
    [
        .. from day in Days
           from part in Parts
           where windows.Any(w => w.Day == day && Fits(w) && w.StartsAt <= part.StartsAt && w.EndsAt >= part.EndsAt)
           select CodeOf(day, part),
    ];

    /// <summary>The windows of cells, neighbours joined.</summary>
    public static IReadOnlyList<WeeklyWindow> WindowsOf(IReadOnlyCollection<string> cells) => Join([.. cells.Select(WindowOf).OfType<WeeklyWindow>()]);

    /// <summary>The same time in as few windows as can be: those that overlap or touch become one.</summary>
    public static IReadOnlyList<WeeklyWindow> Join(IReadOnlyCollection<WeeklyWindow> windows)
    {
        List<WeeklyWindow> joined = [];

        foreach (var window in windows.OrderBy(w => Days.IndexOf(w.Day)).ThenBy(w => w.StartsAt))
        {
            if (joined is [.., var last] && last.Day == window.Day && window.StartsAt <= last.EndsAt)
            {
                joined[^1] = last with { EndsAt = window.EndsAt > last.EndsAt ? window.EndsAt : last.EndsAt };
            }
            else
            {
                joined.Add(window);
            }
        }

        return joined;
    }

    private static int IndexOf(this IReadOnlyList<DayOfWeek> days, DayOfWeek day) => ((int)day + days.Count - 1) % days.Count;
}
