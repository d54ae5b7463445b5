using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging.Inbound;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Messages;

/// <summary>Reads messages that came in, of those that one may see, with what their senders can still answer.</summary>
public sealed class InboxReader(VolunteersDbContext db, CurrentUser user, SmsQuestions questions, FieldCipher cipher)
{
    public Task<int> OpenAsync(CancellationToken ct) => Seen().CountAsync(i => i.DoneAtUtc == null, ct);

    public async Task<Page<InboxRow>> ReadAsync(bool isDone, int page, CancellationToken ct)
    {
        var wanted = isDone ? Seen().Where(i => i.DoneAtUtc != null).OrderByDescending(i => i.ReceivedAtUtc) : Seen().Where(i => i.DoneAtUtc == null).OrderBy(i => i.ReceivedAtUtc);
        var total = await wanted.CountAsync(ct);
        var number = Paging.Within(page, total);

        return new Page<InboxRow>(await RowsAsync(wanted.ThenBy(i => i.InboundSmsId).Skip(Paging.Offset(number, Paging.DefaultSize)).Take(Paging.DefaultSize), ct), number, Paging.DefaultSize, total);
    }

    public async Task<InboxRow?> FindAsync(Guid id, CancellationToken ct) => (await RowsAsync(Seen().Where(i => i.InboundSmsId == id), ct)).SingleOrDefault();

    private IQueryable<InboundSms> Seen() => db.InboundSms.AsNoTracking().Where(InboxService.Visible(user));

    private async Task<List<InboxRow>> RowsAsync(IQueryable<InboundSms> messages, CancellationToken ct)
    {
        var read = await messages.Select(i => new
        {
            Sms = i,
            Name = i.Volunteer != null ? i.Volunteer.GivenName + " " + i.Volunteer.FamilyName : i.HelpRequest != null ? i.HelpRequest.AskerName ?? i.HelpRequest.Beneficiary.FullName : null,
            Culture = i.Volunteer != null ? i.Volunteer.Culture : i.HelpRequest != null ? i.HelpRequest.Culture : "az",
            DoneBy = db.Users.Where(u => u.Id == i.DoneById).Select(u => u.DisplayName).FirstOrDefault(),
        }).ToListAsync(ct);
        var open = await QuestionsAsync([.. read.Where(r => r.Sms is { DoneAtUtc: null, VolunteerId: not null }).Select(r => r.Sms.VolunteerId!.Value).Distinct()], ct);

        return read.ConvertAll(r => new InboxRow
        {
            InboundSmsId = r.Sms.InboundSmsId,
            VolunteerId = r.Sms.VolunteerId,
            HelpRequestId = r.Sms.HelpRequestId,
            Name = r.Name,
            From = cipher.Decrypt(r.Sms.FromEncrypted),
            Text = cipher.Decrypt(r.Sms.TextEncrypted),
            ReceivedAtUtc = r.Sms.ReceivedAtUtc,
            Verdict = r.Sms.Verdict,
            SaidYes = r.Sms.SaidYes,
            DoneAtUtc = r.Sms.DoneAtUtc,
            Deed = r.Sms.Deed,
            DoneBy = r.DoneBy,
            Reply = cipher.Decrypt(r.Sms.ReplyEncrypted),
            Culture = r.Culture,
            Questions = r.Sms is { DoneAtUtc: null, VolunteerId: { } id } ? [.. open[id]] : [],
        });
    }

    private async Task<ILookup<Guid, InboxQuestion>> QuestionsAsync(IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var open = await questions.OpenAsync(people, ct);
        var ids = open.ConvertAll(q => q.SubjectId);
        var placeOf = await db.Swaps.AsNoTracking().Where(s => ids.Contains(s.SwapId)).ToDictionaryAsync(s => s.SwapId, s => s.AssignmentId, ct);
        var placeIds = ids.ConvertAll(id => placeOf.GetValueOrDefault(id, id));
        var places = await db.Assignments.AsNoTracking().Where(a => placeIds.Contains(a.AssignmentId)).Include(a => a.Shift).ThenInclude(s => s.VolunteerTask).ThenInclude(t => t.HelpCategory)
            .ToDictionaryAsync(a => a.AssignmentId, ct);

        return open.Select(q => (Question: q, places[placeOf.GetValueOrDefault(q.SubjectId, q.SubjectId)].Shift)).ToLookup(q => q.Question.VolunteerId, q => new InboxQuestion(
            q.Question.SmsQuestionId, q.Question.Kind, q.Question.Code, q.Shift.VolunteerTask.NameIn(CultureInfo.CurrentUICulture), q.Shift.StartsAtUtc, q.Shift.EndsAtUtc));
    }
}
