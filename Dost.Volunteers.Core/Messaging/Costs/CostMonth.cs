using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Messaging.Costs;

/// <summary>A month on the calendar of Baku, in which text messages are counted.</summary>
public sealed record CostMonth(DateOnly FirstOn)
{
    /// <summary>Per cent of the limit from which the coordinators are warned.</summary>
    public const int WarnPercent = 80;

    public DateTime FromUtc => BakuTime.DayOf(FirstOn).FromUtc;

    public DateTime UntilUtc => BakuTime.DayOf(FirstOn.AddMonths(1)).FromUtc;

    /// <summary>Part of what makes the warning of a month unique.</summary>
    public int Version => (FirstOn.Year * 100) + FirstOn.Month;

    public static CostMonth At(DateTime utc) => Of(BakuTime.DateOf(utc));

    public static CostMonth Of(DateOnly day) => new(new DateOnly(day.Year, day.Month, 1));

    public CostMonth Add(int months) => new(FirstOn.AddMonths(months));
}
