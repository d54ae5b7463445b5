using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Jobs.Dispatch;

/// <summary>
/// Sends what is due, batch by batch. While one batch goes out the next is put into words, and what the provider took is written down: these three use
/// the database side by side, each by a connection of its own. What is urgent is never taken ahead, where it would wait for others.
/// </summary>
internal sealed class Dispatcher(IServiceScopeFactory scopes, BatchPreparation preparation, MessageLeases leases, Delivery delivery, SentLetters letters, TimeProvider clock)
{
    /// <summary>Not begun so shortly before the lease runs out: another worker would send it at the same time.</summary>
    private static readonly TimeSpan _margin = TimeSpan.FromMinutes(1);

    /// <summary>After so many failures in a row the provider is left alone for a while, and the messages are not charged with it.</summary>
    private const int FailuresInRow = 3;

    private static readonly TimeSpan _leftAlone = TimeSpan.FromMinutes(1);

    /// <summary>Returns how many messages it dealt with.</summary>
    /// <param name="urgentOnly">Only what somebody waits for now.</param>
    public async Task<int> SendDueAsync(bool urgentOnly, CancellationToken ct)
    {
        var count = await SendUrgentAsync(ct);

        if (!urgentOnly)
        {
            count += await SendOthersAsync(ct);
        }

        await letters.WrittenAsync();
        return count;
    }

    private async Task<int> SendUrgentAsync(CancellationToken ct)
    {
        var count = 0;

        while (!ct.IsCancellationRequested && await preparation.NextAsync(urgent: true, ct) is { } batch)
        {
            count += await SendAsync(batch, ct);
        }

        return count;
    }

    private async Task<int> SendOthersAsync(CancellationToken ct)
    {
        await using var ahead = scopes.CreateAsyncScope();
        var count = 0;
        var next = NextAsync(ahead.ServiceProvider, ct);

        try
        {
            // Where nothing was due while the last batch went out, there may be something now.
            while ((await next ?? await NextAsync(ahead.ServiceProvider, ct)) is { } batch)
            {
                next = NextAsync(ahead.ServiceProvider, ct);
                count += await SendAsync(batch, ct);
                count += await SendUrgentAsync(ct);
            }
        }
        finally
        {
            // Its connection must not be closed under it. What it took in vain comes back when its lease has run out.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return count;
    }

    /// <summary>On a thread of its own: the database of a single file answers on the thread that asks. Begun once, it is finished, so that what it took can be handed back.</summary>
    private Task<PreparedBatch?> NextAsync(IServiceProvider ahead, CancellationToken ct) => ct.IsCancellationRequested ? Task.FromResult<PreparedBatch?>(null) : Task.Run(
        async () =>
        {
            var policy = await ahead.GetRequiredService<PolicyReader>().ReadAsync(CancellationToken.None);

            return policy.Quiet.Contain(clock.UtcNow()) ? null : await ahead.GetRequiredService<BatchPreparation>().NextAsync(urgent: false, CancellationToken.None);
        },
        CancellationToken.None);

    private async Task<int> SendAsync(PreparedBatch batch, CancellationToken ct)
    {
        var failures = new Dictionary<MessageChannel, int>();

        for (var i = 0; i < batch.Leased.Sets.Count; i++)
        {
            var set = batch.Leased.Sets[i];
            batch = batch.IsStale(clock.UtcNow()) ? await preparation.AgainAsync(batch, i, ct) : batch;

            if (!batch.Has(set))
            {
                continue;
            }

            var channel = set.First.Channel;
            var isLeftAlone = failures.GetValueOrDefault(channel) >= FailuresInRow;
            var now = clock.UtcNow();
            if (ct.IsCancellationRequested || isLeftAlone || now > batch.Leased.UntilUtc - _margin)
            {
                // What is being sent when the stop comes is finished; the rest is for the next worker.
                await leases.ReleaseAsync(set, isLeftAlone ? now + _leftAlone : now, CancellationToken.None);
                continue;
            }

            var hasFailed = await delivery.DeliverAsync(set, batch.Composed, CancellationToken.None) is DeliveryOutcome.WillRetry;
            failures[channel] = hasFailed ? failures.GetValueOrDefault(channel) + 1 : 0;
        }

        return batch.Leased.Messages.Count;
    }
}
