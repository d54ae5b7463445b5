using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Dost.Volunteers.Jobs.Dispatch;

/// <summary>Messages that one worker alone may send, until its lease runs out.</summary>
public sealed record LeasedBatch(Guid LeaseId, DateTime UntilUtc, IReadOnlyList<OutboundMessage> Messages);

/// <summary>
/// The messages that are due. A batch is taken by one conditional update, so any number of workers share the queue on either database,
/// and is marked only by who still holds it.
/// </summary>
public sealed class MessageLeases(VolunteersDbContext db, TimeProvider clock)
{
    /// <summary>After this long another worker takes over; a single send takes half a minute at most.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>The next batch, urgent ones first; null if nothing is due. A message that it takes over from a dead worker counts one more attempt.</summary>
    public async Task<LeasedBatch?> TakeAsync(bool urgentOnly, int size, CancellationToken ct)
    {
        while (true)
        {
            var now = clock.UtcNow();
            var ids = await Due(now, urgentOnly).OrderByDescending(m => m.IsUrgent).ThenBy(m => m.DueAtUtc).ThenBy(m => m.OutboundMessageId)
                .Select(m => m.OutboundMessageId).Take(size).ToListAsync(ct);
            if (ids.Count == 0)
            {
                return null;
            }

            var lease = Guid.NewGuid();
            var until = now + Lease;
            var taken = await Due(now, urgentOnly).Where(m => ids.Contains(m.OutboundMessageId)).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, MessageState.Sending)
                    .SetProperty(m => m.LeasedBy, lease)
                    .SetProperty(m => m.LeasedUntilUtc, until)
                    .SetProperty(m => m.Attempts, m => m.Attempts + 1),
                ct);

            // Else another worker took them all between the two: look for more.
            if (taken > 0)
            {
                var messages = await db.OutboundMessages.AsNoTracking().Where(m => ids.Contains(m.OutboundMessageId) && m.LeasedBy == lease)
                    .OrderByDescending(m => m.IsUrgent).ThenBy(m => m.DueAtUtc).ToListAsync(ct);
                return new LeasedBatch(lease, until, messages);
            }
        }
    }

    public Task<bool> MarkSentAsync(OutboundMessage message, string providerId, CancellationToken ct, int? parts = null, int? priceMillis = null)
    {
        var now = clock.UtcNow();
        return SetAsync(
            message,
            MessageState.Sent,
            set => set.SetProperty(m => m.SentAtUtc, now).SetProperty(m => m.ProviderId, providerId).SetProperty(m => m.Reason, (string?)null).SetProperty(m => m.Parts, parts).SetProperty(m => m.PriceMillis, priceMillis),
            ct);
    }

    public Task<bool> MarkEndedAsync(OutboundMessage message, MessageState state, string? reason, CancellationToken ct) =>
        SetAsync(message, state, set => set.SetProperty(m => m.Reason, reason), ct);

    public Task<bool> RetryAsync(OutboundMessage message, DateTime dueAtUtc, string reason, CancellationToken ct) =>
        SetAsync(message, MessageState.Queued, set => set.SetProperty(m => m.DueAtUtc, dueAtUtc).SetProperty(m => m.Reason, reason), ct);

    /// <summary>Gives back what was not tried.</summary>
    public Task<bool> ReleaseAsync(OutboundMessage message, DateTime dueAtUtc, CancellationToken ct) =>
        SetAsync(message, MessageState.Queued, set => set.SetProperty(m => m.DueAtUtc, dueAtUtc).SetProperty(m => m.Attempts, m => m.Attempts - 1), ct);

    /// <summary>It has to wait for something that is no failure: no try is charged, and why is said.</summary>
    public Task<bool> HoldAsync(OutboundMessage message, DateTime dueAtUtc, string reason, CancellationToken ct) =>
        SetAsync(message, MessageState.Queued, set => set.SetProperty(m => m.DueAtUtc, dueAtUtc).SetProperty(m => m.Attempts, m => m.Attempts - 1).SetProperty(m => m.Reason, reason), ct);

    private IQueryable<OutboundMessage> Due(DateTime now, bool urgentOnly) => db.OutboundMessages.Where(m =>
        ((m.State == MessageState.Queued && m.DueAtUtc <= now) || (m.State == MessageState.Sending && m.LeasedUntilUtc < now)) && (m.IsUrgent || !urgentOnly));

    /// <summary>False if the lease ran out and another worker has the message now.</summary>
    private async Task<bool> SetAsync(OutboundMessage message, MessageState state, Action<UpdateSettersBuilder<OutboundMessage>> more, CancellationToken ct)
    {
        var changed = await db.OutboundMessages
            .Where(m => m.OutboundMessageId == message.OutboundMessageId && m.State == MessageState.Sending && m.LeasedBy == message.LeasedBy)
            .ExecuteUpdateAsync(
                set =>
                {
                    set.SetProperty(m => m.State, state).SetProperty(m => m.LeasedBy, (Guid?)null).SetProperty(m => m.LeasedUntilUtc, (DateTime?)null);
                    more(set);
                },
                ct);
        return changed == 1;
    }
}
