using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Matching.Index;

/// <summary>An active volunteer as the matcher knows them by heart: what rules and scores ask about, and no name. Lists are shared with who has the same.</summary>
internal readonly record struct CandidateRow
{
    public required Guid VolunteerId { get; init; }
    public required Programme Programme { get; init; }
    public required Gender Gender { get; init; }
    public required DateOnly BornOn { get; init; }
    public required int? WeeklyCapMinutes { get; init; }
    public required string[] Skills { get; init; }
    public required string[] Languages { get; init; }
    public required string[] LikedKinds { get; init; }
    public required Guid[] ExcludedBeneficiaries { get; init; }
    public required Guid[] KnownBeneficiaries { get; init; }
    public required HeldCredential[] Credentials { get; init; }
    public required WeeklyWindow[] Availability { get; init; }
    public required DateRange[] Blackouts { get; init; }
    public required Commitment[] Commitments { get; init; }
    public required string DistrictCode { get; init; }
    public required ServiceRecord Record { get; init; }

    public RuleFacts ForRules() => new()
    {
        State = VolunteerState.Active,
        Programme = Programme,
        Gender = Gender,
        BornOn = BornOn,
        WeeklyCapMinutes = WeeklyCapMinutes,
        Skills = Skills,
        Languages = Languages,
        ExcludedBeneficiaries = ExcludedBeneficiaries,
        KnownBeneficiaries = KnownBeneficiaries,
        Credentials = Credentials,
        Availability = Availability,
        Blackouts = Blackouts,
        Commitments = Commitments,
    };
}

/// <summary>How somebody has served so far: how often, how often they were awaited in vain, and the last day.</summary>
internal readonly record struct ServiceRecord(int Attended, int NoShows, DateOnly? LastOn);
