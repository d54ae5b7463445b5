using System.Linq.Expressions;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.Logging;

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
public sealed partial class MessageLeases(VolunteersDbContext db, TimeProvider clock, ILogger<MessageLeases> logger)
{
    /// <summary>After this long another worker takes over; a single send takes half a minute at most.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>No part of a set.</summary>
    private static readonly Expression<Func<OutboundMessage, bool>> _isAlone = m => (m.SetId ?? Guid.Empty) == Guid.Empty;

    /// <summary>Never tried: no provider knows it yet, so it may still go with others.</summary>
    private static readonly Expression<Func<OutboundMessage, bool>> _isFresh = m => (m.SetId ?? Guid.Empty) == Guid.Empty && m.Attempts == 0;

    /// <summary>
    /// The next batch of the urgent messages, or of the others; null if none is due. What a dead worker had comes first, and counts one more attempt.
    /// What can go as one with a message of the batch comes along, and what once went as one stays together.
    /// </summary>
    public async Task<LeasedBatch?> TakeAsync(bool urgent, int size, CancellationToken ct)
    {
        while (true)
        {
            var now = clock.UtcNow();
            var found = await FindAsync(Abandoned(now, urgent), size, ct);
            var room = size - found.Count;
            found.AddRange(room == 0 ? [] : await FindAsync(Waiting(now, urgent), room, ct));

            if (found.Count == 0)
            {
                return null;
            }

            var (lease, until) = (Guid.NewGuid(), now + Lease);
            var taken = 0;

            foreach (var group in await WithCompanyAsync(found, now, urgent, ct))
            {
                taken += await LeaseAsync(Free(now).Where(_isFresh).Where(m => group.Contains(m.OutboundMessageId) && m.DueAtUtc <= now), lease, until, ct, setId: group[0]);
            }

            var ids = found.Where(m => m.SetId is null).Select(m => m.OutboundMessageId).ToList();
            var sets = found.Where(m => m.SetId is not null).Select(m => m.SetId).Distinct().ToList();
            taken += ids.Count == 0 ? 0 : await LeaseAsync(Free(now).Where(_isAlone).Where(m => ids.Contains(m.OutboundMessageId) && m.DueAtUtc <= now), lease, until, ct);
            taken += sets.Count == 0 ? 0 : await LeaseAsync(Free(now).Where(m => sets.Contains(m.SetId)), lease, until, ct);

            // Else another worker took them all between the two: look for more.
            if (taken > 0)
            {
                var messages = await InOrder(db.OutboundMessages.Where(m => m.State == MessageState.Sending && m.LeasedBy == lease)).AsNoTracking().ToListAsync(ct);
                return new LeasedBatch(lease, until, messages);
            }
        }
    }

    /// <summary>All of a set is sent; the first of it bears the cost.</summary>
    /// <param name="providerId">None for e-mails, which the provider knows by the reference.</param>
    public async Task MarkSentAsync(MessageSet set, string? providerId, CancellationToken ct, int? parts = null, int? priceMillis = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        var (now, first) = (clock.UtcNow(), set.First.OutboundMessageId);
        var isMarked = await SetAsync(
            set,
            MessageState.Sent,
            row => row.SetProperty(m => m.SentAtUtc, _ => now).SetProperty(m => m.ProviderId, _ => providerId).SetProperty(m => m.Reason, (string?)null)
                .SetProperty(m => m.Parts, m => m.OutboundMessageId == first ? parts : null).SetProperty(m => m.PriceMillis, m => m.OutboundMessageId == first ? priceMillis : null),
            ct);

        if (!isMarked)
        {
            Log.LeaseLost(logger, set.First.Reference, set.Messages.Count);
        }
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

    /// <summary>
    /// What nobody works on: it waits, or its worker is dead. Said by what it is not, as <see cref="_isAlone"/>: along an index of the state or of the sets
    /// the small database would look among all that waits for the few whose ids it was given.
    /// </summary>
    private IQueryable<OutboundMessage> Free(DateTime now) => db.OutboundMessages.Where(m =>
        m.State != MessageState.Sent && m.State != MessageState.Failed && m.State != MessageState.Superseded && m.State != MessageState.Expired && m.State != MessageState.Suppressed
            && (m.LeasedUntilUtc == null || m.LeasedUntilUtc < now));

    private static Task<int> LeaseAsync(IQueryable<OutboundMessage> messages, Guid lease, DateTime until, CancellationToken ct, Guid? setId = null) =>
        messages.ExecuteUpdateAsync(
            row => row.SetProperty(m => m.State, MessageState.Sending).SetProperty(m => m.LeasedBy, _ => lease).SetProperty(m => m.LeasedUntilUtc, _ => until)
                .SetProperty(m => m.Attempts, m => m.Attempts + 1).SetProperty(m => m.SetId, m => setId ?? m.SetId),
            ct);

    /// <summary>Each of the two along an index: asked together, all that is due would be read for each batch.</summary>
    private IQueryable<OutboundMessage> Waiting(DateTime now, bool urgent) =>
        db.OutboundMessages.Where(m => m.State == MessageState.Queued && m.IsUrgent == urgent && m.DueAtUtc <= now);

    private IQueryable<OutboundMessage> Abandoned(DateTime now, bool urgent) =>
        db.OutboundMessages.Where(m => m.State == MessageState.Sending && m.IsUrgent == urgent && m.LeasedUntilUtc < now);

    private static IQueryable<OutboundMessage> InOrder(IQueryable<OutboundMessage> messages) =>
        messages.OrderBy(m => m.DueAtUtc).ThenBy(m => m.OutboundMessageId);

    private static Task<List<Due>> FindAsync(IQueryable<OutboundMessage> messages, int most, CancellationToken ct) =>
        InOrder(messages).Take(most).Select(m => new Due(m.OutboundMessageId, m.SetId, m.RecipientId, m.Kind, m.Channel, m.Attempts)).ToListAsync(ct);

    /// <summary>The groups that can go as one with a message that was found, each at least two.</summary>
    private async Task<IReadOnlyList<List<Guid>>> WithCompanyAsync(List<Due> found, DateTime now, bool urgent, CancellationToken ct)
    {
        var sociable = found.Where(m => m.SetId is null && m.Attempts == 0 && MessageSets.TogetherOf(m.Kind, m.Channel) is not null).ToList();

        if (sociable.Count == 0)
        {
            return [];
        }

        var people = sociable.Select(m => m.RecipientId).Distinct().ToList();
        var kinds = sociable.Select(m => m.Kind).Distinct().ToList();
        var channels = sociable.Select(m => m.Channel).Distinct().ToList();
        var waiting = await InOrder(Waiting(now, urgent).Where(_isFresh).Where(m => people.Contains(m.RecipientId) && kinds.Contains(m.Kind) && channels.Contains(m.Channel)))
            .Select(m => new { m.OutboundMessageId, Alike = new { m.RecipientKind, m.RecipientId, m.Kind, m.Channel } }).ToListAsync(ct);

        return [.. waiting.GroupBy(m => m.Alike).SelectMany(g => g.Chunk(MessageSets.AtMost)).Where(c => c.Length > 1).Select(c => c.Select(m => m.OutboundMessageId).ToList())];
    }

    /// <summary>False if the lease ran out and another worker has the messages now.</summary>
    private async Task<bool> SetAsync(MessageSet set, MessageState state, Action<UpdateSettersBuilder<OutboundMessage>> more, CancellationToken ct)
    {
        var (first, ids, lease) = (set.First.OutboundMessageId, set.Ids, set.First.LeasedBy);

        // A list in a condition makes another statement each time; nearly always there is one message.
        var messages = ids.Count == 1 ? db.OutboundMessages.Where(m => m.OutboundMessageId == first) : db.OutboundMessages.Where(m => ids.Contains(m.OutboundMessageId));
        var changed = await messages.Where(m => m.LeasedBy == lease)
            .ExecuteUpdateAsync(
                row =>
                {
                    row.SetProperty(m => m.State, _ => state).SetProperty(m => m.LeasedBy, (Guid?)null).SetProperty(m => m.LeasedUntilUtc, (DateTime?)null);
                    more(row);
                },
                ct);

        return changed == ids.Count;
    }

    /// <summary>What is asked of a message before it is taken.</summary>
    private sealed record Due(Guid OutboundMessageId, Guid? SetId, Guid RecipientId, MessageKind Kind, MessageChannel Channel, int Attempts);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Message {MessageId}, or one of the {Count} marked with it, was sent after its lease had run out")]
        public static partial void LeaseLost(ILogger logger, Guid messageId, int count);
    }
}
