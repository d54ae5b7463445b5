namespace Dost.Volunteers.Core.Common;

/// <summary>The clock on the wall in Baku: instants are stored in UTC, people read and type Baku time.</summary>
public static class BakuTime
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Baku");

    public static DateTime FromUtc(DateTime utc) =>
        DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone), DateTimeKind.Unspecified);

    public static DateTime ToUtc(DateTime wallClock)
    {
        var local = DateTime.SpecifyKind(wallClock, DateTimeKind.Unspecified);

        // Baku kept summer time until 2015, so some hours of the past never were.
        if (Zone.IsInvalidTime(local))
        {
            local = local.AddHours(1);
        }

        return TimeZoneInfo.ConvertTimeToUtc(local, Zone);
    }

    public static DateTime ToUtc(DateOnly date, TimeOnly time) => ToUtc(date.ToDateTime(time));

    public static DateOnly DateOf(DateTime utc) => DateOnly.FromDateTime(FromUtc(utc));

    public static TimeOnly TimeOf(DateTime utc) => TimeOnly.FromDateTime(FromUtc(utc));

    /// <summary>From which instant to which (exclusive) the day lasts.</summary>
    public static (DateTime FromUtc, DateTime UntilUtc) DayOf(DateOnly date) =>
        (ToUtc(date, TimeOnly.MinValue), ToUtc(date.AddDays(1), TimeOnly.MinValue));

    public static DateTime UtcNow(this TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);

        return clock.GetUtcNow().UtcDateTime;
    }

    public static DateOnly TodayInBaku(this TimeProvider clock) => DateOf(clock.UtcNow());
}
