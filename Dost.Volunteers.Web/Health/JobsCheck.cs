using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Upkeep;
using Dost.Volunteers.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Web.Health;

/// <summary>The jobs of this process succeed. Where workers beside the site run them, their silence is not the site's illness.</summary>
internal sealed class JobsCheck(VolunteersDbContext db, IOptions<JobsOptions> jobs, StartMoment start, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!jobs.Value.RunInWeb)
        {
            return HealthCheckResult.Healthy();
        }

        var last = await db.JobRuns.MaxAsync(r => r.SucceededAtUtc, cancellationToken);

        return Heartbeat.IsAlive(last, start.AtUtc, clock.UtcNow()) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("No job has succeeded for five minutes.");
    }
}
