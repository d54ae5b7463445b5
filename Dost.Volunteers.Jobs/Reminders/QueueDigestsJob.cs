using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Jobs.Reminders;

/// <summary>
/// Owes the mail of the week to volunteers and coordinators, once a week and part by part; what it says is found when it goes. A day missed
/// through downtime is made up for while the week is young.
/// </summary>
internal sealed class QueueDigestsJob(VolunteersDbContext db, PolicyReader policies, TimeProvider clock) : IRecurringJob
{
    private const int Part = 1000;
    private const int DaysOfWeek = 7;
    private static readonly TimeSpan _stillOfUse = TimeSpan.FromDays(2);

    public async Task RunAsync(CancellationToken ct)
    {
        var moment = LastMoment(await policies.ReadAsync(ct));

        if (clock.UtcNow() >= moment + _stillOfUse)
        {
            return;
        }

        await ConcurrentChange.RetryAsync(db, () => OweDesksAsync(moment, ct));
        Guid? last = Guid.Empty;

        while (last is { } after)
        {
            last = await ConcurrentChange.RetryAsync(db, () => OweAsync(after, moment, ct));
            db.ChangeTracker.Clear();
        }
    }

    private DateTime LastMoment(Policy policy)
    {
        var today = clock.TodayInBaku();
        var day = today.AddDays(-((DaysOfWeek + (int)today.DayOfWeek - (int)policy.DigestOn) % DaysOfWeek));
        var moment = BakuTime.ToUtc(day, policy.DigestAt);

        return moment <= clock.UtcNow() ? moment : BakuTime.ToUtc(day.AddDays(-DaysOfWeek), policy.DigestAt);
    }

    /// <summary>The next of those who want it and do not have it, walking along their ids; the last one, or null where they are through.</summary>
    private async Task<Guid?> OweAsync(Guid after, DateTime moment, CancellationToken ct)
    {
        var version = BakuTime.DateOf(moment).DayNumber;
        var next = await db.Volunteers.AsNoTracking()
            .Where(v => v.VolunteerId > after && v.State == VolunteerState.Active && v.ErasedAtUtc == null && v.Email != null && !v.EmailOptedOut)
            .Where(v => !v.MutedTopics.Any(t => t.Topic == MessageTopic.Digest && t.Channel == MessageChannel.Email))
            .Where(v => !db.OutboundMessages.Any(m => m.RecipientId == v.VolunteerId && m.Kind == MessageKind.WeeklyDigest && m.SubjectId == v.VolunteerId && m.Stage == "" && m.Channel == MessageChannel.Email && m.SubjectVersion == version))
            .OrderBy(v => v.VolunteerId).Take(Part).Select(v => new { v.VolunteerId, v.CentreId }).ToListAsync(ct);

        foreach (var person in next)
        {
            Owe(MessageKind.WeeklyDigest, Recipient.Volunteer(person.VolunteerId), person.CentreId, moment, version);
        }

        await db.SaveChangesAsync(ct);

        return next.Count < Part ? null : next[^1].VolunteerId;
    }

    private async Task<int> OweDesksAsync(DateTime moment, CancellationToken ct)
    {
        var version = BakuTime.DateOf(moment).DayNumber;
        var coordinators = await db.CoordinatorCentres.AsNoTracking().GroupBy(c => c.UserAccountId)
            .Where(g => !db.OutboundMessages.Any(m => m.RecipientId == g.Key && m.Kind == MessageKind.DeskDigest && m.SubjectVersion == version)).Select(g => g.Key).ToListAsync(ct);

        foreach (var accountId in coordinators)
        {
            Owe(MessageKind.DeskDigest, Recipient.Account(accountId), centreId: null, moment, version);
        }

        return await db.SaveChangesAsync(ct);
    }

    private void Owe(MessageKind kind, Recipient recipient, Guid? centreId, DateTime moment, int version)
    {
        var message = OutboundMessage.For(kind, MessageChannel.Email, recipient, recipient.Id, clock.UtcNow(), moment + _stillOfUse, version);
        message.CentreId = centreId;
        db.OutboundMessages.Add(message);
    }
}
