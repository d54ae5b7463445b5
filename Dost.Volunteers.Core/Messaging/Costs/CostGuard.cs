using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging.Costs;

/// <summary>
/// Holds back the text messages of a centre whose limit of the month is reached, except what is urgent: somebody waits for it, or would travel for
/// nothing. What is spent is read again each minute, and what this worker sends is added; several workers may exceed the limit by what they send in that minute.
/// </summary>
public sealed class CostGuard(VolunteersDbContext db, TimeProvider clock)
{
    private static readonly TimeSpan _readAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _lookAgain = TimeSpan.FromMinutes(15);
    private readonly Dictionary<Guid, (DateTime ReadAtUtc, int? LimitMillis, long SpentMillis)> _centres = [];

    /// <summary>When to look again, where the message has to wait.</summary>
    public async Task<DateTime?> HoldsUntilAsync(OutboundMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);

        if (message.CentreId is not { } centreId || message.Channel is not MessageChannel.Sms || message.IsUrgent || MessageTopics.Of(message.Kind) is MessageTopic.Codes or MessageTopic.Changes)
        {
            return null;
        }

        var now = clock.UtcNow();
        var month = CostMonth.At(now);

        if (!_centres.TryGetValue(centreId, out var centre) || now - centre.ReadAtUtc >= _readAgain || centre.ReadAtUtc < month.FromUtc)
        {
            var limit = await db.Centres.Where(c => c.CentreId == centreId).Select(c => c.SmsLimitMillis).SingleAsync(ct);
            var spent = limit is null ? 0 : await db.SpentAsync(centreId, month, ct);
            _centres[centreId] = centre = (now, limit, spent);
        }

        return centre.SpentMillis >= centre.LimitMillis ? (month.UntilUtc < now + _lookAgain ? month.UntilUtc : now + _lookAgain) : null;
    }

    /// <summary>Counts what was sent just now.</summary>
    public void Count(OutboundMessage message, int priceMillis)
    {
        ArgumentNullException.ThrowIfNull(message);

        if (message.CentreId is { } centreId && _centres.TryGetValue(centreId, out var centre))
        {
            _centres[centreId] = centre with { SpentMillis = centre.SpentMillis + priceMillis };
        }
    }
}

internal static class CostQueries
{
    /// <summary>What a centre has spent in a month, in millis.</summary>
    public static Task<long> SpentAsync(this VolunteersDbContext db, Guid centreId, CostMonth month, CancellationToken ct)
    {
        var (from, until) = (month.FromUtc, month.UntilUtc);

        return db.OutboundMessages.Where(m => m.CentreId == centreId && m.SentAtUtc >= from && m.SentAtUtc < until).SumAsync(m => (long)(m.PriceMillis ?? 0), ct);
    }
}
