using Dost.Volunteers.Core.Broadcasts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging.Costs;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>Occasions of what is written to many.</summary>
public sealed partial class OccasionReader
{
    private async Task<Func<OutboundMessage, Occasion?>> NewsAsync(List<Guid> ids, HashSet<MessageKind> kinds, DateTime now, CancellationToken ct)
    {
        var broadcasts = kinds.Contains(MessageKind.Broadcast) ? await db.Broadcasts.AsNoTracking().Where(b => ids.Contains(b.BroadcastId)).ToDictionaryAsync(b => b.BroadcastId, ct) : [];
        var costs = kinds.Contains(MessageKind.CostWarning) ? await CostsAsync(ids, now, ct) : [];
        var digests = kinds.Contains(MessageKind.WeeklyDigest) ? await DigestsAsync(ids, now, ct) : [];
        var desks = kinds.Contains(MessageKind.DeskDigest) ? await DeskDigestsAsync(ids, now, ct) : [];

        return message => message.Kind switch
        {
            MessageKind.WeeklyDigest => digests.GetValueOrDefault(message.SubjectId) ?? Occasion.Gone,
            MessageKind.DeskDigest => desks.GetValueOrDefault(message.SubjectId) ?? Occasion.Gone,
            MessageKind.Broadcast => broadcasts.TryGetValue(message.SubjectId, out var broadcast) ? OfBroadcast(broadcast) : Occasion.Gone,
            MessageKind.CostWarning => costs.GetValueOrDefault(message.SubjectId) ?? Occasion.Gone,
            _ => null,
        };
    }

    /// <summary>The centres that near their limit of this month.</summary>
    private async Task<Dictionary<Guid, Occasion>> CostsAsync(List<Guid> centreIds, DateTime now, CancellationToken ct)
    {
        var month = CostMonth.At(now);
        var (from, until) = (month.FromUtc, month.UntilUtc);
        var centres = await db.Centres.AsNoTracking().Where(c => centreIds.Contains(c.CentreId) && c.SmsLimitMillis > 0)
            .Select(c => new { c.CentreId, c.Name, Limit = c.SmsLimitMillis!.Value, Spent = db.OutboundMessages.Where(m => m.CentreId == c.CentreId && m.SentAtUtc >= from && m.SentAtUtc < until).Sum(m => (long)(m.PriceMillis ?? 0)) })
            .ToListAsync(ct);

        return centres.ToDictionary(c => c.CentreId, c => new Occasion(
            c.Spent * 100 >= (long)c.Limit * CostMonth.WarnPercent,
            culture => new Dictionary<string, string>
            {
                ["centre"] = c.Name.In(culture),
                ["spent"] = Money.In(c.Spent, culture),
                ["limit"] = Money.In(c.Limit, culture),
                ["percent"] = (c.Spent * 100 / c.Limit).ToString(System.Globalization.CultureInfo.InvariantCulture),
            },
            new OccasionLink(null, c.CentreId, now, "/desk/costs")));
    }

    private static Occasion OfBroadcast(Broadcast broadcast) => new(
        broadcast.StoppedAtUtc is null,
        culture => new Dictionary<string, string> { ["text"] = broadcast.WordsIn(culture.Name).Body, ["subject"] = broadcast.WordsIn(culture.Name).Subject ?? "DOST" });
}
