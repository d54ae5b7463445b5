using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts.Swaps;

/// <summary>
/// A place changes hands: the volunteer asks, the colleague says yes, and a coordinator agrees where the policy wants it. The place is given
/// back and taken in one transaction, so it is never free between the two, and the colleague passes the same rules as everybody.
/// </summary>
public sealed class SwapService(
    VolunteersDbContext db, Places places, ColleagueFinder colleagues, PolicyReader policyReader, Outbox outbox, AuditLog audit, CurrentUser user, TimeProvider clock)
{
    /// <summary>How many colleagues may be asked one after the other for one place: nobody's phone becomes a raffle.</summary>
    public const int MostAsked = 5;

    /// <summary>Asks a colleague. One at a time; the question is open until its time is over, it is answered or called off.</summary>
    public Task<SwapOutcome> AskAsync(Guid assignmentId, Guid colleagueId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var place = await places.LoadAsync(assignmentId, ct);

        if (place.State is not AssignmentState.Confirmed || !place.Shift.IsOpen(now))
        {
            return SwapOutcome.Gone;
        }

        var version = Outbox.VersionOf(place, place.Shift);
        var before = await db.Swaps.Where(s => s.AssignmentId == assignmentId).ToListAsync(ct);

        if (before.Exists(s => s.StandsAt(now)))
        {
            return SwapOutcome.AlreadyAsked;
        }

        if (before.Count(s => s.PlaceVersion == version) >= MostAsked)
        {
            return SwapOutcome.TooManyAsked;
        }

        if (!await colleagues.CanAsync(place, colleagueId, ct))
        {
            return SwapOutcome.CannotCome;
        }

        before.ForEach(s => s.Lapse());
        var swap = new Swap
        {
            SwapId = Guid.CreateVersion7(),
            AssignmentId = assignmentId,
            PlaceVersion = version,
            ColleagueId = colleagueId,
            AskedAtUtc = now,
            ExpiresAtUtc = Waitlist.ExpiryOf(place.Shift, await policyReader.ReadAsync(ct), now),
        };
        db.Swaps.Add(swap);
        Tell(MessageKind.SwapAsked, Recipient.Volunteer(colleagueId), swap, place.Shift, swap.ExpiresAtUtc);
        audit.Changed("SwapAsked", AuditSubject.Assignment, assignmentId);
        await db.SaveChangesAsync(ct);

        return SwapOutcome.Done;
    });

    /// <summary>The colleague says yes: the place is theirs, or waits for a coordinator, where the policy or the queue wants it so.</summary>
    public Task<SwapResult> AcceptAsync(Guid swapId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var swap = await LoadAsync(db.Swaps, swapId, ct);

        if (swap?.State is SwapState.Accepted or SwapState.Done)
        {
            return new SwapResult(swap.State is SwapState.Done ? SwapOutcome.Done : SwapOutcome.AwaitsApproval);
        }

        if (swap is null || !swap.StandsAt(now))
        {
            return new SwapResult(SwapOutcome.Gone);
        }

        var othersWait = await db.Assignments.AnyAsync(a => a.ShiftRoleId == swap.Assignment.ShiftRoleId && a.VolunteerId != swap.ColleagueId && a.State == AssignmentState.Waitlisted, ct);

        if (!othersWait && !(await policyReader.ReadAsync(ct)).SwapsNeedApproval)
        {
            return await HandOverAsync(swap, by: null, now, ct);
        }

        if (!await colleagues.CanAsync(swap.Assignment, swap.ColleagueId, ct))
        {
            return new SwapResult(SwapOutcome.CannotCome);
        }

        swap.Accept(now);

        foreach (var accountId in await db.CoordinatorsOf(swap.Assignment.Shift.CentreId).ToListAsync(ct))
        {
            Tell(MessageKind.SwapToApprove, Recipient.Account(accountId), swap, swap.Assignment.Shift, swap.Assignment.Shift.StartsAtUtc);
        }

        audit.Changed("SwapAccepted", AuditSubject.Assignment, swap.AssignmentId);
        await db.SaveChangesAsync(ct);

        return new SwapResult(SwapOutcome.AwaitsApproval);
    });

    /// <summary>The colleague says no; the place stays whose it is.</summary>
    public Task<SwapOutcome> DeclineAsync(Guid swapId, CancellationToken ct) => CloseAsync(db.Swaps, swapId, SwapState.Declined, "SwapDeclined", (swap, now) =>
    {
        if (!swap.Decline(now))
        {
            return false;
        }

        Tell(MessageKind.SwapFailed, Recipient.Volunteer(swap.Assignment.VolunteerId), swap, swap.Assignment.Shift, swap.Assignment.Shift.StartsAtUtc);

        return true;
    }, ct);

    /// <summary>Who asked does so no longer. A colleague who had said yes is told.</summary>
    public Task<SwapOutcome> CallOffAsync(Guid assignmentId, Guid swapId, CancellationToken ct) =>
        CloseAsync(db.Swaps.Where(s => s.AssignmentId == assignmentId), swapId, SwapState.CalledOff, "SwapCalledOff", (swap, _) =>
        {
            TellColleagueOff(swap);

            return swap.CallOff();
        }, ct);

    /// <summary>The coordinator agrees. What has changed meanwhile is said, and then nothing is done. Nobody decides about their own.</summary>
    public Task<SwapResult> ApproveAsync(Guid swapId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var swap = await LoadAsync(db.Swaps.DecidableBy(user), swapId, ct);

        return swap is { State: SwapState.Done } ? new SwapResult(SwapOutcome.Done)
            : swap is not { State: SwapState.Accepted } || !swap.StandsAt(now) ? new SwapResult(SwapOutcome.Gone)
            : await HandOverAsync(swap, user.AccountId, now, ct);
    });

    /// <summary>The coordinator does not agree: both are told, who asked also why.</summary>
    public Task<SwapOutcome> RefuseAsync(Guid swapId, string reason, CancellationToken ct) =>
        CloseAsync(db.Swaps.DecidableBy(user), swapId, SwapState.Refused, "SwapRefused", (swap, now) =>
        {
            TellColleagueOff(swap);

            if (!swap.Refuse(user.AccountId!.Value, reason, now))
            {
                return false;
            }

            Tell(MessageKind.SwapRefused, Recipient.Volunteer(swap.Assignment.VolunteerId), swap, swap.Assignment.Shift, swap.Assignment.Shift.StartsAtUtc);

            return true;
        }, ct);

    /// <summary>Closes what nobody answered in time and what the place or its time has left behind, a batch at a time; how many it were.</summary>
    public Task<int> LapseAsync(int batch, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var standing = db.Swaps.Where(Swap.Standing(now)).Select(s => s.SwapId);
        var over = await db.Swaps.Where(s => (s.State == SwapState.Asked || s.State == SwapState.Accepted) && !standing.Contains(s.SwapId))
            .OrderBy(s => s.SwapId).Take(batch).Include(s => s.Assignment).ThenInclude(a => a.Shift).ToListAsync(ct);

        foreach (var swap in over)
        {
            var shift = swap.Assignment.Shift;

            if (shift.IsOpen(now))
            {
                TellColleagueOff(swap);

                if (swap.Assignment.State is AssignmentState.Confirmed)
                {
                    Tell(MessageKind.SwapFailed, Recipient.Volunteer(swap.Assignment.VolunteerId), swap, shift, shift.StartsAtUtc);
                }
            }

            swap.Lapse();
        }

        await db.SaveChangesAsync(ct);

        return over.Count;
    });

    /// <summary>The place is given back and taken in one unit of work: either both or nothing.</summary>
    private async Task<SwapResult> HandOverAsync(Swap swap, Guid? by, DateTime now, CancellationToken ct)
    {
        var place = swap.Assignment;
        place.Withdraw(reason: null, now);
        Places.Free(place);
        swap.Finish(by, now);

        var taken = await db.Assignments.SingleOrDefaultAsync(a => a.ShiftId == place.ShiftId && a.VolunteerId == swap.ColleagueId, ct);

        if (taken is null)
        {
            taken = Places.New(place.Shift, place.ShiftRole, swap.ColleagueId);
            db.Assignments.Add(taken);
        }

        taken = await places.WithEverythingAsync(taken, ct);
        taken.ShiftRoleId = place.ShiftRoleId;
        Tell(MessageKind.SwapDone, Recipient.Volunteer(place.VolunteerId), swap, place.Shift, place.Shift.StartsAtUtc);
        audit.Changed("SwapDone", AuditSubject.Assignment, place.AssignmentId);
        var result = taken.State is AssignmentState.Removed or AssignmentState.NoShow
            ? new PlacementResult(PlacementOutcome.NoLongerOffered)
            : await places.TakeAsync(taken, promised: 0, now, ct);

        if (result.Outcome is PlacementOutcome.Done)
        {
            return new SwapResult(SwapOutcome.Done);
        }

        db.ChangeTracker.Clear();

        return new SwapResult(SwapOutcome.CannotCome, result.Breaches);
    }

    private Task<SwapOutcome> CloseAsync(IQueryable<Swap> among, Guid swapId, SwapState closed, string action, Func<Swap, DateTime, bool> close, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var swap = await LoadAsync(among, swapId, ct);

        if (swap?.State == closed)
        {
            return SwapOutcome.Done;
        }

        if (swap is null || !close(swap, clock.UtcNow()))
        {
            db.ChangeTracker.Clear();

            return SwapOutcome.Gone;
        }

        audit.Changed(action, AuditSubject.Assignment, swap.AssignmentId);
        await db.SaveChangesAsync(ct);

        return SwapOutcome.Done;
    });

    /// <summary>A colleague who said yes would come in vain.</summary>
    private void TellColleagueOff(Swap swap)
    {
        if (swap.State is SwapState.Accepted)
        {
            Tell(MessageKind.SwapCalledOff, Recipient.Volunteer(swap.ColleagueId), swap, swap.Assignment.Shift, swap.Assignment.Shift.EndsAtUtc);
        }
    }

    private void Tell(MessageKind kind, Recipient recipient, Swap swap, Shift shift, DateTime notAfterUtc) =>
        outbox.OnBothChannels(kind, recipient, swap.SwapId, version: 0, notAfterUtc, outbox.IsSoon(shift.StartsAtUtc));

    private async Task<Swap?> LoadAsync(IQueryable<Swap> among, Guid swapId, CancellationToken ct)
    {
        var swap = await among.SingleOrDefaultAsync(s => s.SwapId == swapId, ct);

        if (swap is not null)
        {
            await places.LoadAsync(swap.AssignmentId, ct);
        }

        return swap;
    }
}

/// <summary>Done; waits for a coordinator; one colleague was asked already, or too many; the colleague cannot take the place; or there is nothing to answer any more.</summary>
public enum SwapOutcome { Done, AwaitsApproval, AlreadyAsked, TooManyAsked, CannotCome, Gone }

/// <summary>How a yes went; the rules that stood against it where some did.</summary>
public sealed record SwapResult(SwapOutcome Outcome, IReadOnlyList<RuleBreach>? Breaches = null);
