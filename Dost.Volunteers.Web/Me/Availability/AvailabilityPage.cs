using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Availability;

namespace Dost.Volunteers.Web.Me.Availability;

/// <summary>When the volunteer can serve, as they said it, and what does not fit to it.</summary>
public sealed record AvailabilityPage
{
    public required DateOnly Today { get; init; }
    public required IReadOnlyList<AvailabilityWindow> Windows { get; init; }
    public required IReadOnlyList<BlackoutPeriod> Away { get; init; }
    public required IReadOnlyList<BlackoutPeriod> Past { get; init; }
    public required CapForm Cap { get; init; }
    public required IReadOnlyList<AvailabilityConflict> Conflicts { get; init; }

    public IReadOnlyList<string> Cells => WeekGrid.CellsOf([.. Windows.Select(WindowOf)]);

    /// <summary>Windows that the grid cannot show.</summary>
    public IReadOnlyList<AvailabilityWindow> OwnTimes => [.. Windows.Where(w => !WeekGrid.Fits(WindowOf(w)))];

    public IReadOnlyList<OneWeek> Weeks
    {
        get
        {
            var monday = CalendarWeek.MondayOf(Today);

            return [Week("this", monday), Week("next", monday.AddDays(7))];
        }
    }

    public static WeeklyWindow WindowOf(AvailabilityWindow window) => new(window.Day, window.StartsAt, window.EndsAt);

    private OneWeek Week(string code, DateOnly monday)
    {
        var sunday = monday.AddDays(6);
        var left = new DateRange(Today > monday ? Today : monday, sunday);

        return new OneWeek(code, monday, sunday, DaysAway.Cover([.. Away.Select(b => new DateRange(b.FirstOn, b.LastOn))], left));
    }
}

/// <summary>This week or the next, and whether the volunteer is away for what is left of it.</summary>
public sealed record OneWeek(string Code, DateOnly Monday, DateOnly Sunday, bool IsAway);
