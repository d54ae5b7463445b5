using System.Linq.Expressions;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Shifts;

/// <summary>
/// One volunteer's place in one shift. There is one row for a volunteer and a shift: who declined and is asked again goes another round.
/// </summary>
public class Assignment
{
    public const int ReasonMaxLength = 400;

    public required Guid AssignmentId { get; init; }
    public required Guid ShiftId { get; init; }
    public Shift Shift { get; init; } = null!;
    public required Guid ShiftRoleId { get; set; }
    public ShiftRole ShiftRole { get; init; } = null!;
    public required Guid VolunteerId { get; init; }
    public Volunteer Volunteer { get; init; } = null!;
    public AssignmentState State { get; private set; }

    /// <summary>Counts the times that the place was offered or taken; part of what makes a message unique.</summary>
    public int Round { get; private set; }
    public DateTime? OfferedAtUtc { get; private set; }
    public DateTime? OfferExpiresAtUtc { get; private set; }
    public DateTime? AnsweredAtUtc { get; private set; }

    /// <summary>Since when the volunteer waits, or waited before the offer that stands now.</summary>
    public DateTime? WaitlistedAtUtc { get; private set; }

    /// <summary>The answer "I will come" to a reminder.</summary>
    public DateTime? ReconfirmedAtUtc { get; private set; }
    public DateTime? CheckedInAtUtc { get; private set; }
    public DateTime? CheckedOutAtUtc { get; private set; }

    /// <summary>Why the place was given back when it was late to do so.</summary>
    public string? LeaveReason { get; private set; }

    /// <summary>Checked out by the job, since the volunteer forgot.</summary>
    public bool WasClosedBySystem { get; private set; }

    /// <summary>How the coming and the going were noted.</summary>
    public AttendanceMethod? CheckedInBy { get; private set; }
    public AttendanceMethod? CheckedOutBy { get; private set; }

    /// <summary>One of the two was kept on a phone without a connection, and sent later.</summary>
    public bool WasSentLater { get; private set; }

    /// <summary>Wrong PINs of the visit that were typed for this place.</summary>
    public int WrongPins { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();

    public bool HoldsPlace => State is AssignmentState.Confirmed or AssignmentState.CheckedIn or AssignmentState.Attended or AssignmentState.NoShow;

    /// <summary>An offer that can still be accepted.</summary>
    public bool IsOpenOffer(DateTime nowUtc) => State is AssignmentState.Offered && Round > 0 && OfferExpiresAtUtc > nowUtc;

    /// <summary>Waits in line, or was offered the place that became free while they waited: that place is promised to them.</summary>
    public static Expression<Func<Assignment, bool>> StandsInLine(DateTime nowUtc) =>
        a => a.State == AssignmentState.Waitlisted || (a.State == AssignmentState.Offered && a.WaitlistedAtUtc != null && a.OfferExpiresAtUtc > nowUtc);

    /// <summary>The volunteer is bound to be there: counts as busy.</summary>
    public bool IsCommitment => State is AssignmentState.Confirmed or AssignmentState.CheckedIn or AssignmentState.Attended;

    /// <summary>Can be offered, or offered again: new, waiting, or out.</summary>
    public bool CanBeOffered => Round == 0
        || State is AssignmentState.Waitlisted or AssignmentState.Declined or AssignmentState.Expired or AssignmentState.Withdrawn or AssignmentState.Removed;

    public bool Offer(DateTime nowUtc, DateTime expiresAtUtc)
    {
        if (!CanBeOffered)
        {
            return false;
        }

        if (State is not AssignmentState.Waitlisted)
        {
            // An offer outside the queue does not hold a place back from those who sign up by themselves.
            WaitlistedAtUtc = null;
        }

        Move(AssignmentState.Offered);
        Round++;
        OfferedAtUtc = nowUtc;
        OfferExpiresAtUtc = expiresAtUtc;
        AnsweredAtUtc = null;
        ReconfirmedAtUtc = null;

        return true;
    }

    /// <summary>Takes the place: the answer yes to an offer, or a sign-up of one's own. The caller has taken the place in the role.</summary>
    public void Confirm(DateTime nowUtc)
    {
        // A place that was taken without an offer starts the first round; a row that is new stands as offered in round zero.
        if (State is not AssignmentState.Offered || Round == 0)
        {
            Round++;
        }

        Move(AssignmentState.Confirmed);
        AnsweredAtUtc = nowUtc;
        OfferExpiresAtUtc = null;
        ReconfirmedAtUtc = null;
    }

    public void JoinWaitlist(DateTime nowUtc)
    {
        Move(AssignmentState.Waitlisted);
        Round++;
        WaitlistedAtUtc = nowUtc;
    }

    public bool Decline(DateTime nowUtc) => MoveFrom(AssignmentState.Offered, AssignmentState.Declined, nowUtc);

    public bool Expire(DateTime nowUtc) => OfferExpiresAtUtc <= nowUtc && MoveFrom(AssignmentState.Offered, AssignmentState.Expired, nowUtc);

    /// <summary>The volunteer gives up the place, the offer or the turn in the queue.</summary>
    public bool Withdraw(string? reason, DateTime nowUtc)
    {
        if (!MoveFrom(AssignmentState.Confirmed, AssignmentState.Withdrawn, nowUtc) && !MoveFrom(AssignmentState.Waitlisted, AssignmentState.Withdrawn, nowUtc))
        {
            return false;
        }

        LeaveReason = reason;

        return true;
    }

    /// <summary>The coordinator takes the volunteer off, or the shift was cancelled.</summary>
    public bool Remove(DateTime nowUtc) =>
        MoveFrom(AssignmentState.Confirmed, AssignmentState.Removed, nowUtc)
        || MoveFrom(AssignmentState.Offered, AssignmentState.Removed, nowUtc)
        || MoveFrom(AssignmentState.Waitlisted, AssignmentState.Removed, nowUtc);

    public void Reconfirm(DateTime nowUtc)
    {
        ReconfirmedAtUtc ??= nowUtc;
        Version = Guid.NewGuid();
    }

    public bool CheckIn(DateTime atUtc, AttendanceMethod by = AttendanceMethod.Tap, bool wasSentLater = false)
    {
        // Who was there without a connection is heard of after the job has called it a no-show.
        if (State is not AssignmentState.Confirmed && !(wasSentLater && State is AssignmentState.NoShow))
        {
            return false;
        }

        Move(AssignmentState.CheckedIn);
        CheckedInAtUtc = atUtc;
        CheckedInBy = by;
        WasSentLater |= wasSentLater;

        return true;
    }

    public bool CheckOut(DateTime atUtc, bool bySystem = false) => CheckOut(atUtc, bySystem ? AttendanceMethod.Job : AttendanceMethod.Tap);

    public bool CheckOut(DateTime atUtc, AttendanceMethod by, bool wasSentLater = false)
    {
        // The job took the end of the shift, since the true time lay on a phone without a connection.
        if (State is not AssignmentState.CheckedIn && !(wasSentLater && State is AssignmentState.Attended && WasClosedBySystem))
        {
            return false;
        }

        Move(AssignmentState.Attended);
        CheckedOutAtUtc = atUtc;
        CheckedOutBy = by;
        WasClosedBySystem = by is AttendanceMethod.Job;
        WasSentLater |= wasSentLater;

        return true;
    }

    public bool MarkNoShow(DateTime nowUtc) => MoveFrom(AssignmentState.Confirmed, AssignmentState.NoShow, nowUtc);

    /// <summary>The coordinator says when somebody came and went, whatever was noted before.</summary>
    public bool Correct(DateTime cameAtUtc, DateTime wentAtUtc)
    {
        if (!HoldsPlace || wentAtUtc <= cameAtUtc)
        {
            return false;
        }

        Move(AssignmentState.Attended);
        (CheckedInAtUtc, CheckedOutAtUtc) = (cameAtUtc, wentAtUtc);
        CheckedInBy = CheckedOutBy = AttendanceMethod.Coordinator;
        WasClosedBySystem = false;

        return true;
    }

    /// <summary>The coordinator says that somebody did not come, whatever was noted before.</summary>
    public bool CorrectToNoShow()
    {
        if (!HoldsPlace || State is AssignmentState.NoShow)
        {
            return false;
        }

        Move(AssignmentState.NoShow);
        (CheckedInAtUtc, CheckedOutAtUtc) = (null, null);
        (CheckedInBy, CheckedOutBy) = (null, null);
        WasClosedBySystem = false;

        return true;
    }

    /// <summary>Counts a wrong PIN; two at once must not count as one.</summary>
    public void CountWrongPin()
    {
        WrongPins++;
        Version = Guid.NewGuid();
    }

    private bool MoveFrom(AssignmentState from, AssignmentState to, DateTime nowUtc)
    {
        if (State != from || Round == 0)
        {
            return false;
        }

        Move(to);
        AnsweredAtUtc = nowUtc;

        return true;
    }

    private void Move(AssignmentState state)
    {
        State = state;
        Version = Guid.NewGuid();
    }
}

/// <summary>Offered → Confirmed → CheckedIn → Attended; Waitlisted → Offered; out: Declined, Expired, Withdrawn, Removed, NoShow.</summary>
public enum AssignmentState { Offered, Confirmed, CheckedIn, Attended, Waitlisted, Declined, Expired, Withdrawn, Removed, NoShow }

/// <summary>
/// How a coming or going was noted: by the code at the door, by the PIN that the person visited tells, by a tap on the phone, by the coordinator, or
/// by the job for who forgot.
/// </summary>
public enum AttendanceMethod { Tap, Door, Pin, Coordinator, Job }
