namespace Dost.Volunteers.Core.Volunteers.Interviews;

/// <summary>One invitation to talk, whatever becomes of it: the applicant chooses a time, moves it, gives it up, comes or not.</summary>
public class Interview
{
    public const int NoteMaxLength = 600;

    public required Guid InterviewId { get; init; }
    public required Guid VolunteerId { get; init; }
    public Volunteer Volunteer { get; private set; } = null!;
    public Guid? InterviewSlotId { get; private set; }
    public InterviewSlot? Slot { get; private set; }
    public InterviewState State { get; private set; } = InterviewState.Invited;
    public required DateTime InvitedAtUtc { get; init; }
    public DateTime? BookedAtUtc { get; private set; }
    public DateTime? DecidedAtUtc { get; private set; }

    /// <summary>What the coordinators note among themselves; encrypted.</summary>
    public string? NoteEncrypted { get; private set; }

    /// <summary>Counts the choices: what was said about an earlier one is no longer true.</summary>
    public int Round { get; private set; }

    public bool IsOpen => State is InterviewState.Invited or InterviewState.Booked;

    /// <summary>A talk that took place without a booked time.</summary>
    public static Interview Held(Guid volunteerId, string? noteEncrypted, DateTime nowUtc)
    {
        var interview = new Interview { InterviewId = Guid.CreateVersion7(), VolunteerId = volunteerId, InvitedAtUtc = nowUtc };
        interview.Note(came: true, noteEncrypted, nowUtc);

        return interview;
    }

    /// <summary>Takes a place whose count the caller has raised; the old one, if any, was freed.</summary>
    public bool Book(InterviewSlot slot, DateTime nowUtc)
    {
        if (!IsOpen)
        {
            return false;
        }

        InterviewSlotId = slot.InterviewSlotId;
        Slot = slot;
        State = InterviewState.Booked;
        BookedAtUtc = nowUtc;
        Round++;

        return true;
    }

    /// <summary>The time is given up, by the applicant or since it was called off; another one can be chosen.</summary>
    public bool GiveUpTime()
    {
        if (State is not InterviewState.Booked)
        {
            return false;
        }

        InterviewSlotId = null;
        Slot = null;
        BookedAtUtc = null;
        State = InterviewState.Invited;
        Round++;

        return true;
    }

    public bool Note(bool came, string? noteEncrypted, DateTime nowUtc)
    {
        if (!IsOpen)
        {
            return false;
        }

        FreeComingTime(nowUtc);
        State = came ? InterviewState.Came : InterviewState.DidNotCome;
        NoteEncrypted = noteEncrypted;
        DecidedAtUtc = nowUtc;

        return true;
    }

    /// <summary>The application was decided on without it.</summary>
    public void Close(DateTime nowUtc)
    {
        if (IsOpen)
        {
            FreeComingTime(nowUtc);
            State = InterviewState.Closed;
            DecidedAtUtc = nowUtc;
        }
    }

    /// <summary>A talk that took place earlier than booked, or is not needed any more, gives the time back; the slot has been loaded.</summary>
    private void FreeComingTime(DateTime nowUtc)
    {
        if (Slot is { } slot && slot.IsOpen(nowUtc))
        {
            slot.FreePlace();
        }
    }
}

/// <summary>Invited ⇄ Booked → Came | DidNotCome; Closed where the decision came without it.</summary>
public enum InterviewState { Invited, Booked, Came, DidNotCome, Closed }
