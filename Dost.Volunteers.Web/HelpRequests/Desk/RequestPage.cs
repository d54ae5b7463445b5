using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;

namespace Dost.Volunteers.Web.HelpRequests.Desk;

/// <summary>All that a coordinator needs to know of a request.</summary>
public sealed class RequestPage
{
    public required HelpRequest Request { get; init; }

    /// <summary>Decrypted for this page only.</summary>
    public required PersonNeeds Needs { get; init; }

    /// <summary>What somebody wants to ease of it, and that waits for a second person.</summary>
    public required IReadOnlyList<SafeguardKind> Easings { get; init; }

    /// <summary>The search for who comes, as far as it has come; none where nobody searches.</summary>
    public required LadderState? Search { get; init; }
    public required ConsentLine? Consent { get; init; }
    public required IReadOnlyList<RequestShift> Shifts { get; init; }

    /// <summary>Other requests of the same person, or with the same phone.</summary>
    public required IReadOnlyList<OtherRequest> Others { get; init; }
    public required IReadOnlyList<TimelineLine> Timeline { get; init; }
    public TriageForm Triage { get; set; } = new();
    public RejectForm Reject { get; set; } = new();
    public ReferForm Refer { get; set; } = new();
    public BeenInTouchForm Contact { get; set; } = new();

    public bool CanBeTriaged => Request.State is HelpRequestState.New or HelpRequestState.Triaged;

    public bool CanBePlanned => Request.State is HelpRequestState.Triaged;
}

public sealed record ConsentLine(string Code, int Version, DateTime GivenAtUtc);

public sealed record RequestShift(Guid ShiftId, ShiftState State, DateTime StartsAtUtc, DateTime EndsAtUtc, int Wanted, int Taken, string? CancelReason);

public sealed record OtherRequest(Guid HelpRequestId, string TrackingCode, LocalName Category, DateOnly WantedOn, DateTime AskedAtUtc, HelpRequestState State)
{
    public required bool IsSamePerson { get; init; }

    /// <summary>The record of another person with the phone, where both records may be compared.</summary>
    public Guid? Comparable { get; init; }
}

/// <summary>One thing that happened to the request: a state that it came to, or what happened besides.</summary>
public sealed record TimelineLine(DateTime AtUtc, Guid Id)
{
    public HelpRequestState? State { get; init; }
    public HelpRequestEventKind? Kind { get; init; }
    public int? Number { get; init; }
    public string? Actor { get; init; }
    public Guid? VolunteerId { get; init; }
    public string? Volunteer { get; init; }
    public string? Note { get; init; }
}
