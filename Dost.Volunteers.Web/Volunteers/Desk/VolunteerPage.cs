using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Web.Volunteers.Desk;

/// <summary>One volunteer, as the coordinator of their centre sees them.</summary>
public sealed record VolunteerPage
{
    public required Volunteer Volunteer { get; init; }
    public required IReadOnlyList<LocalName> Skills { get; init; }
    public required IReadOnlyList<LocalName> Languages { get; init; }
    public required int ApprovedMinutes { get; init; }
    public required int WaitingMinutes { get; init; }
    public required IReadOnlyList<AssignmentRow> Assignments { get; init; }
    public required IReadOnlyList<EventRow> Events { get; init; }
    public required IReadOnlyList<EventRow> Looks { get; init; }

    /// <summary>The FIN, in the one answer for which it was asked to be shown.</summary>
    public string? Fin { get; init; }
    public AcceptForm Accept { get; init; } = new();
    public RejectForm Reject { get; init; } = new();
    public PhoneCodeForm PhoneCode { get; init; } = new();

    /// <summary>The centres whose shifts may be opened; null for all.</summary>
    public IReadOnlyList<Guid>? OwnCentres { get; init; }

    public bool IsInIntake => Volunteer.State is VolunteerState.Applied or VolunteerState.Interview or VolunteerState.Training;

    public bool MayOpen(Guid centreId) => OwnCentres is null || OwnCentres.Contains(centreId);
}

public sealed record AssignmentRow(Guid ShiftId, Guid CentreId, string? Title, LocalName Category, DateTime StartsAtUtc, DateTime EndsAtUtc, AssignmentState State);

/// <summary>Something that happened, and whose doing it was; nobody's where a job or the volunteer without signing in did it.</summary>
public sealed record EventRow(DateTime AtUtc, string Action, string? Actor);
