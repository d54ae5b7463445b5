using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Upkeep;

/// <summary>How a recurring job last went: what the jobs page shows and what the readiness check looks at.</summary>
public class JobRun
{
    public const int NameMaxLength = 80;
    public const int ErrorMaxLength = 200;

    public required string JobName { get; init; }
    public DateTime? StartedAtUtc { get; set; }
    public DateTime? FinishedAtUtc { get; set; }
    public DateTime? SucceededAtUtc { get; set; }
    public JobResult Result { get; set; }

    /// <summary>The type of the error, never its text: a text may hold personal data.</summary>
    public string? ErrorType { get; set; }

    /// <summary>Milliseconds.</summary>
    public int DurationMs { get; set; }
    public DateTime? NextRunAtUtc { get; set; }
}

public enum JobResult { Never, Running, Succeeded, Failed }

internal sealed class JobRunConfiguration : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> run)
    {
        run.HasKey(r => r.JobName);
        run.Property(r => r.JobName).HasMaxLength(JobRun.NameMaxLength);
        run.Property(r => r.ErrorType).HasMaxLength(JobRun.ErrorMaxLength);
    }
}
