using Dost.Volunteers.Core.Shifts;

namespace Dost.Volunteers.Jobs.Reminders;

/// <summary>Lets offers lapse that nobody answered in time; whoever waits next is asked.</summary>
internal sealed class ExpireOffersJob(PlacementService placements) : IRecurringJob
{
    public Task RunAsync(CancellationToken ct) => Batches.UntilDoneAsync(placements.ExpireOffersAsync, ct);
}
