using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;

namespace Dost.Volunteers.Web.HelpRequests.Desk;

/// <summary>All that a coordinator needs to know of a request.</summary>
public sealed class RequestPage
{
    public required HelpRequest Request { get; init; }

    /// <summary>Decrypted for this page only.</summary>
    public required string? HealthNotes { get; init; }
    public required ConsentLine? Consent { get; init; }
    public required IReadOnlyList<RequestShift> Shifts { get; init; }

    /// <summary>Other requests with the same phone.</summary>
    public required IReadOnlyList<OtherRequest> Others { get; init; }
    public required IReadOnlyList<MessageLine> Messages { get; init; }
    public TriageForm Triage { get; set; } = new();
    public RejectForm Reject { get; set; } = new();

    public bool CanBeTriaged => Request.State is HelpRequestState.New or HelpRequestState.Triaged;

    public bool CanBePlanned => Request.State is HelpRequestState.Triaged;
}

public sealed record ConsentLine(string Code, int Version, DateTime GivenAtUtc);

public sealed record RequestShift(Guid ShiftId, ShiftState State, DateTime StartsAtUtc, DateTime EndsAtUtc, int Wanted, int Taken, string? CancelReason);

public sealed record OtherRequest(Guid HelpRequestId, string TrackingCode, LocalName Category, DateOnly WantedOn, HelpRequestState State);

/// <summary>News that went, or goes, to who asked.</summary>
public sealed record MessageLine(MessageKind Kind, MessageChannel Channel, MessageState State, DateTime CreatedAtUtc, DateTime? SentAtUtc);
