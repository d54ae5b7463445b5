using Dost.Volunteers.Jobs.Senders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Jobs.Dispatch;

/// <summary>
/// Somebody waits for a code with the telephone in hand; a job that comes every minute is too slow for them. So each process that runs
/// jobs also looks every few seconds, and takes only what is urgent.
/// </summary>
internal sealed partial class UrgentMessagesPump(IServiceScopeFactory scopes, IOptions<MessagingOptions> options, ILogger<UrgentMessagesPump> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.UrgentPollSeconds == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.UrgentPollSeconds));
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SendAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    private async Task SendAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Dispatcher>().SendDueAsync(urgentOnly: true, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The next look is the retry; the process must not end over it.
            Log.Failed(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Looking for urgent messages failed; the next look tries again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
