using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Hours;

/// <summary>Decides on submitted hours. Nobody decides on their own.</summary>
public sealed class HoursService(VolunteersDbContext db, CurrentUser user, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>Approves those of the entries that the user may and that still wait; how many it was.</summary>
    public Task<int> ApproveAsync(IReadOnlyCollection<Guid> hoursEntryIds, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var entries = await db.HoursEntries.DecidableBy(user).Where(h => hoursEntryIds.Contains(h.HoursEntryId)).ToListAsync(ct);
        var approved = entries.Where(e => e.Approve(Decider, now)).ToList();

        foreach (var entry in approved)
        {
            outbox.News(MessageKind.HoursApproved, Recipient.Volunteer(entry.VolunteerId), entry.HoursEntryId, 0, MessageChannel.Email);
            audit.Changed("HoursApproved", AuditSubject.HoursEntry, entry.HoursEntryId);
        }

        await db.SaveChangesAsync(ct);

        return approved.Count;
    });

    /// <summary>Sends an entry back with a reason that the volunteer is told; false if it no longer waits.</summary>
    public Task<bool> ReturnAsync(Guid hoursEntryId, string reason, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var entry = await db.HoursEntries.DecidableBy(user).SingleOrDefaultAsync(h => h.HoursEntryId == hoursEntryId, ct);

        if (entry is null || !entry.Return(reason, Decider, clock.GetUtcNow().UtcDateTime))
        {
            return false;
        }

        outbox.News(MessageKind.HoursReturned, Recipient.Volunteer(entry.VolunteerId), entry.HoursEntryId, 0, MessageChannel.Sms, MessageChannel.Email);
        audit.Changed("HoursReturned", AuditSubject.HoursEntry, entry.HoursEntryId);
        await db.SaveChangesAsync(ct);

        return true;
    });

    private Guid Decider => user.AccountId ?? throw new InvalidOperationException("Hours are decided by somebody who is signed in.");
}
