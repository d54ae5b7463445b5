using Dost.Volunteers.Core.HelpRequests.Ladders;

namespace Dost.Volunteers.Jobs.HelpRequests;

/// <summary>Asks the next people for urgent visits. A ladder that fails does not hold up the others.</summary>
internal sealed class ClimbLaddersJob(LadderService ladders) : IRecurringJob
{
    private const int Batch = 500;

    public async Task RunAsync(CancellationToken ct)
    {
        List<Exception> failures = [];

        foreach (var ladder in await ladders.DueAsync(Batch, ct))
        {
            try
            {
                await ladders.ClimbAsync(ladder, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failures.Add(e);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException("Ladders that could not climb.", failures);
        }
    }
}
