using System.Net;
using Dost.Volunteers.Core.Upkeep;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Dost.Volunteers.Tests.Upkeep;

/// <summary>What the machine that watches over the site is told.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task A_site_that_can_work_says_so_to_anybody()
    {
        await using var site = await Site.StartAsync(runsJobs: false);

        Assert.Equal((HttpStatusCode.OK, "Healthy"), await site.AskAsync("live"));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await site.AskAsync("ready"));
    }

    [Fact]
    public async Task A_database_of_another_version_is_not_ready_but_the_process_lives()
    {
        await using var site = await Site.StartAsync(runsJobs: false);
        await site.App.QueryAsync(db => db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsHistory"));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy: database"), await site.AskAsync("ready"));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await site.AskAsync("live"));
    }

    [Fact]
    public async Task Jobs_that_have_gone_silent_for_five_minutes_show()
    {
        await using var site = await Site.StartAsync(runsJobs: true);
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("ready")).Status);

        site.App.Clock.Advance(Heartbeat.Limit);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy: jobs"), await site.AskAsync("ready"));

        await site.App.QueryAsync(db =>
        {
            db.JobRuns.Add(new JobRun { JobName = "SendMessages", SucceededAtUtc = site.App.NowUtc, Result = JobResult.Succeeded });

            return db.SaveChangesAsync();
        });
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("ready")).Status);
    }

    [Fact]
    public async Task Where_workers_run_the_jobs_their_silence_is_not_the_illness_of_the_site()
    {
        await using var site = await Site.StartAsync(runsJobs: false);

        site.App.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("ready")).Status);
    }

    [Theory]
    [InlineData(null, 0, 4, true)]
    [InlineData(null, 0, 5, false)]
    [InlineData(3, 0, 7, true)]
    [InlineData(3, 0, 8, false)]
    [InlineData(-60, 0, 4, true)]
    public void The_heart_beats_if_a_job_succeeded_or_the_process_began_less_than_five_minutes_ago(int? successMinute, int startMinute, int nowMinute, bool isAlive)
    {
        var zero = new DateTime(2026, 11, 23, 6, 0, 0, DateTimeKind.Utc);

        Assert.Equal(isAlive, Heartbeat.IsAlive(successMinute is { } m ? zero.AddMinutes(m) : null, zero.AddMinutes(startMinute), zero.AddMinutes(nowMinute)));
    }

    /// <summary>A site whose job engine does not really start: only what the check reads counts here.</summary>
    private sealed class Site : IAsyncDisposable
    {
        public TestApp App { get; } = new();

        public static async Task<Site> StartAsync(bool runsJobs)
        {
            var site = new Site();
            site.App.With("Jobs:RunInWeb", runsJobs ? "true" : "false").With(services => services.RemoveAll<IHostedService>());
            await site.App.InitializeAsync();

            return site;
        }

        public async Task<(HttpStatusCode Status, string Words)> AskAsync(string what)
        {
            var page = await App.NewBrowser().GetPageAsync($"/health/{what}");

            return (page.Status, page.Html);
        }

        public async ValueTask DisposeAsync() => await ((IAsyncLifetime)App).DisposeAsync();
    }
}
