using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Reference;

namespace Dost.Volunteers.Core.HelpRequests;

/// <summary>A wish for help, asked by the beneficiary or by somebody for them. Followed by its tracking code.</summary>
public partial class HelpRequest
{
    public const int DescriptionMaxLength = 1000;
    public const int RelationMaxLength = 80;
    public const int FeedbackMaxLength = 1000;
    public const int ReasonMaxLength = 400;

    public required Guid HelpRequestId { get; init; }
    public required string TrackingCode { get; init; }
    public required Guid BeneficiaryId { get; init; }
    public required Beneficiary Beneficiary { get; init; }
    public required Guid CentreId { get; set; }
    public Centre Centre { get; private set; } = null!;
    public required string HelpCategoryCode { get; set; }
    public HelpCategory HelpCategory { get; private set; } = null!;
    public required string Description { get; set; }
    public required DateOnly WantedOn { get; set; }
    public required PartOfDay WantedPart { get; set; }

    /// <summary>Degrees north and east of the point that was set on the map; none where nobody set one.</summary>
    public double? Latitude { get; set; }
    public double? Longitude { get; set; }

    /// <summary>How it came in, and which account wrote it down, where somebody of DOST did.</summary>
    public AskedThrough AskedThrough { get; init; } = AskedThrough.Page;
    public Guid? EnteredById { get; init; }

    /// <summary>The regular visit that made it; one for each of its days.</summary>
    public Guid? RegularVisitId { get; init; }

    /// <summary>Who asked, where it was not the beneficiary.</summary>
    public string? AskerName { get; init; }
    public string? AskerRelation { get; init; }

    /// <summary>The phone and e-mail that messages about the request go to: the asker's. E.164.</summary>
    public required string ContactPhone { get; set; }
    public string? ContactEmail { get; init; }

    /// <summary>When who asked showed by a code that the number is theirs. A request without it is read all the same: somebody may be waiting for bread.</summary>
    public DateTime? PhoneConfirmedAtUtc { get; private set; }

    /// <summary>When messages to the number, or the address, came back as to one that does not work.</summary>
    public DateTime? PhoneFailedAtUtc { get; private set; }
    public DateTime? EmailFailedAtUtc { get; private set; }

    /// <summary>The number answered STOP: text messages about the request still come, others do not. It holds for all requests of the number.</summary>
    public bool SmsOptedOut { get; set; }

    /// <summary>az, ru or en.</summary>
    public required string Culture { get; init; }
    public required DateTime AskedAtUtc { get; init; }
    public HelpRequestState State { get; private set; } = HelpRequestState.New;
    public Urgency Urgency { get; private set; } = Urgency.Normal;
    public RiskLevel Risk { get; private set; } = RiskLevel.Low;
    public string? StateReason { get; private set; }

    /// <summary>Whose task it is instead: an office or service with its phone, for a request that was referred elsewhere.</summary>
    public string? ReferredTo { get; private set; }

    /// <summary>By when somebody of the centre should have been in touch.</summary>
    public required DateTime ContactDueAtUtc { get; init; }

    /// <summary>By when the person should be helped.</summary>
    public required DateTime HelpDueAtUtc { get; set; }

    /// <summary>What is due next: contact while it is new, help after that; none when it is over.</summary>
    public DateTime? DueAtUtc { get; private set; }
    public DateTime? FirstContactAtUtc { get; private set; }
    public DateTime? HelpedAtUtc { get; private set; }

    /// <summary>Why it was late, as the coordinator found in the week's review.</summary>
    public LateReason? LateReason { get; private set; }
    public string? LateNote { get; private set; }

    /// <summary>Who asked told that nobody came.</summary>
    public DateTime? NobodyCameAtUtc { get; private set; }

    /// <summary>Who asked wishes a call, and when somebody called.</summary>
    public DateTime? CallbackAskedAtUtc { get; private set; }
    public DateTime? CallbackDoneAtUtc { get; private set; }

    /// <summary>Words for the volunteers who came, and when they were passed on.</summary>
    public string? Thanks { get; private set; }
    public DateTime? ThankedAtUtc { get; private set; }
    public int? Stars { get; private set; }
    public string? Feedback { get; private set; }
    public DateTime? FeedbackAtUtc { get; private set; }
    public List<HelpRequestStep> Steps { get; } = [];
    public List<HelpRequestEvent> Events { get; } = [];
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Stands for the form that it came from and what was in it: sent twice, it makes one request. None where no form was sent.</summary>
    public Guid? FormKey { get; init; }

    /// <summary>How often it was planned; part of what makes the news of its time unique.</summary>
    public int Round { get; private set; }

    public bool IsForSomeoneElse => AskerName is not null;

    public bool IsOver => State is HelpRequestState.Done or HelpRequestState.Closed or HelpRequestState.Rejected or HelpRequestState.Cancelled or HelpRequestState.NotDone;

    public bool IsLate(DateTime nowUtc) => DueAtUtc is { } due && due < nowUtc;

    /// <summary>A request that is just made: its first step, and what is due.</summary>
    public HelpRequest Begin()
    {
        Steps.Add(new HelpRequestStep { HelpRequestStepId = Guid.CreateVersion7(), HelpRequestId = HelpRequestId, State = HelpRequestState.New, AtUtc = AskedAtUtc });
        DueAtUtc = ContactDueAtUtc;

        return this;
    }

    /// <summary>Says how urgent it is and what could go wrong; a new one is taken up by that. Help is due by the given moment.</summary>
    public bool Triage(Urgency urgency, RiskLevel risk, DateTime helpDueAtUtc, DateTime nowUtc)
    {
        if (State is not (HelpRequestState.New or HelpRequestState.Triaged))
        {
            return false;
        }

        (Urgency, Risk, HelpDueAtUtc) = (urgency, risk, helpDueAtUtc);

        if (State is HelpRequestState.New)
        {
            MoveTo(HelpRequestState.Triaged, nowUtc);
        }
        else
        {
            DueAtUtc = helpDueAtUtc;
            Touch();
        }

        return true;
    }

    /// <summary>The code that was sent to the number came back.</summary>
    public bool ConfirmPhone(DateTime nowUtc)
    {
        if (PhoneConfirmedAtUtc is not null)
        {
            return false;
        }

        PhoneConfirmedAtUtc = nowUtc;
        Note(HelpRequestEventKind.PhoneConfirmed, nowUtc);

        return true;
    }

    /// <summary>Notes what happened besides the states. The words are for staff.</summary>
    public void Note(HelpRequestEventKind kind, DateTime nowUtc, Guid? actorId = null, Guid? volunteerId = null, int? number = null, string? note = null)
    {
        Events.Add(new HelpRequestEvent
        {
            HelpRequestEventId = Guid.CreateVersion7(),
            HelpRequestId = HelpRequestId,
            Kind = kind,
            AtUtc = nowUtc,
            ActorId = actorId,
            VolunteerId = volunteerId,
            Number = number,
            Note = note,
        });
        Touch();
    }

    public bool Reject(string reason, DateTime nowUtc)
    {
        if (State is not (HelpRequestState.New or HelpRequestState.Triaged))
        {
            return false;
        }

        StateReason = reason;
        MoveTo(HelpRequestState.Rejected, nowUtc);

        return true;
    }

    public bool Plan(DateTime nowUtc)
    {
        if (!Move(HelpRequestState.Triaged, HelpRequestState.Planned, nowUtc))
        {
            return false;
        }

        Round++;

        return true;
    }

    /// <summary>The plan fell through (its shift was cancelled): it waits for a new one.</summary>
    public bool Unplan(DateTime nowUtc) => Move(HelpRequestState.Planned, HelpRequestState.Triaged, nowUtc);

    public bool Start(DateTime nowUtc) => Move(HelpRequestState.Planned, HelpRequestState.InProgress, nowUtc);

    /// <summary>The visit is over. Whoever forgot to check in has been there all the same, so a planned one can be done too.</summary>
    public bool Finish(bool wasHelped, DateTime nowUtc)
    {
        if (State is not (HelpRequestState.Planned or HelpRequestState.InProgress))
        {
            return false;
        }

        MoveTo(wasHelped ? HelpRequestState.Done : HelpRequestState.NotDone, nowUtc);

        return true;
    }

    /// <summary>The visit took place after all: what was known too late, or noted wrongly.</summary>
    public bool Resume(DateTime nowUtc) => Move(HelpRequestState.NotDone, HelpRequestState.InProgress, nowUtc);

    /// <summary>The asker calls it off while nobody is on the way.</summary>
    public bool Cancel(DateTime nowUtc)
    {
        if (State is not (HelpRequestState.New or HelpRequestState.Triaged or HelpRequestState.Planned))
        {
            return false;
        }

        MoveTo(HelpRequestState.Cancelled, nowUtc);

        return true;
    }

    /// <summary>Takes how it was (1 to 5 stars and words); a second answer replaces the first.</summary>
    public bool GiveFeedback(int stars, string? words, DateTime nowUtc)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stars, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stars, 5);

        if (State is not (HelpRequestState.Done or HelpRequestState.Closed or HelpRequestState.NotDone))
        {
            return false;
        }

        Stars = stars;
        Feedback = string.IsNullOrWhiteSpace(words) ? null : words.Trim();
        FeedbackAtUtc = nowUtc;

        if (State is HelpRequestState.Done)
        {
            MoveTo(HelpRequestState.Closed, nowUtc);
        }
        else
        {
            Touch();
        }

        return true;
    }

    private void Touch() => Version = Guid.NewGuid();

    private bool Move(HelpRequestState from, HelpRequestState to, DateTime nowUtc)
    {
        if (State != from)
        {
            return false;
        }

        MoveTo(to, nowUtc);

        return true;
    }

    private void MoveTo(HelpRequestState state, DateTime nowUtc)
    {
        State = state;
        Touch();

        // Whoever takes it up, or says no, has been in touch with what was asked.
        FirstContactAtUtc ??= state is HelpRequestState.Triaged or HelpRequestState.Planned or HelpRequestState.Rejected ? nowUtc : null;
        HelpedAtUtc = state is HelpRequestState.Done ? nowUtc : state is HelpRequestState.Closed ? HelpedAtUtc : null;
        DueAtUtc = IsOver ? null : state is HelpRequestState.New ? ContactDueAtUtc : HelpDueAtUtc;
        Steps.Add(new HelpRequestStep { HelpRequestStepId = Guid.CreateVersion7(), HelpRequestId = HelpRequestId, State = state, AtUtc = nowUtc });
    }
}

/// <summary>When a request came to a state: what its tracking page shows.</summary>
public class HelpRequestStep
{
    public required Guid HelpRequestStepId { get; init; }
    public required Guid HelpRequestId { get; init; }
    public required HelpRequestState State { get; init; }
    public required DateTime AtUtc { get; init; }
}

/// <summary>New → Triaged → Planned → InProgress → Done → Closed; out: Rejected, Cancelled, NotDone.</summary>
public enum HelpRequestState { New, Triaged, Planned, InProgress, Done, Closed, Rejected, Cancelled, NotDone }

public enum Urgency { Normal, Soon, Urgent }

/// <summary>What could go wrong at the visit or without it, as the coordinator judges.</summary>
public enum RiskLevel { Low, Raised, High }

/// <summary>By the page, by a call to the hotline, or made by a regular visit.</summary>
public enum AskedThrough { Page, Hotline, RegularVisit }

/// <summary>Why help was late, in the week's review.</summary>
public enum LateReason { NoVolunteer, PersonNotReached, PersonWished, WaitedWithUs, Transport, Other }

public enum PartOfDay { AnyTime, Morning, Afternoon, Evening }
