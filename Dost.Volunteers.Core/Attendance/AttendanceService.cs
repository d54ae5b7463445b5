using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Attendance;

/// <summary>Check-in, check-out, and what becomes of those who forgot either. A check-out makes the hours entry in the same transaction.</summary>
public sealed class AttendanceService(
    VolunteersDbContext db, HoursLedger ledger, TrustReader trust, PolicyReader policyReader, PrivacyKeys keys, OnTheWay onTheWay, CurrentUser user, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    public Task<AttendanceOutcome> CheckInAsync(Guid assignmentId, CancellationToken ct) => CheckInAsync(assignmentId, AttendanceProof.Tap, ct);

    public Task<AttendanceOutcome> CheckInAsync(Guid assignmentId, AttendanceProof proof, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        ArgumentNullException.ThrowIfNull(proof);
        var now = clock.UtcNow();
        var at = now - proof.Age;
        var policy = await policyReader.ReadAsync(ct);
        var assignment = await Assignments().SingleAsync(a => a.AssignmentId == assignmentId, ct);

        if (assignment.State is AssignmentState.CheckedIn || await IsKnownAsync(assignmentId, proof, ct) || (proof.WasKept && assignment.State is AssignmentState.Attended))
        {
            return AttendanceOutcome.Done;
        }

        // Who has no place is told so, and not to come back later.
        if (assignment.State is not AssignmentState.Confirmed && !(proof.WasKept && assignment.State is AssignmentState.NoShow))
        {
            return AttendanceOutcome.NotAssigned;
        }

        if (at < CheckInOpensAt(assignment.Shift, policy))
        {
            return AttendanceOutcome.TooEarly;
        }

        if (at >= assignment.Shift.EndsAtUtc || assignment.Shift.State is not (ShiftState.Published or ShiftState.Completed) || (!proof.WasKept && assignment.Shift.State is not ShiftState.Published))
        {
            return AttendanceOutcome.TooLate;
        }

        if (assignment.State is AssignmentState.Confirmed && await WhyNotBeginAsync(assignment, proof, ct) is { } refused)
        {
            return refused;
        }

        var (pin, method) = await PinAsync(assignment, proof, policy, ct);

        if (pin is not AttendanceOutcome.Done)
        {
            return pin;
        }

        if (!assignment.CheckIn(at, method, proof.WasKept))
        {
            return AttendanceOutcome.NotAssigned;
        }

        assignment.Shift.Reopen();
        _ = assignment.Shift.VolunteerTask.HelpRequest is { } request && (request.Start(now) || request.Resume(now));
        // Who typed the PIN stands before the person already.
        _ = !proof.WasKept && method is not AttendanceMethod.Pin && await onTheWay.TellAsync(assignment.Shift, ct);
        Note(assignmentId, AttendanceKind.CheckIn, method, at, now, proof);
        audit.Changed("CheckedIn", AuditSubject.Assignment, assignmentId);
        await db.SaveChangesAsync(ct);

        return AttendanceOutcome.Done;
    });

    public Task<AttendanceOutcome> CheckOutAsync(Guid assignmentId, CancellationToken ct) => CheckOutAsync(assignmentId, AttendanceProof.Tap, ct);

    public Task<AttendanceOutcome> CheckOutAsync(Guid assignmentId, AttendanceProof proof, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        ArgumentNullException.ThrowIfNull(proof);
        var now = clock.UtcNow();
        var at = now - proof.Age;
        var assignment = await Assignments().SingleAsync(a => a.AssignmentId == assignmentId, ct);
        var takesTheEndOfTheJob = proof.WasKept && assignment.WasClosedBySystem;

        if ((assignment.State is AssignmentState.Attended && !takesTheEndOfTheJob) || await IsKnownAsync(assignmentId, proof, ct))
        {
            return AttendanceOutcome.Done;
        }

        if (assignment.State is not (AssignmentState.CheckedIn or AssignmentState.Attended))
        {
            return AttendanceOutcome.NotAssigned;
        }

        // A tap on the wrong button before the work began would end it without a minute.
        if (at < assignment.Shift.StartsAtUtc || at < assignment.CheckedInAtUtc)
        {
            return AttendanceOutcome.TooEarly;
        }

        var (pin, method) = await PinAsync(assignment, proof, await policyReader.ReadAsync(ct), ct);

        if (pin is not AttendanceOutcome.Done)
        {
            return pin;
        }

        if (!assignment.CheckOut(at, method, proof.WasKept))
        {
            return AttendanceOutcome.NotAssigned;
        }

        // The entry that the job made is not changed: the approval queue shows that the time is another.
        if (!takesTheEndOfTheJob)
        {
            await ledger.AddAttendanceAsync(assignment, now, ct);
        }

        Note(assignmentId, AttendanceKind.CheckOut, method, at, now, proof);
        audit.Changed("CheckedOut", AuditSubject.Assignment, assignmentId);
        await db.SaveChangesAsync(ct);

        return AttendanceOutcome.Done;
    });

    /// <summary>What was good when the place was given may have expired or been revoked since, and the second of two may have left. What a phone kept has happened all the same.</summary>
    private async Task<AttendanceOutcome?> WhyNotBeginAsync(Assignment assignment, AttendanceProof proof, CancellationToken ct) =>
        (await trust.GapsAsync(db.Assignments.Where(a => a.AssignmentId == assignment.AssignmentId), ct)).Count > 0 ? AttendanceOutcome.NotTrusted
        : !proof.WasKept && await db.IsTooSmallAsync(assignment.Shift, ct) ? AttendanceOutcome.TooFew
        : null;

    /// <summary>The PIN of a visit, where one was typed or is demanded; a wrong one is counted and saved.</summary>
    private async Task<(AttendanceOutcome Outcome, AttendanceMethod Method)> PinAsync(Assignment assignment, AttendanceProof proof, Policy policy, CancellationToken ct)
    {
        var isVisit = assignment.Shift.VolunteerTask.HelpRequestId is not null;

        if (!isVisit || proof.Method is AttendanceMethod.Coordinator || (string.IsNullOrWhiteSpace(proof.Pin) && !policy.VisitPinRequired))
        {
            return (AttendanceOutcome.Done, proof.Method);
        }

        if (string.IsNullOrWhiteSpace(proof.Pin))
        {
            return (AttendanceOutcome.PinNeeded, proof.Method);
        }

        if (assignment.WrongPins >= VisitPin.MaxWrong)
        {
            return (AttendanceOutcome.PinSpent, proof.Method);
        }

        if (VisitPin.IsRight(keys, assignment.ShiftId, proof.Pin))
        {
            return (AttendanceOutcome.Done, AttendanceMethod.Pin);
        }

        assignment.CountWrongPin();
        await db.SaveChangesAsync(ct);

        return (assignment.WrongPins >= VisitPin.MaxWrong ? AttendanceOutcome.PinSpent : AttendanceOutcome.WrongPin, proof.Method);
    }

    private async Task<bool> IsKnownAsync(Guid assignmentId, AttendanceProof proof, CancellationToken ct) =>
        proof.KeptId is { } kept && await db.AttendanceEvents.AnyAsync(e => e.AssignmentId == assignmentId && e.KeptId == kept, ct);

    private void Note(Guid assignmentId, AttendanceKind kind, AttendanceMethod method, DateTime at, DateTime now, AttendanceProof? proof = null) => db.AttendanceEvents.Add(new AttendanceEvent
    {
        AttendanceEventId = Guid.CreateVersion7(),
        AssignmentId = assignmentId,
        Kind = kind,
        Method = method,
        HappenedAtUtc = at,
        NotedAtUtc = now,
        KeptId = proof?.KeptId,
        NotedById = method is AttendanceMethod.Coordinator ? user.AccountId : null,
    });

    public static DateTime CheckInOpensAt(Shift shift, Policy policy) => shift.StartsAtUtc.AddMinutes(-policy.CheckInOpensMinutesBefore);

    /// <summary>
    /// Closes what was left open: forgotten check-outs as of the end of the shift, no-shows, and then the shifts in which nobody is
    /// awaited any more, with the requests that they answered. Returns how many shifts it looked at; none means there is nothing to do.
    /// </summary>
    public Task<int> CloseAsync(int batch, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var policy = await policyReader.ReadAsync(ct);
        var closeBefore = now.AddMinutes(-Math.Max(policy.CloseAfterMinutes, policy.NoShowAfterMinutes));
        var shifts = await db.Shifts.Where(s => s.State == ShiftState.Published && s.EndsAtUtc <= closeBefore)
            .OrderBy(s => s.EndsAtUtc).Take(batch)
            .Include(s => s.Assignments).ThenInclude(a => a.Volunteer).Include(s => s.VolunteerTask).ThenInclude(t => t.HelpRequest)
            .AsSplitQuery().ToListAsync(ct);

        foreach (var shift in shifts)
        {
            await CloseAsync(shift, now, ct);
        }

        await db.SaveChangesAsync(ct);

        return shifts.Count;
    });

    private async Task CloseAsync(Shift shift, DateTime now, CancellationToken ct)
    {
        foreach (var assignment in shift.Assignments)
        {
            if (assignment.CheckOut(shift.EndsAtUtc, AttendanceMethod.Job))
            {
                await ledger.AddAttendanceAsync(assignment, now, ct);
                Note(assignment.AssignmentId, AttendanceKind.CheckOut, AttendanceMethod.Job, shift.EndsAtUtc, now);
            }
            else if (assignment.MarkNoShow(now))
            {
                Note(assignment.AssignmentId, AttendanceKind.NoShow, AttendanceMethod.Job, shift.StartsAtUtc, now);
            }
        }

        if (!shift.Complete(now))
        {
            return;
        }

        var wasHelped = shift.Assignments.Any(a => a.State is AssignmentState.Attended);

        if (shift.VolunteerTask.HelpRequest is { } request && request.Finish(wasHelped, now))
        {
            outbox.AboutRequest(wasHelped ? MessageKind.HelpRequestDone : MessageKind.HelpRequestNotDone, request);
        }

        await new VisitDayEnd(db, outbox, clock).CloseAsync(shift.ShiftId, wasHelped, ct);
    }

    private IQueryable<Assignment> Assignments() => db.Assignments.Include(a => a.Shift).ThenInclude(s => s.VolunteerTask).ThenInclude(t => t.HelpRequest);
}
