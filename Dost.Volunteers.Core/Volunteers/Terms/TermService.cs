using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers.Terms;

/// <summary>Terms come to their end, or are extended: by a coordinator for one or many people of their centres, and by the daily sweep.</summary>
public sealed class TermService(VolunteersDbContext db, CurrentUser user, FactsReader facts, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>People at once.</summary>
    public const int MostPeople = 200;

    public const int MostMonths = 6;

    /// <summary>So many months more, from the day on which each term would end or, where it is over, from today.</summary>
    public Task<TermsResult> ExtendAsync(IReadOnlyCollection<Guid> volunteerIds, int months, CancellationToken ct) => ChangeAsync(volunteerIds, (volunteer, today) =>
    {
        var from = volunteer.TermEndsOn > today ? volunteer.TermEndsOn!.Value : today;

        if (months is < 1 or > MostMonths || !volunteer.ExtendTerm(from.AddMonths(months)))
        {
            return false;
        }

        Tell(MessageKind.TermExtended, volunteer.Terms.Single(t => t.State is ServiceTermState.Running), "TermExtended");

        return true;
    }, mustBeFree: false, ct);

    /// <summary>Completes the terms, also before their last day. Who still has a place in a coming shift is left: the shift comes first.</summary>
    public Task<TermsResult> CompleteAsync(IReadOnlyCollection<Guid> volunteerIds, CancellationToken ct) => ChangeAsync(volunteerIds, Complete, mustBeFree: true, ct);

    /// <summary>Completes terms whose last day is over, so many at most; returns how many were looked at. Called by the sweep.</summary>
    public Task<int> CompleteOverdueAsync(int take, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var (now, today) = (clock.UtcNow(), clock.TodayInBaku());
        var overdue = await db.Volunteers.Where(v => v.Terms.Any(t => t.State == ServiceTermState.Running && t.EndsOn < today))
            .Where(facts.IsFree(now)).Include(v => v.Terms).OrderBy(v => v.VolunteerId).Take(take).ToListAsync(ct);

        foreach (var volunteer in overdue)
        {
            Complete(volunteer, today);
            volunteer.TouchCommitments();
        }

        await db.SaveChangesAsync(ct);

        return overdue.Count;
    });

    private bool Complete(Volunteer volunteer, DateOnly today)
    {
        var term = volunteer.Terms.SingleOrDefault(t => t.State is ServiceTermState.Running);

        if (term is null || !volunteer.Complete(today))
        {
            return false;
        }

        Tell(MessageKind.TermCompleted, term, "VolunteerCompleted");

        return true;
    }

    private void Tell(MessageKind kind, ServiceTerm term, string action)
    {
        outbox.News(kind, Recipient.Volunteer(term.VolunteerId), term.ServiceTermId, term.EndsOn.DayNumber, MessageChannel.Sms, MessageChannel.Email);
        audit.Changed(action, AuditSubject.Volunteer, term.VolunteerId);
    }

    private Task<TermsResult> ChangeAsync(IReadOnlyCollection<Guid> volunteerIds, Func<Volunteer, DateOnly, bool> change, bool mustBeFree, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        if (volunteerIds.Count > MostPeople)
        {
            return new TermsResult(0, 0);
        }

        var volunteers = await db.Volunteers.DecidableBy(user).Where(v => volunteerIds.Contains(v.VolunteerId))
            .Include(v => v.Terms).ToListAsync(ct);
        var ids = volunteers.ConvertAll(v => v.VolunteerId);
        var free = mustBeFree
            ? (await db.Volunteers.Where(v => ids.Contains(v.VolunteerId)).Where(facts.IsFree(clock.UtcNow())).Select(v => v.VolunteerId).ToListAsync(ct)).ToHashSet()
            : [.. ids];
        var today = clock.TodayInBaku();
        var changed = 0;

        foreach (var volunteer in volunteers.Where(v => free.Contains(v.VolunteerId) && change(v, today)))
        {
            volunteer.TouchCommitments();
            changed++;
        }

        await db.SaveChangesAsync(ct);

        return new TermsResult(changed, volunteers.Count(v => !free.Contains(v.VolunteerId)));
    });
}

/// <summary>How many terms were changed, and how many people were left since they still have a place in a coming shift.</summary>
public sealed record TermsResult(int Changed, int StillBound);
