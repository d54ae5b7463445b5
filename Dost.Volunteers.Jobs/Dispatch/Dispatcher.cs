using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Microsoft.Extensions.Logging;

namespace Dost.Volunteers.Jobs.Dispatch;

/// <summary>Sends what is due, batch by batch: asks whether the occasion still stands, puts it into words, hands it over, marks it.</summary>
internal sealed partial class Dispatcher(MessageLeases leases, MessageComposer composer, Delivery delivery, PolicyReader policies, TimeProvider clock, ILogger<Dispatcher> logger)
{
    public const int BatchSize = 20;

    /// <summary>Not begun so shortly before the lease runs out: another worker would send it at the same time.</summary>
    private static readonly TimeSpan _margin = TimeSpan.FromMinutes(1);

    /// <summary>What was composed longer ago may have fallen meanwhile, and its person may have opted out: it is composed anew.</summary>
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(5);

    /// <summary>After so many failures in a row the provider is left alone for a while, and the messages are not charged with it.</summary>
    private const int FailuresInRow = 3;

    private static readonly TimeSpan _leftAlone = TimeSpan.FromMinutes(1);

    /// <summary>Returns how many messages it dealt with.</summary>
    /// <param name="urgentOnly">Only what somebody waits for now.</param>
    public async Task<int> SendDueAsync(bool urgentOnly, CancellationToken ct)
    {
        var policy = await policies.ReadAsync(ct);
        var quiet = policy.Quiet;
        var count = 0;
        while (!ct.IsCancellationRequested
            && await leases.TakeAsync(urgentOnly || quiet.Contain(clock.UtcNow()), BatchSize, ct) is { } batch)
        {
            await SendBatchAsync(batch, ct);
            count += batch.Messages.Count;
        }

        return count;
    }

    private async Task SendBatchAsync(LeasedBatch batch, CancellationToken ct)
    {
        var composed = await ComposeAsync(batch.Sets, ct);
        var composedAt = clock.UtcNow();
        var failures = new Dictionary<MessageChannel, int>();
        for (var i = 0; i < batch.Sets.Count; i++)
        {
            var set = batch.Sets[i];
            if (clock.UtcNow() - composedAt > _fresh)
            {
                composed = await ComposeAsync([.. batch.Sets.Skip(i).Where(s => composed.ContainsKey(s.First.OutboundMessageId))], ct);
                composedAt = clock.UtcNow();
            }

            if (!composed.ContainsKey(set.First.OutboundMessageId))
            {
                continue;
            }

            var channel = set.First.Channel;
            var isLeftAlone = failures.GetValueOrDefault(channel) >= FailuresInRow;
            var now = clock.UtcNow();
            if (ct.IsCancellationRequested || isLeftAlone || now > batch.UntilUtc - _margin)
            {
                // What is being sent when the stop comes is finished; the rest is for the next worker.
                await leases.ReleaseAsync(set, isLeftAlone ? now + _leftAlone : now, CancellationToken.None);
                continue;
            }

            var hasFailed = await delivery.DeliverAsync(set, composed, CancellationToken.None) is DeliveryOutcome.WillRetry;
            failures[channel] = hasFailed ? failures.GetValueOrDefault(channel) + 1 : 0;
        }
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
