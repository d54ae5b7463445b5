using Dost.Volunteers.Core.Matching;

namespace Dost.Volunteers.Web.Shared;

/// <summary>A part of the day in which one can be free, as the week's grid shows it.</summary>
public sealed record PartOfWeek(string Code, TimeOnly StartsAt, TimeOnly EndsAt);

/// <summary>
/// The week as a grid of ticks, seven days by three parts; a cell posts as "Monday-Morning". Shown by <c>_WeekGrid</c>:
/// <c>&lt;partial name="_WeekGrid" model='new WeekCells("Free", Model.Free)' /&gt;</c>.
/// </summary>
public sealed record WeekCells(string Name, IReadOnlyCollection<string> Ticked)
{
    public static IReadOnlyList<PartOfWeek> Parts { get; } =
    [
        new("Morning", new TimeOnly(9, 0), new TimeOnly(12, 0)),
        new("Afternoon", new TimeOnly(12, 0), new TimeOnly(18, 0)),
        new("Evening", new TimeOnly(18, 0), new TimeOnly(21, 0)),
    ];

    /// <summary>The week as it is read here: from Monday.</summary>
    public static IReadOnlyList<DayOfWeek> Days { get; } =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday,
    ];

    public static string CodeOf(DayOfWeek day, PartOfWeek part) => $"{day}-{part.Code}";

    /// <summary>The window of a posted cell; null for what is no cell.</summary>
    public static WeeklyWindow? WindowOf(string code) => (
        from day in Days
        from part in Parts
        where CodeOf(day, part) == code
        select new WeeklyWindow(day, part.StartsAt, part.EndsAt)).FirstOrDefault();

    /// <summary>The cells that windows cover whole: for showing what was saved.</summary>
    public static IReadOnlyList<string> CellsOf(IReadOnlyCollection<WeeklyWindow> windows) =>
    [
        .. from day in Days
           from part in Parts
           where windows.Any(w => w.Day == day && w.StartsAt <= part.StartsAt && w.EndsAt >= part.EndsAt)
           select CodeOf(day, part),
    ];
}
