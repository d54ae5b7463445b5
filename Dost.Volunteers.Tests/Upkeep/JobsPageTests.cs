using System.Net;
using Dost.Volunteers.Core.Upkeep;
using Dost.Volunteers.Jobs;
using Dost.Volunteers.Jobs.Engines;
using Dost.Volunteers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dost.Volunteers.Tests.Upkeep;

/// <summary>The page of the jobs, with an engine that only notes what it was asked for.</summary>
public sealed class JobsPageTests : IAsyncLifetime
{
    private readonly NotingEngine _engine = new();
    private readonly TestApp _app;

    public JobsPageTests() => _app = new TestApp().With(services => services.Replace(ServiceDescriptor.Singleton<IJobEngine>(_engine)));

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_app).DisposeAsync();

    [Fact]
    public async Task The_page_is_for_administrators()
    {
        Assert.StartsWith("/account/sign-in", (await _app.NewBrowser().GetPageAsync("/admin/jobs")).Path, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await _app.NewBrowserAsync(await _app.AddCoordinatorAsync())).GetPageAsync("/admin/jobs")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await _app.NewBrowserAsync((await _app.AddVolunteerAsync()).Account)).GetPageAsync("/admin/jobs")).Status);
    }

    [Fact]
    public async Task Every_job_of_the_timetable_is_there_with_words_in_three_languages()
    {
        var browser = await AdministratorAsync();

        foreach (var culture in (string[])["az", "ru", "en"])
        {
            var page = await browser.GetPageAsync($"/{culture}/admin/jobs");
            var titles = page.All("main .card-row__title").Select(t => t.TextContent.Trim()).ToList();

            Assert.Equal(Schedule.All.Count, titles.Count);
            Assert.DoesNotContain(titles, title => Schedule.All.Any(job => job.Name == title));
        }
    }

    [Theory]
    [InlineData("none", "söndürülüb")]
    [InlineData("/nowhere/chromium", "yerində yoxdur")]
    public async Task A_job_that_does_nothing_here_says_why(string browser, string words)
    {
        await using var app = new TestApp().With("Pdf:Browser", browser).With(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<IJobEngine>(_engine));
            services.Configure<JobsOptions>(jobs => jobs.RunInWeb = true);
        });
        await app.InitializeAsync();

        var page = await (await app.NewBrowserAsync(await app.AddAdministratorAsync())).GetPageAsync("/admin/jobs");

        Assert.Contains(words, page.Words, StringComparison.Ordinal);
        Assert.Contains("Pdf:Browser", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_shows_its_type_and_silence_is_warned_of()
    {
        await _app.QueryAsync(db =>
        {
            db.JobRuns.Add(new JobRun { JobName = "SendMessages", StartedAtUtc = _app.NowUtc, FinishedAtUtc = _app.NowUtc, Result = JobResult.Failed, ErrorType = "SocketException", DurationMs = 1234 });

            return db.SaveChangesAsync();
        });

        var page = await (await AdministratorAsync()).GetPageAsync("/admin/jobs");

        Assert.Contains("SocketException", page.Words, StringComparison.Ordinal);
        Assert.Contains("1 234 ms", page.Words, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("[role=alert]"));
    }

    [Fact]
    public async Task With_a_fresh_success_nothing_is_warned_of()
    {
        await _app.QueryAsync(db =>
        {
            db.JobRuns.Add(new JobRun { JobName = "SendMessages", StartedAtUtc = _app.NowUtc, SucceededAtUtc = _app.NowUtc, Result = JobResult.Succeeded });

            return db.SaveChangesAsync();
        });

        Assert.Null((await (await AdministratorAsync()).GetPageAsync("/admin/jobs")).Document.QuerySelector("[role=alert]"));
    }

    [Fact]
    public async Task Run_now_asks_the_engine_and_says_what_it_answered()
    {
        var browser = await AdministratorAsync();
        var page = await browser.GetPageAsync("/admin/jobs");

        var started = await browser.SubmitAsync(page, "form[action$='/ExpireOffers/run']");
        Assert.Equal(["ExpireOffers"], _engine.Asked);
        Assert.NotNull(started.Notice);

        _engine.Answer = RunNowOutcome.NoEngineHere;
        Assert.NotNull((await browser.SubmitAsync(page, "form[action$='/ExpireOffers/run']")).Document.QuerySelector(".notice--wait"));

        _engine.Answer = RunNowOutcome.UnknownJob;
        Assert.Equal(HttpStatusCode.NotFound, (await browser.SubmitAsync(page, "form[action$='/ExpireOffers/run']")).Status);
    }

    private async Task<Browser> AdministratorAsync() => await _app.NewBrowserAsync(await _app.AddAdministratorAsync());

    private sealed class NotingEngine : IJobEngine
    {
        public string? DashboardPath => null;

        public List<string> Asked { get; } = [];

        public RunNowOutcome Answer { get; set; } = RunNowOutcome.Queued;

        public Task<RunNowOutcome> RunNowAsync(string name, CancellationToken ct)
        {
            Asked.Add(name);

            return Task.FromResult(Answer);
        }

        public Task<DateTime?> NextRunAtUtcAsync(string name, CancellationToken ct) => Task.FromResult<DateTime?>(new DateTime(2026, 11, 23, 7, 0, 0, DateTimeKind.Utc));
    }
}
