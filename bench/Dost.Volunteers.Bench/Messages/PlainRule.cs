using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;

namespace Dost.Volunteers.Bench.Messages;

/// <summary>What makes an occasion on a channel another one.</summary>
internal sealed record OccasionKey(MessageKind Kind, Guid PlaceId, int Version, string Stage, MessageChannel Channel);

/// <summary>An occasion that stood for a while.</summary>
/// <param name="IsDue">It must be told on this channel if there was a chance; else it may be, once at most.</param>
/// <param name="Marks">What the message must say.</param>
internal sealed record Owed(OccasionKey Key, Person Person, DateTime FromUtc, DateTime UntilUtc, bool IsUrgent, bool IsDue, IReadOnlyList<string> Marks);

/// <summary>
/// Who should have been told what, on which channel and in which while, worked out afterwards from what the driver did. It is written down a second time
/// here, minute by minute and without any of the product's own reckoning, so that a mistake there shows.
/// </summary>
internal static class PlainRule
{
    private const int RoundsPerRevision = 1000;
    private static readonly (string Code, int Minutes, MessageChannel[] Channels)[] _stages =
    [
        ("72h", 72 * 60, [MessageChannel.Email]), ("24h", 24 * 60, [MessageChannel.Sms, MessageChannel.Email]), ("2h", 2 * 60, [MessageChannel.Sms]),
    ];

    private static readonly MessageChannel[] _both = [MessageChannel.Sms, MessageChannel.Email];
    private static readonly TimeOnly _quietFrom = new(21, 0);
    private static readonly TimeOnly _quietTo = new(9, 0);

    /// <summary>Not to travel for nothing: no opt-out of e-mail holds these back.</summary>
    private static readonly HashSet<MessageKind> _changes = [MessageKind.ShiftMoved, MessageKind.ShiftCancelled, MessageKind.AssignmentRemoved];

    public static bool IsQuiet(Person person, DateTime utc)
    {
        var time = BakuTime.TimeOf(utc);

        return time >= _quietFrom || time < _quietTo || (person.QuietFrom is { } from && person.QuietTo is { } to && (from < to ? time >= from && time < to : time >= from || time < to));
    }

    public static bool HasOptedOut(Person person, MessageKind kind, MessageChannel channel, DateTime byUtc) => channel switch
    {
        MessageChannel.Sms => person.SmsOutUtc <= byUtc,
        MessageChannel.Email => !_changes.Contains(kind) && person.EmailOutUtc <= byUtc,
    };

    public static IEnumerable<Owed> Of(TorturePlace place)
    {
        var times = place.Shift.Times;

        for (var revision = 0; revision < times.Count; revision++)
        {
            var time = times[revision];
            var next = revision + 1 < times.Count ? times[revision + 1].FromUtc : DateTime.MaxValue;
            var from = Later(place.FromUtc, time.FromUtc);
            var leaves = Earlier(place.GoneAtUtc ?? DateTime.MaxValue, place.Shift.CancelledAtUtc ?? DateTime.MaxValue);
            var life = new Life(place, time, (revision * RoundsPerRevision) + place.Round, from, Earlier(Earlier(next, leaves), time.StartsAtUtc));

            if (life.UntilUtc > from)
            {
                foreach (var owed in OfLife(life, wasMoved: revision > 0 && place.FromUtc < time.FromUtc, goesOn: next == DateTime.MaxValue && leaves > time.StartsAtUtc))
                {
                    yield return owed;
                }
            }

            foreach (var owed in OfEnd(life, next, leaves))
            {
                yield return owed;
            }
        }
    }

    private static IEnumerable<Owed> OfLife(Life life, bool wasMoved, bool goesOn)
    {
        var time = life.Time;
        var isFirst = !wasMoved;
        var owed = Enumerable.Empty<Owed>();

        if (isFirst && life.Place.HasReceipt)
        {
            owed = owed.Concat(On(life, MessageKind.SignUpReceipt, "", _both, life.FromUtc, life.UntilUtc, IsSoon(life), otherToo: false));
        }

        if (wasMoved)
        {
            owed = owed.Concat(On(life, MessageKind.ShiftMoved, "", _both, life.FromUtc, life.UntilUtc, IsSoon(life), otherToo: false));
        }

        var planned = _stages.Select(s => (Stage: s, Moment: MomentOf(life, s.Minutes))).OrderBy(p => p.Moment).ThenByDescending(p => p.Stage.Minutes).ToList();

        for (var i = 0; i < planned.Count; i++)
        {
            var until = Earlier(life.UntilUtc, i + 1 < planned.Count ? planned[i + 1].Moment : time.StartsAtUtc);

            // Whoever learned of the time after the moment of a stage needs no reminder of it.
            if (planned[i].Moment > life.FromUtc && planned[i].Moment < until)
            {
                owed = owed.Concat(On(life, MessageKind.ShiftReminder, planned[i].Stage.Code, planned[i].Stage.Channels, planned[i].Moment, until, isUrgent: false, otherToo: true));
            }
        }

        // The check-in has no words for an e-mail.
        return goesOn ? owed.Concat(On(life, MessageKind.CheckInPrompt, "", [MessageChannel.Sms], time.StartsAtUtc, time.EndsAtUtc, isUrgent: false, otherToo: false)) : owed;
    }

    /// <summary>What those are told who lose their place at this time of the shift.</summary>
    private static IEnumerable<Owed> OfEnd(Life life, DateTime next, DateTime leaves)
    {
        var place = life.Place;

        if (leaves == DateTime.MaxValue || leaves < life.FromUtc || leaves >= next)
        {
            return [];
        }

        var isSoon = life.Time.StartsAtUtc - leaves < TimeSpan.FromHours(14);

        return place.GoneAtUtc is null ? On(life, MessageKind.ShiftCancelled, "", _both, leaves, life.Time.EndsAtUtc, isSoon, otherToo: false)
            : place.WasRemoved ? On(life, MessageKind.AssignmentRemoved, "", _both, leaves, Earlier(life.Time.EndsAtUtc, next), isSoon, otherToo: false)
            : [];
    }

    /// <param name="otherToo">Where a channel cannot reach the person the other one takes its place.</param>
    private static IEnumerable<Owed> On(Life life, MessageKind kind, string stage, MessageChannel[] channels, DateTime from, DateTime until, bool isUrgent, bool otherToo)
    {
        var person = life.Place.Person;
        var clock = BakuTime.TimeOf(life.Time.StartsAtUtc).ToString("HH:mm", CultureInfo.InvariantCulture);

        foreach (var channel in channels)
        {
            var other = channel is MessageChannel.Sms ? MessageChannel.Email : MessageChannel.Sms;
            var (reaches, reachesLater) = (Reaches(person, kind, channel, from), Reaches(person, kind, channel, until));
            yield return Make(channel, isDue: reachesLater, may: reaches);

            if (otherToo && !channels.Contains(other))
            {
                // Who opted out meanwhile, or whose message was refused for good, may have had it either way.
                yield return Make(other, isDue: !reaches && Reaches(person, kind, other, until), may: true);
            }
        }

        Owed Make(MessageChannel channel, bool isDue, bool may) => new(
            new OccasionKey(kind, life.Place.Id, life.Version, stage, channel), person, from, may ? until : from, isUrgent, isDue,
            (kind, channel) switch
            {
                (MessageKind.CheckInPrompt, _) => [life.Place.Shift.Title],
                (MessageKind.ShiftCancelled or MessageKind.AssignmentRemoved, _) or (_, MessageChannel.Email) => [life.Place.Shift.Title, clock],
                _ => [clock],
            });
    }

    private static bool Reaches(Person person, MessageKind kind, MessageChannel channel, DateTime utc) =>
        (channel is MessageChannel.Sms || person.Email is not null) && !HasOptedOut(person, kind, channel, utc);

    private static bool IsSoon(Life life) => life.Time.StartsAtUtc - life.FromUtc < TimeSpan.FromHours(14);

    /// <summary>In the night it waits for the morning; where the morning leaves less than an hour it goes half an hour before the night.</summary>
    private static DateTime MomentOf(Life life, int minutes)
    {
        var person = life.Place.Person;
        var asked = life.Time.StartsAtUtc.AddMinutes(-minutes);
        var morning = asked;

        while (IsQuiet(person, morning))
        {
            morning = morning.AddMinutes(1);
        }

        if (morning == asked || morning.AddHours(1) <= life.Time.StartsAtUtc)
        {
            return morning;
        }

        var begin = asked;

        while (IsQuiet(person, begin.AddMinutes(-1)))
        {
            begin = begin.AddMinutes(-1);
        }

        return begin.AddMinutes(-30);
    }

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    /// <summary>A place while its shift has one time and the person has it.</summary>
    private sealed record Life(TorturePlace Place, ShiftTime Time, int Version, DateTime FromUtc, DateTime UntilUtc);
}
