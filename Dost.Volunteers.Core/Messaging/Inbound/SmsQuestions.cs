using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Swaps;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging.Inbound;

/// <summary>Gives each SMS that asks the code of its question, and finds the questions that somebody can still answer.</summary>
public sealed class SmsQuestions(VolunteersDbContext db, PolicyReader policies, TimeProvider clock)
{
    /// <summary>Who answers a little late is told that it is too late, not that nothing was asked.</summary>
    private static readonly TimeSpan _lookedForAfterwards = TimeSpan.FromDays(1);

    private static readonly HashSet<MessageKind> _asking = [MessageKind.ShiftOffer, MessageKind.ShiftReminder, MessageKind.SwapAsked];

    /// <summary>What a code looks like in an SMS in each language; the code stands in place of {0}.</summary>
    public static string InvitationIn(string culture) => culture switch
    {
        "ru" => "Ответ по SMS: {0} ДА или {0} НЕТ",
        "en" => "Reply by SMS: {0} YES or {0} NO",
        _ => "SMS ilə cavab: {0} BƏLİ və ya {0} XEYR",
    };

    /// <summary>
    /// The questions of the messages, by message; those that were asked before keep their code. New ones are to be saved with the unit of
    /// work. Nothing where replies do not arrive.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, SmsQuestion>> PrepareAsync(IEnumerable<OutboundMessage> messages, CancellationToken ct)
    {
        var asking = messages.Where(m => m.Channel is MessageChannel.Sms && m.RecipientKind is RecipientKind.Volunteer && _asking.Contains(m.Kind)).ToList();

        if (asking.Count == 0 || !(await policies.ReadAsync(ct)).SmsRepliesArrive)
        {
            return new Dictionary<Guid, SmsQuestion>();
        }

        var people = asking.Select(m => m.RecipientId).Distinct().ToList();
        var subjects = asking.Select(m => m.SubjectId).Distinct().ToList();
        var known = await db.SmsQuestions.Where(q => people.Contains(q.VolunteerId) && subjects.Contains(q.SubjectId)).ToListAsync(ct);
        var next = await db.SmsQuestions.Where(q => people.Contains(q.VolunteerId)).GroupBy(q => q.VolunteerId)
            .Select(g => new { g.Key, Next = g.Max(q => q.Number) + 1 }).ToDictionaryAsync(g => g.Key, g => g.Next, ct);
        var found = new Dictionary<Guid, SmsQuestion>();

        foreach (var message in asking)
        {
            var question = known.Find(q => q.VolunteerId == message.RecipientId && q.Kind == message.Kind && q.SubjectId == message.SubjectId && q.SubjectVersion == message.SubjectVersion);

            if (question is null)
            {
                question = New(message, next.GetValueOrDefault(message.RecipientId));
                next[message.RecipientId] = question.Number + 1;
                known.Add(question);
                db.SmsQuestions.Add(question);
            }

            // Asked once more, it can be answered once more.
            question.AnsweredAtUtc = null;
            question.ExpiresAtUtc = Latest(question.ExpiresAtUtc, message.NotAfterUtc + _lookedForAfterwards);
            found[message.OutboundMessageId] = question;
        }

        return found;
    }

    /// <summary>The questions to a volunteer that can be answered at this moment, in the order of their codes.</summary>
    public Task<List<SmsQuestion>> OpenAsync(Guid volunteerId, CancellationToken ct) => OpenAsync([volunteerId], ct);

    /// <summary>The same for many volunteers.</summary>
    public async Task<List<SmsQuestion>> OpenAsync(IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var asked = await db.SmsQuestions.AsNoTracking().Where(q => people.Contains(q.VolunteerId) && q.AnsweredAtUtc == null && q.ExpiresAtUtc > now).OrderBy(q => q.Number).ToListAsync(ct);
        var ids = asked.ConvertAll(q => q.SubjectId);
        var places = await db.Assignments.AsNoTracking().Include(a => a.Shift).Where(a => ids.Contains(a.AssignmentId)).ToDictionaryAsync(a => a.AssignmentId, ct);
        var swaps = await db.Swaps.AsNoTracking().Include(s => s.Assignment).ThenInclude(a => a.Shift).Where(s => ids.Contains(s.SwapId)).ToDictionaryAsync(s => s.SwapId, ct);

        return asked.FindAll(q => q.Kind is MessageKind.SwapAsked
            ? swaps.TryGetValue(q.SubjectId, out var swap) && swap.ColleagueId == q.VolunteerId && swap.State is SwapState.Asked && swap.StandsAt(now)
            : places.TryGetValue(q.SubjectId, out var place) && place.VolunteerId == q.VolunteerId && Outbox.VersionOf(place, place.Shift) == q.SubjectVersion && CanAnswer(q.Kind, place, now));
    }

    /// <summary>The question of a code, also one that can no longer be answered.</summary>
    public async Task<SmsQuestion?> FindAsync(Guid volunteerId, string code, CancellationToken ct)
    {
        var asked = await db.SmsQuestions.AsNoTracking().Where(q => q.VolunteerId == volunteerId).OrderByDescending(q => q.Number).Take(SmsCode.Different).ToListAsync(ct);

        return asked.Find(q => q.Code == code);
    }

    private static bool CanAnswer(MessageKind kind, Assignment place, DateTime now) => kind is MessageKind.ShiftOffer
        ? place.State is AssignmentState.Offered && place.OfferExpiresAtUtc > now && place.Shift.IsOpen(now)
        : place.State is AssignmentState.Confirmed && place.Shift.IsOpen(now);

    private SmsQuestion New(OutboundMessage message, int number) => new()
    {
        SmsQuestionId = Guid.CreateVersion7(),
        VolunteerId = message.RecipientId,
        Kind = message.Kind,
        SubjectId = message.SubjectId,
        SubjectVersion = message.SubjectVersion,
        Number = number,
        AskedAtUtc = clock.UtcNow(),
        ExpiresAtUtc = message.NotAfterUtc + _lookedForAfterwards,
    };

    private static DateTime Latest(DateTime one, DateTime other) => one > other ? one : other;
}
