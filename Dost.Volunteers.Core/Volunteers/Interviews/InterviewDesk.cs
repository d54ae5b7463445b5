using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers.Interviews;

/// <summary>What a coordinator does about interviews at their centres: invite, open times, move them and call them off, note how it went.</summary>
public sealed class InterviewDesk(VolunteersDbContext db, CurrentUser user, InterviewService interviews, FieldCipher cipher, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>Times that are opened at once.</summary>
    public const int MostAtOnce = 200;

    /// <summary>Invites an applicant, or once more somebody who did not come. Who has an open invitation is left as they are.</summary>
    public Task<IntakeOutcome> InviteAsync(Guid volunteerId, Guid? seenVersion, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        if (await FindAsync(volunteerId, ct) is not { } volunteer)
        {
            return IntakeOutcome.NotFound;
        }

        if (seenVersion is { } seen && seen != volunteer.CommitmentsVersion)
        {
            return IntakeOutcome.ChangedMeanwhile;
        }

        if (volunteer.PhoneConfirmedAtUtc is null)
        {
            return IntakeOutcome.PhoneNotConfirmed;
        }

        var now = clock.UtcNow();

        if (!volunteer.InviteToInterview(now) && (volunteer.State is not VolunteerState.Interview || volunteer.Interviews.Exists(i => i.IsOpen)))
        {
            return IntakeOutcome.NotInIntake;
        }

        var interview = new Interview { InterviewId = Guid.CreateVersion7(), VolunteerId = volunteerId, InvitedAtUtc = now };
        db.Interviews.Add(interview);
        volunteer.TouchCommitments();
        interviews.Invite(interview);
        audit.Changed("InterviewInvited", AuditSubject.Volunteer, volunteerId);
        await db.SaveChangesAsync(ct);

        return IntakeOutcome.Done;
    });

    /// <summary>How it went. With no booked time: a talk that was agreed on by telephone.</summary>
    public Task<IntakeOutcome> NoteAsync(Guid volunteerId, bool came, string? note, Guid? seenVersion, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        if (await FindAsync(volunteerId, ct) is not { } volunteer)
        {
            return IntakeOutcome.NotFound;
        }

        if (seenVersion is { } seen && seen != volunteer.CommitmentsVersion)
        {
            return IntakeOutcome.ChangedMeanwhile;
        }

        var now = clock.UtcNow();
        var sealedNote = cipher.EncryptWritten(note);
        var open = volunteer.Interviews.SingleOrDefault(i => i.IsOpen);

        if (volunteer.State is not (VolunteerState.Applied or VolunteerState.Interview) || (open is null && !came))
        {
            return IntakeOutcome.NotInIntake;
        }

        if (open is null)
        {
            db.Interviews.Add(Interview.Held(volunteerId, sealedNote, now));
        }
        else
        {
            open.Note(came, sealedNote, now);
        }

        volunteer.TouchCommitments();
        audit.Changed(came ? "InterviewHeld" : "InterviewMissed", AuditSubject.Volunteer, volunteerId);
        await db.SaveChangesAsync(ct);

        return IntakeOutcome.Done;
    });

    /// <summary>Opens times. What the same coordinator has opened for the same moment is not opened twice: a second click opens nothing.</summary>
    public async Task<int> OpenAsync(Guid centreId, NewSlots wish, CancellationToken ct)
    {
        if (user.AccountId is not { } accountId || !user.MayManage(centreId))
        {
            return 0;
        }

        var starts = wish.StartsAtUtc.Where(s => s > clock.UtcNow()).Distinct().Order().Take(MostAtOnce).ToList();
        var standing = (await db.InterviewSlots.Where(s => s.CoordinatorId == accountId && s.CancelledAtUtc == null && starts.Contains(s.StartsAtUtc)).Select(s => s.StartsAtUtc).ToListAsync(ct)).ToHashSet();
        var slots = starts.Where(s => !standing.Contains(s)).Select(s => new InterviewSlot
        {
            InterviewSlotId = Guid.CreateVersion7(),
            CentreId = centreId,
            CoordinatorId = accountId,
            StartsAtUtc = s,
            Minutes = wish.Minutes,
            Way = wish.Way,
            Where = wish.Where,
            Capacity = wish.Capacity,
        }).ToList();
        db.InterviewSlots.AddRange(slots);
        await db.SaveChangesAsync(ct);

        return slots.Count;
    }

    /// <summary>Moves a time; who has booked it is told, and can choose another.</summary>
    public Task<SlotOutcome> MoveAsync(Guid slotId, Guid seenVersion, NewSlots to, CancellationToken ct) => ChangeAsync(slotId, seenVersion, async slot =>
    {
        if (!slot.Move(to.StartsAtUtc[0], to.Minutes, to.Way, to.Where, clock.UtcNow()))
        {
            return false;
        }

        foreach (var interview in await BookedAsync(slotId, ct))
        {
            interview.Volunteer.TouchCommitments();
            interviews.Tell(MessageKind.InterviewChanged, interview, slot);
        }

        return true;
    }, ct);

    /// <summary>Calls a time off; who has booked it is told, and asked to choose another.</summary>
    public Task<SlotOutcome> CancelAsync(Guid slotId, Guid seenVersion, CancellationToken ct) => ChangeAsync(slotId, seenVersion, async slot =>
    {
        if (!slot.Cancel(clock.UtcNow()))
        {
            return false;
        }

        foreach (var interview in await BookedAsync(slotId, ct))
        {
            interview.GiveUpTime();
            interview.Volunteer.TouchCommitments();
            outbox.News(MessageKind.InterviewCalledOff, Recipient.Volunteer(interview.VolunteerId), interview.InterviewId, interview.Round, MessageChannel.Sms, MessageChannel.Email);
        }

        return true;
    }, ct);

    private Task<SlotOutcome> ChangeAsync(Guid slotId, Guid seenVersion, Func<InterviewSlot, Task<bool>> change, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var slot = await db.InterviewSlots.Where(Visible.InterviewSlots(user)).SingleOrDefaultAsync(s => s.InterviewSlotId == slotId, ct);

        if (slot is null)
        {
            return SlotOutcome.NotFound;
        }

        if (slot.Version != seenVersion)
        {
            return SlotOutcome.ChangedMeanwhile;
        }

        if (!await change(slot))
        {
            return SlotOutcome.NotOpen;
        }

        await db.SaveChangesAsync(ct);

        return SlotOutcome.Done;
    });

    private Task<List<Interview>> BookedAsync(Guid slotId, CancellationToken ct) =>
        db.Interviews.Include(i => i.Volunteer).Where(i => i.InterviewSlotId == slotId && i.State == InterviewState.Booked).ToListAsync(ct);

    private Task<Volunteer?> FindAsync(Guid volunteerId, CancellationToken ct) =>
        db.Volunteers.DecidableBy(user).Include(v => v.Interviews).ThenInclude(i => i.Slot).SingleOrDefaultAsync(v => v.VolunteerId == volunteerId, ct);
}

/// <summary>Times to open, each for the same length, way and number of people.</summary>
public sealed record NewSlots(IReadOnlyList<DateTime> StartsAtUtc, int Minutes, InterviewWay Way, string? Where, int Capacity)
{
    /// <summary>One after the other between two hours on some days of a week.</summary>
    public static IReadOnlyList<DateTime> Pattern(DateOnly monday, IEnumerable<DayOfWeek> days, TimeOnly opens, TimeOnly closes, int minutes)
    {
        var count = closes > opens ? (int)(closes - opens).TotalMinutes / minutes : 0;

        return [.. days.Distinct().SelectMany(day => Enumerable.Range(0, count).Select(i => BakuTime.ToUtc(monday.AddDays(day.AfterMonday()), opens.AddMinutes(i * minutes))))];
    }
}

public enum SlotOutcome { Done, NotOpen, ChangedMeanwhile, NotFound }
