using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Matching;

/// <summary>What the rules need to know of a volunteer.</summary>
public sealed record VolunteerFacts
{
    public required Guid VolunteerId { get; init; }
    public required VolunteerState State { get; init; }
    public required Programme Programme { get; init; }
    public required DateOnly BornOn { get; init; }
    public required Gender Gender { get; init; }

    /// <summary>What is verified, at least what is good around the place in question; how far the person was checked follows from it.</summary>
    public required IReadOnlyList<HeldCredential> Credentials { get; init; }

    /// <summary>Minutes; none if the volunteer set no cap below that of the policy.</summary>
    public int? WeeklyCapMinutes { get; init; }
    public required IReadOnlyList<string> Skills { get; init; }
    public required IReadOnlyList<string> Languages { get; init; }
    public required IReadOnlyList<WeeklyWindow> Availability { get; init; }
    public required IReadOnlyList<DateRange> Blackouts { get; init; }
    public required IReadOnlyList<Guid> ExcludedBeneficiaries { get; init; }

    /// <summary>The people helped who know the volunteer and let them in.</summary>
    public IReadOnlyList<Guid> KnownBeneficiaries { get; init; } = [];

    /// <summary>The shifts that the volunteer is bound to, at least those of the weeks around the place in question.</summary>
    public required IReadOnlyList<Commitment> Commitments { get; init; }

    /// <summary>As if the volunteer had no place in that shift.</summary>
    public VolunteerFacts Without(Guid? shiftId) => shiftId is null ? this : this with { Commitments = [.. Commitments.Where(c => c.ShiftId != shiftId)] };
}

/// <summary>A verified training, check or document: from when to when it is good (both days included), and how far it shows the person to be checked.</summary>
public sealed record HeldCredential(string TypeCode, VettingLevel Vetting, DateOnly FirstOn, DateOnly? LastOn)
{
    public bool IsValidOn(DateOnly day) => FirstOn <= day && (LastOn is null || LastOn >= day);
}

/// <summary>A weekly window, wall-clock time in Baku.</summary>
public sealed record WeeklyWindow(DayOfWeek Day, TimeOnly StartsAt, TimeOnly EndsAt);

/// <summary>Days, both ends included.</summary>
public sealed record DateRange(DateOnly FirstOn, DateOnly LastOn);

/// <summary>A block that a volunteer is bound to. Remote work has no place key: no travel to or from it.</summary>
public sealed record Commitment(Guid ShiftId, DateTime StartsAtUtc, DateTime EndsAtUtc, string? PlaceKey);

/// <summary>What a place in a shift demands.</summary>
public sealed record PlaceFacts
{
    public required Guid ShiftId { get; init; }
    public required DateTime StartsAtUtc { get; init; }
    public required DateTime EndsAtUtc { get; init; }
    public required string? PlaceKey { get; init; }
    public required bool IsRemote { get; init; }
    public required VettingLevel Vetting { get; init; }
    public required int MinimumAge { get; init; }
    public required Gender? Gender { get; init; }
    public required IReadOnlyList<string> Skills { get; init; }
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>The trainings, checks and documents that must be good on each of its days.</summary>
    public required IReadOnlyList<string> Credentials { get; init; }
    public required Guid? BeneficiaryId { get; init; }

    /// <summary>The people visited on a day of many visits, where there is no single one.</summary>
    public IReadOnlyList<Guid> OthersVisited { get; init; } = [];

    /// <summary>Only who is a known visitor of all of them.</summary>
    public bool KnownVisitorsOnly { get; init; }

    /// <summary>The facts of a role whose shift, task and request are loaded.</summary>
    public static PlaceFacts Of(Shift shift, ShiftRole role) => new()
    {
        ShiftId = shift.ShiftId,
        StartsAtUtc = shift.StartsAtUtc,
        EndsAtUtc = shift.EndsAtUtc,
        PlaceKey = KeyOf(shift.VolunteerTask.PlaceKind, shift.CentreId, shift.VolunteerTaskId),
        IsRemote = shift.VolunteerTask.IsRemote,
        Vetting = role.Vetting,
        MinimumAge = role.MinimumAge,
        Gender = role.Gender,
        Skills = [.. role.Skills.Select(s => s.SkillCode)],
        Languages = [.. role.Languages.Select(l => l.LanguageCode)],
        Credentials = [.. role.Credentials.Select(c => c.CredentialTypeCode)],
        BeneficiaryId = shift.VolunteerTask.HelpRequest?.BeneficiaryId,
        OthersVisited = role.Visits.Count == 0 ? [] : [.. role.Visits.Select(v => v.BeneficiaryId)],
        KnownVisitorsOnly = role.KnownVisitorsOnly,
    };

    /// <summary>Shifts with the same key are at the same place, so that no travel lies between them.</summary>
    public static string? KeyOf(PlaceKind kind, Guid centreId, Guid taskId) => kind switch
    {
        PlaceKind.Centre => centreId.ToString("N"),
        PlaceKind.Address => taskId.ToString("N"),
        PlaceKind.Remote => null,
    };
}

/// <summary>The limits that policy sets for all.</summary>
public sealed record RuleLimits(int MinimumAge, int WeeklyCapMinutes, int TravelGapMinutes)
{
    public static RuleLimits Of(Policy policy) => new(policy.MinimumAge, policy.WeeklyCapMinutes, policy.TravelGapMinutes);
}
