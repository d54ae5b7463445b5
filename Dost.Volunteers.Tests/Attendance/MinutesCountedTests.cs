using Dost.Volunteers.Core.Hours;
using FsCheck.Xunit;

namespace Dost.Volunteers.Tests.Attendance;

/// <summary>The minutes of a shift, for any coming and going.</summary>
public sealed class MinutesCountedTests
{
    private static readonly DateTime _start = new(2026, 11, 24, 6, 0, 0, DateTimeKind.Utc);

    [Property(MaxTest = 500)]
    public bool Minutes_are_never_negative_and_never_more_than_the_shift_has(short cameSeconds, short staySeconds, byte shiftMinutes) =>
        Count(cameSeconds, staySeconds, shiftMinutes) is >= 0 and var minutes && minutes <= shiftMinutes;

    [Property(MaxTest = 500)]
    public bool Minutes_are_never_more_than_the_stay(short cameSeconds, ushort staySeconds, byte shiftMinutes) =>
        Count(cameSeconds, staySeconds, shiftMinutes) <= Math.Round(staySeconds / 60.0, MidpointRounding.AwayFromZero);

    [Property(MaxTest = 500)]
    public bool Who_stays_longer_never_has_less(short cameSeconds, ushort staySeconds, ushort moreSeconds, byte shiftMinutes) =>
        Count(cameSeconds, staySeconds + moreSeconds, shiftMinutes) >= Count(cameSeconds, staySeconds, shiftMinutes);

    [Theory]
    [InlineData(0, 120, 120)]
    [InlineData(-30, 200, 120)]
    [InlineData(30, 60, 60)]
    [InlineData(-30, 20, 0)]
    [InlineData(130, 10, 0)]
    public void Only_the_time_within_the_shift_counts(int cameMinutes, int stayMinutes, int counted) => Assert.Equal(counted, Count(cameMinutes * 60, stayMinutes * 60, 120));

    private static int Count(int cameSeconds, int staySeconds, int shiftMinutes) =>
        HoursLedger.MinutesCounted(_start.AddSeconds(cameSeconds), _start.AddSeconds(cameSeconds + staySeconds), _start, _start.AddMinutes(shiftMinutes));
}
