using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts;

/// <summary>Takes and frees places. Every way to a place ends here, so that none is easier than another.</summary>
public sealed class Places(VolunteersDbContext db, PlaceJudge judge, Outbox outbox, AuditLog audit)
{
    /// <summary>The one way to a place: the rules, the place in the role, and the volunteer's other commitments, guarded by the database. Saves the unit of work where it went well.</summary>
    /// <param name="assignment">Loaded with everything.</param>
    /// <param name="promised">Places that are kept for others.</param>
    /// <param name="now">The instant, in UTC.</param>
    /// <param name="ct">Stops it before it is saved.</param>
    /// <param name="leaves">The shift that the volunteer leaves in the same unit of work: it is no commitment any more.</param>
    public async Task<PlacementResult> TakeAsync(Assignment assignment, int promised, DateTime now, CancellationToken ct, Guid? leaves = null)
    {
        if (!assignment.Shift.IsOpen(now))
        {
            return new PlacementResult(PlacementOutcome.ShiftClosed);
        }

        var role = assignment.Shift.Roles.Single(r => r.ShiftRoleId == assignment.ShiftRoleId);
        var breaches = await judge.CheckAsync(assignment.Shift, role, assignment.VolunteerId, ct, leaves);

        if (breaches.Count > 0)
        {
            return new PlacementResult(PlacementOutcome.RuleBroken, breaches);
        }

        if (role.PlacesLeft <= promised || !role.TakePlace())
        {
            return new PlacementResult(PlacementOutcome.PlaceTaken);
        }

        assignment.Confirm(now);
        assignment.Volunteer.TouchCommitments();
        outbox.AboutAssignment(MessageKind.SignUpReceipt, assignment, assignment.Shift);
        await TellAskerAsync(assignment.Shift, ct);
        audit.Changed("PlaceTaken", AuditSubject.Assignment, assignment.AssignmentId);
        await db.SaveChangesAsync(ct);

        return new PlacementResult(PlacementOutcome.Done);
    }

    /// <summary>The place of somebody who has left is free again.</summary>
    public static void Free(Assignment assignment)
    {
        assignment.ShiftRole.FreePlace();
        assignment.Volunteer.TouchCommitments();
    }

    public static Assignment New(Shift shift, ShiftRole role, Guid volunteerId) => new()
    {
        AssignmentId = Guid.CreateVersion7(),
        ShiftId = shift.ShiftId,
        ShiftRoleId = role.ShiftRoleId,
        VolunteerId = volunteerId,
    };

    public async Task<Assignment> LoadAsync(Guid assignmentId, CancellationToken ct) =>
        await WithEverythingAsync(await db.Assignments.SingleAsync(a => a.AssignmentId == assignmentId, ct), ct);

    /// <summary>Loads what the rules ask about; EF joins it to the assignment.</summary>
    public async Task<Assignment> WithEverythingAsync(Assignment assignment, CancellationToken ct)
    {
        await db.Shifts.ForPlacing().SingleAsync(s => s.ShiftId == assignment.ShiftId, ct);
        await db.Volunteers.SingleAsync(v => v.VolunteerId == assignment.VolunteerId, ct);

        return assignment;
    }

    /// <summary>Who asked for help learns the time when the last place is filled, once for each time that is set.</summary>
    private async Task TellAskerAsync(Shift shift, CancellationToken ct)
    {
        if (shift.VolunteerTask.HelpRequest is not { } request || shift.PlacesTaken < shift.PlacesWanted)
        {
            return;
        }

        var version = Outbox.VersionOf(request, shift);
        var told = await db.OutboundMessages.AnyAsync(
            m => m.SubjectId == request.HelpRequestId && m.Kind == MessageKind.HelpRequestPlanned && m.SubjectVersion == version, ct);

        if (!told)
        {
            outbox.AboutRequest(MessageKind.HelpRequestPlanned, request, version);
        }
    }
}
