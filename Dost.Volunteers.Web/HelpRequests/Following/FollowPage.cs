using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;

namespace Dost.Volunteers.Web.HelpRequests.Following;

/// <summary>What whoever asked sees of their request.</summary>
public sealed class FollowPage
{
    public required Guid HelpRequestId { get; init; }
    public required string TrackingCode { get; init; }
    public required LocalName Category { get; init; }
    public required string Description { get; init; }
    public required DateOnly WantedOn { get; init; }
    public required PartOfDay WantedPart { get; init; }
    public required HelpRequestState State { get; init; }
    public required string? Reason { get; init; }
    public required int? Stars { get; init; }
    public required LocalName Centre { get; init; }
    public required IReadOnlyList<FollowStep> Steps { get; init; }

    /// <summary>Where to turn instead.</summary>
    public required string? ReferredTo { get; init; }
    public required bool CanBeChanged { get; init; }

    /// <summary>A code was sent, and nobody wrote it down yet.</summary>
    public required bool AwaitsCode { get; init; }

    /// <summary>When they asked for a call that we owe them.</summary>
    public required DateTime? AwaitsCallSinceUtc { get; init; }
    public required DateTime? NobodyCameAtUtc { get; init; }

    /// <summary>The words for the volunteers, as they were passed on.</summary>
    public required string? Thanks { get; init; }
    public bool CanTellNobodyCame { get; init; }

    /// <summary>The visit that is planned or was made.</summary>
    public FollowVisit? Visit { get; init; }

    /// <summary>How it was; the form that came back, where it did.</summary>
    public FeedbackForm Feedback { get; set; } = new();

    public bool CanBeCancelled => State is HelpRequestState.New or HelpRequestState.Triaged or HelpRequestState.Planned;

    public bool TakesFeedback => State is HelpRequestState.Done or HelpRequestState.Closed or HelpRequestState.NotDone;
}

/// <summary>When the request came to a state, or what else happened to it.</summary>
public sealed record FollowStep(HelpRequestState? State, HelpRequestEventKind? Event, DateTime AtUtc);

/// <summary>A visit and who comes: given names, and only of those who have said yes.</summary>
public sealed record FollowVisit(DateTime StartsAtUtc, DateTime EndsAtUtc, bool IsFilled, IReadOnlyList<string> GivenNames, string Pin);
