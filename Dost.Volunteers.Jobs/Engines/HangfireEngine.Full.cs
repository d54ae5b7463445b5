using Dost.Volunteers.Core.Common;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Common;
using Hangfire.InMemory;
using Hangfire.Server;
using Hangfire.SqlServer;
using Hangfire.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dost.Volunteers.Jobs.Engines;

/// <summary>Hands the timetable to Hangfire: in its SQL Server tables where those are shared, else in memory.</summary>
internal sealed class HangfireEngine(IRecurringJobManagerV2 manager, JobStorage storage) : IJobEngine
{
    public const string Dashboard = "/hangfire";

    public string? DashboardPath => Dashboard;

    public Task<RunNowOutcome> RunNowAsync(string name, CancellationToken ct) =>
        Task.FromResult(manager.TriggerJob(name) is null ? RunNowOutcome.UnknownJob : RunNowOutcome.Queued);

    public Task<DateTime?> NextRunAtUtcAsync(string name, CancellationToken ct)
    {
        using var connection = storage.GetConnection();
        return Task.FromResult(connection.GetRecurringJobs([name]).Single().NextExecution);
    }
}

/// <summary>Hangfire calls this for every line of the timetable.</summary>
public sealed class HangfireJob(JobRunner runner)
{
    [SkipWhileRunning]
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    [JobDisplayName("{0}")]
    public async Task RunAsync(string name, CancellationToken ct)
    {
        var result = await runner.RunAsync(name, ct);
        if (result is JobRunResult.Failed)
        {
            // Else the dashboard would show a success. The cause is in the log and in the record of runs.
            throw new InvalidOperationException($"Job {name} failed.");
        }

        if (result is JobRunResult.Stopped)
        {
            // Hangfire puts it back into the queue for another worker.
            ct.ThrowIfCancellationRequested();
        }
    }
}

/// <summary>A job that is still at work, here or in another worker, is not started a second time.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SkipWhileRunningAttribute : JobFilterAttribute, IServerFilter
{
    private const string LockKey = nameof(SkipWhileRunningAttribute);

    public void OnPerforming(PerformingContext context)
    {
        try
        {
            context.Items[LockKey] = context.Connection.AcquireDistributedLock($"run:{context.BackgroundJob.Job.Args[0]}", TimeSpan.Zero);
        }
        catch (DistributedLockTimeoutException)
        {
            context.Canceled = true;
        }
    }

    public void OnPerformed(PerformedContext context)
    {
        if (context.Items.Remove(LockKey, out var held))
        {
            ((IDisposable)held).Dispose();
        }
    }
}

/// <summary>Writes the timetable into Hangfire's storage at start, and takes out what left the timetable.</summary>
internal sealed class HangfireSchedule(IRecurringJobManagerV2 manager, JobStorage storage, IEnumerable<ScheduledJob> schedule) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var jobs = schedule.ToList();
        var options = new RecurringJobOptions { TimeZone = BakuTime.Zone, MisfireHandling = MisfireHandlingMode.Relaxed };
        foreach (var job in jobs)
        {
            manager.AddOrUpdate<HangfireJob>(job.Name, job.Queue, j => j.RunAsync(job.Name, CancellationToken.None), job.Cron, options);
        }

        using var connection = storage.GetConnection();
        foreach (var left in connection.GetRecurringJobs().Where(known => jobs.TrueForAll(j => j.Name != known.Id)))
        {
            manager.RemoveIfExists(left.Id);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static class EngineRegistration
{
    public static void AddJobEngine(this IServiceCollection services, IConfiguration configuration, IReadOnlyList<ScheduledJob> schedule, bool runsHere)
    {
        var sqlServer = configuration["Database:Provider"] == "SqlServer";
        if (!runsHere && !sqlServer)
        {
            services.AddSingleton<IJobEngine, NoJobEngine>();
            return;
        }

        // Of this container, not Hangfire's process-wide ones: two hosts in one process must not share a queue.
        services.AddSingleton(provider => NewStorage(provider, sqlServer ? configuration["Database:ConnectionString"] : null));
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddHangfire(hangfire => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings());
        services.AddSingleton<IJobEngine, HangfireEngine>();
        services.AddHostedService<HangfireSchedule>();
        if (runsHere)
        {
            var options = configuration.GetSection(JobsOptions.Section).Get<JobsOptions>() ?? new JobsOptions();
            services.AddHangfireServer(server =>
            {
                server.WorkerCount = options.Parallel;
                server.Queues = [.. Schedule.Queues];
                server.ShutdownTimeout = TimeSpan.FromSeconds(25);
            });
        }
    }

    public static void MapEngineDashboard(this IEndpointRouteBuilder endpoints, string policyName)
    {
        if (endpoints.ServiceProvider.GetService<JobStorage>() is not null)
        {
            endpoints.MapHangfireDashboardWithAuthorizationPolicy(policyName, HangfireEngine.Dashboard, new DashboardOptions
            {
                DisplayStorageConnectionString = false,
                FaviconPath = "/favicon.svg",
            });
        }
    }

    private static JobStorage NewStorage(IServiceProvider provider, string? connectionString)
    {
        // Storages take their logger from the configuration, so that comes first.
        provider.GetRequiredService<IGlobalConfiguration>();
        return connectionString is null ? new InMemoryStorage() : new SqlServerStorage(connectionString);
    }
}
