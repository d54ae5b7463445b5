using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging.Inbound;

/// <summary>
/// Takes text messages that come in. Each is kept first, as one for a coordinator to read, and judged then: if the process dies between,
/// it stands in the inbox. The provider tells a message again when it got no answer; the second telling changes nothing.
/// </summary>
public sealed class InboundService(VolunteersDbContext db, SmsQuestions questions, InboundAnswers answers, FieldCipher cipher, AuditLog audit, TimeProvider clock)
{
    /// <summary>Two machines that answer each other must come to an end.</summary>
    public const int MostRepliesAnHour = 6;

    private static readonly TimeSpan _replyLifetime = TimeSpan.FromHours(2);

    /// <summary>What was made of it; null where it was taken before.</summary>
    public async Task<InboundVerdict?> ReceiveAsync(string providerId, string from, string text, CancellationToken ct)
    {
        var sender = PhoneNumber.TryParse(from, out var clean) ? clean : from;
        var volunteerId = await db.Volunteers.AsNoTracking().Where(v => v.Phone == sender && v.ErasedAtUtc == null).Select(v => (Guid?)v.VolunteerId).SingleOrDefaultAsync(ct);
        var requestId = volunteerId is not null
            ? null
            : await db.HelpRequests.Where(r => r.ContactPhone == sender).OrderByDescending(r => r.AskedAtUtc).Select(r => (Guid?)r.HelpRequestId).FirstOrDefaultAsync(ct);

        if (await KeepAsync(providerId, sender, text, volunteerId, requestId, ct) is not { } id)
        {
            return null;
        }

        if (volunteerId is not { } person)
        {
            return requestId is null ? await JudgeAsync(id, InboundVerdict.UnknownSender, ct) : await TakeOfAskerAsync(id, sender, text, ct);
        }

        var answer = SmsAnswer.Read(text);

        return answer.Word switch
        {
            SmsWord.Yes or SmsWord.No => await AnswerAsync(id, person, answer, ct),
            SmsWord.Stop => await SetOptOutAsync(id, person, optedOut: true, ct),
            SmsWord.Start => await SetOptOutAsync(id, person, optedOut: false, ct),
            SmsWord.Help => await JudgeAsync(id, InboundVerdict.Help, ct),
            SmsWord.None => await JudgeAsync(id, InboundVerdict.NotUnderstood, ct),
        };
    }

    /// <summary>Who asked for help can stop what is not about it, and take that back; the rest is for a person to read.</summary>
    private async Task<InboundVerdict> TakeOfAskerAsync(Guid id, string sender, string text, CancellationToken ct) => SmsAnswer.Read(text).Word switch
    {
        SmsWord.Stop => await SetOptOutOfNumberAsync(id, sender, optedOut: true, ct),
        SmsWord.Start => await SetOptOutOfNumberAsync(id, sender, optedOut: false, ct),
        SmsWord.Yes or SmsWord.No or SmsWord.Help or SmsWord.None => InboundVerdict.NotUnderstood,
    };

    private async Task<Guid?> KeepAsync(string providerId, string sender, string text, Guid? volunteerId, Guid? requestId, CancellationToken ct)
    {
        if (await db.InboundSms.AnyAsync(i => i.ProviderId == providerId, ct))
        {
            return null;
        }

        var sms = new InboundSms
        {
            InboundSmsId = Guid.CreateVersion7(),
            ProviderId = providerId,
            VolunteerId = volunteerId,
            HelpRequestId = requestId,
            FromEncrypted = cipher.Encrypt(Shorten(sender, InboundSms.FromMaxLength)),
            FromHash = cipher.HashOfPhone(sender),
            TextEncrypted = cipher.Encrypt(Shorten(text, InboundSms.TextMaxLength)),
            ReceivedAtUtc = clock.UtcNow(),
        };
        db.InboundSms.Add(sms);

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();

            // Told twice in the same moment: the unique key says so.
            if (await db.InboundSms.AnyAsync(i => i.ProviderId == providerId, ct))
            {
                return null;
            }

            throw;
        }

        db.ChangeTracker.Clear();

        return sms.InboundSmsId;
    }

    /// <summary>With a code it is about that question and no other; without one only where no second question is open.</summary>
    private async Task<InboundVerdict> AnswerAsync(Guid id, Guid volunteerId, SmsAnswer answer, CancellationToken ct)
    {
        var open = await questions.OpenAsync(volunteerId, ct);

        if (answer.Code is null && open.Count > 1)
        {
            return await JudgeAsync(id, InboundVerdict.WhichQuestion, ct, outcome: Shorten(string.Join(' ', open.Select(q => q.Code)), InboundSms.OutcomeMaxLength));
        }

        var question = answer.Code is { } code ? await questions.FindAsync(volunteerId, code, ct) : open.SingleOrDefault();

        if (question is null)
        {
            return await JudgeAsync(id, InboundVerdict.NotPossible, ct, outcome: AnswerResult.NoLongerAsked);
        }

        var isYes = answer.Word is SmsWord.Yes;
        var result = await answers.GiveAsync(question, isYes, ct);

        return await JudgeAsync(id, result.IsDone ? InboundVerdict.Answered : InboundVerdict.NotPossible, ct, question.SmsQuestionId, isYes, result.WhyNot);
    }

    private Task<InboundVerdict> SetOptOutAsync(Guid id, Guid volunteerId, bool optedOut, CancellationToken ct) =>
        JudgeAsync(id, optedOut ? InboundVerdict.OptedOut : InboundVerdict.OptedIn, ct, change: async () =>
        {
            (await db.Volunteers.SingleAsync(v => v.VolunteerId == volunteerId, ct)).SmsOptedOut = optedOut;
            audit.Changed(optedOut ? "SmsOptedOut" : "SmsOptedIn", AuditSubject.Volunteer, volunteerId);
        });

    private Task<InboundVerdict> SetOptOutOfNumberAsync(Guid id, string phone, bool optedOut, CancellationToken ct) =>
        JudgeAsync(id, optedOut ? InboundVerdict.OptedOut : InboundVerdict.OptedIn, ct, change: async () =>
        {
            foreach (var request in await db.HelpRequests.Where(r => r.ContactPhone == phone && r.SmsOptedOut != optedOut).ToListAsync(ct))
            {
                request.SmsOptedOut = optedOut;
                audit.Changed(optedOut ? "SmsOptedOut" : "SmsOptedIn", AuditSubject.HelpRequest, request.HelpRequestId);
            }
        });

    /// <summary>Writes down what was made of it, and owes the sender a word in return where one helps.</summary>
    private Task<InboundVerdict> JudgeAsync(
        Guid id, InboundVerdict verdict, CancellationToken ct, Guid? questionId = null, bool? saidYes = null, string? outcome = null, Func<Task>? change = null) => ConcurrentChange.RetryAsync(db, async () =>
        {
            var now = clock.UtcNow();
            var sms = await db.InboundSms.SingleAsync(i => i.InboundSmsId == id, ct);
            sms.Judge(verdict, now, questionId, saidYes, outcome);

            if (change is not null)
            {
                await change();
            }

            if (sms.VolunteerId is { } volunteerId)
            {
                await SettleEarlierAsync(sms, volunteerId, now, ct);
                await ReplyAsync(sms, volunteerId, now, ct);
            }

            await db.SaveChangesAsync(ct);

            return verdict;
        });

    /// <summary>Whoever was asked "which question?" and has now answered needs nobody for the first answer any more.</summary>
    private async Task SettleEarlierAsync(InboundSms sms, Guid volunteerId, DateTime now, CancellationToken ct)
    {
        if (sms.Verdict is InboundVerdict.Answered)
        {
            foreach (var earlier in await db.InboundSms.Where(i => i.VolunteerId == volunteerId && i.Verdict == InboundVerdict.WhichQuestion && i.DoneAtUtc == null).ToListAsync(ct))
            {
                earlier.Close(InboundDeed.AnsweredLater, byId: null, now);
            }
        }
    }

    /// <summary>None to STOP, which the provider confirms itself; to what nobody understood one a day, and never more than a few an hour.</summary>
    private async Task ReplyAsync(InboundSms sms, Guid volunteerId, DateTime now, CancellationToken ct)
    {
        var (hourAgo, dayAgo) = (now.AddHours(-1), now.AddDays(-1));
        var replies = db.OutboundMessages.Where(m => m.RecipientId == volunteerId && m.Kind == MessageKind.SmsReply);
        var isWanted = sms.Verdict switch
        {
            InboundVerdict.OptedOut => false,
            InboundVerdict.NotUnderstood => !await db.InboundSms.AnyAsync(i => i.VolunteerId == volunteerId && i.InboundSmsId != sms.InboundSmsId && i.Verdict == InboundVerdict.NotUnderstood && i.ReceivedAtUtc > dayAgo, ct),
            _ => true,
        };

        if (isWanted && await replies.CountAsync(m => m.CreatedAtUtc > hourAgo, ct) < MostRepliesAnHour)
        {
            db.OutboundMessages.Add(OutboundMessage.Urgent(MessageKind.SmsReply, MessageChannel.Sms, Recipient.Volunteer(volunteerId), sms.InboundSmsId, now, now + _replyLifetime));
        }
    }

    private static string Shorten(string text, int most) => text.Length <= most ? text : text[..most];
}
