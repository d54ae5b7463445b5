using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Volunteers.Availability;
using FsCheck.Xunit;

namespace Dost.Volunteers.Tests.Volunteers;

/// <summary>The week as ticks, and days away as ranges: what holds for whatever comes in.</summary>
public class WeekGridTests
{
    private static readonly DateOnly _monday = new(2026, 11, 23);

    [Fact]
    public void The_blocks_of_the_centres_are_the_parts_of_the_day() =>
        Assert.Equal(["09:00-12:00", "12:00-15:00", "15:00-18:00", "18:00-21:00"], WeekGrid.Parts.Select(p => FormattableString.Invariant($"{p.StartsAt:HH\\:mm}-{p.EndsAt:HH\\:mm}")));

    [Property(MaxTest = 300)]
    public bool What_is_ticked_comes_back_as_it_was_ticked(int[] picks)
    {
        var cells = picks.Select(pick => Cells()[(int)((uint)pick % 28)]).Distinct().ToHashSet();

        return cells.SetEquals(WeekGrid.CellsOf(WeekGrid.WindowsOf(cells)));
    }

    [Property(MaxTest = 300)]
    public bool Joining_windows_neither_adds_nor_loses_a_minute((byte Day, ushort From, ushort Until)[] parts)
    {
        var windows = parts.Select(p => new WeeklyWindow((DayOfWeek)(p.Day % 7), At(Math.Min(p.From % 1440, p.Until % 1440)), At(Math.Max(p.From % 1440, p.Until % 1440))))
            .Where(w => w.EndsAt > w.StartsAt).ToList();
        var joined = WeekGrid.Join(windows);

        return Minutes(windows).SetEquals(Minutes(joined)) && joined.Sum(w => (w.EndsAt - w.StartsAt).TotalMinutes) == Minutes(windows).Count;
    }

    [Property(MaxTest = 300)]
    public bool Days_that_are_added_are_away_and_days_that_are_removed_are_not((byte First, byte Length)[] ranges, byte first, byte length)
    {
        var away = ranges.Aggregate((IReadOnlyList<DateRange>)[], (all, r) => DaysAway.Add(all, Range(r.First, r.Length)));
        var days = Range(first, length);
        var before = DaysOf(away);
        var touching = DaysAway.Add(away, days).Zip(DaysAway.Add(away, days).Skip(1)).Any(pair => pair.Second.FirstOn.DayNumber <= pair.First.LastOn.DayNumber + 1);

        return !touching
            && DaysOf(DaysAway.Add(away, days)).SetEquals(before.Union(DaysOf([days])))
            && DaysOf(DaysAway.Remove(away, days)).SetEquals(before.Except(DaysOf([days])))
            && DaysAway.Cover(away, days) == DaysOf([days]).IsSubsetOf(before);
    }

    [Fact]
    public void A_week_out_of_a_longer_absence_leaves_the_days_before_and_after() => Assert.Equal(
        [new DateRange(_monday, _monday.AddDays(6)), new DateRange(_monday.AddDays(14), _monday.AddDays(20))],
        DaysAway.Remove([new DateRange(_monday, _monday.AddDays(20))], new DateRange(_monday.AddDays(7), _monday.AddDays(13))));

    private static List<string> Cells() => [.. from day in WeekGrid.Days from part in WeekGrid.Parts select WeekGrid.CodeOf(day, part)];

    private static TimeOnly At(int minute) => new(minute / 60, minute % 60);

    private static HashSet<(DayOfWeek, int)> Minutes(IEnumerable<WeeklyWindow> windows) =>
        [.. windows.SelectMany(w => Enumerable.Range((int)w.StartsAt.ToTimeSpan().TotalMinutes, (int)(w.EndsAt - w.StartsAt).TotalMinutes).Select(m => (w.Day, m)))];

    private static DateRange Range(byte first, byte length) => new(_monday.AddDays(first), _monday.AddDays(first + (length % 20)));

    private static HashSet<int> DaysOf(IEnumerable<DateRange> ranges) => [.. ranges.SelectMany(r => Enumerable.Range(r.FirstOn.DayNumber, r.LastOn.DayNumber - r.FirstOn.DayNumber + 1))];
}
