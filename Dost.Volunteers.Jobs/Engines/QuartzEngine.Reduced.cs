using Dost.Volunteers.Core.Common;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Dost.Volunteers.Jobs.Engines;

/// <summary>Hands the timetable to Quartz, which keeps it in memory.</summary>
internal sealed class QuartzEngine(ISchedulerFactory factory) : IJobEngine
{
    public string? DashboardPath => null;

    public async Task<RunNowOutcome> RunNowAsync(string name, CancellationToken ct)
    {
        var scheduler = await factory.GetScheduler(ct);
        if (await scheduler.GetJobDetail(new JobKey(name), ct) is null)
        {
            return RunNowOutcome.UnknownJob;
        }

        await scheduler.TriggerJob(new JobKey(name), null, ct);
        return RunNowOutcome.Queued;
    }

    public async Task<DateTime?> NextRunAtUtcAsync(string name, CancellationToken ct)
    {
        var scheduler = await factory.GetScheduler(ct);
        var trigger = await scheduler.GetTrigger(new TriggerKey(name), ct);
        return trigger?.NextFireTimeUtc?.UtcDateTime;
    }
}

/// <summary>Quartz calls this for every line of the timetable; the key of the job says which.</summary>
[DisallowConcurrentExecution]
internal sealed class QuartzJob(JobRunner runner) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await runner.RunAsync(context.JobDetail.Key.Name, cancellationToken);
}

internal static class EngineRegistration
{
    public static void AddJobEngine(this IServiceCollection services, IConfiguration configuration, IReadOnlyList<ScheduledJob> schedule, bool runsHere)
    {
        if (!runsHere)
        {
            services.AddSingleton<IJobEngine, NoJobEngine>();
            return;
        }

        var options = configuration.GetSection(JobsOptions.Section).Get<JobsOptions>() ?? new JobsOptions();
        services.AddQuartz(quartz =>
        {
            // A test that moves its own clock must not move the engine's.
            quartz.UseTimeProvider(TimeProvider.System);
            quartz.UseDefaultThreadPool(options.Parallel);
            quartz.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.WhenWaitingForJobs);
            foreach (var job in schedule)
            {
                quartz.AddJob<QuartzJob>(j => j.WithIdentity(job.Name));
                quartz.AddTrigger(t => t.ForJob(job.Name).WithIdentity(job.Name)
                    .WithSchedule(CronScheduleBuilder.Create(job.Cron, CronFormat.Unix).InTimeZone(BakuTime.Zone)));
            }
        });
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        services.AddSingleton<IJobEngine, QuartzEngine>();
    }

    /// <summary>Quartz has no dashboard; the administrator's page of job runs serves both package sets.</summary>
    public static void MapEngineDashboard(this IEndpointRouteBuilder endpoints, string policyName)
    {
    }
}
