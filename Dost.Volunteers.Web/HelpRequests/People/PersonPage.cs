using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.Safeguarding;

namespace Dost.Volunteers.Web.HelpRequests.People;

/// <summary>The people helped of the coordinator's centres, or those that a search found.</summary>
public sealed record PeopleHelpedPage(Page<PersonRow> Rows, string? Search, bool IsSearch);

public sealed record PersonRow
{
    public required Guid BeneficiaryId { get; init; }
    public required string FullName { get; init; }
    public required LocalName District { get; init; }
    public required int Requests { get; init; }
    public required DateTime? LastAskedAtUtc { get; init; }
    public required bool ConsentIsWithdrawn { get; init; }
    public required bool HasNeeds { get; init; }
}

/// <summary>All that a coordinator may know of a person helped.</summary>
public sealed class PersonPage
{
    public required Beneficiary Person { get; init; }
    public required LocalName Centre { get; init; }

    /// <summary>Decrypted for this page only.</summary>
    public required string? HealthNotes { get; init; }
    public required IReadOnlyList<PersonConsent> Consents { get; init; }
    public required IReadOnlyList<PersonTie> Known { get; init; }
    public required IReadOnlyList<PersonTie> Excluded { get; init; }

    /// <summary>Those who were there, and are not named as known visitors yet.</summary>
    public required IReadOnlyList<PersonTie> Visited { get; init; }
    public required IReadOnlyList<RegularVisitRow> Regular { get; init; }
    public required IReadOnlyList<ComingVisit> Coming { get; init; }
    public required IReadOnlyList<PersonRequest> Requests { get; init; }
    public required int RequestCount { get; init; }
    public required IReadOnlyList<PersonNote> Notes { get; init; }

    /// <summary>What somebody wants to ease, and the last that was decided.</summary>
    public required IReadOnlyList<EasingLine> Easings { get; init; }

    /// <summary>Records that may be of the same person.</summary>
    public required IReadOnlyList<LikelyPerson> Likely { get; init; }
    public PersonNoteForm Note { get; set; } = new();

    public bool ConsentIsWithdrawn => Person.ConsentWithdrawnAtUtc is not null;

    /// <summary>Those with a place or an offer who no longer meet what protects the person.</summary>
    public int Misfits => Coming.Sum(c => c.Visitors.Count(v => v.Breaches.Count > 0));
}

public sealed record PersonConsent(string Code, int Version, string Culture, DateTime GivenAtUtc, string? NotedBy);

/// <summary>A volunteer who knows the person, visited them, or is not to visit them.</summary>
public sealed record PersonTie(Guid VolunteerId, string FullName, DateTime? SinceUtc, bool IsOfIncident = false);

public sealed record PersonRequest
{
    public required Guid HelpRequestId { get; init; }
    public required string TrackingCode { get; init; }
    public required LocalName Category { get; init; }
    public required DateOnly WantedOn { get; init; }
    public required HelpRequestState State { get; init; }

    /// <summary>Who was there.</summary>
    public required IReadOnlyList<string> Visitors { get; init; }
}

/// <summary>Whose page it is.</summary>
public sealed record PersonHead(Guid BeneficiaryId, string FullName, Guid Version);
