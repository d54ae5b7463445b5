using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Jobs.Dispatch;

/// <summary>Takes what the provider of text messages reports afterwards: a message that it took may still not have arrived.</summary>
public sealed class DeliveryReports(VolunteersDbContext db, RecipientDirectory directory, Delivery delivery, TimeProvider clock)
{
    /// <summary>
    /// A message that did not arrive has failed, and the other channel has its turn while it is no news of yesterday. The same report
    /// twice has one effect. False if there is no such message.
    /// </summary>
    public async Task<bool> RecordAsync(Guid messageId, string status, int? errorCode, CancellationToken ct)
    {
        var message = await db.OutboundMessages.AsNoTracking().SingleOrDefaultAsync(m => m.OutboundMessageId == messageId && m.Channel == MessageChannel.Sms, ct);
        if (message is null)
        {
            return false;
        }

        if (status is not ("undelivered" or "failed"))
        {
            return true;
        }

        var reason = string.Create(CultureInfo.InvariantCulture, $"twilio {errorCode ?? 0}");
        var changed = await db.OutboundMessages
            .Where(m => m.OutboundMessageId == messageId && m.State == MessageState.Sent)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Failed).SetProperty(m => m.Reason, reason), ct);
        if (changed == 1 && message.NotAfterUtc > clock.UtcNow())
        {
            var recipient = new Recipient(message.RecipientKind, message.RecipientId);
            var contacts = await directory.FindAsync([recipient], ct);
            if (contacts.TryGetValue(recipient, out var contact))
            {
                await delivery.FallOverAsync(message, contact, ct);
            }
        }

        return true;
    }
}
