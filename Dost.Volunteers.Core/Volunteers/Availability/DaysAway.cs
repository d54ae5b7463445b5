using Dost.Volunteers.Core.Matching;

namespace Dost.Volunteers.Core.Volunteers.Availability;

/// <summary>Days on which somebody is away, as ranges that neither overlap nor touch. Pure.</summary>
public static class DaysAway
{
    /// <summary>The ranges with one more; what it overlaps or touches becomes one with it.</summary>
    public static IReadOnlyList<DateRange> Add(IReadOnlyCollection<DateRange> ranges, DateRange more)
    {
        List<DateRange> joined = [];

        foreach (var range in ranges.Append(more).OrderBy(r => r.FirstOn))
        {
            if (joined is [.., var last] && range.FirstOn.DayNumber <= last.LastOn.DayNumber + 1)
            {
                joined[^1] = last with { LastOn = range.LastOn > last.LastOn ? range.LastOn : last.LastOn };
            }
            else
            {
                joined.Add(range);
            }
        }

        return joined;
    }

    /// <summary>The ranges without some days; a longer one is left in two parts.</summary>
    public static IReadOnlyList<DateRange> Remove(IReadOnlyCollection<DateRange> ranges, DateRange days)
    {
        List<DateRange> left = [];

        foreach (var range in ranges.OrderBy(r => r.FirstOn))
        {
            if (range.LastOn < days.FirstOn || range.FirstOn > days.LastOn)
            {
                left.Add(range);
                continue;
            }

            if (range.FirstOn < days.FirstOn)
            {
                left.Add(range with { LastOn = days.FirstOn.AddDays(-1) });
            }

            if (range.LastOn > days.LastOn)
            {
                left.Add(range with { FirstOn = days.LastOn.AddDays(1) });
            }
        }

        return left;
    }

    /// <summary>Whether all the days are in the ranges.</summary>
    public static bool Cover(IReadOnlyCollection<DateRange> ranges, DateRange days) =>
        ranges.Aggregate((IReadOnlyList<DateRange>)[days], (left, range) => Remove(left, range)).Count == 0;
}
