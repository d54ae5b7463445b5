using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Safeguarding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dost.Volunteers.Web.Incidents;

/// <summary>The list: what it is and how it stands, never whom it is about.</summary>
public sealed record IncidentsPage(bool AreClosed, Page<IncidentRow> Rows);

public sealed record IncidentRow(Guid IncidentId, IncidentKind Kind, IncidentSeverity Severity, IncidentState State, DateTime ReportedAtUtc, LocalName Centre, bool IsEscalated);

/// <summary>What a new report is about, and who could be meant.</summary>
public sealed record FoundScope(IncidentScope Scope, IReadOnlyList<SelectListItem> People);

/// <summary>One incident whole, decrypted for this page only.</summary>
public sealed class IncidentPage
{
    public required Incident Incident { get; init; }
    public required string What { get; init; }
    public required LocalName Centre { get; init; }
    public required string? ReportedBy { get; init; }
    public required string? Volunteer { get; init; }
    public required string? Person { get; init; }
    public required string? TrackingCode { get; init; }
    public required IReadOnlyList<IncidentNoteLine> Notes { get; init; }
    public required bool IsAdministrator { get; init; }
    public DeedForm Deed { get; set; } = new();
}

public sealed record IncidentNoteLine(IncidentDeed Deed, DateTime WrittenAtUtc, string? Author, string Text);
