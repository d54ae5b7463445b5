using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers.Terms;

/// <summary>Tells volunteers that their term ends soon, and the coordinators of the centre that somebody was told.</summary>
public sealed class TermWarnings(VolunteersDbContext db, PolicyReader policyReader, TimeProvider clock)
{
    /// <summary>Queues what is missing; asked twice it queues nothing more. An extended term is warned of again.</summary>
    public Task<int> QueueAsync(CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var (now, today) = (clock.UtcNow(), clock.TodayInBaku());
        var until = today.AddDays((await policyReader.ReadAsync(ct)).TermWarnDays);
        var ending = await db.ServiceTerms.AsNoTracking().Where(t => t.State == ServiceTermState.Running && t.EndsOn >= today && t.EndsOn <= until)
            .Select(t => new { t.ServiceTermId, t.VolunteerId, t.EndsOn, t.Volunteer.CentreId }).ToListAsync(ct);
        var ids = ending.ConvertAll(t => t.ServiceTermId);
        var said = (await db.OutboundMessages.Where(m => m.Kind == MessageKind.TermEnding && ids.Contains(m.SubjectId)).Select(m => new { m.SubjectId, m.SubjectVersion }).ToListAsync(ct)).ToHashSet();
        var news = ending.Where(t => !said.Contains(new { SubjectId = t.ServiceTermId, SubjectVersion = t.EndsOn.DayNumber })).ToList();

        foreach (var term in news)
        {
            var notAfter = BakuTime.DayOf(term.EndsOn).UntilUtc;

            foreach (var channel in Enum.GetValues<MessageChannel>())
            {
                db.OutboundMessages.Add(OutboundMessage.For(MessageKind.TermEnding, channel, Recipient.Volunteer(term.VolunteerId), term.ServiceTermId, now, notAfter, term.EndsOn.DayNumber));
            }
        }

        await TellCoordinatorsAsync([.. news.Select(t => t.CentreId).Distinct()], now, today, ct);
        await db.SaveChangesAsync(ct);

        return news.Count;
    });

    /// <summary>One e-mail a day, however many terms end.</summary>
    private async Task TellCoordinatorsAsync(List<Guid> centreIds, DateTime now, DateOnly today, CancellationToken ct)
    {
        var day = today.DayNumber;
        var told = (await db.OutboundMessages.Where(m => m.Kind == MessageKind.TermsEndingAtCentre && m.SubjectVersion == day).Select(m => new { m.RecipientId, m.SubjectId }).ToListAsync(ct)).ToHashSet();
        var coordinators = await db.CoordinatorCentres.AsNoTracking().Where(c => centreIds.Contains(c.CentreId)).ToListAsync(ct);

        foreach (var right in coordinators.Where(c => !told.Contains(new { RecipientId = c.UserAccountId, SubjectId = c.CentreId })))
        {
            db.OutboundMessages.Add(OutboundMessage.For(
                MessageKind.TermsEndingAtCentre, MessageChannel.Email, Recipient.Account(right.UserAccountId), right.CentreId, now, now.AddDays(3), day));
        }
    }
}
