using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Attendance;

/// <summary>
/// The coordinator puts right what was noted: when somebody came and went, or that they did not come; with a reason, and never for themselves. The hours
/// follow in the same transaction: what stands in the ledger is not changed, a further entry brings it to the minutes that are right.
/// </summary>
public sealed class AttendanceCorrections(
    VolunteersDbContext db, CurrentUser user, HoursLedger ledger, HoursService hours, PolicyReader policyReader, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>The places of the shifts that the user manages, but for their own.</summary>
    public IQueryable<Assignment> Correctable()
    {
        var own = user.VolunteerId;
        var shifts = db.Shifts.Where(Visible.Shifts(user)).Select(s => s.ShiftId);

        return db.Assignments.Where(a => shifts.Contains(a.ShiftId) && (own == null || a.VolunteerId != own));
    }

    /// <summary>Asked with the version that was seen, so that of two who correct at once one is told.</summary>
    public Task<CorrectionOutcome> CorrectAsync(Guid assignmentId, Guid version, DateTime cameAtUtc, DateTime wentAtUtc, string reason, CancellationToken ct) =>
        ConcurrentChange.RetryAsync(db, async () =>
        {
            var now = clock.UtcNow();

            if (await FindAsync(assignmentId, ct) is not { } assignment)
            {
                return CorrectionOutcome.Gone;
            }

            if (assignment.Version != version)
            {
                return CorrectionOutcome.Changed;
            }

            var opens = AttendanceService.CheckInOpensAt(assignment.Shift, await policyReader.ReadAsync(ct));

            if (assignment.Shift.State is not (ShiftState.Published or ShiftState.Completed) || cameAtUtc < opens || cameAtUtc >= assignment.Shift.EndsAtUtc || wentAtUtc > now
                || !assignment.Correct(cameAtUtc, wentAtUtc))
            {
                return CorrectionOutcome.NotPossible;
            }

            await CountAsync(assignment, HoursLedger.MinutesCounted(cameAtUtc, wentAtUtc, assignment.Shift.StartsAtUtc, assignment.Shift.EndsAtUtc), reason, now, ct);
            HelpAfterAll(assignment.Shift.VolunteerTask.HelpRequest, now);
            await NoteAsync(assignment, AttendanceKind.Correction, cameAtUtc, wentAtUtc, reason, now, ct);

            return CorrectionOutcome.Done;
        });

    /// <inheritdoc cref="CorrectAsync"/>
    public Task<CorrectionOutcome> NoShowAsync(Guid assignmentId, Guid version, string reason, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();

        if (await FindAsync(assignmentId, ct) is not { } assignment)
        {
            return CorrectionOutcome.Gone;
        }

        if (assignment.Version != version)
        {
            return CorrectionOutcome.Changed;
        }

        if (assignment.Shift.State is not (ShiftState.Published or ShiftState.Completed) || now < assignment.Shift.StartsAtUtc || !assignment.CorrectToNoShow())
        {
            return CorrectionOutcome.NotPossible;
        }

        await CountAsync(assignment, 0, reason, now, ct);
        await NoteAsync(assignment, AttendanceKind.NoShow, assignment.Shift.StartsAtUtc, null, reason, now, ct);

        return CorrectionOutcome.Done;
    });

    private Task<Assignment?> FindAsync(Guid assignmentId, CancellationToken ct) => Correctable()
        .Include(a => a.Shift).ThenInclude(s => s.VolunteerTask).ThenInclude(t => t.HelpRequest)
        .SingleOrDefaultAsync(a => a.AssignmentId == assignmentId, ct);

    /// <summary>Brings what counts for the place to these minutes.</summary>
    private async Task CountAsync(Assignment assignment, int minutes, string reason, DateTime now, CancellationToken ct)
    {
        var (assignmentId, volunteerId) = (assignment.AssignmentId, assignment.VolunteerId);
        var entry = await db.HoursEntries.SingleOrDefaultAsync(h => h.AssignmentId == assignmentId && h.VolunteerId == volunteerId, ct);

        if (entry is null)
        {
            // It waits for approval as any other.
            if (minutes > 0)
            {
                await ledger.AddAttendanceAsync(assignment, now, ct);
            }

            return;
        }

        var decider = user.AccountId ?? throw new InvalidOperationException("An attendance is corrected by somebody who is signed in.");

        if (entry.State is HoursState.Submitted && entry.Minutes == minutes)
        {
            return;
        }

        var wasReturned = entry.Return(reason, decider, now);
        var counted = await hours.CountedAsync(entry, ct);

        if (wasReturned)
        {
            audit.Changed("HoursReturned", AuditSubject.HoursEntry, entry.HoursEntryId);

            if (minutes == 0)
            {
                outbox.News(MessageKind.HoursReturned, Recipient.Volunteer(volunteerId), entry.HoursEntryId, 0, MessageChannel.Sms, MessageChannel.Email);
            }
        }

        if (minutes == counted)
        {
            return;
        }

        var correction = await ledger.AddAsync(
            new NewHours(volunteerId, entry.CentreId, entry.ServiceDate, minutes - counted) { Source = HoursSource.Correction, CorrectsId = entry.HoursEntryId, Words = reason }, now, ct);
        await ledger.ApproveAsync(correction, decider, now, ct);
        outbox.News(MessageKind.HoursApproved, Recipient.Volunteer(volunteerId), correction.HoursEntryId, 0, MessageChannel.Email);
        audit.Changed("HoursCorrected", AuditSubject.HoursEntry, correction.HoursEntryId);
    }

    /// <summary>The request of a visit that was thought not to have taken place.</summary>
    private void HelpAfterAll(HelpRequest? request, DateTime now)
    {
        if (request is not null && request.Resume(now) && request.Finish(wasHelped: true, now))
        {
            outbox.AboutRequest(MessageKind.HelpRequestDone, request);
        }
    }

    private async Task NoteAsync(Assignment assignment, AttendanceKind kind, DateTime at, DateTime? until, string reason, DateTime now, CancellationToken ct)
    {
        db.AttendanceEvents.Add(new AttendanceEvent
        {
            AttendanceEventId = Guid.CreateVersion7(),
            AssignmentId = assignment.AssignmentId,
            Kind = kind,
            Method = AttendanceMethod.Coordinator,
            HappenedAtUtc = at,
            EndedAtUtc = until,
            NotedAtUtc = now,
            NotedById = user.AccountId,
            Reason = reason,
        });
        audit.Changed("AttendanceCorrected", AuditSubject.Assignment, assignment.AssignmentId);
        await db.SaveChangesAsync(ct);
    }
}

public enum CorrectionOutcome { Done, Changed, NotPossible, Gone }
