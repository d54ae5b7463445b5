using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Policies;

namespace Dost.Volunteers.Tests.Hours;

/// <summary>Which hours deserve a second look.</summary>
public sealed class OddHoursTests
{
    private static readonly DateOnly _day = new(2026, 11, 20);

    [Theory]
    [InlineData(120, 120, OddMarks.None)]
    [InlineData(121, 120, OddMarks.LongerThanShift)]
    [InlineData(121, null, OddMarks.None)]
    public void More_than_the_shift_has_is_odd(int minutes, int? shiftMinutes, OddMarks marks) => Assert.Equal(marks, Mark(new NewHours(Guid.Empty, Guid.Empty, _day, minutes) { ShiftMinutes = shiftMinutes }));

    [Theory]
    [InlineData("09:00", "12:00", false)]
    [InlineData("20:00", "22:00", false)]
    [InlineData("20:00", "22:01", true)]
    [InlineData("06:59", "09:00", true)]
    [InlineData("07:00", "09:00", false)]
    [InlineData("23:00", "23:30", true)]
    [InlineData("00:10", "01:00", true)]
    public void The_night_is_as_the_settings_say_and_goes_over_midnight(string from, string until, bool isNight) =>
        Assert.Equal(isNight, Mark(Between(from, until)).HasFlag(OddMarks.AtNight));

    [Fact]
    public void Another_night_by_the_settings() =>
        Assert.Equal(OddMarks.None, OddHours.Mark(Between("22:00", "23:00"), overlaps: false, [], new Policy(new Dictionary<string, string> { ["Hours.NightFrom"] = "23:30" })));

    [Theory]
    [InlineData(new[] { 60, 60, 60, 60 }, 600, false)]
    [InlineData(new[] { 60, 60, 60, 60, 60 }, 120, false)]
    [InlineData(new[] { 60, 60, 60, 60, 60 }, 121, true)]
    [InlineData(new[] { 10, 10, 10, 10, 10 }, 60, false)]
    [InlineData(new[] { 10, 10, 10, 10, 10 }, 70, true)]
    [InlineData(new[] { 60, 60, 180, 180, 180, 180 }, 360, false)]
    public void Far_above_the_usual_is_twice_the_median_and_an_hour_more(int[] usual, int minutes, bool isFar) =>
        Assert.Equal(isFar, OddHours.Mark(new NewHours(Guid.Empty, Guid.Empty, _day, minutes), overlaps: false, usual, NoSettings).HasFlag(OddMarks.AboveUsual));

    [Fact]
    public void What_overlaps_is_marked() => Assert.Equal(OddMarks.Overlapping, OddHours.Mark(Between("09:00", "10:00"), overlaps: true, [], NoSettings));

    private static Policy NoSettings => new(new Dictionary<string, string>());

    private static OddMarks Mark(NewHours hours) => OddHours.Mark(hours, overlaps: false, [], NoSettings);

    private static NewHours Between(string from, string until) => new(Guid.Empty, Guid.Empty, _day, 60)
    {
        StartsAtUtc = BakuTime.ToUtc(_day, TimeOnly.ParseExact(from, "HH:mm")),
        EndsAtUtc = BakuTime.ToUtc(_day, TimeOnly.ParseExact(until, "HH:mm")),
    };
}
