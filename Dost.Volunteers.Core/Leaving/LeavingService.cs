using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Intake;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Leaving;

/// <summary>A volunteer takes a break, comes back, or goes. Their coming places go back first, each to whoever waits for it.</summary>
public sealed class LeavingService(VolunteersDbContext db, PlacementService placements, IntakeChecklistReader checklists, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    private const string PausedBySelf = "PausedBySelf";
    private const string Paused = "VolunteerPaused";
    internal const string PausedToErase = "ErasureAsked";

    public async Task<LeavingOutcome> PauseAsync(Guid volunteerId, string? reason, CancellationToken ct) => await GiveUpPlacesAsync(volunteerId, ct)
        ? await ChangeAsync(volunteerId, v => Task.FromResult(v.Pause(Cleaned(reason))), PausedBySelf, null, ct)
        : LeavingOutcome.ServingNow;

    /// <summary>Back from a break of one's own; one that the coordinator began, the coordinator ends.</summary>
    public async Task<LeavingOutcome> ResumeAsync(Guid volunteerId, CancellationToken ct) => await MayResumeAsync(volunteerId, ct)
        ? await ChangeAsync(volunteerId, v => ResumeAsync(v, ct), "ResumedBySelf", null, ct)
        : LeavingOutcome.NotAllowed;

    public async Task<LeavingOutcome> LeaveAsync(Guid volunteerId, string? reason, CancellationToken ct) => await GiveUpPlacesAsync(volunteerId, ct)
        ? await ChangeAsync(volunteerId, v => LeaveAsync(v, Cleaned(reason), ct), "VolunteerLeft", MessageKind.VolunteerLeft, ct)
        : LeavingOutcome.ServingNow;

    public async Task<bool> MayResumeAsync(Guid volunteerId, CancellationToken ct)
    {
        var last = await db.AuditEntries.AsNoTracking()
            .Where(e => e.Subject == AuditSubject.Volunteer && e.SubjectId == volunteerId && (e.Action == PausedBySelf || e.Action == PausedToErase || e.Action == Paused))
            .OrderByDescending(e => e.AtUtc).ThenByDescending(e => e.AuditEntryId).Select(e => e.Action).FirstOrDefaultAsync(ct);

        return last is (PausedBySelf or PausedToErase) && await db.Volunteers.AnyAsync(v => v.VolunteerId == volunteerId && v.State == VolunteerState.Paused, ct);
    }

    /// <summary>The places, offers and turns in the queue that are still to come.</summary>
    public IQueryable<Assignment> Coming(Guid volunteerId)
    {
        var now = clock.UtcNow();

        return db.Assignments.Where(a => a.VolunteerId == volunteerId && a.Shift.StartsAtUtc > now && a.Shift.State == ShiftState.Published
            && (a.State == AssignmentState.Confirmed || a.State == AssignmentState.Waitlisted || (a.State == AssignmentState.Offered && a.OfferExpiresAtUtc > now)));
    }

    /// <summary>Gives back what is to come; false while a shift is being served, or was and is not closed yet: the minutes come first.</summary>
    internal async Task<bool> GiveUpPlacesAsync(Guid volunteerId, CancellationToken ct)
    {
        var now = clock.UtcNow();

        if (await db.Assignments.AnyAsync(a => a.VolunteerId == volunteerId && a.Shift.State == ShiftState.Published
            && (a.State == AssignmentState.CheckedIn || (a.State == AssignmentState.Confirmed && a.Shift.StartsAtUtc <= now)), ct))
        {
            return false;
        }

        // One by one, each by the way that every place goes back: the waitlist moves, and the desk sees the gap.
        foreach (var place in await Coming(volunteerId).AsNoTracking().OrderBy(a => a.Shift.StartsAtUtc).Select(a => new { a.AssignmentId, a.State }).ToListAsync(ct))
        {
            _ = place.State is AssignmentState.Offered ? await placements.DeclineAsync(place.AssignmentId, ct) : await placements.WithdrawAsync(place.AssignmentId, reason: "", ct);
        }

        return true;
    }

    /// <summary>Ends the term and what was agreed for an interview, to be saved with the unit of work.</summary>
    internal async Task<bool> LeaveAsync(Volunteer volunteer, string reason, CancellationToken ct)
    {
        await db.Entry(volunteer).Collection(v => v.Terms).LoadAsync(ct);
        await db.Entry(volunteer).Collection(v => v.Interviews).Query().Include(i => i.Slot).LoadAsync(ct);

        if (!volunteer.Leave(reason, clock.TodayInBaku()))
        {
            return false;
        }

        volunteer.CloseInterviews(clock.UtcNow());

        return true;
    }

    internal async Task<bool> ResumeAsync(Volunteer volunteer, CancellationToken ct) => volunteer.Resume(await checklists.ReadAsync(volunteer, ct));

    private Task<LeavingOutcome> ChangeAsync(Guid volunteerId, Func<Volunteer, Task<bool>> change, string action, MessageKind? news, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var volunteer = await db.Volunteers.SingleAsync(v => v.VolunteerId == volunteerId, ct);

        if (!await change(volunteer))
        {
            return LeavingOutcome.NotAllowed;
        }

        volunteer.TouchCommitments();

        if (news is { } kind)
        {
            outbox.News(kind, Recipient.Volunteer(volunteerId), volunteerId, await outbox.NextTryAsync(volunteerId, kind, ct), MessageChannel.Sms, MessageChannel.Email);
        }

        audit.Changed(action, AuditSubject.Volunteer, volunteerId);
        await db.SaveChangesAsync(ct);

        return LeavingOutcome.Done;
    });

    private static string Cleaned(string? reason) => (reason ?? "").Trim();
}

/// <summary>NotAllowed: the state does not permit it (any more). ServingNow: a shift runs, or its end is not noted yet.</summary>
public enum LeavingOutcome { Done, NotAllowed, ServingNow }
