using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Roster;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Broadcasts;

/// <summary>Writes to many: keeps the choice for a look, tries it on who asks, sends it part by part through the outbox, and stops it.</summary>
public sealed class BroadcastService(VolunteersDbContext db, CurrentUser user, RosterReader roster, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    private const int Part = 500;

    /// <summary>Keeps the words and whom they go to. The same form sent twice makes one.</summary>
    public async Task<DraftResult> DraftAsync(NewBroadcast wish, RosterFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wish);

        if (user.AccountId is not { } accountId)
        {
            throw new InvalidOperationException("Somebody who is signed in writes.");
        }

        if (await db.Broadcasts.AnyAsync(b => b.BroadcastId == wish.BroadcastId && b.UserAccountId == accountId, ct))
        {
            return new DraftResult(DraftOutcome.Kept, wish.BroadcastId);
        }

        var people = await roster.Matching(filter).Take(Broadcast.MostPeople + 1).Select(v => new { v.VolunteerId, v.CentreId }).ToListAsync(ct);

        if (people.Count is 0 or > Broadcast.MostPeople)
        {
            return new DraftResult(people.Count == 0 ? DraftOutcome.Nobody : DraftOutcome.TooMany);
        }

        var centres = people.Select(p => p.CentreId).Distinct().ToList();
        var broadcast = new Broadcast
        {
            BroadcastId = wish.BroadcastId,
            UserAccountId = accountId,
            CentreId = centres.Count == 1 ? centres[0] : null,
            Channel = wish.Channel,
            SubjectAz = wish.SubjectAz,
            SubjectRu = wish.SubjectRu,
            SubjectEn = wish.SubjectEn,
            TextAz = wish.TextAz,
            TextRu = wish.TextRu,
            TextEn = wish.TextEn,
            AddedAtUtc = clock.UtcNow(),
        };
        broadcast.Recipients.AddRange(people.Select(p => new BroadcastRecipient { BroadcastId = wish.BroadcastId, VolunteerId = p.VolunteerId }));
        db.Broadcasts.Add(broadcast);
        audit.Changed("BroadcastWritten", AuditSubject.Broadcast, wish.BroadcastId);
        await db.SaveChangesAsync(ct);

        return new DraftResult(DraftOutcome.Kept, wish.BroadcastId);
    }

    /// <summary>Sends it to who asks, as they would get it, at once. False where there is none.</summary>
    public Task<bool> TryAsync(Guid broadcastId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        if (user.AccountId is not { } accountId || await Own().SingleOrDefaultAsync(b => b.BroadcastId == broadcastId, ct) is not { } broadcast)
        {
            return false;
        }

        var version = await outbox.NextTryAsync(accountId, MessageKind.Broadcast, ct);
        var now = clock.UtcNow();
        db.OutboundMessages.Add(OutboundMessage.Urgent(MessageKind.Broadcast, broadcast.Channel, Recipient.Account(accountId), broadcastId, now, now + Broadcast.Lifetime, version));
        audit.Changed("BroadcastTried", AuditSubject.Broadcast, broadcastId);
        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>Says once that it goes; the job sends it.</summary>
    public Task<SendOutcome> SendAsync(Guid broadcastId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var broadcast = await Own().SingleOrDefaultAsync(b => b.BroadcastId == broadcastId, ct);

        if (broadcast is null)
        {
            return SendOutcome.Gone;
        }

        if (!broadcast.Confirm(clock.UtcNow()))
        {
            return broadcast.ConfirmedAtUtc is null ? SendOutcome.TooLate : SendOutcome.SentBefore;
        }

        audit.Changed("BroadcastSent", AuditSubject.Broadcast, broadcastId);
        await db.SaveChangesAsync(ct);

        return SendOutcome.Sent;
    });

    /// <summary>Takes back what has not gone. What a worker holds at this moment asks once more before it goes.</summary>
    public Task<StopOutcome> StopAsync(Guid broadcastId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var broadcast = await Own().SingleOrDefaultAsync(b => b.BroadcastId == broadcastId, ct);

        if (broadcast is null)
        {
            return StopOutcome.Gone;
        }

        if (broadcast.Stop(clock.UtcNow()))
        {
            audit.Changed("BroadcastStopped", AuditSubject.Broadcast, broadcastId);
            await db.SaveChangesAsync(ct);
        }

        if (broadcast.StoppedAtUtc is null)
        {
            return StopOutcome.NotSent;
        }

        await db.OutboundMessages.Where(m => m.Kind == MessageKind.Broadcast && m.SubjectId == broadcastId && m.State == MessageState.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Superseded).SetProperty(m => m.Reason, MessageReason.Stopped), ct);

        return StopOutcome.Stopped;
    });

    /// <summary>Owes what is left of all that were sent, part by part; how many messages.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var open = await db.Broadcasts.AsNoTracking().Where(b => b.ConfirmedAtUtc != null && b.FinishedAtUtc == null && b.StoppedAtUtc == null)
            .OrderBy(b => b.ConfirmedAtUtc).Select(b => b.BroadcastId).ToListAsync(ct);
        var owed = 0;

        foreach (var broadcastId in open)
        {
            int? part;

            while ((part = await ConcurrentChange.RetryAsync(db, () => RunPartAsync(broadcastId, ct))) is not null)
            {
                owed += part.Value;
                db.ChangeTracker.Clear();
            }
        }

        return owed;
    }

    /// <summary>Deletes what was written and never sent; how many.</summary>
    public Task<int> ForgetUnsentAsync(CancellationToken ct)
    {
        var before = clock.UtcNow() - Broadcast.Lifetime;

        return db.Broadcasts.Where(b => b.ConfirmedAtUtc == null && b.AddedAtUtc <= before).ExecuteDeleteAsync(ct);
    }

    private async Task<int?> RunPartAsync(Guid broadcastId, CancellationToken ct)
    {
        var broadcast = await db.Broadcasts.SingleOrDefaultAsync(b => b.BroadcastId == broadcastId && b.FinishedAtUtc == null && b.StoppedAtUtc == null, ct);

        if (broadcast?.ConfirmedAtUtc is not { } confirmedAt)
        {
            return null;
        }

        var now = clock.UtcNow();
        var next = await db.BroadcastRecipients.Where(r => r.BroadcastId == broadcastId && r.OwedAtUtc == null).OrderBy(r => r.VolunteerId).Take(Part)
            .Select(r => new { Recipient = r, r.Volunteer.CentreId, IsGone = r.Volunteer.ErasedAtUtc != null }).ToListAsync(ct);

        foreach (var person in next)
        {
            person.Recipient.OwedAtUtc = now;

            if (!person.IsGone)
            {
                var message = OutboundMessage.For(MessageKind.Broadcast, broadcast.Channel, Recipient.Volunteer(person.Recipient.VolunteerId), broadcastId, now, confirmedAt + Broadcast.NewsFor);
                message.CentreId = person.CentreId;
                db.OutboundMessages.Add(message);
            }
        }

        broadcast.Advance(next.Count < Part, now);
        await db.SaveChangesAsync(ct);

        return next.Count;
    }

    private IQueryable<Broadcast> Own() => db.Broadcasts.Where(Visible.Broadcasts(user));
}

/// <summary>The words as they were written, and the id that came with the form.</summary>
public sealed record NewBroadcast(Guid BroadcastId, MessageChannel Channel, string? SubjectAz, string TextAz)
{
    public string? SubjectRu { get; init; }
    public string? TextRu { get; init; }
    public string? SubjectEn { get; init; }
    public string? TextEn { get; init; }
}

public enum DraftOutcome { Kept, Nobody, TooMany }

public sealed record DraftResult(DraftOutcome Outcome, Guid BroadcastId = default);

public enum SendOutcome { Sent, SentBefore, TooLate, Gone }

public enum StopOutcome { Stopped, NotSent, Gone }
