using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.HelpRequests.Reviews;

/// <summary>A week of the figures: from Monday's midnight in Baku to the next.</summary>
public static class ReviewWeek
{
    public static DateOnly Of(DateTime utc) => CalendarWeek.MondayOf(BakuTime.DateOf(utc));

    /// <summary>From which instant to which (exclusive) the week lasts.</summary>
    public static (DateTime FromUtc, DateTime UntilUtc) Span(DateOnly monday) => (BakuTime.ToUtc(monday, TimeOnly.MinValue), BakuTime.ToUtc(monday.AddDays(7), TimeOnly.MinValue));

    /// <summary>The weeks up to the one of the given Monday, the oldest first.</summary>
    public static IReadOnlyList<DateOnly> UpTo(DateOnly monday, int weeks) => [.. Enumerable.Range(0, weeks).Select(i => monday.AddDays(-7 * (weeks - 1 - i)))];
}
