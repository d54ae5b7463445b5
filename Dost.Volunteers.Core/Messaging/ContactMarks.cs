using System.Text.RegularExpressions;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>
/// Marks the number or address of who cannot be reached on it, so that what follows goes the other way and the person is asked. A mark
/// ends when the contact is changed or confirmed, or when a message arrives after all.
/// </summary>
public sealed partial class ContactMarks(VolunteersDbContext db, TimeProvider clock)
{
    /// <summary>A telephone may be off: only so many messages that did not arrive, with none between that did, say that the number does not work.</summary>
    public const int MostUnreachable = 3;

    private const string Unreachable = "twilio 30003";
    private static readonly TimeSpan _window = TimeSpan.FromDays(14);

    /// <summary>No such number, or none that takes text messages.</summary>
    private static readonly HashSet<string> _badNumber = ["twilio 21211", "twilio 21217", "twilio 21614", "twilio 21635", "twilio 30005", "twilio 30006"];

    /// <summary>What became of a message, after it was marked so.</summary>
    public async Task NoteFailureAsync(OutboundMessage message, string reason, CancellationToken ct)
    {
        var isBad = message.Channel is MessageChannel.Email ? BadAddress().IsMatch(reason) : _badNumber.Contains(reason) || (reason == Unreachable && await IsOftenUnreachableAsync(message, ct));

        if (!isBad)
        {
            return;
        }

        var now = clock.UtcNow();
        var (id, since) = (message.RecipientId, message.CreatedAtUtc);

        // A contact that was confirmed after the message was owed is perhaps another one than it went to.
        await ((message.RecipientKind, message.Channel) switch
        {
            (RecipientKind.Volunteer, MessageChannel.Sms) => db.Volunteers.Where(v => v.VolunteerId == id && v.PhoneFailedAtUtc == null && (v.PhoneConfirmedAtUtc == null || v.PhoneConfirmedAtUtc <= since))
                .ExecuteUpdateAsync(set => set.SetProperty(v => v.PhoneFailedAtUtc, now), ct),
            (RecipientKind.Volunteer, MessageChannel.Email) => db.Volunteers.Where(v => v.VolunteerId == id && v.EmailFailedAtUtc == null && (v.EmailConfirmedAtUtc == null || v.EmailConfirmedAtUtc <= since))
                .ExecuteUpdateAsync(set => set.SetProperty(v => v.EmailFailedAtUtc, now), ct),
            (RecipientKind.Asker, MessageChannel.Sms) => db.HelpRequests.Where(r => r.HelpRequestId == id && r.PhoneFailedAtUtc == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.PhoneFailedAtUtc, now), ct),
            (RecipientKind.Asker, MessageChannel.Email) => db.HelpRequests.Where(r => r.HelpRequestId == id && r.EmailFailedAtUtc == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.EmailFailedAtUtc, now), ct),
            _ => Task.FromResult(0),
        });
    }

    /// <summary>A text message reached the telephone.</summary>
    public async Task NoteArrivalAsync(OutboundMessage message, CancellationToken ct)
    {
        var id = message.RecipientId;

        await (message.RecipientKind switch
        {
            RecipientKind.Volunteer => db.Volunteers.Where(v => v.VolunteerId == id && v.PhoneFailedAtUtc != null).ExecuteUpdateAsync(set => set.SetProperty(v => v.PhoneFailedAtUtc, (DateTime?)null), ct),
            RecipientKind.Asker => db.HelpRequests.Where(r => r.HelpRequestId == id && r.PhoneFailedAtUtc != null).ExecuteUpdateAsync(set => set.SetProperty(r => r.PhoneFailedAtUtc, (DateTime?)null), ct),
            _ => Task.FromResult(0),
        });
    }

    private async Task<bool> IsOftenUnreachableAsync(OutboundMessage message, CancellationToken ct)
    {
        var since = clock.UtcNow() - _window;
        var texts = db.OutboundMessages.Where(m => m.RecipientId == message.RecipientId && m.Channel == MessageChannel.Sms);
        var lastArrival = await texts.MaxAsync(m => m.DeliveredAtUtc, ct) ?? since;
        var from = lastArrival > since ? lastArrival : since;

        return await texts.CountAsync(m => m.Reason == Unreachable && m.CreatedAtUtc >= from, ct) >= MostUnreachable;
    }

    /// <summary>RFC 3463: 5.1.1 no such mailbox, 5.1.2 no such system, 5.1.3 not an address, 5.1.6 moved away, 5.1.10 takes no mail, 5.2.1 switched off, 5.4.4 no way there.</summary>
    [GeneratedRegex(@"\b5\.(1\.(1|2|3|6|10)|2\.1|4\.4)\b")]
    private static partial Regex BadAddress();
}
