using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Shifts.Desk;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dost.Volunteers.Web.Shifts.Plans;

/// <summary>The plans of one's centres, and the form for another.</summary>
public sealed record PlansPage(AskPlanForm Form, Page<PlanRow> Rows);

public sealed record PlanRow(MatchPlan Plan, string Centres, string AskedBy);

/// <summary>One plan, as far as it is shown.</summary>
public sealed record PlanPage
{
    public required MatchPlan Plan { get; init; }
    public required string Centres { get; init; }
    public required PlanQuery Query { get; init; }

    /// <summary>The shifts are not any more as they were read.</summary>
    public required bool IsOutOfDate { get; init; }

    /// <summary>Somebody has answered an offer of it: it cannot be taken back any more.</summary>
    public required bool IsAnswered { get; init; }
    public required int Offered { get; init; }
    public required IReadOnlyList<DayChoice> Days { get; init; }
    public required Page<ShiftOfPlan> Shifts { get; init; }

    /// <summary>What is missing most: "3 more: driver, Saturday morning".</summary>
    public required IReadOnlyList<string> Lacks { get; init; }
    public required IReadOnlyList<WishOfPlan> Wishes { get; init; }
    public required IReadOnlyList<RefusedPlace> Refused { get; init; }
    public required int RefusedCount { get; init; }
}

public sealed record DayChoice(DateOnly Date, int Wanted, int Filled);

public sealed record ShiftOfPlan(Guid ShiftId, string Work, DateTime StartsAtUtc, DateTime EndsAtUtc, string Place, IReadOnlyList<RoleOfPlan> Roles);

public sealed record RoleOfPlan(Guid ShiftRoleId, string Name, int Wanted, int Filled, IReadOnlyList<PlaceOfPlan> Places, IReadOnlyList<string> WhyEmpty, IReadOnlyList<string> WhatHelps);

public sealed record PlaceOfPlan(
    Guid ShiftRoleId, Guid VolunteerId, string FullName, bool MayOpen, double Score, IReadOnlyList<CandidateReason> Reasons, bool IsPinned, PlanWishKind? Wish, PlanPlaceState State, AssignmentState? Offer, string? Refusal);

/// <summary>A wish, and why it could not be kept if it could not.</summary>
public sealed record WishOfPlan(Guid ShiftRoleId, Guid VolunteerId, string FullName, string RoleName, DateTime StartsAtUtc, DateTime EndsAtUtc, PlanWishKind Kind, string? Broken);

/// <summary>Somebody to whom no offer was made, and why.</summary>
public sealed record RefusedPlace(string FullName, string RoleName, DateTime StartsAtUtc, DateTime EndsAtUtc, string Why);

/// <summary>What everybody serves in the days of the plan, before and after.</summary>
public sealed record PlanHoursPage(MatchPlan Plan, PlanHours Before, PlanHours After, int Most, bool IsLeastFirst, Page<PersonOfPlan> Rows);

/// <summary>The least, the one in the middle, the most, in minutes; and how many serve nothing.</summary>
public sealed record PlanHours(int Least, int Median, int Most, int Nothing, int People);

public sealed record PersonOfPlan(Guid VolunteerId, string FullName, Guid CentreId, int Before, int After, int Shifts);

/// <summary>Who else could have a place.</summary>
public sealed record AnotherPage(
    MatchPlan Plan, PlanPair Pair, string FullName, string RoleName, DateTime StartsAtUtc, DateTime EndsAtUtc, int Able, IReadOnlyList<AnotherRow> Rows);

public sealed record AnotherRow(Guid VolunteerId, string FullName, double Score, IReadOnlyList<CandidateReason> Reasons, string? InTheWay);

/// <summary>A question of "what if", and its answer once it is asked.</summary>
public sealed record WhatIfPage(MatchPlan Plan, WhatIfForm Form, IReadOnlyList<SelectListItem> Shifts, WhatIfAnswer? Answer, IReadOnlyDictionary<Guid, string> RoleNames);
