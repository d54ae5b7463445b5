using System.Globalization;
using System.Text;
using Dost.Volunteers.Core.Calendar;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shared;

/// <summary>
/// Places as entries of a calendar, in the reader's words. Calendars are shared and synchronised, so they hold what is public of a shift
/// and nothing of the person visited: for that there is the page, behind a sign-in.
/// </summary>
public sealed class CalendarFile(OwnCalendarReader places, PublicUrl site, IStringLocalizer<Text> t)
{
    private const int Hour = 60;
    private const int Day = 24 * Hour;

    /// <summary>The file of one place. Whoever asks has seen whose it is.</summary>
    public async Task<FileContentResult> OfPlaceAsync(Guid assignmentId, CancellationToken ct) =>
        Of(EntryOf(await places.ReadOneAsync(assignmentId, ct), CultureInfo.CurrentUICulture));

    /// <summary>Any entry as a file to open.</summary>
    public static FileContentResult Of(CalendarEntry entry) =>
        new(Encoding.UTF8.GetBytes(CalendarWriter.File(entry)), CalendarWriter.MediaType) { FileDownloadName = "dost.ics" };

    /// <summary>All that is in a volunteer's calendar, to subscribe to.</summary>
    public async Task<byte[]> FeedAsync(Guid volunteerId, CultureInfo culture, CancellationToken ct) =>
        Encoding.UTF8.GetBytes(CalendarWriter.Feed(t["My DOST shifts"], (await places.ReadAsync(volunteerId, ct)).Select(place => EntryOf(place, culture))));

    /// <summary>The booked time of an interview; a later choice takes the place of the earlier one in the calendar.</summary>
    public FileContentResult OfInterview(Interview interview)
    {
        ArgumentNullException.ThrowIfNull(interview);
        var slot = interview.Slot ?? throw new ArgumentException("There is no time to put into a calendar.", nameof(interview));
        var culture = CultureInfo.CurrentUICulture;
        var page = new Uri($"{site.Value}/{culture.TwoLetterISOLanguageName}/me/interview");

        return Of(new CalendarEntry
        {
            EntryId = interview.InterviewId,
            Sequence = Outbox.VersionOf(slot.Revision, interview.Round),
            ChangedAtUtc = interview.BookedAtUtc ?? interview.InvitedAtUtc,
            StartsAtUtc = slot.StartsAtUtc,
            EndsAtUtc = slot.EndsAtUtc,
            Summary = $"DOST: {t["Interview"]}",
            Description = t["All about it, and if you cannot come: {0}", page.AbsoluteUri],
            Location = InterviewPlace.NameIn(slot, interview.Volunteer.Centre, culture),
            Page = page,
            Status = slot.CancelledAtUtc is null ? CalendarStatus.Confirmed : CalendarStatus.Cancelled,
            Alarms = [new CalendarAlarm(Hour, t["Your interview begins in an hour"])],
        });
    }

    private CalendarEntry EntryOf(CalendarPlace place, CultureInfo culture)
    {
        var page = new Uri($"{site.Value}/{culture.TwoLetterISOLanguageName}/me/shifts/{place.AssignmentId}");
        var name = $"DOST: {place.NameIn(culture)}";

        return new CalendarEntry
        {
            EntryId = place.AssignmentId,
            Sequence = place.Sequence,
            ChangedAtUtc = place.ChangedAtUtc,
            StartsAtUtc = place.StartsAtUtc,
            EndsAtUtc = place.EndsAtUtc,

            // Not every program shows the status, so the words say it too.
            Summary = place.Status switch
            {
                CalendarStatus.Tentative => t["{0} (waits for your answer)", name],
                CalendarStatus.Confirmed => name,
                CalendarStatus.Cancelled => t["{0} (does not take place for you)", name],
            },
            Description = t["All about it, and if you cannot come: {0}", page.AbsoluteUri],
            Location = place.PlaceIn(culture),
            Page = page,
            Status = place.Status,
            Alarms = [new CalendarAlarm(Day, t["Your shift begins tomorrow"]), new CalendarAlarm(Hour, t["Your shift begins in an hour"])],
        };
    }
}
