namespace Dost.Volunteers.Core.Matching.Index;

/// <summary>What the rows share.</summary>
internal sealed class Pools
{
    private readonly Lock _lock = new();
    private readonly Pool<string> _codes = new();
    private readonly Pool<HeldCredential> _credentials = new();
    private readonly Pool<WeeklyWindow> _windows = new();
    private readonly Pool<Commitment> _commitments = new();

    public CandidateRow RowOf(VolunteerFacts facts, string districtCode, string[] likedKinds, ServiceRecord record)
    {
        lock (_lock)
        {
            return new CandidateRow
            {
                VolunteerId = facts.VolunteerId,
                Programme = facts.Programme,
                Gender = facts.Gender,
                BornOn = facts.BornOn,
                WeeklyCapMinutes = facts.WeeklyCapMinutes,
                Skills = _codes.Share(facts.Skills, asList: true),
                Languages = _codes.Share(facts.Languages, asList: true),
                LikedKinds = _codes.Share(likedKinds, asList: true),
                ExcludedBeneficiaries = [.. facts.ExcludedBeneficiaries],
                KnownBeneficiaries = [.. facts.KnownBeneficiaries],
                Credentials = _credentials.Share(facts.Credentials, asList: true),
                Availability = _windows.Share(facts.Availability, asList: true),
                Blackouts = [.. facts.Blackouts],
                Commitments = _commitments.Share(facts.Commitments, asList: false),
                DistrictCode = _codes.Share(districtCode),
                Record = record,
            };
        }
    }
}
