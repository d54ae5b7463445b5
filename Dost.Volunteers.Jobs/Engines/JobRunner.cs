using Dost.Volunteers.Core.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dost.Volunteers.Jobs.Engines;

/// <summary>Runs one job in a scope of its own, whatever engine asked for it, and records how it went.</summary>
public sealed partial class JobRunner(IServiceScopeFactory scopes, IEnumerable<ScheduledJob> schedule, IJobEngine engine, TimeProvider clock, ILogger<JobRunner> logger)
{
    public async Task<JobRunResult> RunAsync(string name, CancellationToken ct)
    {
        var job = schedule.Single(j => j.Name == name);
        using var logScope = logger.BeginScope(new Dictionary<string, object> { ["Job"] = name });

        var started = clock.GetTimestamp();
        await RecordAsync(name, (runs, now) => runs.BeginAsync(name, now, ct));
        var (result, errorType) = await RunAsync(job, ct);
        var elapsed = (int)clock.GetElapsedTime(started).TotalMilliseconds;
        Log.Finished(logger, name, result, elapsed);
        await RecordAsync(name, async (runs, now) => await runs.EndAsync(name, now, result, errorType, elapsed, await engine.NextRunAtUtcAsync(name, CancellationToken.None)));
        return result;
    }

    private async Task<(JobRunResult Result, string? ErrorType)> RunAsync(ScheduledJob job, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ((IRecurringJob)scope.ServiceProvider.GetRequiredService(job.JobType)).RunAsync(ct);
            return (JobRunResult.Succeeded, null);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return (JobRunResult.Stopped, null);
        }
        catch (Exception exception)
        {
            // Whatever a job throws is recorded, and the next run on schedule is the retry.
            Log.Failed(logger, exception, job.Name);
            return (JobRunResult.Failed, exception.GetType().Name);
        }
    }

    /// <summary>A record that cannot be written must not keep the job from its work.</summary>
    private async Task RecordAsync(string name, Func<JobRunLog, DateTime, Task> record)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await record(scope.ServiceProvider.GetRequiredService<JobRunLog>(), clock.UtcNow());
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.NotRecorded(logger, exception, name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The run of job {Name} could not be recorded")]
        public static partial void NotRecorded(ILogger logger, Exception exception, string name);

        [LoggerMessage(LogLevel.Debug, "Job {Name} ended: {Result} after {Milliseconds} ms")]
        public static partial void Finished(ILogger logger, string name, JobRunResult result, int milliseconds);

        [LoggerMessage(LogLevel.Error, "Job {Name} failed; its next run on schedule tries again")]
        public static partial void Failed(ILogger logger, Exception exception, string name);
    }
}

public enum JobRunResult { Succeeded, Failed, Stopped }
