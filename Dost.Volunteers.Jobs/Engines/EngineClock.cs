namespace Dost.Volunteers.Jobs.Engines;

internal static class EngineClock
{
    public static TimeZoneInfo Baku { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Baku");
}
