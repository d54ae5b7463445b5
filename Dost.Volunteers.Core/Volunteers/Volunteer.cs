using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers.Contracts;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Core.Volunteers.Terms;

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
    public required string Phone
    {
        get;
        set
        {
            PhoneFailedAtUtc = field == value ? PhoneFailedAtUtc : null;
            field = value;
        }
    }

    public DateTime? PhoneConfirmedAtUtc
    {
        get;
        set
        {
            PhoneFailedAtUtc = value is null ? PhoneFailedAtUtc : null;
            field = value;
        }
    }

    public string? Email
    {
        get;
        set
        {
            EmailFailedAtUtc = field == value ? EmailFailedAtUtc : null;
            field = value;
        }
    }

    public DateTime? EmailConfirmedAtUtc
    {
        get;
        set
        {
            EmailFailedAtUtc = value is null ? EmailFailedAtUtc : null;
            field = value;
        }
    }

    /// <summary>When messages to the number, or the address, came back as to one that does not work. Another one, or one that is confirmed, has not failed.</summary>
    public DateTime? PhoneFailedAtUtc { get; private set; }
    public DateTime? EmailFailedAtUtc { get; private set; }

    /// <summary>The person says that it is right.</summary>
    public void ForgetFailedPhone() => PhoneFailedAtUtc = null;

    public void ForgetFailedEmail() => EmailFailedAtUtc = null;

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

    /// <summary>Whether text messages come without the letters of Azerbaijani; as the centre has it where nothing was chosen.</summary>
    public bool? PlainLetters { get; set; }

    /// <summary>Hours of the volunteer's own, Baku time, in which nothing comes that can wait; besides those of the night.</summary>
    public TimeOnly? QuietFrom { get; set; }
    public TimeOnly? QuietTo { get; set; }
    public string? GuardianName { get; set; }
    public string? GuardianPhone { get; set; }
    public VolunteerState State { get; private set; } = VolunteerState.Applied;

    /// <summary>Why, in words for the person to read.</summary>
    public string? StateReason { get; private set; }

    /// <summary>The reason for a no, from the list; see <see cref="RefusalReason"/>.</summary>
    public string? RefusalReasonCode { get; private set; }

    /// <summary>What the coordinators note on a no among themselves; encrypted, and never in a message.</summary>
    public string? RefusalNoteEncrypted { get; private set; }
    public required DateTime AppliedAtUtc
    {
        get;
        init
        {
            field = value;
            WaitsSinceAtUtc = value;
        }
    }

    /// <summary>Since when they stand where they stand in the intake.</summary>
    public DateTime WaitsSinceAtUtc { get; private set; }

    /// <summary>Signed up on paper and entered by a coordinator, who vouches for the record.</summary>
    public DateTime? ImportedAtUtc { get; set; }

    /// <summary>When a coordinator said yes; what is still missing then is on the <see cref="IntakeChecklist"/>.</summary>
    public DateTime? AcceptedAtUtc { get; private set; }

    /// <summary>The last day of the running or of the last term.</summary>
    public DateOnly? TermEndsOn { get; private set; }

    /// <summary>Approved minutes in all, kept by the context when hours are decided; see <c>VolunteersDbContext.SaveChangesAsync</c>.</summary>
    public int ServedMinutes { get; private set; }

    /// <summary>The person is gone from here; what stays is a row on which hours and places hang. No list shows it.</summary>
    public DateTime? ErasedAtUtc { get; private set; }

    /// <summary>The record of the same person that this one was merged into. It counts as erased then, and stays for what hangs on it.</summary>
    public Guid? MergedIntoId { get; private set; }

    /// <summary>When others were looked for who may be the same person; none since what is compared was changed. Kept by the context.</summary>
    public DateTime? ComparedAtUtc { get; private set; }
    public List<VolunteerSkill> Skills { get; } = [];
    public List<VolunteerLanguage> Languages { get; } = [];
    public List<LikedKind> LikedKinds { get; } = [];
    public List<AvailabilityWindow> Availability { get; } = [];
    public List<BlackoutPeriod> Blackouts { get; } = [];
    public List<Consent> Consents { get; } = [];

    /// <summary>What they do not want to be written about, by channel.</summary>
    public List<MutedTopic> MutedTopics { get; } = [];

    /// <summary>Trainings, checks and documents; how far the person was checked follows from them, and from nothing else.</summary>
    public List<Credential> Credentials { get; } = [];
    public List<SignedContract> Contracts { get; } = [];
    public List<ServiceTerm> Terms { get; } = [];
    public List<Interview> Interviews { get; } = [];

    /// <summary>What the person is found by; loaded only where it changes.</summary>
    public List<VolunteerSearchTerm> SearchTerms { get; } = [];

    /// <summary>
    /// Changes with every place that the volunteer takes or gives up, and with every credential that comes or goes: two places taken at the
    /// same moment that overlap collide here, and so do a place that is taken and the check that is revoked meanwhile.
    /// </summary>
    public Guid CommitmentsVersion { get; private set; } = Guid.NewGuid();

    /// <summary>An applicant who has not yet shown that the phone is theirs; until then there is no account.</summary>
    public bool AwaitsPhone => PhoneConfirmedAtUtc is null && State is VolunteerState.Applied;

    /// <summary>The application is decided on without what was agreed for an interview; interviews and their times have been loaded.</summary>
    public void CloseInterviews(DateTime nowUtc)
    {
        foreach (var interview in Interviews.Where(i => i.IsOpen))
        {
            interview.Close(nowUtc);
        }
    }

    public string FullName => $"{GivenName} {FamilyName}";

    public int AgeOn(DateOnly day) => day.Year - BornOn.Year - (day < BornOn.AddYears(day.Year - BornOn.Year) ? 1 : 0);

    public void RefreshSearchText() => SearchText = FoldedForSearch();

    internal string FoldedForSearch() => Common.SearchText.Fold(FamilyName, GivenName, Phone, Email);

    public void MarkErased(DateTime nowUtc) => ErasedAtUtc = nowUtc;

    /// <summary>This record ends: the person goes on in the other one. The terms must be loaded.</summary>
    public void MergeInto(Guid keptId, DateOnly today, DateTime nowUtc)
    {
        if (State is VolunteerState.Active or VolunteerState.Paused)
        {
            RunningTerm().Close(ServiceTermState.Ended, today);
        }

        State = VolunteerState.Left;
        StateReason = null;
        RefusalNoteEncrypted = null;
        MergedIntoId = keptId;
        ErasedAtUtc = nowUtc;
        TouchCommitments();
    }

    public void TouchCommitments() => CommitmentsVersion = Guid.NewGuid();

    /// <summary>Somebody about whom nothing is decided for good: an applicant, or who was taken in and still lacks something.</summary>
    public bool IsInIntake => State is VolunteerState.Applied or VolunteerState.Interview or VolunteerState.Training;

    /// <summary>The applicant is asked to come and talk.</summary>
    public bool InviteToInterview(DateTime nowUtc)
    {
        if (State is not VolunteerState.Applied || PhoneConfirmedAtUtc is null)
        {
            return false;
        }

        MoveTo(VolunteerState.Interview, nowUtc);

        return true;
    }

    /// <summary>The coordinator says yes. From now on they prepare: contract, training, checks; see <see cref="Activate"/>.</summary>
    public IntakeOutcome Accept(DateTime nowUtc)
    {
        if (State is not (VolunteerState.Applied or VolunteerState.Interview))
        {
            return IntakeOutcome.NotInIntake;
        }

        if (PhoneConfirmedAtUtc is null)
        {
            return IntakeOutcome.PhoneNotConfirmed;
        }

        MoveTo(VolunteerState.Training, nowUtc);
        AcceptedAtUtc = nowUtc;

        return IntakeOutcome.Done;
    }

    /// <summary>Begins the service and its term today. Nobody gets here while anything is missing.</summary>
    public bool Activate(IntakeChecklist checklist, int termMonths, DateTime nowUtc)
    {
        if (State is not VolunteerState.Training || AcceptedAtUtc is null || !checklist.IsCompleteFor(this))
        {
            return false;
        }

        var today = BakuTime.DateOf(nowUtc);
        MoveTo(VolunteerState.Active, nowUtc);
        Terms.Add(ServiceTerm.Begin(this, today, termMonths));
        TermEndsOn = Terms[^1].EndsOn;

        return true;
    }

    public IntakeOutcome Reject(string reasonCode, string? words, string? noteEncrypted, DateTime nowUtc)
    {
        if (!IsInIntake)
        {
            return IntakeOutcome.NotInIntake;
        }

        MoveTo(VolunteerState.Rejected, nowUtc);
        StateReason = words;
        RefusalReasonCode = reasonCode;
        RefusalNoteEncrypted = noteEncrypted;

        return IntakeOutcome.Done;
    }

    /// <summary>Whose term is over, or who left, wants to serve again: a new term, for which the checklist is asked anew.</summary>
    public bool Return(DateTime nowUtc)
    {
        if (State is not (VolunteerState.Completed or VolunteerState.Left) || PhoneConfirmedAtUtc is null)
        {
            return false;
        }

        MoveTo(VolunteerState.Training, nowUtc);
        AcceptedAtUtc = nowUtc;

        return true;
    }

    /// <summary>The volunteer takes a break, and can come back.</summary>
    public bool Pause(string reason) => Move(VolunteerState.Active, VolunteerState.Paused, reason);

    /// <summary>Comes back from a break within the term. What has run out meanwhile must be renewed first, but the contract holds for the term.</summary>
    public bool Resume(IntakeChecklist checklist) => checklist.AllowsReturnOf(this) && Move(VolunteerState.Paused, VolunteerState.Active);

    /// <summary>The last day of the running term, later than it was. The terms must be loaded.</summary>
    public bool ExtendTerm(DateOnly endsOn)
    {
        if (State is not (VolunteerState.Active or VolunteerState.Paused) || !RunningTerm().Extend(endsOn))
        {
            return false;
        }

        TermEndsOn = endsOn;

        return true;
    }

    /// <summary>The term is over and well served. The terms must be loaded.</summary>
    public bool Complete(DateOnly today)
    {
        if (State is not (VolunteerState.Active or VolunteerState.Paused))
        {
            return false;
        }

        RunningTerm().Close(ServiceTermState.Completed, today);
        State = VolunteerState.Completed;
        StateReason = null;

        return true;
    }

    /// <summary>Goes before the end of the term, or takes the application back. The terms must be loaded.</summary>
    public bool Leave(string reason, DateOnly today)
    {
        if (State is VolunteerState.Completed or VolunteerState.Left or VolunteerState.Rejected)
        {
            return false;
        }

        if (State is VolunteerState.Active or VolunteerState.Paused)
        {
            RunningTerm().Close(ServiceTermState.Ended, today);
        }

        State = VolunteerState.Left;
        StateReason = reason;

        return true;
    }

    private ServiceTerm RunningTerm() => Terms.SingleOrDefault(t => t.State is ServiceTermState.Running)
        ?? throw new InvalidOperationException("Whoever is active has a running term: load the terms with the volunteer.");

    private void MoveTo(VolunteerState to, DateTime nowUtc)
    {
        State = to;
        StateReason = null;
        WaitsSinceAtUtc = nowUtc;
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

public enum IntakeOutcome { Done, NotInIntake, PhoneNotConfirmed, InterviewMissing, ChangedMeanwhile, NotFound }

public enum Programme { Young, Silver, Virtual }

public enum Gender { Female, Male }

/// <summary>How far a person was checked; a higher level holds the lower ones. Stored as a number, since it is compared.</summary>
public enum VettingLevel { None = 0, HomeVisit = 1, Safeguarding = 2 }
