using Dost.Volunteers.Jobs.Senders;
using Microsoft.Extensions.Logging;

namespace Dost.Volunteers.Jobs.Dispatch;

/// <summary>Reads the mailbox to which e-mails come back: a message that came back for good has failed, and the other channel has its turn.</summary>
internal sealed partial class ReadBouncesJob(IReturnMailbox mailbox, ReturnedMailService returned, ILogger<ReadBouncesJob> logger) : IRecurringJob
{
    /// <summary>The rest has its turn at the next run.</summary>
    private const int Most = 500;

    public async Task RunAsync(CancellationToken ct)
    {
        if (!mailbox.IsSet)
        {
            return;
        }

        var counts = Enum.GetValues<ReturnedMailOutcome>().ToDictionary(o => o, _ => 0);
        await mailbox.ReadAsync(Most, async (mail, stop) => counts[await returned.TakeAsync(mail, stop)]++, ct);

        if (counts.Values.Sum() > 0)
        {
            Log.Read(logger, counts[ReturnedMailOutcome.Failed], counts[ReturnedMailOutcome.ForNow], counts[ReturnedMailOutcome.Unknown], counts[ReturnedMailOutcome.NoReport]);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Of the letters that came back {Failed} tell of a message that did not arrive, {ForNow} of one that is tried again, {Unknown} of none that is known, and {Others} are no such report")]
        public static partial void Read(ILogger logger, int failed, int forNow, int unknown, int others);
    }
}
