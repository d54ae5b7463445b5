using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Dost.Volunteers.Core.Calendar;

/// <summary>
/// Writes entries as iCalendar (RFC 5545). Times are in UTC: an instant needs no zone to be right, every program shows it on the reader's
/// own clock, and a change of Azerbaijan's summer time would make a zone that was sent along wrong.
/// </summary>
public static class CalendarWriter
{
    public const string MediaType = "text/calendar; charset=utf-8";

    private const string Product = "-//DOST//Volunteers//EN";

    /// <summary>How often a program may ask again.</summary>
    private const string Refresh = "PT1H";

    /// <summary>One entry, as a file to open.</summary>
    public static string File(CalendarEntry entry) => Write(Of([entry]));

    /// <summary>A calendar that programs subscribe to.</summary>
    public static string Feed(string name, IEnumerable<CalendarEntry> entries)
    {
        var calendar = Of(entries);
        calendar.AddProperty("NAME", name);
        calendar.AddProperty("X-WR-CALNAME", name);
        calendar.AddProperty("X-WR-TIMEZONE", "Asia/Baku");
        calendar.AddProperty("X-PUBLISHED-TTL", Refresh);
        var refresh = new CalendarProperty("REFRESH-INTERVAL", Refresh);
        refresh.AddParameter("VALUE", "DURATION");
        calendar.Properties.Add(refresh);

        return Write(calendar);
    }

    private static Ical.Net.Calendar Of(IEnumerable<CalendarEntry> entries)
    {
        var calendar = new Ical.Net.Calendar { ProductId = Product };
        calendar.Events.AddRange(entries.Select(Event));

        return calendar;
    }

    private static CalendarEvent Event(CalendarEntry entry)
    {
        var written = new CalendarEvent
        {
            Uid = $"{entry.EntryId:N}@dost-volunteers",
            Sequence = entry.Sequence,
            DtStamp = Moment(entry.ChangedAtUtc),
            LastModified = Moment(entry.ChangedAtUtc),
            Start = Moment(entry.StartsAtUtc),
            End = Moment(entry.EndsAtUtc),
            Summary = Plain(entry.Summary),
            Description = Plain(entry.Description),
            Location = Plain(entry.Location),
            Url = entry.Page,
            Class = "PRIVATE",
            Status = entry.Status switch
            {
                CalendarStatus.Tentative => EventStatus.Tentative,
                CalendarStatus.Confirmed => EventStatus.Confirmed,
                CalendarStatus.Cancelled => EventStatus.Cancelled,
            },
            Transparency = entry.Status is CalendarStatus.Confirmed ? TransparencyType.Opaque : TransparencyType.Transparent,
        };

        foreach (var alarm in entry.Status is CalendarStatus.Confirmed ? entry.Alarms : [])
        {
            written.Alarms.Add(new Alarm
            {
                Action = AlarmAction.Display,
                Description = Plain(alarm.Words),
                Trigger = new Trigger(Before(alarm.MinutesBefore)),
            });
        }

        return written;
    }

    /// <summary>In the largest unit that says it: "-P1D" is understood where "-PT1440M" may not be.</summary>
    private static Duration Before(int minutes) => minutes switch
    {
        _ when minutes % (24 * 60) == 0 => Duration.FromDays(-minutes / (24 * 60)),
        _ when minutes % 60 == 0 => Duration.FromHours(-minutes / 60),
        _ => Duration.FromMinutes(-minutes),
    };

    private static CalDateTime Moment(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    /// <summary>Without signs that a text line may not hold, except that a line may end.</summary>
    private static string Plain(string text) => string.Concat(text.ReplaceLineEndings("\n").Where(c => c is '\n' || !char.IsControl(c)));

    private static string Write(Ical.Net.Calendar calendar) =>
        new CalendarSerializer().SerializeToString(calendar) ?? throw new InvalidOperationException("The calendar could not be written.");
}

/// <summary>An entry of a calendar, in the reader's words. Whatever has a time and a page can be one: a shift, an interview.</summary>
public sealed record CalendarEntry
{
    /// <summary>The id of what it is about; the same entry for as long as that lives.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>Higher after each change.</summary>
    public required int Sequence { get; init; }
    public required DateTime ChangedAtUtc { get; init; }
    public required DateTime StartsAtUtc { get; init; }
    public required DateTime EndsAtUtc { get; init; }
    public required string Summary { get; init; }
    public required string Description { get; init; }
    public required string Location { get; init; }
    public required Uri Page { get; init; }
    public required CalendarStatus Status { get; init; }
    public IReadOnlyList<CalendarAlarm> Alarms { get; init; } = [];
}

/// <summary>What the device says, so many minutes before.</summary>
public sealed record CalendarAlarm(int MinutesBefore, string Words);
