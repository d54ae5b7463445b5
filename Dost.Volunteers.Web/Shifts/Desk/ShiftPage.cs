using System.Linq.Expressions;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>One shift: who is needed, who comes, and who could.</summary>
public sealed class ShiftPage
{
    public required ShiftHead Facts { get; init; }
    public required IReadOnlyList<RoleLine> Roles { get; init; }
    public required IReadOnlyList<AssignedLine> Assigned { get; init; }

    /// <summary>Why somebody with a place or an offer cannot take it up, in words, by assignment.</summary>
    public required IReadOnlyDictionary<Guid, string> Gaps { get; init; }

    /// <summary>The role for which candidates are shown.</summary>
    public required RoleLine Role { get; init; }

    /// <summary>Null where nobody can be asked any more: the shift is no longer open.</summary>
    public CandidatesPart? Candidates { get; init; }

    public bool IsDraft => Facts.State is ShiftState.Draft;

    public required bool CanBeChanged { get; init; }
}

public sealed record ShiftHead
{
    public required Guid ShiftId { get; init; }
    public required Guid Version { get; init; }
    public required string? Title { get; init; }
    public required LocalName Category { get; init; }
    public required PlaceKind PlaceKind { get; init; }
    public required LocalName Centre { get; init; }
    public required LocalName District { get; init; }
    public required DateTime StartsAtUtc { get; init; }
    public required DateTime EndsAtUtc { get; init; }
    public required string MeetingPoint { get; init; }
    public required string? Instructions { get; init; }
    public required ShiftState State { get; init; }
    public required string? CancelReason { get; init; }
    public required Guid? HelpRequestId { get; init; }

    /// <summary>The task that it is of, where that is kept at the desk, and the series that made it with its day in the pattern.</summary>
    public required Guid? VolunteerTaskId { get; init; }
    public required Guid? ShiftSeriesId { get; init; }
    public required DateOnly? SeriesOn { get; init; }
    public required string? TrackingCode { get; init; }
    public required Urgency? Urgency { get; init; }
}

/// <summary>A role with its places and what it demands, in words.</summary>
public sealed record RoleLine
{
    public required Guid ShiftRoleId { get; init; }
    public required string Name { get; init; }
    public required int Capacity { get; init; }
    public required int Taken { get; init; }
    public required VettingLevel Vetting { get; init; }
    public required int MinimumAge { get; init; }
    public required Gender? Gender { get; init; }
    public required IReadOnlyList<LocalName> Skills { get; init; }
    public required IReadOnlyList<LocalName> Languages { get; init; }
    public required IReadOnlyList<LocalName> Credentials { get; init; }

    public int PlacesLeft => Capacity - Taken;
}

public sealed record AssignedLine(Guid AssignmentId, Guid VolunteerId, Guid ShiftRoleId, string FullName, AssignmentState State, DateTime? OfferExpiresAtUtc, string? LeaveReason)
{
    public static Expression<Func<Assignment, AssignedLine>> Of { get; } = a =>
        new AssignedLine(a.AssignmentId, a.VolunteerId, a.ShiftRoleId, a.Volunteer.GivenName + " " + a.Volunteer.FamilyName, a.State, a.OfferExpiresAtUtc, a.LeaveReason);

    public bool CanBeTakenOff => State is AssignmentState.Confirmed or AssignmentState.Offered or AssignmentState.Waitlisted;

    /// <summary>Has or may get a place; the others have only been asked once.</summary>
    public bool IsStanding => State is not (AssignmentState.Declined or AssignmentState.Expired or AssignmentState.Withdrawn or AssignmentState.Removed);
}

/// <summary>Who can take a place: all counted, the best shown, and why the others cannot.</summary>
public sealed record CandidatesPart(int Eligible, IReadOnlyList<CandidateRow> Best, int Ineligible, IReadOnlyList<string> WhyNot);

/// <param name="Before">How it stands with this shift already: declined, waiting …; null for who was never asked.</param>
public sealed record CandidateRow(Guid VolunteerId, string FullName, double Score, IReadOnlyList<CandidateReason> Reasons, AssignmentState? Before);

/// <param name="IsWeak">Speaks less for the person than against.</param>
public sealed record CandidateReason(string Words, bool IsWeak);
