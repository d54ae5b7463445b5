using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging.Costs;

/// <summary>What was sent and what it cost, as far as who asks may see it.</summary>
public sealed class CostReader(VolunteersDbContext db, CurrentUser user, TimeProvider clock)
{
    private const int MonthsShown = 6;

    public async Task<CostSheet> ReadAsync(CostMonth month, Guid? centreId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(month);
        var (all, own) = (user.IsAdministrator, user.IsCoordinator ? user.CentreIds : []);
        var centres = await db.Centres.AsNoTracking().Where(c => all || own.Contains(c.CentreId)).OrderBy(c => c.Code)
            .Select(c => new CostCentre(c.CentreId, c.Name, c.SmsLimitMillis)).ToListAsync(ct);
        var sent = db.OutboundMessages.AsNoTracking().Where(m => all || (m.CentreId != null && own.Contains(m.CentreId.Value)));
        var chosen = centreId is { } only ? sent.Where(m => m.CentreId == only) : sent;
        var lines = await In(chosen, month).GroupBy(m => new { m.CentreId, m.Kind, m.Channel })
            .Select(g => new CostLine(g.Key.CentreId, g.Key.Kind, g.Key.Channel, g.Count(), g.Sum(m => (long)(m.Parts ?? 0)), g.Sum(m => (long)(m.PriceMillis ?? 0)))).ToListAsync(ct);

        return new CostSheet(
            month,
            centres,
            [.. lines.OrderByDescending(l => l.PriceMillis).ThenByDescending(l => l.Messages).ThenBy(l => l.Kind)],
            await MonthsAsync(chosen, ct),
            await sent.CountAsync(m => m.State == MessageState.Queued && m.Reason == MessageReason.OverLimit, ct));
    }

    /// <summary>The last months, this one first, in one query.</summary>
    private async Task<IReadOnlyList<CostOfMonth>> MonthsAsync(IQueryable<OutboundMessage> chosen, CancellationToken ct)
    {
        var last = CostMonth.At(clock.UtcNow());
        var windows = Enumerable.Range(0, MonthsShown).Select(back => In(chosen, last.Add(-back)).Where(m => m.Channel == MessageChannel.Sms).GroupBy(m => back)
            .Select(g => new { Back = back, Messages = g.Count(), Parts = g.Sum(m => (long)(m.Parts ?? 0)), PriceMillis = g.Sum(m => (long)(m.PriceMillis ?? 0)) }));
        var read = (await windows.Aggregate((one, other) => one.Concat(other)).ToListAsync(ct)).ToDictionary(w => w.Back);

        return [.. Enumerable.Range(0, MonthsShown).Select(back => read.TryGetValue(back, out var w) ? new CostOfMonth(last.Add(-back), w.Messages, w.Parts, w.PriceMillis) : new CostOfMonth(last.Add(-back), 0, 0, 0))];
    }

    private static IQueryable<OutboundMessage> In(IQueryable<OutboundMessage> messages, CostMonth month)
    {
        var (from, until) = (month.FromUtc, month.UntilUtc);

        return messages.Where(m => m.SentAtUtc >= from && m.SentAtUtc < until);
    }
}

/// <summary>What went out in a month.</summary>
/// <param name="Month">The month.</param>
/// <param name="Centres">Those that may be seen.</param>
/// <param name="Lines">By centre, kind and channel, the dearest first.</param>
/// <param name="Months">Text messages of the last months.</param>
/// <param name="Held">Text messages that wait since a limit is reached.</param>
public sealed record CostSheet(CostMonth Month, IReadOnlyList<CostCentre> Centres, IReadOnlyList<CostLine> Lines, IReadOnlyList<CostOfMonth> Months, int Held)
{
    public long PriceMillis => Lines.Sum(l => l.PriceMillis);

    public long SpentOf(Guid centreId) => Lines.Where(l => l.CentreId == centreId).Sum(l => l.PriceMillis);
}

public sealed record CostCentre(Guid CentreId, LocalName Name, int? LimitMillis);

public sealed record CostLine(Guid? CentreId, MessageKind Kind, MessageChannel Channel, int Messages, long Parts, long PriceMillis);

public sealed record CostOfMonth(CostMonth Month, int Messages, long Parts, long PriceMillis);
