using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dost.Volunteers.Jobs.Engines;

/// <summary>Runs one job in a scope of its own, whatever engine asked for it, and says in the log how it went.</summary>
public sealed partial class JobRunner(IServiceScopeFactory scopes, IEnumerable<ScheduledJob> schedule, TimeProvider clock, ILogger<JobRunner> logger)
{
    public async Task<JobRunResult> RunAsync(string name, CancellationToken ct)
    {
        var job = schedule.Single(j => j.Name == name);
        await using var scope = scopes.CreateAsyncScope();
        using var logScope = logger.BeginScope(new Dictionary<string, object> { ["Job"] = name });

        var started = clock.GetTimestamp();
        Log.Started(logger, name);
        var result = await RunAsync((IRecurringJob)scope.ServiceProvider.GetRequiredService(job.JobType), name, ct);
        Log.Finished(logger, name, result, (long)clock.GetElapsedTime(started).TotalMilliseconds);
        return result;
    }

    private async Task<JobRunResult> RunAsync(IRecurringJob job, string name, CancellationToken ct)
    {
        try
        {
            await job.RunAsync(ct);
            return JobRunResult.Succeeded;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return JobRunResult.Stopped;
        }
#pragma warning disable CA1031 // Whatever a job throws is recorded here, and the next run on schedule is the retry.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.Failed(logger, exception, name);
            return JobRunResult.Failed;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Job {Name} started")]
        public static partial void Started(ILogger logger, string name);

        [LoggerMessage(LogLevel.Information, "Job {Name} ended: {Result} after {Milliseconds} ms")]
        public static partial void Finished(ILogger logger, string name, JobRunResult result, long milliseconds);

        [LoggerMessage(LogLevel.Error, "Job {Name} failed; its next run on schedule tries again")]
        public static partial void Failed(ILogger logger, Exception exception, string name);
    }
}

public enum JobRunResult { Succeeded, Failed, Stopped }
