using Dost.Volunteers.Core.Volunteers.Duplicates;

namespace Dost.Volunteers.Jobs.Upkeep;

/// <summary>Compares who is new, or was changed, with everybody born on the same day, so that a coordinator can look at who may be one person.</summary>
internal sealed class FindLikelyDuplicatesJob(DuplicateService duplicates) : IRecurringJob
{
    public Task RunAsync(CancellationToken ct) => Batches.UntilDoneAsync(duplicates.CompareAsync, ct);
}
