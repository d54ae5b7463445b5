using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Roster;
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
    public required IReadOnlyList<TimelineItem> Latest { get; init; }
    public required IReadOnlyList<TagRow> Tags { get; init; }
    public ReadNote? LastNote { get; init; }
    public required IReadOnlyList<EventRow> Looks { get; init; }

    /// <summary>The FIN, in the one answer for which it was asked to be shown.</summary>
    public string? Fin { get; init; }
    public PhoneCodeForm PhoneCode { get; init; } = new();

    /// <summary>The centres whose shifts may be opened; null for all.</summary>
    public IReadOnlyList<Guid>? OwnCentres { get; init; }

    public VolunteerHead Head => new(
        Volunteer.VolunteerId, Volunteer.GivenName, Volunteer.FamilyName, Volunteer.State, Volunteer.Programme, Volunteer.BornOn, Volunteer.District.Name);

    public bool IsInIntake => Volunteer.State is VolunteerState.Applied or VolunteerState.Interview or VolunteerState.Training;

    public bool MayOpen(Guid centreId) => OwnCentres is null || OwnCentres.Contains(centreId);
}

public sealed record AssignmentRow(Guid ShiftId, Guid CentreId, string? Title, LocalName Category, DateTime StartsAtUtc, DateTime EndsAtUtc, AssignmentState State);

/// <summary>A look at the record, and whose; nobody's where it was the volunteer's own.</summary>
public sealed record EventRow(DateTime AtUtc, string Action, string? Actor);

/// <summary>A word of the centre on this person.</summary>
public sealed record TagRow(Guid TagId, string Name);
