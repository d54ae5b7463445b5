using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts;

/// <summary>
/// Who gets which place: offers, answers, sign-ups, the waiting list, withdrawals. Every way to a place ends in one method that asks
/// the rule book and takes the place, so that none is easier than another.
/// </summary>
public sealed class PlacementService(
    VolunteersDbContext db, Places places, Offers offers, Waitlist waitlist, QueueReader queues, PlaceJudge judge, FactsReader factsReader, PolicyReader policyReader, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>
    /// Offers places of a role to volunteers of the centre (for remote work, of the country); more may be asked than there are places.
    /// Those who break a rule are not asked and come back by id.
    /// </summary>
    public Task<OfferResult> OfferAsync(Guid shiftRoleId, IReadOnlyCollection<Guid> volunteerIds, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var shift = await db.ShiftsWithRole(shiftRoleId).ForPlacing().SingleAsync(ct);

        if (!shift.IsOpen(now) || shift.Roles.Single(r => r.ShiftRoleId == shiftRoleId).PlacesLeft <= 0)
        {
            return new OfferResult(shift.IsOpen(now) ? PlacementOutcome.PlaceTaken : PlacementOutcome.ShiftClosed, [], []);
        }

        var asked = volunteerIds.Distinct().ToList();
        var lines = await offers.AddAsync(
            db.Shifts.Where(s => s.ShiftId == shift.ShiftId), db.Volunteers.Where(v => asked.Contains(v.VolunteerId)), [.. asked.Select(v => new OfferWish(shiftRoleId, v))], fewerThanPlaces: false, ct);
        await db.SaveChangesAsync(ct);

        return new OfferResult(
            PlacementOutcome.Done,
            [.. lines.Where(l => l.Verdict is OfferVerdict.Offered).Select(l => l.Wish.VolunteerId)],
            [.. lines.Where(l => l.Verdict is not OfferVerdict.Offered).Select(l => l.Wish.VolunteerId)]);
    });

    /// <summary>The answer yes to an offer. The second of two who take the last place at once is told that it is taken.</summary>
    public Task<PlacementResult> AcceptAsync(Guid assignmentId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var assignment = await places.LoadAsync(assignmentId, ct);
        var now = clock.UtcNow();

        if (assignment.State is AssignmentState.Confirmed && !assignment.Shift.IsOpen(now))
        {
            return new PlacementResult(PlacementOutcome.ShiftClosed);
        }

        if (assignment.State is AssignmentState.Confirmed)
        {
            // The same answer twice: a double tap, or the reminder's "I will come".
            return await ReconfirmAsync(assignment, now, ct);
        }

        if (assignment.State is not AssignmentState.Offered)
        {
            return new PlacementResult(PlacementOutcome.NoLongerOffered);
        }

        if (assignment.OfferExpiresAtUtc <= now)
        {
            return new PlacementResult(PlacementOutcome.OfferExpired);
        }

        return await places.TakeAsync(assignment, promised: 0, now, ct);
    });

    public Task<PlacementResult> DeclineAsync(Guid assignmentId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var assignment = await places.LoadAsync(assignmentId, ct);

        if (assignment.State is AssignmentState.Declined)
        {
            return new PlacementResult(PlacementOutcome.Done);
        }

        if (!assignment.Decline(clock.UtcNow()))
        {
            return new PlacementResult(PlacementOutcome.NoLongerOffered);
        }

        await waitlist.OfferToNextAsync(assignment.ShiftRoleId, clock.UtcNow(), ct);
        audit.Changed("OfferDeclined", AuditSubject.Assignment, assignment.AssignmentId);
        await db.SaveChangesAsync(ct);

        return new PlacementResult(PlacementOutcome.Done);
    });

    /// <summary>
    /// A volunteer takes a place in an open shift by themselves, or the next turn in the queue if it is full. A place that became free
    /// and was offered to the queue is not for the taking.
    /// </summary>
    public Task<PlacementResult> SignUpAsync(Guid shiftRoleId, Guid volunteerId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var standing = await db.Assignments.Include(a => a.Shift).SingleOrDefaultAsync(a => a.VolunteerId == volunteerId && a.Shift.Roles.Any(r => r.ShiftRoleId == shiftRoleId), ct);

        if (standing is { State: AssignmentState.Confirmed or AssignmentState.CheckedIn or AssignmentState.Attended })
        {
            return new PlacementResult(PlacementOutcome.AlreadyThere);
        }

        if (standing is { State: AssignmentState.Removed or AssignmentState.NoShow })
        {
            return new PlacementResult(PlacementOutcome.NoLongerOffered);
        }

        if (standing is null)
        {
            var shift = await db.ShiftsWithRole(shiftRoleId).ForPlacing().SingleAsync(ct);
            standing = Places.New(shift, shift.Roles.Single(r => r.ShiftRoleId == shiftRoleId), volunteerId);
            db.Assignments.Add(standing);
        }

        standing = await places.WithEverythingAsync(standing, ct);
        var waits = standing.State is AssignmentState.Waitlisted && standing.ShiftRoleId == shiftRoleId;
        standing.ShiftRoleId = shiftRoleId;
        var promised = await queues.PromisedAsync(shiftRoleId, volunteerId, ct);
        var result = await places.TakeAsync(standing, promised, now, ct);

        if (result.Outcome is PlacementOutcome.PlaceTaken)
        {
            return await WaitAsync(standing, waits, now, ct);
        }

        if (result.Outcome is not PlacementOutcome.Done)
        {
            // The place that was not taken must not be saved by whoever saves next.
            db.ChangeTracker.Clear();
        }

        return result;
    });

    /// <summary>The rules that stand against a volunteer in a role now, for a page that says so before anybody tries.</summary>
    public async Task<IReadOnlyList<RuleBreach>> CheckAsync(Guid shiftRoleId, Guid volunteerId, CancellationToken ct)
    {
        var shift = await db.ShiftsWithRole(shiftRoleId).ForPlacing().AsNoTracking().SingleAsync(ct);

        return await judge.CheckAsync(shift, shift.Roles.Single(r => r.ShiftRoleId == shiftRoleId), volunteerId, ct);
    }

    /// <summary>
    /// The volunteer gives the place back; the next in the queue gets an offer. Shortly before the shift a reason is asked for, and the coordinators
    /// are told at once.
    /// </summary>
    /// <param name="assignmentId">The place.</param>
    /// <param name="reason">Why; null where none was asked for yet, empty where none is needed.</param>
    /// <param name="ct">Stops it before it is saved.</param>
    public async Task<PlacementResult> WithdrawAsync(Guid assignmentId, string? reason, CancellationToken ct)
    {
        var policy = await policyReader.ReadAsync(ct);

        return await ConcurrentChange.RetryAsync(db, async () =>
        {
            var place = await places.LoadAsync(assignmentId, ct);
            var isLate = place.State is AssignmentState.Confirmed && clock.UtcNow() > FreelyUntil(place.Shift, policy);

            if (isLate && reason is null)
            {
                return new PlacementResult(PlacementOutcome.ReasonNeeded);
            }

            List<Guid> alarmed = isLate ? await db.CoordinatorsOf(place.Shift.CentreId).ToListAsync(ct) : [];

            return await GiveUpAsync(place, a =>
            {
                var isGiven = a.Withdraw(isLate ? reason : null, clock.UtcNow());

                if (isGiven)
                {
                    Alarm(a, alarmed);
                }

                return isGiven;
            }, "AssignmentWithdrawn", tellVolunteer: false, ct);
        });
    }

    /// <summary>From this instant on a place is given back only with a reason.</summary>
    public static DateTime FreelyUntil(Shift shift, Policy policy) => shift.StartsAtUtc.AddHours(-policy.WithdrawFreelyHours);

    /// <summary>The coordinator takes the volunteer off; they are told.</summary>
    public Task<PlacementResult> RemoveAsync(Guid assignmentId, CancellationToken ct) =>
        ConcurrentChange.RetryAsync(db, async () => await GiveUpAsync(await places.LoadAsync(assignmentId, ct), a => a.Remove(clock.UtcNow()), "AssignmentRemoved", tellVolunteer: true, ct));

    /// <summary>Everybody who coordinates the centre learns by SMS and e-mail that a place is free shortly before the shift.</summary>
    private void Alarm(Assignment assignment, IEnumerable<Guid> coordinators)
    {
        var version = Outbox.VersionOf(assignment, assignment.Shift);

        foreach (var accountId in coordinators)
        {
            outbox.OnBothChannels(MessageKind.LateWithdrawal, Recipient.Account(accountId), assignment.AssignmentId, version, assignment.Shift.StartsAtUtc, isUrgent: true);
        }
    }

    private async Task<PlacementResult> WaitAsync(Assignment assignment, bool waitsAlready, DateTime now, CancellationToken ct)
    {
        if (!waitsAlready)
        {
            assignment.JoinWaitlist(now);

            // A place that is given back at this moment must see who waits for it.
            assignment.Shift.Roles.Single(r => r.ShiftRoleId == assignment.ShiftRoleId).Touch();
            await db.SaveChangesAsync(ct);
        }

        return new PlacementResult(PlacementOutcome.Waitlisted);
    }

    /// <summary>Lets offers lapse whose time has come, a batch at a time; how many did.</summary>
    public Task<int> ExpireOffersAsync(int batch, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var lapsed = await db.Assignments.Where(a => a.State == AssignmentState.Offered && a.OfferExpiresAtUtc <= now)
            .OrderBy(a => a.OfferExpiresAtUtc).Take(batch).Include(a => a.Shift).ToListAsync(ct);

        foreach (var assignment in lapsed)
        {
            assignment.Expire(now);
        }

        foreach (var roleId in lapsed.Select(a => a.ShiftRoleId).Distinct().ToList())
        {
            await waitlist.OfferToNextAsync(roleId, now, ct);
        }

        await db.SaveChangesAsync(ct);

        return lapsed.Count;
    });

    private async Task<PlacementResult> GiveUpAsync(Assignment assignment, Func<Assignment, bool> leave, string action, bool tellVolunteer, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var heldPlace = assignment.HoldsPlace;

        if (assignment.Shift.StartsAtUtc <= now)
        {
            return new PlacementResult(PlacementOutcome.ShiftClosed);
        }

        if (!leave(assignment))
        {
            return new PlacementResult(assignment.State is AssignmentState.Withdrawn or AssignmentState.Removed ? PlacementOutcome.Done : PlacementOutcome.NoLongerOffered);
        }

        if (heldPlace)
        {
            Places.Free(assignment);
        }

        await waitlist.OfferToNextAsync(assignment.ShiftRoleId, now, ct);

        if (tellVolunteer)
        {
            outbox.AboutAssignment(MessageKind.AssignmentRemoved, assignment, assignment.Shift);
        }

        audit.Changed(action, AuditSubject.Assignment, assignment.AssignmentId);
        await db.SaveChangesAsync(ct);

        return new PlacementResult(PlacementOutcome.Done);
    }

    private async Task<PlacementResult> ReconfirmAsync(Assignment assignment, DateTime now, CancellationToken ct)
    {
        var person = await factsReader.ReadAsync(assignment.VolunteerId, assignment.Shift.StartsAtUtc, ct);
        if (RuleBook.CheckTrust(person.Credentials, PlaceFacts.Of(assignment.Shift, assignment.ShiftRole)) is { Count: > 0 } breaches)
        {
            return new PlacementResult(PlacementOutcome.RuleBroken, breaches);
        }

        assignment.Reconfirm(now);
        await db.SaveChangesAsync(ct);

        return new PlacementResult(PlacementOutcome.Done);
    }
}

public enum PlacementOutcome { Done, Waitlisted, PlaceTaken, OfferExpired, NoLongerOffered, AlreadyThere, ShiftClosed, RuleBroken, ReasonNeeded }

/// <summary>How an answer or a sign-up went; the rules that it broke where it broke some.</summary>
public sealed record PlacementResult(PlacementOutcome Outcome, IReadOnlyList<RuleBreach>? Breaches = null);

/// <summary>Who was asked, and who was not since a rule or an earlier answer stands against it.</summary>
public sealed record OfferResult(PlacementOutcome Outcome, IReadOnlyList<Guid> Offered, IReadOnlyList<Guid> Refused);
