using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Volunteers.Availability;

namespace Dost.Volunteers.Web.Shared;

/// <summary>
/// The week as a grid of ticks, see <see cref="WeekGrid"/>; a cell posts as "Monday-Morning". Shown by <c>_WeekGrid</c>:
/// <c>&lt;partial name="_WeekGrid" model='new WeekCells("Free", Model.Free)' /&gt;</c>.
/// </summary>
public sealed record WeekCells(string Name, IReadOnlyCollection<string> Ticked)
{
    public static IReadOnlyList<PartOfWeek> Parts => WeekGrid.Parts;

    public static IReadOnlyList<DayOfWeek> Days => WeekGrid.Days;

    /// <summary>Windows that ticks cannot say; the cells that they reach into show them.</summary>
    public IReadOnlyCollection<WeeklyWindow> Beside { get; init; } = [];

    public static string CodeOf(DayOfWeek day, PartOfWeek part) => WeekGrid.CodeOf(day, part);

    /// <summary>The window of a posted cell; null for what is no cell.</summary>
    public static WeeklyWindow? WindowOf(string code) => WeekGrid.WindowOf(code);

    public IEnumerable<WeeklyWindow> BesideIn(DayOfWeek day, PartOfWeek part) => Beside.Where(w => w.Day == day && w.StartsAt < part.EndsAt && w.EndsAt > part.StartsAt);
}
