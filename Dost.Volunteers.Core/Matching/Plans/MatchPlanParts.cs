using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Matching.Plans;

/// <summary>A centre whose shifts are planned; who may not manage each of them does not see the plan.</summary>
public class MatchPlanCentre
{
    public required Guid MatchPlanId { get; init; }
    public required Guid CentreId { get; init; }
}

/// <summary>A role with free places, as the plan leaves it, and why places of it stay empty.</summary>
public class MatchPlanRole
{
    public required Guid MatchPlanId { get; init; }
    public required Guid ShiftRoleId { get; init; }
    public required Guid ShiftId { get; init; }
    public Shift Shift { get; private set; } = null!;
    public ShiftRole ShiftRole { get; private set; } = null!;

    /// <summary>When it starts, and the day in Baku, as the shift stood.</summary>
    public required DateTime StartsAtUtc { get; init; }
    public required DateOnly OnDate { get; init; }

    /// <summary>Places to fill, and how many the plan fills.</summary>
    public required int Wanted { get; init; }
    public required int Filled { get; init; }

    /// <summary>People whom every rule allows, as they stood; of them those that the plan needs elsewhere at that time, and those whose week it fills.</summary>
    public required int Able { get; init; }
    public required int NeededElsewhere { get; init; }
    public required int WeekIsFull { get; init; }

    /// <summary>Who cannot and why, as JSON; empty where every place is filled.</summary>
    public required string AgainstAsJson { get; init; }
    public List<MatchPlanPlace> Places { get; } = [];

    public IReadOnlyList<PlanReason> ReadAgainst() => PlanJson.Reasons(AgainstAsJson);
}

/// <summary>One place: who would take it, why they, and what became of the offer.</summary>
public class MatchPlanPlace
{
    public required Guid MatchPlanId { get; init; }
    public required Guid ShiftRoleId { get; init; }
    public required Guid VolunteerId { get; init; }
    public Volunteer Volunteer { get; private set; } = null!;

    /// <summary>How well the two fit, from 0 to 1, and the parts of it, as JSON: the reasons that are shown.</summary>
    public required double Score { get; init; }
    public required string PartsAsJson { get; init; }
    public required bool IsPinned { get; init; }
    public PlanPlaceState State { get; private set; } = PlanPlaceState.Planned;

    /// <summary>Why no offer was made, and the rules that stood against it, as JSON.</summary>
    public OfferVerdict? Refusal { get; private set; }
    public string? RefusedRulesAsJson { get; private set; }

    /// <summary>The offer, and its round: an answer to a later one is none to this plan.</summary>
    public Guid? AssignmentId { get; private set; }
    public int OfferRound { get; private set; }

    public void Become(OfferLine line)
    {
        ArgumentNullException.ThrowIfNull(line);

        if (line is { Verdict: OfferVerdict.Offered, Assignment: { } offer })
        {
            (State, AssignmentId, OfferRound) = (PlanPlaceState.Offered, offer.AssignmentId, offer.Round);
        }
        else
        {
            (State, Refusal, RefusedRulesAsJson) = (PlanPlaceState.Refused, line.Verdict, PlanJson.OfBreaches(line.Breaches));
        }
    }

    public IReadOnlyList<ScorePart> ReadParts() => PlanJson.Parts(PartsAsJson);

    public IReadOnlyList<RuleBreach> ReadRefusedRules() => PlanJson.Breaches(RefusedRulesAsJson);

    public void TakeBack() => State = PlanPlaceState.TakenBack;
}

public enum PlanPlaceState { Planned, Offered, Refused, TakenBack }

/// <summary>What a coordinator wants of a plan: this one in this place, or not.</summary>
public class MatchPlanWish
{
    public required Guid MatchPlanId { get; init; }
    public required Guid ShiftRoleId { get; init; }
    public required Guid VolunteerId { get; init; }
    public Volunteer Volunteer { get; private set; } = null!;
    public ShiftRole ShiftRole { get; private set; } = null!;
    public required PlanWishKind Kind { get; set; }

    /// <summary>Of a pin that could not be kept when the plan was made last: the rules against it, as JSON; empty where the place was taken.</summary>
    public string? BrokenAsJson { get; set; }

    public IReadOnlyList<RuleBreach> ReadBroken() => PlanJson.Breaches(BrokenAsJson);
}

public enum PlanWishKind { Pin, Forbid }

/// <summary>What a volunteer serves in the days of the plan: minutes that they were bound to before, and what the plan adds.</summary>
public class MatchPlanPerson
{
    public required Guid MatchPlanId { get; init; }
    public required Guid VolunteerId { get; init; }
    public Volunteer Volunteer { get; private set; } = null!;
    public required int MinutesBefore { get; init; }
    public required int MinutesAfter { get; set; }
    public required int Shifts { get; set; }
}
