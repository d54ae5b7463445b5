using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dost.Volunteers.Web.Health;

/// <summary>
/// For the machine that watches over the site: <c>/health/live</c> says that the process answers, <c>/health/ready</c> that it can work.
/// Nothing is told but which check failed.
/// </summary>
internal static class HealthSetup
{
    public static IServiceCollection AddDostHealth(this IServiceCollection services)
    {
        services.AddSingleton<StartMoment>();
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database").AddCheck<JobsCheck>("jobs");

        return services;
    }

    public static void MapDostHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.ServiceProvider.GetRequiredService<StartMoment>();
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var failed = report.Entries.Where(e => e.Value.Status is not HealthStatus.Healthy).Select(e => e.Key).Order(StringComparer.Ordinal).ToList();

        return context.Response.WriteAsync(failed.Count == 0 ? "Healthy" : $"{report.Status}: {string.Join(", ", failed)}", context.RequestAborted);
    }
}
