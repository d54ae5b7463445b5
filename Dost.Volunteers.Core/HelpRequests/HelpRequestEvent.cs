namespace Dost.Volunteers.Core.HelpRequests;

/// <summary>What happened to a request besides its states: with them it makes its timeline. Added, never changed.</summary>
public class HelpRequestEvent
{
    public const int NoteMaxLength = 400;

    public required Guid HelpRequestEventId { get; init; }
    public required Guid HelpRequestId { get; init; }
    public required HelpRequestEventKind Kind { get; init; }
    public required DateTime AtUtc { get; init; }

    /// <summary>The account that did it; none where a job, or who asked, did.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>The volunteer it is about, such as who was asked or answered.</summary>
    public Guid? VolunteerId { get; set; }

    /// <summary>A number as its kind says: the step of a ladder, how many were asked.</summary>
    public int? Number { get; init; }

    /// <summary>Words of staff for staff. Never shown to who asked.</summary>
    public string? Note { get; set; }
}

/// <summary>What happened to a request. The comment says what the number is.</summary>
public enum HelpRequestEventKind
{
    PhoneConfirmed,
    Changed,
    Contacted,
    CallbackAsked,
    CallbackDone,
    NobodyCame,
    Thanked,
    Referred,

    /// <summary>It was joined with the record of a known person.</summary>
    JoinedPerson,

    LadderStarted,

    /// <summary>The step.</summary>
    LadderAsked,
    LadderSaidYes,
    LadderSaidNo,
    LadderNoAnswer,

    /// <summary>The step; nobody was left to ask on it.</summary>
    LadderStepEmpty,
    LadderFilled,
    LadderCallList,
    LadderStopped,

    /// <summary>Its place in the order of a visit day.</summary>
    VisitDayJoined,
    VisitDayLeft,
    VisitOnTheWay,
    VisitArrived,
    VisitNotHome,
    IncidentReported,
}
