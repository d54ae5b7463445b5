using System.Linq.Expressions;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Dost.Volunteers.Jobs.Dispatch;

/// <summary>Messages that one worker alone may send, until its lease runs out.</summary>
public sealed record LeasedBatch(Guid LeaseId, DateTime UntilUtc, IReadOnlyList<OutboundMessage> Messages)
{
    public IReadOnlyList<MessageSet> Sets { get; } = MessageSet.Of(Messages);
}

/// <summary>
/// The messages that are due. A batch is taken by one conditional update, so any number of workers share the queue on either database,
/// and is marked only by who still holds it. Values are given as expressions: a plain value becomes a part of the statement, which is then another one each
/// time and is thought through anew, for longer than the sending takes.
/// </summary>
public sealed class MessageLeases(VolunteersDbContext db, TimeProvider clock)
{
    /// <summary>After this long another worker takes over; a single send takes half a minute at most.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The next batch, urgent ones first; null if nothing is due. A message that it takes over from a dead worker counts one more attempt.
    /// What can go as one with a message of the batch comes along, and what once went as one stays together.
    /// </summary>
    public async Task<LeasedBatch?> TakeAsync(bool urgentOnly, int size, CancellationToken ct)
    {
        while (true)
        {
            var now = clock.UtcNow();
            var found = await Due(now, urgentOnly).OrderByDescending(m => m.IsUrgent).ThenBy(m => m.DueAtUtc).ThenBy(m => m.OutboundMessageId).Take(size).AsNoTracking().ToListAsync(ct);
            if (found.Count == 0)
            {
                return null;
            }

            var (lease, until) = (Guid.NewGuid(), now + Lease);
            var taken = 0;

            foreach (var group in await WithCompanyAsync(found, now, urgentOnly, ct))
            {
                taken += await LeaseAsync(Fresh(now, urgentOnly).Where(m => group.Contains(m.OutboundMessageId)), lease, until, ct, setId: group[0]);
            }

            var ids = found.Where(m => m.SetId is null).Select(m => m.OutboundMessageId).ToList();
            var sets = found.Where(m => m.SetId is not null).Select(m => m.SetId).Distinct().ToList();
            taken += ids.Count == 0 ? 0 : await LeaseAsync(Due(now, urgentOnly).Where(m => ids.Contains(m.OutboundMessageId) && m.SetId == null), lease, until, ct);
            taken += sets.Count == 0 ? 0 : await LeaseAsync(db.OutboundMessages.Where(IsFree(now)).Where(m => sets.Contains(m.SetId)), lease, until, ct);

            // Else another worker took them all between the two: look for more.
            if (taken > 0)
            {
                var messages = await db.OutboundMessages.AsNoTracking().Where(m => m.State == MessageState.Sending && m.LeasedBy == lease)
                    .OrderByDescending(m => m.IsUrgent).ThenBy(m => m.DueAtUtc).ThenBy(m => m.OutboundMessageId).ToListAsync(ct);
                return new LeasedBatch(lease, until, messages);
            }
        }
    }

    /// <summary>All of a set is sent; the first of it bears the cost.</summary>
    public Task<bool> MarkSentAsync(MessageSet set, string providerId, CancellationToken ct, int? parts = null, int? priceMillis = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        var (now, first) = (clock.UtcNow(), set.First.OutboundMessageId);

        return SetAsync(
            set,
            MessageState.Sent,
            row => row.SetProperty(m => m.SentAtUtc, _ => now).SetProperty(m => m.ProviderId, _ => providerId).SetProperty(m => m.Reason, (string?)null)
                .SetProperty(m => m.Parts, m => m.OutboundMessageId == first ? parts : null).SetProperty(m => m.PriceMillis, m => m.OutboundMessageId == first ? priceMillis : null),
            ct);
    }

    public Task<bool> MarkEndedAsync(MessageSet set, MessageState state, string? reason, CancellationToken ct) =>
        SetAsync(set, state, row => row.SetProperty(m => m.Reason, _ => reason), ct);

    public Task<bool> RetryAsync(MessageSet set, DateTime dueAtUtc, string reason, CancellationToken ct) =>
        SetAsync(set, MessageState.Queued, row => row.SetProperty(m => m.DueAtUtc, _ => dueAtUtc).SetProperty(m => m.Reason, _ => reason), ct);

    /// <summary>Gives back what was not tried.</summary>
    public Task<bool> ReleaseAsync(MessageSet set, DateTime dueAtUtc, CancellationToken ct) =>
        SetAsync(set, MessageState.Queued, row => row.SetProperty(m => m.DueAtUtc, _ => dueAtUtc).SetProperty(m => m.Attempts, m => m.Attempts - 1), ct);

    /// <summary>It has to wait for something that is no failure: no try is charged, and why is said.</summary>
    public Task<bool> HoldAsync(MessageSet set, DateTime dueAtUtc, string reason, CancellationToken ct) =>
        SetAsync(set, MessageState.Queued, row => row.SetProperty(m => m.DueAtUtc, _ => dueAtUtc).SetProperty(m => m.Attempts, m => m.Attempts - 1).SetProperty(m => m.Reason, _ => reason), ct);

    /// <summary>What nobody works on: it waits, or its worker is dead.</summary>
    private static Expression<Func<OutboundMessage, bool>> IsFree(DateTime now) =>
        m => m.State == MessageState.Queued || (m.State == MessageState.Sending && m.LeasedUntilUtc < now);

    private static Task<int> LeaseAsync(IQueryable<OutboundMessage> messages, Guid lease, DateTime until, CancellationToken ct, Guid? setId = null) =>
        messages.ExecuteUpdateAsync(
            row => row.SetProperty(m => m.State, MessageState.Sending).SetProperty(m => m.LeasedBy, _ => lease).SetProperty(m => m.LeasedUntilUtc, _ => until)
                .SetProperty(m => m.Attempts, m => m.Attempts + 1).SetProperty(m => m.SetId, m => setId ?? m.SetId),
            ct);

    private IQueryable<OutboundMessage> Due(DateTime now, bool urgentOnly) => db.OutboundMessages.Where(m =>
        ((m.State == MessageState.Queued && m.DueAtUtc <= now) || (m.State == MessageState.Sending && m.LeasedUntilUtc < now)) && (m.IsUrgent || !urgentOnly));

    /// <summary>Due and never tried: no provider knows it yet, so it may still go with others.</summary>
    private IQueryable<OutboundMessage> Fresh(DateTime now, bool urgentOnly) =>
        Due(now, urgentOnly).Where(m => m.SetId == null && m.Attempts == 0);

    /// <summary>The groups that can go as one with a message that was found, each at least two.</summary>
    private async Task<IReadOnlyList<List<Guid>>> WithCompanyAsync(List<OutboundMessage> found, DateTime now, bool urgentOnly, CancellationToken ct)
    {
        var sociable = found.Where(m => m.SetId is null && m.Attempts == 0 && MessageSets.TogetherOf(m.Kind, m.Channel) is not null).ToList();

        if (sociable.Count == 0)
        {
            return [];
        }

        var people = sociable.Select(m => m.RecipientId).Distinct().ToList();
        var kinds = sociable.Select(m => m.Kind).Distinct().ToList();
        var channels = sociable.Select(m => m.Channel).Distinct().ToList();
        var waiting = await Fresh(now, urgentOnly).Where(m => people.Contains(m.RecipientId) && kinds.Contains(m.Kind) && channels.Contains(m.Channel))
            .OrderBy(m => m.DueAtUtc).ThenBy(m => m.OutboundMessageId)
            .Select(m => new { m.OutboundMessageId, Alike = new { m.RecipientKind, m.RecipientId, m.Kind, m.Channel, m.IsUrgent } }).ToListAsync(ct);

        return [.. waiting.GroupBy(m => m.Alike).SelectMany(g => g.Chunk(MessageSets.AtMost)).Where(c => c.Length > 1).Select(c => c.Select(m => m.OutboundMessageId).ToList())];
    }

    /// <summary>False if the lease ran out and another worker has the messages now.</summary>
    private async Task<bool> SetAsync(MessageSet set, MessageState state, Action<UpdateSettersBuilder<OutboundMessage>> more, CancellationToken ct)
    {
        var (first, ids, lease) = (set.First.OutboundMessageId, set.Ids, set.First.LeasedBy);

        // A list in a condition makes another statement each time; nearly always there is one message.
        var messages = ids.Count == 1 ? db.OutboundMessages.Where(m => m.OutboundMessageId == first) : db.OutboundMessages.Where(m => ids.Contains(m.OutboundMessageId));
        var changed = await messages.Where(m => m.State == MessageState.Sending && m.LeasedBy == lease)
            .ExecuteUpdateAsync(
                row =>
                {
                    row.SetProperty(m => m.State, _ => state).SetProperty(m => m.LeasedBy, (Guid?)null).SetProperty(m => m.LeasedUntilUtc, (DateTime?)null);
                    more(row);
                },
                ct);

        return changed == ids.Count;
    }
}
