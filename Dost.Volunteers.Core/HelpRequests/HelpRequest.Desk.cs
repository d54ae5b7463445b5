namespace Dost.Volunteers.Core.HelpRequests;

/// <summary>What a coordinator does with a request besides planning it.</summary>
public partial class HelpRequest
{
    /// <summary>Somebody of the centre has spoken with the person, or with who asked; a call that was wished is made by that. From then on help is what is due.</summary>
    public bool Contacted(Guid? actorId, string? note, DateTime nowUtc)
    {
        if (IsOver && !AwaitsCall)
        {
            return false;
        }

        var kind = AwaitsCall ? HelpRequestEventKind.CallbackDone : HelpRequestEventKind.Contacted;
        CallbackDoneAtUtc = AwaitsCall ? nowUtc : CallbackDoneAtUtc;
        FirstContactAtUtc ??= nowUtc;
        DueAtUtc = IsOver ? null : HelpDueAtUtc;
        Note(kind, nowUtc, actorId, note: note);

        return true;
    }

    /// <summary>It is the task of another office: who asked is told which, and why.</summary>
    public bool Refer(string office, string reason, Guid? actorId, DateTime nowUtc)
    {
        if (!Reject(reason, nowUtc))
        {
            return false;
        }

        ReferredTo = office;
        Note(HelpRequestEventKind.Referred, nowUtc, actorId);

        return true;
    }

    /// <summary>Whether somebody should have been in touch before they were, or before now. Who withdrew it was owed no call any more.</summary>
    public bool WasContactLate(DateTime nowUtc) => State is not HelpRequestState.Cancelled && (FirstContactAtUtc ?? nowUtc) > ContactDueAtUtc;

    /// <summary>Whether the person was helped later than promised, or still waits past that moment.</summary>
    public bool WasHelpLate(DateTime nowUtc) => State is not (HelpRequestState.Cancelled or HelpRequestState.Rejected) && (HelpedAtUtc ?? nowUtc) > HelpDueAtUtc;

    /// <summary>Says why it was late; the last word holds. False where nothing was late.</summary>
    public bool ExplainLate(LateReason reason, string? note, DateTime nowUtc)
    {
        if (!WasContactLate(nowUtc) && !WasHelpLate(nowUtc))
        {
            return false;
        }

        (LateReason, LateNote) = (reason, note);
        Touch();

        return true;
    }
}
