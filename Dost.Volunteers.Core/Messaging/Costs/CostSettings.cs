using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging.Costs;

/// <summary>Sets what the text messages of a centre may cost in a month, and warns when that is nearly spent.</summary>
public sealed class CostSettings(VolunteersDbContext db, CurrentUser user, AuditLog audit, TimeProvider clock)
{
    /// <summary>A limit beyond this is a slip of the finger.</summary>
    public const int MostMillis = 1_000_000_000;

    /// <summary>Sets or takes away a limit; what was held is looked at again at once. False where there is no such centre, or somebody else changed it since it was seen.</summary>
    public Task<bool> SetLimitAsync(Guid centreId, int? limitMillis, int? seenMillis, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        if (!user.IsAdministrator || await db.Centres.SingleOrDefaultAsync(c => c.CentreId == centreId, ct) is not { } centre || centre.SmsLimitMillis != seenMillis)
        {
            return false;
        }

        centre.SmsLimitMillis = limitMillis;
        audit.Changed("SmsLimitSet", AuditSubject.Setting, centreId);
        await db.SaveChangesAsync(ct);
        var now = clock.UtcNow();
        await db.OutboundMessages.Where(m => m.CentreId == centreId && m.State == MessageState.Queued && m.Reason == MessageReason.OverLimit && m.DueAtUtc > now)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAtUtc, now), ct);

        return true;
    });

    /// <summary>Owes the coordinators of each centre that nears its limit one warning a month; by e-mail, which costs nothing.</summary>
    public Task<int> WarnAsync(CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var month = CostMonth.At(now);
        var (from, until, version) = (month.FromUtc, month.UntilUtc, month.Version);
        var near = await db.Centres.Where(c => c.SmsLimitMillis != null)
            .Where(c => db.OutboundMessages.Where(m => m.CentreId == c.CentreId && m.SentAtUtc >= from && m.SentAtUtc < until).Sum(m => (long)(m.PriceMillis ?? 0)) * 100 >= (long)c.SmsLimitMillis!.Value * CostMonth.WarnPercent)
            .Select(c => c.CentreId).ToListAsync(ct);
        var owed = (await db.OutboundMessages.Where(m => m.Kind == MessageKind.CostWarning && near.Contains(m.SubjectId) && m.SubjectVersion == version)
            .Select(m => new { m.SubjectId, m.RecipientId }).ToListAsync(ct)).Select(m => (m.SubjectId, m.RecipientId)).ToHashSet();

        foreach (var told in await db.CoordinatorCentres.AsNoTracking().Where(c => near.Contains(c.CentreId)).Select(c => new { c.CentreId, c.UserAccountId }).ToListAsync(ct))
        {
            if (!owed.Contains((told.CentreId, told.UserAccountId)))
            {
                var message = OutboundMessage.For(MessageKind.CostWarning, MessageChannel.Email, Recipient.Account(told.UserAccountId), told.CentreId, now, until, version);
                message.CentreId = told.CentreId;
                db.OutboundMessages.Add(message);
            }
        }

        return await db.SaveChangesAsync(ct);
    });
}
