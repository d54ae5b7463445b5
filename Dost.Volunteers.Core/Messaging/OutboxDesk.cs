using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

public enum DeskOutcome { Done, NotPossible, NoLongerTrue, AlreadyWaits, NotFound }

/// <summary>
/// What staff may do with messages that are owed or went out: call off what waits, bring it forward, send once more. Of the people of
/// their centres only; what goes to accounts and to sign-ups that were begun is for administrators.
/// </summary>
public sealed class OutboxDesk(VolunteersDbContext db, CurrentUser user, OccasionReader occasions, AuditLog audit, TimeProvider clock)
{
    private const char AgainSign = '+';

    public IQueryable<OutboundMessage> Visible()
    {
        if (user.IsAdministrator)
        {
            return db.OutboundMessages;
        }

        var centres = user.IsCoordinator ? user.CentreIds : [];
        var own = user.AccountId;

        return db.OutboundMessages.Where(m =>
            ((m.RecipientKind == RecipientKind.Volunteer || m.RecipientKind == RecipientKind.Guardian) && db.Volunteers.Any(v => v.VolunteerId == m.RecipientId && centres.Contains(v.CentreId)))
            || (m.RecipientKind == RecipientKind.Asker && db.HelpRequests.Any(r => r.HelpRequestId == m.RecipientId && centres.Contains(r.CentreId)))
            || (m.RecipientKind == RecipientKind.Account && m.RecipientId == own && centres.Count > 0));
    }

    /// <summary>What somebody asked for themselves a moment ago (a code) is neither called off nor sent by others.</summary>
    public static bool MayTouch(MessageKind kind) => MessageTopics.Of(kind) is not MessageTopic.Codes;

    /// <summary>It does not go out any more, and nothing queues it again.</summary>
    public async Task<DeskOutcome> CallOffAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } message)
        {
            return DeskOutcome.NotFound;
        }

        // Only what no worker has in hand.
        var changed = !MayTouch(message.Kind) ? 0 : await db.OutboundMessages.Where(m => m.OutboundMessageId == id && m.State == MessageState.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Suppressed).SetProperty(m => m.Reason, MessageReason.CalledOff), ct);

        return await NoteAsync(changed, "MessageCalledOff", message, ct);
    }

    /// <summary>It goes at the next chance: no wait after a failure any more. The quiet hours still hold.</summary>
    public async Task<DeskOutcome> BringForwardAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } message)
        {
            return DeskOutcome.NotFound;
        }

        var now = clock.UtcNow();
        var changed = await db.OutboundMessages.Where(m => m.OutboundMessageId == id && m.State == MessageState.Queued && m.DueAtUtc > now).ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAtUtc, now), ct);

        return await NoteAsync(changed, "MessageBroughtForward", message, ct);
    }

    /// <summary>
    /// The same once more: a message of its own, whose stage counts the times, so that the unique key lets it in once. It keeps the
    /// version, so what is no longer true is not sent again, and all rules of sending hold for it.
    /// </summary>
    public async Task<DeskOutcome> SendAgainAsync(Guid id, CancellationToken ct)
    {
        var now = clock.UtcNow();

        if (await FindAsync(id, ct) is not { } message)
        {
            return DeskOutcome.NotFound;
        }

        if (!MayTouch(message.Kind) || message.State is MessageState.Queued or MessageState.Sending)
        {
            return DeskOutcome.NotPossible;
        }

        if (message.NotAfterUtc <= now || !(await occasions.ReadAsync([message], ct))[id].Stands)
        {
            return DeskOutcome.NoLongerTrue;
        }

        var stage = message.Stage.Split(AgainSign)[0];
        var same = await db.OutboundMessages.AsNoTracking().Where(m => m.RecipientId == message.RecipientId && m.Kind == message.Kind && m.SubjectId == message.SubjectId
            && m.Channel == message.Channel && m.SubjectVersion == message.SubjectVersion).Select(m => new { m.Stage, m.State }).ToListAsync(ct);
        var times = same.Where(m => m.Stage.Split(AgainSign)[0] == stage).ToList();

        if (times.Exists(m => m.State is MessageState.Queued or MessageState.Sending))
        {
            return DeskOutcome.AlreadyWaits;
        }

        var recipient = new Recipient(message.RecipientKind, message.RecipientId);
        db.OutboundMessages.Add(OutboundMessage.For(message.Kind, message.Channel, recipient, message.SubjectId, now, message.NotAfterUtc, message.SubjectVersion, $"{stage}{AgainSign}{times.Count}"));
        Note("MessageSentAgain", message);

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Asked for twice in the same moment.
            db.ChangeTracker.Clear();

            return DeskOutcome.AlreadyWaits;
        }

        return DeskOutcome.Done;
    }

    private Task<OutboundMessage?> FindAsync(Guid id, CancellationToken ct) => Visible().AsNoTracking().SingleOrDefaultAsync(m => m.OutboundMessageId == id, ct);

    private async Task<DeskOutcome> NoteAsync(int changed, string action, OutboundMessage message, CancellationToken ct)
    {
        if (changed == 0)
        {
            return DeskOutcome.NotPossible;
        }

        Note(action, message);
        await db.SaveChangesAsync(ct);

        return DeskOutcome.Done;
    }

    private void Note(string action, OutboundMessage message) => audit.Changed(action, message.RecipientKind switch
    {
        RecipientKind.Volunteer or RecipientKind.Guardian => AuditSubject.Volunteer,
        RecipientKind.Asker => AuditSubject.HelpRequest,
        RecipientKind.Account or RecipientKind.Applicant => AuditSubject.Account,
    }, message.RecipientId);
}
