using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Attendance;

/// <summary>Check-in, check-out, and what becomes of those who forgot either. A check-out makes the hours entry in the same transaction.</summary>
public sealed class AttendanceService(VolunteersDbContext db, HoursLedger ledger, TrustReader trust, PolicyReader policyReader, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    public Task<AttendanceOutcome> CheckInAsync(Guid assignmentId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var policy = await policyReader.ReadAsync(ct);
        var assignment = await Assignments().SingleAsync(a => a.AssignmentId == assignmentId, ct);

        if (assignment.State is AssignmentState.CheckedIn)
        {
            return AttendanceOutcome.Done;
        }

        // Who has no place is told so, and not to come back later.
        if (assignment.State is not AssignmentState.Confirmed)
        {
            return AttendanceOutcome.NotAssigned;
        }

        if (now < CheckInOpensAt(assignment.Shift, policy))
        {
            return AttendanceOutcome.TooEarly;
        }

        if (now >= assignment.Shift.EndsAtUtc || assignment.Shift.State is not ShiftState.Published)
        {
            return AttendanceOutcome.TooLate;
        }

        // What was good when the place was given may have expired or been revoked since.
        if ((await trust.GapsAsync(db.Assignments.Where(a => a.AssignmentId == assignmentId), ct)).Count > 0)
        {
            return AttendanceOutcome.NotTrusted;
        }

        if (!assignment.CheckIn(now))
        {
            return AttendanceOutcome.NotAssigned;
        }

        assignment.Shift.VolunteerTask.HelpRequest?.Start(now);
        audit.Changed("CheckedIn", AuditSubject.Assignment, assignmentId);
        await db.SaveChangesAsync(ct);

        return AttendanceOutcome.Done;
    });

    public Task<AttendanceOutcome> CheckOutAsync(Guid assignmentId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var assignment = await Assignments().SingleAsync(a => a.AssignmentId == assignmentId, ct);

        if (assignment.State is AssignmentState.Attended)
        {
            return AttendanceOutcome.Done;
        }

        // A tap on the wrong button before the work began would end it without a minute.
        if (assignment.State is AssignmentState.CheckedIn && now < assignment.Shift.StartsAtUtc)
        {
            return AttendanceOutcome.TooEarly;
        }

        if (!assignment.CheckOut(now))
        {
            return AttendanceOutcome.NotAssigned;
        }

        await ledger.AddAttendanceAsync(assignment, now, ct);
        audit.Changed("CheckedOut", AuditSubject.Assignment, assignmentId);
        await db.SaveChangesAsync(ct);

        return AttendanceOutcome.Done;
    });

    public static DateTime CheckInOpensAt(Shift shift, Policy policy) => shift.StartsAtUtc.AddMinutes(-policy.CheckInOpensMinutesBefore);

    /// <summary>
    /// Closes what was left open: forgotten check-outs as of the end of the shift, no-shows, and then the shifts in which nobody is
    /// awaited any more, with the requests that they answered. Returns how many shifts it looked at; none means there is nothing to do.
    /// </summary>
    public Task<int> CloseAsync(int batch, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
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
            if (assignment.CheckOut(shift.EndsAtUtc, bySystem: true))
            {
                await ledger.AddAttendanceAsync(assignment, now, ct);
            }
            else
            {
                assignment.MarkNoShow(now);
            }
        }

        if (!shift.Complete(now))
        {
            return;
        }

        var wasHelped = shift.Assignments.Any(a => a.State is AssignmentState.Attended);

        if (shift.VolunteerTask.HelpRequest is { } request && request.Finish(wasHelped, now) && wasHelped)
        {
            outbox.AboutRequest(MessageKind.HelpRequestDone, request);
        }
    }

    private IQueryable<Assignment> Assignments() => db.Assignments.Include(a => a.Shift).ThenInclude(s => s.VolunteerTask).ThenInclude(t => t.HelpRequest);
}

/// <summary>Not trusted: a check or credential that the role demands does not hold on the day.</summary>
public enum AttendanceOutcome { Done, TooEarly, TooLate, NotAssigned, NotTrusted }
