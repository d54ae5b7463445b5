using System.Threading.RateLimiting;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Jobs.Senders;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Jobs.Dispatch;

/// <summary>Holds each provider to its rate, over all batches of this process.</summary>
public sealed class SendRates(IOptions<MessagingOptions> options) : IDisposable
{
    private readonly TokenBucketRateLimiter _email = NewLimiter(options.Value.EmailsPerSecond);
    private readonly TokenBucketRateLimiter _sms = NewLimiter(options.Value.SmsPerSecond);

    public async Task WaitAsync(MessageChannel channel, CancellationToken ct)
    {
        var limiter = channel switch
        {
            MessageChannel.Email => _email,
            MessageChannel.Sms => _sms,
        };
        using var lease = await limiter.AcquireAsync(1, ct);
    }

    public void Dispose()
    {
        _email.Dispose();
        _sms.Dispose();
    }

    private static TokenBucketRateLimiter NewLimiter(int perSecond) => new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = perSecond,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = int.MaxValue,
    });
}
