using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers.Credentials;

namespace Dost.Volunteers.Core.Volunteers;

/// <summary>A person who serves, from their application on. What they may do is decided by <see cref="State"/> and the rule book.</summary>
public class Volunteer
{
    public const int NameMaxLength = 80;
    public const int EmailMaxLength = 254;
    public const int CultureMaxLength = 2;
    public const int FinHashLength = 64;
    public const int ReasonMaxLength = 400;

    public required Guid VolunteerId { get; init; }
    public required string GivenName { get; set; }
    public required string FamilyName { get; set; }

    /// <summary>Names, phone and e-mail folded for searching, the family name first, so that lists are ordered by it too; see <see cref="RefreshSearchText"/>.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>Encrypted; none where it was not given (an import may lack it).</summary>
    public string? FinEncrypted { get; set; }
    public string? FinHash { get; set; }
    public required DateOnly BornOn { get; set; }
    public required Gender Gender { get; set; }

    /// <summary>E.164.</summary>
    public required string Phone { get; set; }
    public DateTime? PhoneConfirmedAtUtc { get; set; }
    public string? Email { get; set; }
    public DateTime? EmailConfirmedAtUtc { get; set; }
    public required string DistrictCode { get; set; }
    public District District { get; private set; } = null!;

    /// <summary>The centre that keeps the volunteer: that of the district, unless moved.</summary>
    public required Guid CentreId { get; set; }
    public Centre Centre { get; private set; } = null!;
    public required Programme Programme { get; set; }

    /// <summary>az, ru or en: the language of messages.</summary>
    public required string Culture { get; set; }

    /// <summary>Minutes; the volunteer's own wish, below the cap of the policy.</summary>
    public int? WeeklyCapMinutes { get; set; }
    public bool SmsOptedOut { get; set; }
    public bool EmailOptedOut { get; set; }
    public string? GuardianName { get; set; }
    public string? GuardianPhone { get; set; }
    public VolunteerState State { get; private set; } = VolunteerState.Applied;
    public string? StateReason { get; private set; }
    public required DateTime AppliedAtUtc { get; init; }

    /// <summary>Signed up on paper and entered by a coordinator, who vouches for the record.</summary>
    public DateTime? ImportedAtUtc { get; set; }
    public DateTime? AcceptedAtUtc { get; private set; }
    public DateOnly? TermEndsOn { get; private set; }

    /// <summary>Approved minutes in all, kept by the context when hours are decided; see <c>VolunteersDbContext.SaveChangesAsync</c>.</summary>
    public int ServedMinutes { get; private set; }
    public List<VolunteerSkill> Skills { get; } = [];
    public List<VolunteerLanguage> Languages { get; } = [];
    public List<AvailabilityWindow> Availability { get; } = [];
    public List<BlackoutPeriod> Blackouts { get; } = [];
    public List<Consent> Consents { get; } = [];

    /// <summary>Trainings, checks and documents; how far the person was checked follows from them, and from nothing else.</summary>
    public List<Credential> Credentials { get; } = [];

    /// <summary>What the person is found by; loaded only where it changes.</summary>
    public List<VolunteerSearchTerm> SearchTerms { get; } = [];

    /// <summary>
    /// Changes with every place that the volunteer takes or gives up, and with every credential that comes or goes: two places taken at the
    /// same moment that overlap collide here, and so do a place that is taken and the check that is revoked meanwhile.
    /// </summary>
    public Guid CommitmentsVersion { get; private set; } = Guid.NewGuid();

    /// <summary>An applicant who has not yet shown that the phone is theirs; until then there is no account.</summary>
    public bool AwaitsPhone => PhoneConfirmedAtUtc is null && State is VolunteerState.Applied;

    public string FullName => $"{GivenName} {FamilyName}";

    public int AgeOn(DateOnly day) => day.Year - BornOn.Year - (day < BornOn.AddYears(day.Year - BornOn.Year) ? 1 : 0);

    public void RefreshSearchText() => SearchText = FoldedForSearch();

    internal string FoldedForSearch() => Common.SearchText.Fold(FamilyName, GivenName, Phone, Email);

    public void TouchCommitments() => CommitmentsVersion = Guid.NewGuid();

    /// <summary>Takes the applicant in and starts the term. Only who was not yet accepted or refused, or left, can be.</summary>
    public IntakeOutcome Accept(int termMonths, DateTime nowUtc)
    {
        if (State is not (VolunteerState.Applied or VolunteerState.Interview or VolunteerState.Training))
        {
            return IntakeOutcome.NotInIntake;
        }

        if (PhoneConfirmedAtUtc is null)
        {
            return IntakeOutcome.PhoneNotConfirmed;
        }

        State = VolunteerState.Active;
        StateReason = null;
        AcceptedAtUtc = nowUtc;
        TermEndsOn = BakuTime.DateOf(nowUtc).AddMonths(termMonths);

        return IntakeOutcome.Done;
    }

    public IntakeOutcome Reject(string reason)
    {
        if (State is not (VolunteerState.Applied or VolunteerState.Interview or VolunteerState.Training))
        {
            return IntakeOutcome.NotInIntake;
        }

        State = VolunteerState.Rejected;
        StateReason = reason;

        return IntakeOutcome.Done;
    }

    /// <summary>The applicant is asked to come and talk.</summary>
    public bool InviteToInterview() => Move(VolunteerState.Applied, VolunteerState.Interview);

    public bool StartTraining() => Move(VolunteerState.Applied, VolunteerState.Training) || Move(VolunteerState.Interview, VolunteerState.Training);

    /// <summary>The volunteer takes a break, and can come back.</summary>
    public bool Pause(string reason) => Move(VolunteerState.Active, VolunteerState.Paused, reason);

    public bool Resume() => Move(VolunteerState.Paused, VolunteerState.Active);

    /// <summary>The term is over and well served.</summary>
    public bool Complete() => Move(VolunteerState.Active, VolunteerState.Completed) || Move(VolunteerState.Paused, VolunteerState.Completed);

    /// <summary>Goes before the end of the term, or takes the application back.</summary>
    public bool Leave(string reason)
    {
        if (State is VolunteerState.Completed or VolunteerState.Left or VolunteerState.Rejected)
        {
            return false;
        }

        State = VolunteerState.Left;
        StateReason = reason;

        return true;
    }

    private bool Move(VolunteerState from, VolunteerState to, string? reason = null)
    {
        if (State != from)
        {
            return false;
        }

        State = to;
        StateReason = reason;

        return true;
    }
}

/// <summary>Intake runs Applied → Interview → Training → Active → Completed; the rest stand on the side.</summary>
public enum VolunteerState { Applied, Interview, Training, Active, Completed, Paused, Left, Rejected }

public enum IntakeOutcome { Done, NotInIntake, PhoneNotConfirmed }

public enum Programme { Young, Silver, Virtual }

public enum Gender { Female, Male }

/// <summary>How far a person was checked; a higher level holds the lower ones. Stored as a number, since it is compared.</summary>
public enum VettingLevel { None = 0, HomeVisit = 1, Safeguarding = 2 }
