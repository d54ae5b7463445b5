using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts.Series;

namespace Dost.Volunteers.Tests.Shifts.Series;

/// <summary>The weekly pattern: a pure thing of days and hours.</summary>
public class PatternTests
{
    private static readonly HashSet<DateOnly> _none = [];

    [Fact]
    public void Both_ends_count_and_only_the_days_of_the_pattern()
    {
        var pattern = WeeklyPattern.Of([DayOfWeek.Wednesday, DayOfWeek.Monday], [Working.Noon, Working.Morning]);

        var slots = pattern.Slots(new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 30), _none).ToList();

        Assert.Equal([new(2026, 11, 23), new(2026, 11, 25), new(2026, 11, 30)], slots.Select(s => s.On).Distinct());
        Assert.Equal(["09:00-12:00", "12:00-15:00"], slots.Take(2).Select(s => s.Block.ToString()));
    }

    [Fact]
    public void A_holiday_is_skipped() =>
        Assert.Empty(WeeklyPattern.Of([DayOfWeek.Thursday], [Working.Morning]).Slots(new DateOnly(2026, 12, 31), new DateOnly(2026, 12, 31), new HashSet<DateOnly> { new(2026, 12, 31) }));

    [Fact]
    public void A_pattern_is_read_as_it_was_written()
    {
        var pattern = WeeklyPattern.Of([DayOfWeek.Sunday, DayOfWeek.Monday], [Working.Noon, new DayBlock(TimeOnly.MinValue, new TimeOnly(3, 0))]);
        var read = WeeklyPattern.Parse(pattern.ToString());

        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Sunday], read.Days);
        Assert.Equal(pattern.Blocks, read.Blocks);
        Assert.True(WeeklyPattern.Of(Enum.GetValues<DayOfWeek>(), Enumerable.Range(0, WeeklyPattern.MostBlocks).Select(h => new DayBlock(new TimeOnly(h, 0), new TimeOnly(h, 59)))).ToString().Length <= ShiftSeries.PatternMaxLength);
    }

    [Theory]
    [InlineData("12:00-09:00")]
    [InlineData("09:00-09:00")]
    [InlineData("9-12")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_block_is_none(string? text) => Assert.False(DayBlock.TryParse(text, out _));

    [Fact]
    public void A_block_after_midnight_is_of_its_day_in_Baku_and_no_hour_is_ever_lost()
    {
        var night = new DayBlock(TimeOnly.MinValue, new TimeOnly(3, 0));

        foreach (var slot in WeeklyPattern.Of(Enum.GetValues<DayOfWeek>(), [night]).Slots(new DateOnly(2026, 1, 1), new DateOnly(2027, 12, 31), _none))
        {
            var start = BakuTime.ToUtc(slot.On, slot.Block.StartsAt);

            Assert.Equal(slot.On, BakuTime.DateOf(start));
            Assert.Equal(TimeSpan.FromHours(3), BakuTime.ToUtc(slot.On, slot.Block.EndsAt) - start);
        }
    }
}
