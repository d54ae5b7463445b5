using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Leaving.PersonalData;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Leaving;

/// <summary>Erasures: asked for, stopped while there is time, and done when it has come.</summary>
public sealed class ErasureService(
    VolunteersDbContext db, CurrentUser user, LeavingService leaving, PersonalDataEraser eraser, RetentionRules retention, PolicyReader policies, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>The open one of a volunteer, if there is one.</summary>
    public Task<Erasure?> FindOpenAsync(Guid volunteerId, CancellationToken ct) =>
        db.Erasures.AsNoTracking().Where(e => e.VolunteerId == volunteerId && e.StoppedAtUtc == null && e.DoneAtUtc == null).OrderBy(e => e.DueAtUtc).FirstOrDefaultAsync(ct);

    /// <summary>Sets the day on which the data go, gives up what is to come, and tells the person with a link that stops it.</summary>
    public async Task<ErasureOutcome> AskAsync(Guid volunteerId, ErasureCause cause, CancellationToken ct)
    {
        var days = (await policies.ReadAsync(ct)).ErasureCoolingOffDays;

        if (await IsAskedAsync(volunteerId, ct))
        {
            return ErasureOutcome.AskedAlready;
        }

        if (!await leaving.GiveUpPlacesAsync(volunteerId, ct))
        {
            return ErasureOutcome.ServingNow;
        }

        return await ConcurrentChange.RetryAsync(db, async () =>
        {
            var now = clock.UtcNow();

            if (await IsAskedAsync(volunteerId, ct))
            {
                return ErasureOutcome.AskedAlready;
            }

            var volunteer = await db.Volunteers.SingleAsync(v => v.VolunteerId == volunteerId && v.ErasedAtUtc == null, ct);

            // What was only owed to the calendar gives way to what the person wishes.
            foreach (var warned in await db.Erasures.Where(e => e.VolunteerId == volunteerId && e.StoppedAtUtc == null && e.DoneAtUtc == null).ToListAsync(ct))
            {
                warned.Stop(now);
            }

            var erasure = new Erasure
            {
                ErasureId = Guid.CreateVersion7(),
                VolunteerId = volunteerId,
                Cause = cause,
                AskedAtUtc = now,
                DueAtUtc = now.AddDays(days),
                EnteredById = cause is ErasureCause.OnPaper ? user.AccountId : null,
                HasPaused = volunteer.Pause(""),
            };
            volunteer.TouchCommitments();
            db.Erasures.Add(erasure);
            Tell(MessageKind.ErasureAsked, erasure, isUrgent: true);
            audit.Changed(LeavingService.PausedToErase, AuditSubject.Volunteer, volunteerId);
            await db.SaveChangesAsync(ct);

            return ErasureOutcome.Done;
        });
    }

    /// <summary>Keeps the data after all; whoever paused for it goes on. Twice is once; false if it is too late.</summary>
    public Task<bool> StopAsync(Guid erasureId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var erasure = await db.Erasures.SingleAsync(e => e.ErasureId == erasureId, ct);

        if (!erasure.Stop(clock.UtcNow()))
        {
            return erasure.StoppedAtUtc is not null;
        }

        if (erasure.HasPaused)
        {
            var volunteer = await db.Volunteers.SingleAsync(v => v.VolunteerId == erasure.VolunteerId, ct);
            await leaving.ResumeAsync(volunteer, ct);
            volunteer.TouchCommitments();
        }

        // Also what shows that the person is still there: the time until the next warning begins anew.
        audit.Changed("ErasureStopped", AuditSubject.Volunteer, erasure.VolunteerId);
        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>Warns those of whom nothing was heard for so long that their data go soon; how many.</summary>
    public Task<int> WarnAsync(int batch, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var policy = await policies.ReadAsync(ct);
        var now = clock.UtcNow();
        var idle = await retention.Idle(policy, now.AddDays(policy.ErasureWarningDays))
            .Where(v => !db.Erasures.Any(e => e.VolunteerId == v.VolunteerId && e.StoppedAtUtc == null && e.DoneAtUtc == null))
            .OrderBy(v => v.VolunteerId).Select(v => v.VolunteerId).Take(batch).ToListAsync(ct);

        foreach (var volunteerId in idle)
        {
            var erasure = new Erasure
            {
                ErasureId = Guid.CreateVersion7(),
                VolunteerId = volunteerId,
                Cause = ErasureCause.Retention,
                AskedAtUtc = now,
                DueAtUtc = now.AddDays(policy.ErasureWarningDays),
            };
            db.Erasures.Add(erasure);
            Tell(MessageKind.ErasureWarning, erasure, isUrgent: false);
        }

        await db.SaveChangesAsync(ct);

        return idle.Count;
    });

    /// <summary>Does what is due, so many at most; how many it looked at.</summary>
    public async Task<int> EraseDueAsync(int batch, CancellationToken ct)
    {
        var policy = await policies.ReadAsync(ct);
        var now = clock.UtcNow();
        var due = await db.Erasures.AsNoTracking().Where(e => e.DoneAtUtc == null && e.StoppedAtUtc == null && e.DueAtUtc <= now)
            .OrderBy(e => e.DueAtUtc).Take(batch).ToListAsync(ct);
        var done = 0;

        foreach (var erasure in due)
        {
            var isStillIdle = erasure.Cause is not ErasureCause.Retention || await retention.Idle(policy, now).AnyAsync(v => v.VolunteerId == erasure.VolunteerId, ct);
            done += isStillIdle && await EraseAsync(erasure, ct) ? 1 : 0;

            if (!isStillIdle)
            {
                await WithdrawWarningAsync(erasure.ErasureId, ct);
            }
        }

        if (done > 0)
        {
            await db.ForgetDeletedAsync(ct);
        }

        return due.Count;
    }

    /// <summary>Something happened with the person since the warning: it no longer holds.</summary>
    private Task<bool> WithdrawWarningAsync(Guid erasureId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var erasure = await db.Erasures.SingleAsync(e => e.ErasureId == erasureId, ct);
        erasure.Stop(clock.UtcNow());
        await db.SaveChangesAsync(ct);

        return true;
    });

    private async Task<bool> EraseAsync(Erasure found, CancellationToken ct)
    {
        if (!await leaving.GiveUpPlacesAsync(found.VolunteerId, ct))
        {
            // The shift that is being served comes first; the next run finds it again.
            return false;
        }

        return await ConcurrentChange.RetryAsync(db, async () =>
        {
            var wasOpen = false;
            await eraser.EraseAsync(found.VolunteerId, async () =>
            {
                var erasure = await db.Erasures.SingleAsync(e => e.ErasureId == found.ErasureId, ct);
                var volunteer = await db.Volunteers.SingleAsync(v => v.VolunteerId == found.VolunteerId, ct);
                wasOpen = erasure.Finish(clock.UtcNow());
                await leaving.LeaveAsync(volunteer, "", ct);
                await db.SaveChangesAsync(ct);

                return wasOpen;
            }, ct);

            return wasOpen;
        });
    }

    /// <summary>On both channels, with the link that stops it, for as long as it can be stopped.</summary>
    private void Tell(MessageKind kind, Erasure erasure, bool isUrgent) =>
        outbox.OnBothChannels(kind, Recipient.Volunteer(erasure.VolunteerId), erasure.ErasureId, version: 0, erasure.DueAtUtc, isUrgent);

    private Task<bool> IsAskedAsync(Guid volunteerId, CancellationToken ct) =>
        db.Erasures.AnyAsync(e => e.VolunteerId == volunteerId && e.Cause != ErasureCause.Retention && e.StoppedAtUtc == null && e.DoneAtUtc == null, ct);
}

public enum ErasureOutcome { Done, AskedAlready, ServingNow }
