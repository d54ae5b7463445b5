using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers.Interviews;

/// <summary>What an invited applicant does: choose a time, move it, give it up. Whose interview it is the caller has seen, by the link or the sign-in.</summary>
public sealed class InterviewService(VolunteersDbContext db, Outbox outbox, TimeProvider clock)
{
    /// <summary>Times that one can choose from at once.</summary>
    public const int MostSlots = 60;

    /// <summary>An interview with the times that can be chosen; null if it is not there any more.</summary>
    public async Task<InterviewView?> ReadAsync(Guid interviewId, CancellationToken ct)
    {
        var interview = await db.Interviews.AsNoTracking().Include(i => i.Slot).Include(i => i.Volunteer).ThenInclude(v => v.Centre).SingleOrDefaultAsync(i => i.InterviewId == interviewId, ct);

        if (interview is null)
        {
            return null;
        }

        var now = clock.UtcNow();
        var isOpen = interview.IsOpen && interview.Volunteer.State is VolunteerState.Interview && (interview.Slot is null || interview.Slot.StartsAtUtc > now);
        var free = isOpen
            ? await db.InterviewSlots.AsNoTracking()
                .Where(s => s.CentreId == interview.Volunteer.CentreId && s.CancelledAtUtc == null && s.StartsAtUtc > now && s.Booked < s.Capacity && s.InterviewSlotId != interview.InterviewSlotId)
                .OrderBy(s => s.StartsAtUtc).ThenBy(s => s.InterviewSlotId).Take(MostSlots).ToListAsync(ct)
            : [];

        return new InterviewView(interview, isOpen, free);
    }

    /// <summary>Takes a place, or another one instead of that taken before; the last place goes to one person.</summary>
    public Task<BookOutcome> BookAsync(Guid interviewId, Guid slotId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var interview = await FindAsync(interviewId, ct);
        var slot = await db.InterviewSlots.SingleOrDefaultAsync(s => s.InterviewSlotId == slotId, ct);

        if (!CanChange(interview, now) || slot is null || slot.CentreId != interview!.Volunteer.CentreId)
        {
            return BookOutcome.NotOpen;
        }

        if (interview.InterviewSlotId == slotId)
        {
            return BookOutcome.Done;
        }

        if (!slot.TakePlace(now))
        {
            return BookOutcome.Taken;
        }

        interview.Slot?.FreePlace();
        interview.Book(slot, now);
        interview.Volunteer.TouchCommitments();
        Tell(MessageKind.InterviewBooked, interview, slot);
        await db.SaveChangesAsync(ct);

        return BookOutcome.Done;
    });

    /// <summary>Gives the time up; another can be chosen later. A second click changes nothing.</summary>
    public Task<BookOutcome> GiveUpAsync(Guid interviewId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var interview = await FindAsync(interviewId, ct);

        if (!CanChange(interview, clock.UtcNow()))
        {
            return BookOutcome.NotOpen;
        }

        interview!.Slot?.FreePlace();

        if (interview.GiveUpTime())
        {
            interview.Volunteer.TouchCommitments();
            await db.SaveChangesAsync(ct);
        }

        return BookOutcome.Done;
    });

    /// <summary>A notice about the time as it is now, on both channels; of a time that is near at night too.</summary>
    internal void Tell(MessageKind kind, Interview interview, InterviewSlot slot)
    {
        var version = Outbox.VersionOf(slot.Revision, interview.Round);
        outbox.OnBothChannels(kind, Recipient.Volunteer(interview.VolunteerId), interview.InterviewId, version, slot.StartsAtUtc, outbox.IsSoon(slot.StartsAtUtc));
    }

    internal void Invite(Interview interview) =>
        outbox.News(MessageKind.InterviewInvitation, Recipient.Volunteer(interview.VolunteerId), interview.InterviewId, 0, MessageChannel.Sms, MessageChannel.Email);

    private Task<Interview?> FindAsync(Guid interviewId, CancellationToken ct) =>
        db.Interviews.Include(i => i.Slot).Include(i => i.Volunteer).SingleOrDefaultAsync(i => i.InterviewId == interviewId, ct);

    private static bool CanChange(Interview? interview, DateTime nowUtc) =>
        interview is { IsOpen: true, Volunteer.State: VolunteerState.Interview } && (interview.Slot is null || interview.Slot.StartsAtUtc > nowUtc);
}

/// <summary>An invitation with its person and centre, whether a time can (still) be chosen, and which are free.</summary>
public sealed record InterviewView(Interview Interview, bool IsOpen, IReadOnlyList<InterviewSlot> Free);

public enum BookOutcome { Done, Taken, NotOpen }
