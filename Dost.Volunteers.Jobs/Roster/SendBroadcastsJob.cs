using Dost.Volunteers.Core.Broadcasts;

namespace Dost.Volunteers.Jobs.Roster;

/// <summary>Hands broadcasts over to the dispatch, part by part.</summary>
internal sealed class SendBroadcastsJob(BroadcastService broadcasts) : IRecurringJob
{
    public Task RunAsync(CancellationToken ct) => broadcasts.RunAsync(ct);
}
