using System.Globalization;
using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Tests.Common;

public class SpokenTimeTests
{
    // Monday 23 November 2026, 14:00 in Baku.
    private static readonly DateTime _now = new(2026, 11, 23, 10, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("az", "sabah, 24 noyabr, 09:00–12:00")]
    [InlineData("ru", "завтра, 24 ноября, 09:00–12:00")]
    [InlineData("en", "tomorrow, 24 November, 09:00–12:00")]
    public void Tomorrow_is_called_tomorrow(string culture, string spoken) =>
        Assert.Equal(spoken, SpokenTime.Range(Baku(2026, 11, 24, 9), Baku(2026, 11, 24, 12), _now, Culture(culture)));

    [Theory]
    [InlineData("az", "çərşənbə axşamı, 1 dekabr, 09:00–12:00")]
    [InlineData("ru", "вторник, 1 декабря, 09:00–12:00")]
    [InlineData("en", "Tuesday, 1 December, 09:00–12:00")]
    public void A_later_day_is_said_with_its_weekday(string culture, string spoken) =>
        Assert.Equal(spoken, SpokenTime.Range(Baku(2026, 12, 1, 9), Baku(2026, 12, 1, 12), _now, Culture(culture)));

    [Theory]
    [InlineData("az", "çərşənbə, 6 yanvar 2027, 09:00")]
    [InlineData("ru", "среда, 6 января 2027, 09:00")]
    [InlineData("en", "Wednesday, 6 January 2027, 09:00")]
    public void Another_year_is_said(string culture, string spoken) =>
        Assert.Equal(spoken, SpokenTime.Moment(Baku(2027, 1, 6, 9), _now, Culture(culture)));

    [Fact]
    public void A_night_shift_says_both_days() =>
        Assert.Equal(
            "bu gün, 23 noyabr, 22:00 – 24 noyabr, 02:00",
            SpokenTime.Range(Baku(2026, 11, 23, 22), Baku(2026, 11, 24, 2), _now, Culture("az")));

    [Fact]
    public void The_day_is_that_of_Baku_and_not_of_Greenwich()
    {
        var lateEvening = new DateTime(2026, 11, 22, 21, 0, 0, DateTimeKind.Utc);

        Assert.Equal("bu gün, 23 noyabr, 01:00", SpokenTime.Moment(lateEvening, _now, Culture("az")));
    }

    [Theory]
    [InlineData("az", 150, "2 saat 30 dəqiqə")]
    [InlineData("en", 60, "1 hour")]
    [InlineData("en", 61, "1 hour 1 minute")]
    [InlineData("ru", 150, "2 часа 30 минут")]
    [InlineData("ru", 21 * 60 + 1, "21 час 1 минута")]
    [InlineData("ru", 11 * 60 + 12, "11 часов 12 минут")]
    [InlineData("ru", 0, "0 минут")]
    [InlineData("az", -45, "−45 dəqiqə")]
    public void A_duration_agrees_with_its_number(string culture, int minutes, string spoken) =>
        Assert.Equal(spoken, SpokenTime.Duration(minutes, Culture(culture)));

    [Theory]
    [InlineData("az", "iyun", "İyun")]
    [InlineData("en", "june", "June")]
    public void A_line_starts_with_a_capital_of_its_language(string culture, string spoken, string line) =>
        Assert.Equal(line, SpokenTime.StartLine(spoken, Culture(culture)));

    [Fact]
    public void Summer_time_of_the_past_does_not_break_the_conversion() =>
        Assert.Equal(DateTimeKind.Utc, BakuTime.ToUtc(new DateTime(2015, 3, 29, 4, 30, 0)).Kind);

    private static DateTime Baku(int year, int month, int day, int hour) => BakuTime.ToUtc(new DateOnly(year, month, day), new TimeOnly(hour, 0));

    private static CultureInfo Culture(string name) => CultureInfo.GetCultureInfo(name);
}
