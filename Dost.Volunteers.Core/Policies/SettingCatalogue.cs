using System.Globalization;
using System.Text.Json;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;

namespace Dost.Volunteers.Core.Policies;

/// <summary>Every setting that there is, in the order in which it is shown: read from the same file as the values that the program brings along.</summary>
public static class SettingCatalogue
{
    public static IReadOnlyList<SettingDefinition> All { get; } = [.. ReferenceLoader.Read("settings").Select(Definition)];

    public static SettingDefinition? Find(string? key) => All.FirstOrDefault(d => d.Key == key);

    /// <summary>Those of a subject that are changed on the page of settings; the others have a page of their own.</summary>
    public static IReadOnlyList<SettingDefinition> Of(SettingGroup group) => [.. All.Where(d => d.Group == group && d.Page is SettingPage.Settings)];

    private static SettingDefinition Definition(JsonElement item) => new(
        item.GetProperty("key").GetString()!,
        Enum.Parse<SettingGroup>(item.GetProperty("group").GetString()!),
        Enum.Parse<SettingKind>(item.GetProperty("kind").GetString()!),
        item.GetProperty("value").GetString()!)
    {
        Unit = item.TryGetProperty("unit", out var unit) ? Enum.Parse<SettingUnit>(unit.GetString()!) : null,
        Min = item.TryGetProperty("min", out var min) ? min.GetInt32() : 0,
        Max = item.TryGetProperty("max", out var max) ? max.GetInt32() : 0,
        Page = item.TryGetProperty("page", out var page) ? Enum.Parse<SettingPage>(page.GetString()!) : SettingPage.Settings,
    };
}

/// <summary>What a setting may be, and what it is when nobody has changed it.</summary>
public sealed record SettingDefinition(string Key, SettingGroup Group, SettingKind Kind, string Default)
{
    /// <summary>A list beyond this is a slip of the finger.</summary>
    public const int MostInList = 12;

    /// <summary>Of a number, or of each number of a list.</summary>
    public SettingUnit? Unit { get; init; }
    public int Min { get; init; }
    public int Max { get; init; }
    public SettingPage Page { get; init; }

    /// <summary>What was typed in the way in which it is kept, or null if it cannot be that.</summary>
    public string? Read(string? typed)
    {
        var text = typed?.Trim() ?? "";

        return Kind switch
        {
            SettingKind.Number => Number(text) is { } number ? Plain(number) : null,
            SettingKind.Fraction => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var fraction) && fraction >= Min && fraction <= Max ? fraction.ToString(CultureInfo.InvariantCulture) : null,
            SettingKind.YesNo => text is "true" or "false" ? text : null,
            SettingKind.Clock => TimeOnly.TryParseExact(text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToString("HH:mm", CultureInfo.InvariantCulture) : null,
            SettingKind.Weekday => Enum.GetNames<DayOfWeek>().Contains(text) ? text : null,
            SettingKind.DayList => List(text, Number, days => days.OrderDescending()),
            SettingKind.PrefixList => List(text, part => part.Length == 2 && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) && prefix >= 10 ? prefix : null, prefixes => prefixes.Order()),
        };
    }

    private int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= Min && number <= Max ? number : null;

    private static string? List(string text, Func<string, int?> read, Func<IEnumerable<int>, IEnumerable<int>> order)
    {
        var numbers = text.Split([',', ';', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(read).Distinct().ToList();

        return numbers.Count is 0 or > MostInList || numbers.Contains(null) ? null : string.Join(',', order(numbers.Select(n => n!.Value)).Select(Plain));
    }

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);
}

public enum SettingGroup { Volunteers, Messages, Shifts, HelpRequests, Attendance, Hours, Privacy, Matching }

public enum SettingKind
{
    Number,

    /// <summary>A number with a point.</summary>
    Fraction,
    YesNo,

    /// <summary>Hours and minutes on the clock of Baku.</summary>
    Clock,
    Weekday,

    /// <summary>Numbers of days, the longest first.</summary>
    DayList,

    /// <summary>The two digits after +994 or 0.</summary>
    PrefixList,
}

public enum SettingUnit { Seconds, Minutes, Hours, Days, Weeks, Months, Years, PerCent, ThousandthsOfManat, People, Times, Kilometres }

/// <summary>Where a setting is changed.</summary>
public enum SettingPage
{
    Settings,

    /// <summary>With the example of candidates.</summary>
    Weights,

    /// <summary>With the choice of each centre.</summary>
    Letters,
}

/// <summary>What several settings together must not be.</summary>
public static class SettingRules
{
    /// <summary>Whether messages could still go out by day.</summary>
    public static bool LeaveTimeToWrite(TimeOnly quietFrom, TimeOnly quietTo) => new QuietHours(quietFrom, quietTo).OpenMinutes >= QuietHours.LeastOpenMinutes;
}
