using System.Globalization;

namespace Dost.Volunteers.Core.Common;

/// <summary>Dates and times the way a person says them, in Baku time: "sabah, 24 noyabr, 09:00–12:00".</summary>
public static class SpokenTime
{
    private static readonly Words _azerbaijani = new(
        ["dünən", "bu gün", "sabah"],
        ["bazar", "bazar ertəsi", "çərşənbə axşamı", "çərşənbə", "cümə axşamı", "cümə", "şənbə"],
        ["yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr"],
        ["yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr"],
        ["saat"],
        ["dəqiqə"]);

    private static readonly Words _russian = new(
        ["вчера", "сегодня", "завтра"],
        ["воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"],
        ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"],
        ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"],
        ["час", "часа", "часов"],
        ["минута", "минуты", "минут"]);

    private static readonly Words _english = new(
        ["yesterday", "today", "tomorrow"],
        ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        ["hour", "hours"],
        ["minute", "minutes"]);

    /// <summary>All words that stand before a date and depend on the day on which it is said, in each language.</summary>
    public static IEnumerable<string> DayWords => new[] { _azerbaijani, _russian, _english }.SelectMany(w => w.NearDays.Concat(w.Weekdays));

    /// <summary>"sabah, 24 noyabr, 09:00–12:00"; with a weekday when it is no near day, with a year when it is another year.</summary>
    public static string Range(DateTime startUtc, DateTime endUtc, DateTime nowUtc, CultureInfo culture)
    {
        var start = BakuTime.FromUtc(startUtc);
        var end = BakuTime.FromUtc(endUtc);
        var today = BakuTime.DateOf(nowUtc);
        var startDate = DateOnly.FromDateTime(start);
        var endDate = DateOnly.FromDateTime(end);

        return startDate == endDate
            ? $"{Date(startDate, today, culture)}, {Clock(start)}–{Clock(end)}"
            : $"{Date(startDate, today, culture)}, {Clock(start)} – {DayAndMonth(endDate, today, culture)}, {Clock(end)}";
    }

    /// <summary>"sabah, 24 noyabr, 09:00".</summary>
    public static string Moment(DateTime utc, DateTime nowUtc, CultureInfo culture)
    {
        var moment = BakuTime.FromUtc(utc);

        return $"{Date(DateOnly.FromDateTime(moment), BakuTime.DateOf(nowUtc), culture)}, {Clock(moment)}";
    }

    /// <summary>"sabah, 24 noyabr" or "çərşənbə axşamı, 24 noyabr".</summary>
    public static string Date(DateOnly date, DateOnly today, CultureInfo culture)
    {
        var words = WordsOf(culture);
        var distance = date.DayNumber - today.DayNumber;
        var day = distance is >= -1 and <= 1 ? words.NearDays[distance + 1] : words.Weekdays[(int)date.DayOfWeek];

        return $"{day}, {DayAndMonth(date, today, culture)}";
    }

    /// <summary>"24 noyabr", and "24 noyabr 2027" in another year than today's.</summary>
    public static string DayAndMonth(DateOnly date, DateOnly today, CultureInfo culture) =>
        date.Year == today.Year
            ? string.Create(CultureInfo.InvariantCulture, $"{date.Day} {WordsOf(culture).MonthsWithDay[date.Month - 1]}")
            : FullDate(date, culture);

    /// <summary>"24 noyabr 2026", for documents and birth dates.</summary>
    public static string FullDate(DateOnly date, CultureInfo culture) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Day} {WordsOf(culture).MonthsWithDay[date.Month - 1]} {date.Year:0000}");

    /// <summary>"noyabr 2026".</summary>
    public static string MonthAndYear(DateOnly date, CultureInfo culture) =>
        string.Create(CultureInfo.InvariantCulture, $"{WordsOf(culture).Months[date.Month - 1]} {date.Year:0000}");

    public static string Weekday(DayOfWeek day, CultureInfo culture) => WordsOf(culture).Weekdays[(int)day];

    /// <summary>"2 saat 30 dəqiqə".</summary>
    public static string Duration(int minutes, CultureInfo culture)
    {
        var words = WordsOf(culture);
        var (hours, rest) = Math.DivRem(Math.Abs(minutes), 60);
        var parts = new List<string>(2);

        if (hours > 0)
        {
            parts.Add(Counted(hours, words.Hours, culture));
        }

        if (rest > 0 || hours == 0)
        {
            parts.Add(Counted(rest, words.Minutes, culture));
        }

        return (minutes < 0 ? "−" : "") + string.Join(' ', parts);
    }

    /// <summary>The same words at the start of a line: "Sabah, 24 noyabr".</summary>
    public static string StartLine(string spoken, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);

        return string.IsNullOrEmpty(spoken) ? "" : char.ToUpper(spoken[0], culture) + spoken[1..];
    }

    /// <summary>"09:00"; the last minute of the day stands for its midnight.</summary>
    public static string Clock(TimeOnly time) => time >= new TimeOnly(23, 59) ? "24:00" : time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Clock(DateTime wallClock) => wallClock.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Counted(int count, string[] forms, CultureInfo culture) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {Plural.Choose(count, culture, forms)}");

    private static Words WordsOf(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);

        return culture.TwoLetterISOLanguageName switch
        {
            "az" => _azerbaijani,
            "ru" => _russian,
            _ => _english,
        };
    }

    /// <summary>Our own words, not the operating system's: its forms differ between versions, and Russian months need the genitive.</summary>
    private sealed record Words(string[] NearDays, string[] Weekdays, string[] MonthsWithDay, string[] Months, string[] Hours, string[] Minutes);
}
