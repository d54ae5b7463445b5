using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Swaps;

namespace Dost.Volunteers.Jobs.Reminders;

/// <summary>Lets offers and swaps lapse that nobody answered in time; whoever waits next is asked.</summary>
internal sealed class ExpireOffersJob(PlacementService placements, SwapService swaps) : IRecurringJob
{
    public async Task RunAsync(CancellationToken ct)
    {
        await Batches.UntilDoneAsync(placements.ExpireOffersAsync, ct);
        await Batches.UntilDoneAsync(swaps.LapseAsync, ct);
    }
}
