using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>
/// Counts the wrong links that come from one address. Whoever has tried too many is refused for a while, with a right one too: else the
/// limit would limit nothing. Right links are not counted, since thousands of phones share the address of their operator.
/// </summary>
public sealed class GuessGuard(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(
        context => RateLimitPartition.GetSlidingWindowLimiter(AddressOf(context), _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = configuration.GetValue("RateLimits:OneTap:Permits", 30),
            Window = TimeSpan.FromMinutes(configuration.GetValue("RateLimits:OneTap:Minutes", 5)),
            SegmentsPerWindow = 5,
            QueueLimit = 0,
        }));

    public bool IsSpent(HttpContext context) => _limiter.GetStatistics(context)?.CurrentAvailablePermits == 0;

    public void CountWrong(HttpContext context) => _limiter.AttemptAcquire(context).Dispose();

    public void Dispose() => _limiter.Dispose();

    /// <summary>An IPv6 subscriber has 2^64 addresses: the network is what counts.</summary>
    private static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;

        return address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address?.ToString() ?? "unknown";
    }
}
