using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Hours;

/// <summary>Decides on submitted hours, and corrects decided ones. Nobody decides on their own.</summary>
public sealed class HoursService(VolunteersDbContext db, CurrentUser user, HoursLedger ledger, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>Minutes that one correction may add or take away.</summary>
    public const int MostCorrectedMinutes = 1440;

    /// <summary>Approves those of the entries that the user may and that still wait; how many it was.</summary>
    public async Task<int> ApproveAsync(IReadOnlyCollection<Guid> hoursEntryIds, CancellationToken ct) =>
        (await ApproveSeenAsync(hoursEntryIds.Select(id => new SeenHours(id, null)).ToList(), ct)).Approved;

    /// <summary>Approves those that the user may, that still wait, and that are as they were seen.</summary>
    public Task<ApproveResult> ApproveSeenAsync(IReadOnlyCollection<SeenHours> seen, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var versions = seen.DistinctBy(s => s.HoursEntryId).ToDictionary(s => s.HoursEntryId, s => s.Version);
        var ids = versions.Keys.ToList();
        var entries = await db.HoursEntries.DecidableBy(user).Where(h => ids.Contains(h.HoursEntryId)).ToListAsync(ct);
        await ledger.LoadHeadsAsync([.. entries.Select(e => e.VolunteerId).Distinct()], ct);
        var (approved, minutes) = (0, 0);

        foreach (var entry in entries.Where(e => versions[e.HoursEntryId] is not { } version || version == e.Version))
        {
            if (!await ledger.ApproveAsync(entry, Decider, now, ct))
            {
                continue;
            }

            approved++;
            minutes += entry.Minutes;
            outbox.News(MessageKind.HoursApproved, Recipient.Volunteer(entry.VolunteerId), entry.HoursEntryId, 0, MessageChannel.Email);
            audit.Changed("HoursApproved", AuditSubject.HoursEntry, entry.HoursEntryId);
        }

        await db.SaveChangesAsync(ct);

        return new ApproveResult(approved, minutes);
    });

    /// <summary>Sends an entry back with a reason that the volunteer is told; false if it no longer waits.</summary>
    public Task<bool> ReturnAsync(Guid hoursEntryId, string reason, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var entry = await db.HoursEntries.DecidableBy(user).SingleOrDefaultAsync(h => h.HoursEntryId == hoursEntryId, ct);

        if (entry is null || !entry.Return(reason, Decider, clock.UtcNow()))
        {
            return false;
        }

        outbox.News(MessageKind.HoursReturned, Recipient.Volunteer(entry.VolunteerId), entry.HoursEntryId, 0, MessageChannel.Sms, MessageChannel.Email);
        audit.Changed("HoursReturned", AuditSubject.HoursEntry, entry.HoursEntryId);
        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>
    /// Corrects an entry that was decided: a further entry, which counts at once, brings what counts for it to the minutes that are right. Asked with
    /// the minutes that counted when the page was opened, so that of two who correct at once, or of two clicks, one is told.
    /// </summary>
    public Task<CorrectOutcome> CorrectAsync(Guid hoursEntryId, int rightMinutes, int countedMinutes, string reason, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var entry = await db.HoursEntries.AsNoTracking().DecidableBy(user).SingleOrDefaultAsync(h => h.HoursEntryId == hoursEntryId, ct);

        if (entry is null || entry.Source is HoursSource.Correction || entry.State is not (HoursState.Approved or HoursState.Returned) || entry.ReturnReason == HoursEntry.CarriedOver)
        {
            return CorrectOutcome.Gone;
        }

        var counted = await CountedAsync(entry, ct);

        if (counted != countedMinutes)
        {
            return CorrectOutcome.Changed;
        }

        if (rightMinutes == counted || rightMinutes is < 0 or > MostCorrectedMinutes)
        {
            return CorrectOutcome.NothingToCorrect;
        }

        var now = clock.UtcNow();
        var correction = await ledger.AddAsync(
            new NewHours(entry.VolunteerId, entry.CentreId, entry.ServiceDate, rightMinutes - counted) { Source = HoursSource.Correction, CorrectsId = hoursEntryId, Words = reason }, now, ct);
        await ledger.ApproveAsync(correction, Decider, now, ct);
        outbox.News(MessageKind.HoursApproved, Recipient.Volunteer(entry.VolunteerId), correction.HoursEntryId, 0, MessageChannel.Email);
        audit.Changed("HoursCorrected", AuditSubject.HoursEntry, correction.HoursEntryId);
        await db.SaveChangesAsync(ct);

        return CorrectOutcome.Corrected;
    });

    /// <summary>What counts for an entry: its own minutes if it was approved, and all that corrected it.</summary>
    public async Task<int> CountedAsync(HoursEntry entry, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var corrected = await db.HoursEntries.Where(h => h.CorrectsId == entry.HoursEntryId && h.State == HoursState.Approved).SumAsync(h => h.Minutes, ct);

        return corrected + (entry.State is HoursState.Approved ? entry.Minutes : 0);
    }

    private Guid Decider => user.AccountId ?? throw new InvalidOperationException("Hours are decided by somebody who is signed in.");
}

/// <summary>An entry as it was looked at; without a version whatever it is.</summary>
public sealed record SeenHours(Guid HoursEntryId, Guid? Version);

/// <summary>How many entries were approved, and their minutes.</summary>
public sealed record ApproveResult(int Approved, int Minutes);

public enum CorrectOutcome { Corrected, Changed, NothingToCorrect, Gone }
