using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Microsoft.Extensions.Logging;

namespace Dost.Volunteers.Jobs.Dispatch;

/// <summary>Takes what is due, asks whether the occasion still stands, and puts it into words.</summary>
internal sealed partial class BatchPreparation(MessageLeases leases, MessageComposer composer, Delivery delivery, TimeProvider clock, ILogger<BatchPreparation> logger)
{
    /// <summary>Messages, not counting those that come along with one of them.</summary>
    public const int BatchSize = 200;

    /// <summary>Null if nothing is due.</summary>
    public async Task<PreparedBatch?> NextAsync(bool urgent, CancellationToken ct) =>
        await leases.TakeAsync(urgent, BatchSize, ct) is { } leased ? await ComposeAsync(leased, leased.Sets, ct) : null;

    /// <summary>Puts what is left of a batch into words anew.</summary>
    /// <param name="from">The first set of the batch that has not been sent.</param>
    public Task<PreparedBatch> AgainAsync(PreparedBatch batch, int from, CancellationToken ct) =>
        ComposeAsync(batch.Leased, [.. batch.Leased.Sets.Skip(from).Where(batch.Has)], ct);

    private async Task<PreparedBatch> ComposeAsync(LeasedBatch leased, IReadOnlyList<MessageSet> sets, CancellationToken ct)
    {
        // Its age counts from before the first look: what falls in the middle of it may not be seen.
        var began = clock.UtcNow();

        return new PreparedBatch(leased, await ComposeAsync(sets, ct), began);
    }

    /// <summary>One message that cannot be composed must not hold up the others, except those that it goes with: they are known to the provider as one.</summary>
    private async Task<IReadOnlyDictionary<Guid, ComposedMessage?>> ComposeAsync(IReadOnlyList<MessageSet> sets, CancellationToken ct)
    {
        try
        {
            IReadOnlyList<OutboundMessage> messages = [.. sets.SelectMany(s => s.Messages)];

            return WithNobody(messages, await composer.ComposeAsync(messages, ct));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.BatchNotComposed(logger, exception);
        }

        var composed = new Dictionary<Guid, ComposedMessage?>();
        foreach (var set in sets)
        {
            try
            {
                foreach (var (id, one) in WithNobody(set.Messages, await composer.ComposeAsync(set.Messages, ct)))
                {
                    composed.Add(id, one);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.NotComposed(logger, exception, set.First.OutboundMessageId, set.First.Kind);
                await delivery.RetryOrGiveUpAsync(set, contact: null, $"compose {exception.GetType().Name}", CancellationToken.None);
            }
        }

        return composed;
    }

    /// <summary>A message whose recipient is gone has no words.</summary>
    private static Dictionary<Guid, ComposedMessage?> WithNobody(IEnumerable<OutboundMessage> messages, IReadOnlyDictionary<Guid, ComposedMessage> composed) =>
        messages.ToDictionary(m => m.OutboundMessageId, m => composed.GetValueOrDefault(m.OutboundMessageId));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A batch of messages could not be composed; they are composed one by one")]
        public static partial void BatchNotComposed(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Error, "Message {MessageId} ({Kind}) could not be composed")]
        public static partial void NotComposed(ILogger logger, Exception exception, Guid messageId, MessageKind kind);
    }
}
