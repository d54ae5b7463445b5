using System.Linq.Expressions;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging.Inbound;

public enum InboxOutcome { Done, SettledAlready, NotPossible, NotFound }

public sealed record InboxResult(InboxOutcome Outcome, string? WhyNot = null);

/// <summary>
/// What staff do with messages that came in: answer in the person's name what they were asked, write back, or close. Of the people of
/// their centres only; who is unknown belongs to no centre, so only administrators see their messages.
/// </summary>
public sealed class InboxService(VolunteersDbContext db, CurrentUser user, SmsQuestions questions, InboundAnswers answers, FieldCipher cipher, AuditLog audit, TimeProvider clock)
{
    private static readonly TimeSpan _replyLifetime = TimeSpan.FromHours(12);

    /// <summary>Who may see which message.</summary>
    public static Expression<Func<InboundSms, bool>> Visible(CurrentUser user)
    {
        var all = user.IsAdministrator;
        var centres = user.IsCoordinator ? user.CentreIds : [];

        return i => all
            || (i.Volunteer != null && i.Volunteer.ErasedAtUtc == null && centres.Contains(i.Volunteer.CentreId))
            || (i.HelpRequest != null && centres.Contains(i.HelpRequest.CentreId));
    }

    /// <summary>The yes or no that the person meant; the coordinator says so, and it is written down who did.</summary>
    public async Task<InboxResult> AnswerAsync(Guid id, Guid questionId, bool isYes, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { VolunteerId: { } volunteerId } sms)
        {
            return new InboxResult(InboxOutcome.NotFound);
        }

        if (sms.DoneAtUtc is not null)
        {
            return new InboxResult(InboxOutcome.SettledAlready);
        }

        if ((await questions.OpenAsync(volunteerId, ct)).SingleOrDefault(q => q.SmsQuestionId == questionId) is not { } question)
        {
            return new InboxResult(InboxOutcome.NotPossible, AnswerResult.NoLongerAsked);
        }

        var result = await answers.GiveAsync(question, isYes, ct);

        return result.IsDone
            ? await CloseAsync(id, isYes ? InboundDeed.AnsweredYes : InboundDeed.AnsweredNo, null, ct)
            : new InboxResult(InboxOutcome.NotPossible, result.WhyNot);
    }

    /// <summary>Writes back by SMS; where nobody is known to write to, not possible.</summary>
    public Task<InboxResult> ReplyAsync(Guid id, string text, CancellationToken ct) => CloseAsync(id, InboundDeed.Replied, text, ct);

    public Task<InboxResult> CloseAsync(Guid id, CancellationToken ct) => CloseAsync(id, InboundDeed.Closed, null, ct);

    private async Task<InboxResult> CloseAsync(Guid id, InboundDeed deed, string? reply, CancellationToken ct) => await ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();

        if (await db.InboundSms.Where(Visible(user)).SingleOrDefaultAsync(i => i.InboundSmsId == id, ct) is not { } sms)
        {
            return new InboxResult(InboxOutcome.NotFound);
        }

        if (reply is not null && sms is { VolunteerId: null, HelpRequestId: null })
        {
            return new InboxResult(InboxOutcome.NotPossible);
        }

        if (!sms.Close(deed, user.AccountId, now, reply is null ? null : cipher.Encrypt(reply)))
        {
            return new InboxResult(InboxOutcome.SettledAlready);
        }

        if (reply is not null)
        {
            var recipient = sms.VolunteerId is { } volunteerId ? Recipient.Volunteer(volunteerId) : Recipient.Asker(sms.HelpRequestId!.Value);
            db.OutboundMessages.Add(OutboundMessage.Urgent(MessageKind.SmsReply, MessageChannel.Sms, recipient, id, now, now + _replyLifetime, version: 1));
        }

        audit.Changed(
            deed is InboundDeed.AnsweredYes or InboundDeed.AnsweredNo ? "AnsweredForPerson" : deed is InboundDeed.Replied ? "RepliedBySms" : "SmsClosed",
            sms.VolunteerId is not null ? AuditSubject.Volunteer : sms.HelpRequestId is not null ? AuditSubject.HelpRequest : AuditSubject.Account,
            sms.VolunteerId ?? sms.HelpRequestId ?? user.AccountId ?? Guid.Empty);
        await db.SaveChangesAsync(ct);

        return new InboxResult(InboxOutcome.Done);
    });

    private Task<InboundSms?> FindAsync(Guid id, CancellationToken ct) => db.InboundSms.AsNoTracking().Where(Visible(user)).SingleOrDefaultAsync(i => i.InboundSmsId == id, ct);
}
