using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>
/// Adds the messages that a change owes to its unit of work; the change and they are saved together. Whether a channel can be used
/// (an address is missing, the person opted out) is seen at dispatch, which falls over to the other.
/// </summary>
public sealed class Outbox(VolunteersDbContext db, TimeProvider clock)
{
    /// <summary>How long a notice about something that has happened is still news.</summary>
    private static readonly TimeSpan _newsLifetime = TimeSpan.FromDays(3);

    /// <summary>Whoever is needed sooner than this is told at once, also at night: the quiet hours are twelve, and an answer takes a while.</summary>
    private static readonly TimeSpan _urgentWithin = TimeSpan.FromHours(14);

    internal const int RoundsPerRevision = 1000;

    /// <summary>A notice about an assignment, for its shift as it is now. A notice goes on both channels.</summary>
    public void AboutAssignment(MessageKind kind, Assignment assignment, Shift shift)
    {
        var notAfter = kind switch
        {
            MessageKind.ShiftOffer or MessageKind.WaitlistOffer or MessageKind.PlaceFreed => assignment.OfferExpiresAtUtc ?? shift.StartsAtUtc,
            MessageKind.ShiftCancelled or MessageKind.AssignmentRemoved => shift.EndsAtUtc,
            _ => shift.StartsAtUtc,
        };

        OnBothChannels(kind, Recipient.Volunteer(assignment.VolunteerId), assignment.AssignmentId, VersionOf(assignment, shift), notAfter, IsSoon(shift.StartsAtUtc));
    }

    /// <summary>An offer; who waited for the place is told that it is their turn.</summary>
    public void AboutOffer(Assignment assignment, Shift shift) =>
        AboutAssignment(assignment.WaitlistedAtUtc is null ? MessageKind.ShiftOffer : MessageKind.WaitlistOffer, assignment, shift);

    /// <summary>Whoever is needed soon is told at once, also at night.</summary>
    public bool IsSoon(DateTime startsAtUtc) => startsAtUtc - clock.UtcNow() < _urgentWithin;

    /// <summary>A notice on both channels, true until an instant.</summary>
    public void OnBothChannels(MessageKind kind, Recipient recipient, Guid subjectId, int version, DateTime notAfterUtc, bool isUrgent)
    {
        var now = clock.UtcNow();

        foreach (var channel in Enum.GetValues<MessageChannel>())
        {
            db.OutboundMessages.Add(isUrgent
                ? OutboundMessage.Urgent(kind, channel, recipient, subjectId, now, notAfterUtc, version)
                : OutboundMessage.For(kind, channel, recipient, subjectId, now, notAfterUtc, version));
        }
    }

    /// <summary>News about a request to who asked, on both channels.</summary>
    public void AboutRequest(MessageKind kind, HelpRequest request, int version = 0) =>
        News(kind, Recipient.Asker(request.HelpRequestId), request.HelpRequestId, version, MessageChannel.Sms, MessageChannel.Email);

    /// <summary>News to somebody about a subject, on the given channels.</summary>
    public void News(MessageKind kind, Recipient recipient, Guid subjectId, int version, params ReadOnlySpan<MessageChannel> channels)
    {
        var now = clock.UtcNow();

        foreach (var channel in channels)
        {
            db.OutboundMessages.Add(OutboundMessage.For(kind, channel, recipient, subjectId, now, now + _newsLifetime, version));
        }
    }

    /// <summary>News that waits a while for what it brings along, on one channel.</summary>
    public void Later(MessageKind kind, Recipient recipient, Guid subjectId, MessageChannel channel, TimeSpan wait)
    {
        var now = clock.UtcNow();
        var message = OutboundMessage.For(kind, channel, recipient, subjectId, now, now + _newsLifetime);
        message.DueAtUtc = now + wait;
        db.OutboundMessages.Add(message);
    }

    /// <summary>What it waited for is there: it goes now.</summary>
    public async Task BringForwardAsync(MessageKind kind, Guid subjectId, CancellationToken ct)
    {
        var now = clock.UtcNow();

        foreach (var message in await db.OutboundMessages.Where(m => m.SubjectId == subjectId && m.Kind == kind && m.State == MessageState.Queued && m.DueAtUtc > now).ToListAsync(ct))
        {
            message.DueAtUtc = now;
        }
    }

    /// <summary>A message that somebody waits for now, on one channel.</summary>
    public void Now(MessageKind kind, Recipient recipient, Guid subjectId, MessageChannel channel)
    {
        var now = clock.UtcNow();
        db.OutboundMessages.Add(OutboundMessage.Urgent(kind, channel, recipient, subjectId, now, now + _newsLifetime));
    }

    /// <summary>The version of the next message of this kind to somebody who may have had some: the number of the try makes it another one.</summary>
    public async Task<int> NextTryAsync(Guid recipientId, MessageKind kind, CancellationToken ct) =>
        (await db.OutboundMessages.Where(m => m.RecipientId == recipientId && m.Kind == kind).MaxAsync(m => (int?)m.SubjectVersion, ct) ?? -1) + 1;

    /// <summary>
    /// The version that an assignment's messages stand for: the shift's revision and, since a place can be offered again after a no,
    /// the round of the offer.
    /// </summary>
    public static int VersionOf(Assignment assignment, Shift shift) => VersionOf(shift.Revision, assignment.Round);

    public static int VersionOf(int revision, int round) => (revision * RoundsPerRevision) + round;

    /// <summary>The version that the news of a request's time stands for: a request that was planned anew has another shift, whose moves count anew.</summary>
    public static int VersionOf(HelpRequest request, Shift shift) => VersionOf(request.Round, shift.Revision);
}
