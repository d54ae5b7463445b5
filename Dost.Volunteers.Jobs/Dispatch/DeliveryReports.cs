using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Jobs.Dispatch;

/// <summary>
/// Takes what is reported afterwards, by the provider of text messages or by a mail server: a message that it took may still not have arrived. Reports come twice, late
/// and out of order. "Delivered" and "not delivered" are both final and the first one holds; what comes before them says nothing new. So
/// the same report again, or an older one, has no second effect.
/// </summary>
public sealed class DeliveryReports(VolunteersDbContext db, RecipientDirectory directory, Delivery delivery, ContactMarks marks, TimeProvider clock)
{
    /// <summary>
    /// A message that did not arrive has failed, and the other channel has its turn while it is no news of yesterday. False if there is no
    /// such message.
    /// </summary>
    /// <param name="providerId">The provider's name for what it reports on; of another than the one that we know the report says nothing of ours.</param>
    public async Task<bool> RecordAsync(Guid messageId, string status, int? errorCode, CancellationToken ct, string? providerId = null)
    {
        var message = await db.OutboundMessages.AsNoTracking().SingleOrDefaultAsync(m => m.OutboundMessageId == messageId && m.Channel == MessageChannel.Sms, ct);
        if (message is null)
        {
            return false;
        }

        if (providerId is null || message.ProviderId is null || message.ProviderId == providerId)
        {
            await (status switch
            {
                "delivered" => ArrivedAsync(message, ct),
                "undelivered" or "failed" => NotArrivedAsync(message, string.Create(CultureInfo.InvariantCulture, $"twilio {errorCode ?? 0}"), ct),
                _ => Task.CompletedTask,
            });
        }

        return true;
    }

    /// <summary>An e-mail that came back for good, with all messages that went in it. False if there is no such e-mail.</summary>
    /// <param name="reference"><see cref="OutboundMessage.Reference"/>, which its Message-ID carries.</param>
    /// <param name="status">As RFC 3463 has it: "5.1.1".</param>
    public async Task<bool> RecordReturnAsync(Guid reference, string status, CancellationToken ct)
    {
        var messages = await db.OutboundMessages.AsNoTracking().Where(m => m.Channel == MessageChannel.Email && (m.SetId == reference || (m.SetId == null && m.OutboundMessageId == reference))).ToListAsync(ct);

        foreach (var message in messages)
        {
            await NotArrivedAsync(message, $"{MessageReason.Returned} {status}", ct);
        }

        return messages.Count > 0;
    }

    /// <summary>It may arrive before our worker has marked it as sent: the mark leaves the moment as it is.</summary>
    private async Task ArrivedAsync(OutboundMessage message, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var changed = await db.OutboundMessages
            .Where(m => m.OutboundMessageId == message.OutboundMessageId && m.DeliveredAtUtc == null
                && (m.State == MessageState.Sent || m.State == MessageState.Sending || m.State == MessageState.Queued))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.DeliveredAtUtc, now), ct);
        if (changed == 1)
        {
            await marks.NoteArrivalAsync(message, ct);
        }
    }

    /// <summary>Also where our worker does not know yet that the provider took it: the report says so, and no second try may follow.</summary>
    private async Task NotArrivedAsync(OutboundMessage message, string reason, CancellationToken ct)
    {
        var changed = await db.OutboundMessages
            .Where(m => m.OutboundMessageId == message.OutboundMessageId && m.DeliveredAtUtc == null
                && (m.State == MessageState.Sent || m.State == MessageState.Sending || m.State == MessageState.Queued))
            .ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, MessageState.Failed).SetProperty(m => m.Reason, reason)
                    .SetProperty(m => m.LeasedBy, (Guid?)null).SetProperty(m => m.LeasedUntilUtc, (DateTime?)null),
                ct);
        if (changed == 0)
        {
            return;
        }

        await marks.NoteFailureAsync(message, reason, ct);
        if (message.NotAfterUtc <= clock.UtcNow())
        {
            return;
        }

        var recipient = new Recipient(message.RecipientKind, message.RecipientId);
        var contacts = await directory.FindAsync([recipient], ct);
        if (contacts.TryGetValue(recipient, out var contact))
        {
            await delivery.FallOverAsync(message, contact, ct);
        }
    }
}
