using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>What is known of the request that is planned.</summary>
public sealed record PlanFacts
{
    public required Guid HelpRequestId { get; init; }
    public required HelpRequestState State { get; init; }
    public required LocalName Category { get; init; }
    public required int UsualMinutes { get; init; }
    public required VettingLevel Vetting { get; init; }
    public required bool IsAtHome { get; init; }
    public required bool IsRemote { get; init; }
    public required string Description { get; init; }
    public required DateOnly WantedOn { get; init; }
    public required PartOfDay WantedPart { get; init; }
    public required Gender? VisitorGender { get; init; }
    public required string Culture { get; init; }
    public required LocalName District { get; init; }
    public required LocalName CentreAddress { get; init; }
    public required Guid BeneficiaryId { get; init; }

    /// <summary>The person took their agreement back: nothing is planned.</summary>
    public required bool ConsentIsWithdrawn { get; init; }

    /// <summary>When one would begin in the wanted part of the day.</summary>
    public TimeOnly UsualStart => WantedPart switch
    {
        PartOfDay.AnyTime => new TimeOnly(11, 0),
        PartOfDay.Morning => new TimeOnly(10, 0),
        PartOfDay.Afternoon => new TimeOnly(13, 0),
        PartOfDay.Evening => new TimeOnly(17, 0),
    };
}
