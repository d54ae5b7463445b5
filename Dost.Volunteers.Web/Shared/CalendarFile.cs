using System.Globalization;
using System.Text;
using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Microsoft.AspNetCore.Mvc;

namespace Dost.Volunteers.Web.Shared;

/// <summary>
/// A shift as an iCalendar file (RFC 5545) for the calendar of a phone. Calendars are shared and synchronised, so it holds what is
/// public of the shift and nothing of the person visited.
/// </summary>
public static class CalendarFile
{
    private const int MaxLineBytes = 75;

    /// <param name="place">The place in the shift.</param>
    /// <param name="address">The page of the shift.</param>
    /// <param name="remind">What the phone says an hour before.</param>
    /// <param name="nowUtc">Now.</param>
    /// <param name="culture">The reader's language.</param>
    public static FileContentResult Of(OwnShift place, Uri address, string remind, DateTime nowUtc, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(place);
        var facts = place.Facts;

        return File(new Entry
        {
            Uid = place.AssignmentId,
            Sequence = facts.Revision,
            StartsAtUtc = facts.StartsAtUtc,
            EndsAtUtc = facts.EndsAtUtc,
            Summary = $"DOST: {facts.NameIn(culture)}",
            Location = facts.PlaceIn(culture),
            IsCancelled = facts.State is ShiftState.Cancelled,
        }, address, remind, nowUtc);
    }

    /// <summary>The booked time of an interview; a later choice takes the place of the earlier one in the calendar.</summary>
    public static FileContentResult Of(Interview interview, Uri address, string title, string remind, DateTime nowUtc, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(interview);
        var slot = interview.Slot ?? throw new ArgumentException("There is no time to put into a calendar.", nameof(interview));

        return File(new Entry
        {
            Uid = interview.InterviewId,
            Sequence = Outbox.VersionOf(slot.Revision, interview.Round),
            StartsAtUtc = slot.StartsAtUtc,
            EndsAtUtc = slot.EndsAtUtc,
            Summary = $"DOST: {title}",
            Location = InterviewPlace.NameIn(slot, interview.Volunteer.Centre, culture),
            IsCancelled = slot.CancelledAtUtc is not null,
        }, address, remind, nowUtc);
    }

    private static FileContentResult File(Entry entry, Uri address, string remind, DateTime nowUtc)
    {
        string[] lines =
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//DOST//Volunteers//EN",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            $"UID:{entry.Uid:N}@dost-volunteers",
            string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{entry.Sequence}"),
            $"DTSTAMP:{Moment(nowUtc)}",
            $"DTSTART:{Moment(entry.StartsAtUtc)}",
            $"DTEND:{Moment(entry.EndsAtUtc)}",
            $"SUMMARY:{Escape(entry.Summary)}",
            $"LOCATION:{Escape(entry.Location)}",
            $"URL:{address.AbsoluteUri}",
            entry.IsCancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            $"DESCRIPTION:{Escape(remind)}",
            "TRIGGER:-PT1H",
            "END:VALARM",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        var file = new StringBuilder();

        foreach (var line in lines)
        {
            Fold(file, line);
        }

        return new FileContentResult(Encoding.UTF8.GetBytes(file.ToString()), "text/calendar; charset=utf-8") { FileDownloadName = "dost.ics" };
    }

    private sealed record Entry
    {
        public required Guid Uid { get; init; }
        public required int Sequence { get; init; }
        public required DateTime StartsAtUtc { get; init; }
        public required DateTime EndsAtUtc { get; init; }
        public required string Summary { get; init; }
        public required string Location { get; init; }
        public required bool IsCancelled { get; init; }
    }

    private static string Moment(DateTime utc) => utc.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\r", "", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>Lines are at most 75 bytes long; a longer one goes on after a line break and a space. No letter is cut in two.</summary>
    private static void Fold(StringBuilder file, string line)
    {
        var bytes = 0;

        foreach (var letter in line.EnumerateRunes())
        {
            if (bytes + letter.Utf8SequenceLength > MaxLineBytes)
            {
                file.Append("\r\n ");
                bytes = 1;
            }

            file.Append(letter.ToString());
            bytes += letter.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }
}
