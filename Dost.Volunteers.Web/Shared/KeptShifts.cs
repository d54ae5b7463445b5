using System.Globalization;
using System.Text.Json;
using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;

namespace Dost.Volunteers.Web.Shared;

/// <summary>What a phone keeps of the shifts of the coming day, so that one can say without a connection that one has come: an id and times, nothing else.</summary>
public sealed class KeptShifts
{
    private static readonly TimeSpan _ahead = TimeSpan.FromHours(24);

    private KeptShifts(string? shifts, bool isOffline = false) => (Shifts, IsOffline) = (shifts, isOffline);

    /// <summary>The page says nothing of the shifts; what the phone knows stays.</summary>
    public static KeptShifts None { get; } = new(null);

    /// <summary>The page that opens without a connection.</summary>
    public static KeptShifts Offline { get; } = new(null, isOffline: true);

    public string? Shifts { get; }
    public bool IsOffline { get; }

    public static KeptShifts Of(IEnumerable<OwnShift?> places, DateTime nowUtc)
    {
        var soon = places.OfType<OwnShift>().Where(p => p.Facts.StartsAtUtc < nowUtc + _ahead && p.Lapsed.Count == 0).Select(p => new
        {
            id = p.AssignmentId,
            label = $"{Words(p.Facts.StartsAtUtc)}–{Time(p.Facts.EndsAtUtc)}",
            opens = Milliseconds(p.CheckInOpensAtUtc),
            starts = Milliseconds(p.Facts.StartsAtUtc),
            ends = Milliseconds(p.Facts.EndsAtUtc),
            isIn = p.State is AssignmentState.CheckedIn,
            pin = p.HasPin,
        });

        return new KeptShifts(JsonSerializer.Serialize(soon));
    }

    /// <summary>Day and time, as a label that needs no language.</summary>
    public static string Words(DateTime utc) => BakuTime.FromUtc(utc).ToString("dd.MM HH:mm", CultureInfo.InvariantCulture);

    public static string LabelOf(OwnShift place)
    {
        ArgumentNullException.ThrowIfNull(place);

        return $"{Words(place.Facts.StartsAtUtc)}–{Time(place.Facts.EndsAtUtc)}";
    }

    private static string Time(DateTime utc) => BakuTime.TimeOf(utc).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static long Milliseconds(DateTime utc) => new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeMilliseconds();
}
