using Dost.Volunteers.Core.Messaging.Costs;

namespace Dost.Volunteers.Jobs.Upkeep;

/// <summary>Warns the coordinators of a centre whose text messages near the limit of the month.</summary>
internal sealed class WatchCostsJob(CostSettings costs) : IRecurringJob
{
    public Task RunAsync(CancellationToken ct) => costs.WarnAsync(ct);
}
