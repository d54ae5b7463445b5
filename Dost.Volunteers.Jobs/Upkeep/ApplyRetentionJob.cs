using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Leaving;
using Dost.Volunteers.Core.Policies;
using Microsoft.Extensions.Logging;

namespace Dost.Volunteers.Jobs.Upkeep;

/// <summary>Keeps nobody's data longer than the settings say: warns, erases what is due, and clears away old looks and messages.</summary>
internal sealed partial class ApplyRetentionJob(ErasureService erasures, RetentionRules retention, PolicyReader policies, TimeProvider clock, ILogger<ApplyRetentionJob> logger) : IRecurringJob
{
    public async Task RunAsync(CancellationToken ct)
    {
        await Batches.UntilDoneAsync(erasures.WarnAsync, ct);
        await Batches.UntilDoneAsync(erasures.EraseDueAsync, ct);
        var (looks, messages) = await retention.PurgeAsync(await policies.ReadAsync(ct), clock.UtcNow(), ct);
        Log.Purged(logger, looks, messages);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Deleted {Looks} old records of looks and {Messages} old messages")]
        public static partial void Purged(ILogger logger, int looks, int messages);
    }
}
