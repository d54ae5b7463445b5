using Microsoft.Extensions.Logging;

namespace Dost.Volunteers.Jobs.Dispatch;

/// <summary>Sends the messages that are due.</summary>
internal sealed partial class SendMessagesJob(Dispatcher dispatcher, ILogger<SendMessagesJob> logger) : IRecurringJob
{
    public async Task RunAsync(CancellationToken ct)
    {
        var count = await dispatcher.SendDueAsync(urgentOnly: false, ct);
        if (count > 0)
        {
            Log.Sent(logger, count);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Count} messages were dealt with")]
        public static partial void Sent(ILogger logger, int count);
    }
}
