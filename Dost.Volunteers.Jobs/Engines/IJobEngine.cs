namespace Dost.Volunteers.Jobs.Engines;

/// <summary>What starts jobs on time: Hangfire or Quartz, whichever the package set brings.</summary>
public interface IJobEngine
{
    /// <summary>Where the engine's own pages are in the site; null where it has none.</summary>
    string? DashboardPath { get; }

    Task<RunNowOutcome> RunNowAsync(string name, CancellationToken ct);

    /// <summary>Null where the job is unknown, or where no engine is reached from this process.</summary>
    Task<DateTime?> NextRunAtUtcAsync(string name, CancellationToken ct);
}

public enum RunNowOutcome { Queued, UnknownJob, NoEngineHere }

/// <summary>Stands in a site whose jobs run in workers that share nothing with it but the database.</summary>
internal sealed class NoJobEngine : IJobEngine
{
    public string? DashboardPath => null;

    public Task<RunNowOutcome> RunNowAsync(string name, CancellationToken ct) => Task.FromResult(RunNowOutcome.NoEngineHere);

    public Task<DateTime?> NextRunAtUtcAsync(string name, CancellationToken ct) => Task.FromResult<DateTime?>(null);
}
