using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Upkeep;
using Dost.Volunteers.Jobs;
using Dost.Volunteers.Jobs.Engines;
using Dost.Volunteers.Jobs.Printing;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Web.Jobs;

/// <summary>Each job of the timetable: how it last went, when it comes next, and a button to run it now.</summary>
[Authorize(Policy = Access.Administrator), Route("admin/jobs")]
public sealed class JobsController(VolunteersDbContext db, IEnumerable<ScheduledJob> schedule, IJobEngine engine, IPagePrinter printer, IOptions<JobsOptions> options, IStringLocalizer<Text> t, TimeProvider clock) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var runs = await db.JobRuns.AsNoTracking().ToDictionaryAsync(r => r.JobName, ct);
        List<JobRow> rows = [];

        foreach (var job in schedule)
        {
            var run = runs.GetValueOrDefault(job.Name) ?? new JobRun { JobName = job.Name };
            rows.Add(new JobRow(job, run, await engine.NextRunAtUtcAsync(job.Name, ct) ?? run.NextRunAtUtc, WhyItRests(job)));
        }

        var last = runs.Values.Max(r => r.SucceededAtUtc);

        return View(new JobsPage(rows, last, Heartbeat.IsAlive(last, DateTime.MinValue, clock.UtcNow()), engine.DashboardPath));
    }

    /// <summary>What a worker has on its machine is not known here.</summary>
    private string? WhyItRests(ScheduledJob job) => job.Name == "PrintCertificates" && options.Value.RunInWeb && printer.WhyNot is { } absence ? t.WhyItRests(absence) : null;

    [HttpPost("{name}/run")]
    public async Task<IActionResult> Run(string name, CancellationToken ct)
    {
        switch (await engine.RunNowAsync(name, ct))
        {
            case RunNowOutcome.Queued:
                TempData.Notice(t["The job starts within a few seconds. Load the page again to see how it went."]);
                break;
            case RunNowOutcome.NoEngineHere:
                TempData.Warning(t["The jobs run in another process, which cannot be reached from here. It runs the job at its next time."]);
                break;
            case RunNowOutcome.UnknownJob:
                return NotFound();
        }

        return RedirectToAction(nameof(Index));
    }
}

/// <summary>The timetable as it stands.</summary>
public sealed record JobsPage(IReadOnlyList<JobRow> Jobs, DateTime? LastSuccessAtUtc, bool IsAlive, string? DashboardPath);

public sealed record JobRow(ScheduledJob Job, JobRun Run, DateTime? NextRunAtUtc, string? WhyItRests);
