using System.Security.Claims;
using System.Threading.RateLimiting;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>How often one address may try what can be abused. The figures come from the settings under <c>RateLimits</c>.</summary>
public static class RateLimits
{
    /// <summary>Trying to sign in.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Causing an SMS or an e-mail without being signed in.</summary>
    public const string Sms = "sms";

    /// <summary>Saving pages of a form without being signed in. Many phones share the address of their operator.</summary>
    public const string Form = "form";

    /// <summary>Looking something up by a word that could be guessed: reading counts too.</summary>
    public const string Lookup = "lookup";

    /// <summary>Asking who is known by a number, of one account: operators share the address of their office, and each is counted alone.</summary>
    public const string Calls = "calls";

    internal static IServiceCollection AddDostRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        return services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (context, _) =>
            {
                if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                {
                    var seconds = (int)Math.Ceiling(wait.TotalSeconds);
                    context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
                }

                return ValueTask.CompletedTask;
            };
            limiter.AddPolicy(SignIn, context => OfAddress(context, configuration.GetSection("RateLimits:SignIn")));
            limiter.AddPolicy(Form, context => OfAddress(context, configuration.GetSection("RateLimits:Form")));
            limiter.AddPolicy(Lookup, context => Counted(context, configuration.GetSection("RateLimits:Lookup"), permits: 60));
            limiter.AddPolicy(Calls, context => OfAccount(context, configuration.GetSection("RateLimits:Calls"), permits: 90));
            limiter.AddPolicy(Sms, context => OfAddress(context, configuration.GetSection("RateLimits:Sms")));
        });
    }

    /// <summary>Reading a form is free; only what changes something counts.</summary>
    private static RateLimitPartition<string> OfAddress(HttpContext context, IConfigurationSection settings)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            return RateLimitPartition.GetNoLimiter("");
        }

        return Counted(context, settings, permits: 10);
    }

    private static RateLimitPartition<string> OfAccount(HttpContext context, IConfigurationSection settings, int permits) =>
        HttpMethods.IsPost(context.Request.Method) && context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } account
            ? Counted(account, settings, permits)
            : RateLimitPartition.GetNoLimiter("");

    private static RateLimitPartition<string> Counted(HttpContext context, IConfigurationSection settings, int permits) =>
        Counted(context.Connection.RemoteIpAddress?.ToString() ?? "unknown", settings, permits);

    private static RateLimitPartition<string> Counted(string who, IConfigurationSection settings, int permits)
    {
        return RateLimitPartition.GetSlidingWindowLimiter(who, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = settings.GetValue("Permits", permits),
            Window = TimeSpan.FromMinutes(settings.GetValue("Minutes", 5)),
            SegmentsPerWindow = 5,
            QueueLimit = 0,
        });
    }
}
