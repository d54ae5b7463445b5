using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Upkeep;
using Dost.Volunteers.Jobs;
using Dost.Volunteers.Jobs.Engines;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>What is asked of an engine, whichever the package set brings: it runs against the real one.</summary>
[Collection("Engine: its logger is shared by a whole process")]
public sealed class EngineTests : IAsyncLifetime
{
    private const string Name = "Probe";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private string _folder = "";

    public async Task InitializeAsync() => _folder = await TestDatabase.NewFolderAsync();

    public Task DisposeAsync()
    {
        TestDatabase.Delete(_folder);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_job_runs_when_asked_for_in_a_scope_of_its_own()
    {
        using var host = await StartAsync();

        await RunAsync(host, runs: 1);
        await RunAsync(host, runs: 2);

        Assert.True(Probe(host).Scopes.Count >= 2);
        await host.StopAsync();
    }

    [Fact]
    public async Task An_unknown_job_is_not_run()
    {
        using var host = await StartAsync();

        Assert.Equal(RunNowOutcome.UnknownJob, await host.Services.GetRequiredService<IJobEngine>().RunNowAsync("Nobody", default));
        Assert.Null(await host.Services.GetRequiredService<IJobEngine>().NextRunAtUtcAsync("Nobody", default));
        await host.StopAsync();
    }

    [Fact]
    public async Task The_next_run_is_told_on_the_clock_of_Baku()
    {
        using var host = await StartAsync(cron: "30 3 * * *");

        var next = await host.Services.GetRequiredService<IJobEngine>().NextRunAtUtcAsync(Name, default);

        Assert.Equal((23, 30), (next!.Value.Hour, next.Value.Minute));
        Assert.InRange(next.Value - TimeProvider.System.GetUtcNow().UtcDateTime, TimeSpan.Zero, TimeSpan.FromHours(24));
        await host.StopAsync();
    }

    [Fact]
    public async Task The_same_job_never_runs_twice_at_once()
    {
        using var host = await StartAsync();
        var probe = Probe(host);
        probe.Hold();

        for (var i = 0; i < 3; i++)
        {
            await host.Services.GetRequiredService<IJobEngine>().RunNowAsync(Name, default);
        }

        await probe.StartedAsync(1);
        await Task.Delay(500);
        probe.Release();
        await probe.FinishedAsync(1);
        await host.StopAsync();

        Assert.Equal(1, probe.MostAtOnce);
    }

    [Fact]
    public async Task A_job_that_fails_runs_again_on_schedule_and_is_not_repeated_before()
    {
        using var host = await StartAsync();
        var probe = Probe(host);
        probe.Fails = true;

        await host.Services.GetRequiredService<IJobEngine>().RunNowAsync(Name, default);
        await probe.FinishedAsync(1);
        await Task.Delay(1000);

        Assert.Equal(1, probe.Finished);
        Assert.NotNull(await host.Services.GetRequiredService<IJobEngine>().NextRunAtUtcAsync(Name, default));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_stop_tells_the_job_and_waits_for_it()
    {
        using var host = await StartAsync();
        var probe = Probe(host);
        probe.Hold();
        await host.Services.GetRequiredService<IJobEngine>().RunNowAsync(Name, default);
        await probe.StartedAsync(1);

        await host.StopAsync();

        Assert.True(probe.WasStopped);
        Assert.Equal(1, probe.Finished);
    }

    [Fact]
    public async Task A_site_that_does_not_run_the_jobs_says_so()
    {
        using var host = await StartAsync(runsHere: false);

        Assert.Equal(RunNowOutcome.NoEngineHere, await host.Services.GetRequiredService<IJobEngine>().RunNowAsync(Name, default));
        await host.StopAsync();
    }

    private static ProbeState Probe(IHost host) => host.Services.GetRequiredService<ProbeState>();

    [Fact]
    public async Task How_a_job_went_is_on_record()
    {
        using var host = await StartAsync();
        var engine = host.Services.GetRequiredService<IJobEngine>();

        await RunAsync(host, runs: 1);
        var good = await LastRunAsync(host, r => r.Result is JobResult.Succeeded);
        Probe(host).Fails = true;
        await RunAsync(host, runs: 2);
        var bad = await LastRunAsync(host, r => r.Result is JobResult.Failed);

        Assert.Null(good.ErrorType);
        Assert.True(good.FinishedAtUtc >= good.StartedAtUtc);
        Assert.Equal(await engine.NextRunAtUtcAsync(Name, default), good.NextRunAtUtc);
        Assert.Equal(nameof(InvalidOperationException), bad.ErrorType);
        Assert.Equal(good.SucceededAtUtc, bad.SucceededAtUtc);
        await host.StopAsync();
    }

    /// <summary>Asks again where the run before was still being recorded, since Hangfire then lets the second go.</summary>
    private static async Task RunAsync(IHost host, int runs)
    {
        for (var i = 0; i < 10 && Probe(host).Finished < runs; i++)
        {
            Assert.Equal(RunNowOutcome.Queued, await host.Services.GetRequiredService<IJobEngine>().RunNowAsync(Name, default));
            await Probe(host).FinishedAsync(runs).WaitAsync(TimeSpan.FromSeconds(3)).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        Assert.True(Probe(host).Finished >= runs);
    }

    private static async Task<JobRun> LastRunAsync(IHost host, Func<JobRun, bool> isWanted)
    {
        using var limit = new CancellationTokenSource(_patience);
        while (true)
        {
            await using var scope = host.Services.CreateAsyncScope();
            var run = await scope.ServiceProvider.GetRequiredService<VolunteersDbContext>().JobRuns.SingleOrDefaultAsync(r => r.JobName == Name, limit.Token);
            if (run is not null && isWanted(run))
            {
                return run;
            }

            await Task.Delay(20, limit.Token);
        }
    }

    private async Task<IHost> StartAsync(string cron = "0 0 1 1 *", bool runsHere = true)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["Database:DataFolder"] = _folder;
        builder.Configuration["Privacy:Secret"] = TestDatabase.Secret;
        builder.Services.AddVolunteersCore(builder.Configuration);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ProbeState>();
        builder.Services.AddJobs(new ConfigurationBuilder().Build(), [new ScheduledJob(Name, typeof(ProbeJob), cron, Schedule.DefaultQueue)], runsHere);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private sealed class ProbeJob(ProbeState state) : IRecurringJob
    {
        public Task RunAsync(CancellationToken ct) => state.RunAsync(this, ct);
    }

    private sealed class ProbeState
    {
        private readonly Lock _lock = new();
        private TaskCompletionSource? _held;
        private int _now;

        public bool Fails { get; set; }
        public bool WasStopped { get; private set; }
        public int Started { get; private set; }
        public int Finished { get; private set; }
        public int MostAtOnce { get; private set; }
        public HashSet<object> Scopes { get; } = [];

        public void Hold() => _held = new TaskCompletionSource();

        public void Release() => _held?.SetResult();

        public async Task RunAsync(object scope, CancellationToken ct)
        {
            lock (_lock)
            {
                Started++;
                MostAtOnce = Math.Max(MostAtOnce, ++_now);
                Scopes.Add(scope);
            }

            try
            {
                await (_held?.Task ?? Task.CompletedTask).WaitAsync(ct);
                if (Fails)
                {
                    throw new InvalidOperationException("on purpose");
                }
            }
            catch (OperationCanceledException)
            {
                WasStopped = true;
                throw;
            }
            finally
            {
                lock (_lock)
                {
                    _now--;
                    Finished++;
                }
            }
        }

        public Task StartedAsync(int count) => WaitAsync(() => Started >= count);

        public Task FinishedAsync(int count) => WaitAsync(() => Finished >= count);

        private static async Task WaitAsync(Func<bool> done)
        {
            using var limit = new CancellationTokenSource(_patience);
            while (!done())
            {
                await Task.Delay(20, limit.Token);
            }
        }
    }
}
