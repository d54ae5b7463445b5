using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Upkeep;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Jobs.Engines;

/// <summary>Keeps the one line about each job that the jobs page and the readiness check read.</summary>
internal sealed class JobRunLog(VolunteersDbContext db)
{
    public Task BeginAsync(string name, DateTime nowUtc, CancellationToken ct) => ChangeAsync(
        name,
        run =>
        {
            run.StartedAtUtc = nowUtc;
            run.Result = JobResult.Running;
        },
        ct);

    public Task EndAsync(string name, DateTime nowUtc, JobRunResult result, string? errorType, int durationMs, DateTime? nextRunAtUtc) => ChangeAsync(
        name,
        run =>
        {
            run.FinishedAtUtc = nowUtc;
            run.SucceededAtUtc = result is JobRunResult.Succeeded ? nowUtc : run.SucceededAtUtc;
            run.Result = result is JobRunResult.Failed ? JobResult.Failed : JobResult.Succeeded;
            run.ErrorType = errorType;
            run.DurationMs = durationMs;
            run.NextRunAtUtc = nextRunAtUtc;
        },
        CancellationToken.None);

    private Task<int> ChangeAsync(string name, Action<JobRun> change, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var run = await db.JobRuns.SingleOrDefaultAsync(r => r.JobName == name, ct);
        if (run is null)
        {
            run = new JobRun { JobName = name };
            db.JobRuns.Add(run);
        }

        change(run);
        return await db.SaveChangesAsync(ct);
    });
}
