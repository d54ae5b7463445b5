using System.Globalization;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Matching.Open;
using Dost.Volunteers.Core.Tasks;
using Microsoft.AspNetCore.Http.Extensions;

namespace Dost.Volunteers.Web.Shifts.Open;

/// <summary>
/// What somebody asks the open shifts for, as it stands in the address: nothing personal, so that it can be kept and passed on. Read as text; what
/// is nonsense is no filter.
/// </summary>
public sealed class OpenShiftQuery
{
    private const int CodeMaxLength = 40;

    /// <summary>Kilometres that can be chosen.</summary>
    public static readonly IReadOnlyList<int> Distances = [3, 5, 10, 20, 50];

    public string? View { get; set; }
    public string? From { get; set; }
    public string? Until { get; set; }
    public List<string>? Day { get; set; }
    public string? Time { get; set; }
    public string? Centre { get; set; }
    public string? District { get; set; }
    public string? Place { get; set; }
    public string? Km { get; set; }
    public string? Category { get; set; }
    public string? Free { get; set; }

    /// <summary>The month of the calendar: 2026-12.</summary>
    public string? Month { get; set; }

    /// <summary>Shows those that do not fit for one reason: <c>MissingSkill:driver</c>.</summary>
    public string? Why { get; set; }
    public string? Page { get; set; }

    public OpenView ChosenView => Chosen<OpenView>(View) ?? OpenView.List;

    public DateOnly? FromDay => DayOf(From);

    public DateOnly? UntilDay => DayOf(Until);

    public IReadOnlyList<DayOfWeek> Weekdays => [.. (Day ?? []).Select(Chosen<DayOfWeek>).OfType<DayOfWeek>().Distinct()];

    public TimeOfDay? ChosenTime => Chosen<TimeOfDay>(Time);

    public PlaceKind? ChosenPlace => Chosen<PlaceKind>(Place);

    public int? ChosenKm => int.TryParse(Km, NumberStyles.None, CultureInfo.InvariantCulture, out var km) && Distances.Contains(km) ? km : null;

    public string? CentreCode => Code(Centre);

    public string? DistrictCode => Code(District);

    public string? CategoryCode => Code(Category);

    public bool OnlyFree => Free == "true";

    public int PageNumber => int.TryParse(Page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;

    /// <summary>The reason whose shifts are shown, if it is one.</summary>
    public RuleBreach? Reason => Why?.Split(':', 2) is [var rule, .. var detail] && Chosen<Rule>(rule) is { } broken ? new RuleBreach(broken, detail is [var code] ? Code(code) : null) : null;

    public bool IsFiltered => Fields(includeDays: true).Any();

    public static string Write(RuleBreach breach) => breach.Detail is null ? breach.Rule.ToString() : $"{breach.Rule}:{breach.Detail}";

    /// <summary>The first of the month that the calendar shows: not before this month, and not further ahead than is looked at.</summary>
    public DateOnly MonthFirst(DateOnly today)
    {
        var (first, last) = (FirstOf(today), FirstOf(today.AddDays(OpenShiftFilter.MostDays)));
        var asked = DateOnly.TryParseExact($"{Month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : FirstOf(FromDay ?? today);

        return asked < first ? first : asked > last ? last : asked;
    }

    /// <summary>As the finder takes it; a calendar looks at its month.</summary>
    public OpenShiftFilter Read(DateOnly today, Guid? centreId)
    {
        var month = MonthFirst(today);
        var from = FromDay is { } day && day > today ? day : today;
        var latest = today.AddYears(1);
        from = from > latest ? latest : from;

        return new OpenShiftFilter
        {
            FromOn = ChosenView is OpenView.Calendar ? (month > today ? month : today) : from,
            UntilOn = ChosenView is OpenView.Calendar ? month.AddMonths(1).AddDays(-1) : UntilDay is { } until && until >= from ? until : from.AddDays(OpenShiftFilter.UsualDays - 1),
            Days = Weekdays,
            Time = ChosenTime,
            CentreId = centreId,
            DistrictCode = DistrictCode,
            PlaceKind = ChosenPlace,
            WithinKm = ChosenKm,
            CategoryCode = CategoryCode,
            OnlyFree = OnlyFree,
        };
    }

    /// <summary>The same filters in another view.</summary>
    public string In(OpenView view) => Address(Fields(includeDays: view is not OpenView.Calendar), ("view", view is OpenView.List ? null : view.ToString()));

    /// <summary>The same filters and view, of the whole range, with one reason opened.</summary>
    public string ForReason(RuleBreach breach) => Address(Fields(includeDays: true), ("why", Write(breach)));

    public string ForDay(DateOnly day) => Address(Fields(includeDays: false).Where(f => f.Name != "day"), ("from", Plain(day)), ("until", Plain(day)));

    public string ForMonth(DateOnly month) => Address(Fields(includeDays: false), ("view", nameof(OpenView.Calendar)), ("month", month.ToString("yyyy-MM", CultureInfo.InvariantCulture)));

    public string AtCentre(string code) => Address(
        Fields(includeDays: true).Where(f => f.Name is not ("centre" or "place" or "district")), ("centre", code), ("place", nameof(PlaceKind.Centre)), ("district", DistrictCode));

    public string InDistrict(string code) => Address(
        Fields(includeDays: true).Where(f => f.Name is not ("district" or "place")), ("district", code), ("place", nameof(PlaceKind.Address)));

    public string Remotely => Address(Fields(includeDays: true).Where(f => f.Name is not ("place" or "district")), ("place", nameof(PlaceKind.Remote)));

    private IEnumerable<(string Name, string? Value)> Fields(bool includeDays)
    {
        (string Name, string? Value)[] fields =
        [
            ("from", includeDays && FromDay is { } from ? Plain(from) : null), ("until", includeDays && UntilDay is { } until ? Plain(until) : null),
            .. Weekdays.Select(d => ("day", (string?)d.ToString())),
            ("time", ChosenTime?.ToString()), ("centre", CentreCode), ("district", DistrictCode), ("place", ChosenPlace?.ToString()),
            ("km", ChosenKm?.ToString(CultureInfo.InvariantCulture)), ("category", CategoryCode), ("free", OnlyFree ? "true" : null),
        ];

        return fields.Where(f => f.Value is not null);
    }

    private static string Address(IEnumerable<(string Name, string? Value)> fields, params (string Name, string? Value)[] others) =>
        "~/shifts" + new QueryBuilder(fields.Concat(others).Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Name, f.Value!))).ToQueryString().ToUriComponent();

    private static string Plain(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "dd.MM.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static T? Chosen<T>(string? text)
        where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(v => v.ToString() == text);

    private static string? Code(string? text) =>
        text is { Length: > 0 and <= CodeMaxLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? text : null;
}

/// <summary>How the open shifts are shown.</summary>
public enum OpenView { List, Calendar, Map }
