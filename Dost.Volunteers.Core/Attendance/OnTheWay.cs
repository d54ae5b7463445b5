using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Attendance;

/// <summary>Who asked for help hears when the volunteer sets out: by the volunteer's word, or by the check-in. Once for each visit.</summary>
public sealed class OnTheWay(VolunteersDbContext db, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>How long before the visit one can say that one is on the way.</summary>
    public static readonly TimeSpan OpensBefore = TimeSpan.FromHours(2);

    /// <summary>The volunteer says so. Said twice, it has one effect.</summary>
    public Task<AttendanceOutcome> SayAsync(Guid assignmentId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var place = await db.Assignments.Include(a => a.Shift).ThenInclude(s => s.VolunteerTask).ThenInclude(t => t.HelpRequest).SingleAsync(a => a.AssignmentId == assignmentId, ct);

        if (place.State is not AssignmentState.Confirmed || !IsVisit(place.Shift))
        {
            return AttendanceOutcome.NotAssigned;
        }

        if (now < place.Shift.StartsAtUtc - OpensBefore)
        {
            return AttendanceOutcome.TooEarly;
        }

        if (now >= place.Shift.EndsAtUtc || place.Shift.State is not ShiftState.Published)
        {
            return AttendanceOutcome.TooLate;
        }

        if (await db.IsTooSmallAsync(place.Shift, ct))
        {
            return AttendanceOutcome.TooFew;
        }

        if (await TellAsync(place.Shift, ct))
        {
            audit.Changed("OnTheWay", AuditSubject.Assignment, assignmentId);
            await db.SaveChangesAsync(ct);
        }

        return AttendanceOutcome.Done;
    });

    /// <summary>Owes the news where it is a visit that is not over, and was not told of yet. The shift has its task and request loaded.</summary>
    public async Task<bool> TellAsync(Shift shift, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(shift);

        if (!IsVisit(shift) || shift.VolunteerTask.HelpRequest is not { State: HelpRequestState.Planned or HelpRequestState.InProgress } request || shift.EndsAtUtc <= clock.UtcNow())
        {
            return false;
        }

        var version = Outbox.VersionOf(request, shift);

        if (await db.OutboundMessages.AnyAsync(m => m.SubjectId == request.HelpRequestId && m.Kind == MessageKind.HelpRequestOnTheWay && m.SubjectVersion == version, ct))
        {
            return false;
        }

        // They wait at the door: the night does not hold it.
        outbox.OnBothChannels(MessageKind.HelpRequestOnTheWay, Recipient.Asker(request.HelpRequestId), request.HelpRequestId, version, shift.EndsAtUtc, isUrgent: true);

        return true;
    }

    private static bool IsVisit(Shift shift) => shift.VolunteerTask is { PlaceKind: PlaceKind.Address, HelpRequestId: not null };
}
