using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.Shifts;

namespace Dost.Volunteers.Web.HelpRequests.CallList;

/// <summary>Whom to call for a visit, the most promising first.</summary>
public sealed record CallListPage
{
    public required Guid HelpRequestId { get; init; }
    public required LocalName Category { get; init; }
    public required DateTime StartsAtUtc { get; init; }
    public required DateTime EndsAtUtc { get; init; }
    public required LocalName District { get; init; }
    public required LadderState? Search { get; init; }

    /// <summary>When the search asks the next group, where it goes on.</summary>
    public required DateTime? NextAtUtc { get; init; }
    public required int PlacesLeft { get; init; }

    /// <summary>The address under which the answers are sent: of the desk, or of the hotline.</summary>
    public string Address { get; set; } = "";
    public required IReadOnlyList<CallListRow> Rows { get; init; }
}

/// <summary>Somebody to call, and what came of asking so far.</summary>
public sealed record CallListRow(Guid VolunteerId, string FullName, string Phone, double? DistanceKm, AssignmentState? Answer);

/// <summary>A visit for which nobody was found.</summary>
public sealed record OpenVisit(Guid HelpRequestId, LocalName Category, LocalName District, DateTime StartsAtUtc, DateTime EndsAtUtc);
