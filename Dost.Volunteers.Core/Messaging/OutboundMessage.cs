namespace Dost.Volunteers.Core.Messaging;

/// <summary>
/// A message that is owed. Saved in one transaction with what owes it; rendered, sent and marked later by the dispatch job. The unique
/// key over what it is about makes a second one impossible.
/// </summary>
public class OutboundMessage
{
    public const int StageMaxLength = 20;
    public const int ProviderIdMaxLength = 120;
    public const int ReasonMaxLength = 200;

    public required Guid OutboundMessageId { get; init; }
    public required MessageKind Kind { get; init; }
    public required MessageChannel Channel { get; init; }
    public required RecipientKind RecipientKind { get; init; }
    public required Guid RecipientId { get; init; }

    /// <summary>What it is about: an assignment, a request, a code … as its kind says.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The version of the occasion; a moved shift has a new one, and what was owed for the old becomes superseded.</summary>
    public required int SubjectVersion { get; init; }

    /// <summary>The reminder stage; empty for the other kinds.</summary>
    public string Stage { get; init; } = "";
    public required DateTime CreatedAtUtc { get; init; }
    public required DateTime DueAtUtc { get; set; }

    /// <summary>After this moment it would be stale and is dropped as expired.</summary>
    public required DateTime NotAfterUtc { get; init; }

    /// <summary>Goes out at night too: somebody waits for it now.</summary>
    public bool IsUrgent { get; init; }
    public MessageState State { get; set; } = MessageState.Queued;
    public int Attempts { get; set; }

    /// <summary>The worker that sends it now, and until when it may; after that another worker takes over.</summary>
    public Guid? LeasedBy { get; set; }
    public DateTime? LeasedUntilUtc { get; set; }
    public DateTime? SentAtUtc { get; set; }

    /// <summary>Of those that go as one, the first; for it too. None where it goes alone. It never changes: the provider may know the message by it.</summary>
    public Guid? SetId { get; set; }

    /// <summary>The id by which the provider knows it.</summary>
    public Guid Reference => SetId ?? OutboundMessageId;

    /// <summary>When the provider told that it reached the phone; it may never tell.</summary>
    public DateTime? DeliveredAtUtc { get; set; }

    /// <summary>The provider's name for an SMS (a Twilio SID). An e-mail is known by its Message-ID, which is made of the reference.</summary>
    public string? ProviderId { get; set; }

    /// <summary>The centre that pays for it: that of who gets it. None for who belongs to no centre.</summary>
    public Guid? CentreId { get; set; }

    /// <summary>What a text message took: parts, and thousandths of a manat. Of several that went as one, the first bears it all.</summary>
    public int? Parts { get; set; }
    public int? PriceMillis { get; set; }

    /// <summary>Why it was not sent, in a code word; no personal data.</summary>
    public string? Reason { get; set; }

    /// <summary>A message that waits for the day if the night has begun.</summary>
    public static OutboundMessage For(
        MessageKind kind, MessageChannel channel, Recipient recipient, Guid subjectId, DateTime nowUtc, DateTime notAfterUtc, int version = 0, string stage = "") =>
        Make(kind, channel, recipient, subjectId, nowUtc, notAfterUtc, version, stage, urgent: false);

    /// <summary>A message that somebody waits for now; quiet hours do not hold it.</summary>
    public static OutboundMessage Urgent(
        MessageKind kind, MessageChannel channel, Recipient recipient, Guid subjectId, DateTime nowUtc, DateTime notAfterUtc, int version = 0) =>
        Make(kind, channel, recipient, subjectId, nowUtc, notAfterUtc, version, stage: "", urgent: true);

    /// <summary>What is written to many goes on the channel that was chosen and paid for, or not at all.</summary>
    public bool FallsOver => Kind is not MessageKind.Broadcast;

    /// <summary>The same message on the other channel, for when this one cannot reach the person.</summary>
    public OutboundMessage OnOtherChannel(DateTime nowUtc)
    {
        var other = Make(
            Kind, Channel is MessageChannel.Sms ? MessageChannel.Email : MessageChannel.Sms, new Recipient(RecipientKind, RecipientId), SubjectId, nowUtc, NotAfterUtc, SubjectVersion, Stage, IsUrgent);
        other.CentreId = CentreId;

        return other;
    }

    private static OutboundMessage Make(
        MessageKind kind, MessageChannel channel, Recipient recipient, Guid subjectId, DateTime nowUtc, DateTime notAfterUtc, int version, string stage, bool urgent) => new()
        {
            OutboundMessageId = Guid.CreateVersion7(),
            Kind = kind,
            Channel = channel,
            RecipientKind = recipient.Kind,
            RecipientId = recipient.Id,
            SubjectId = subjectId,
            SubjectVersion = version,
            Stage = stage,
            CreatedAtUtc = nowUtc,
            DueAtUtc = nowUtc,
            NotAfterUtc = notAfterUtc,
            IsUrgent = urgent,
        };
}

/// <summary>Who gets a message. Names and addresses are looked up when it is sent, so that a changed number counts.</summary>
public sealed record Recipient(RecipientKind Kind, Guid Id)
{
    public static Recipient Volunteer(Guid volunteerId) => new(RecipientKind.Volunteer, volunteerId);

    public static Recipient Asker(Guid helpRequestId) => new(RecipientKind.Asker, helpRequestId);

    /// <summary>The parent or guardian of a volunteer.</summary>
    public static Recipient Guardian(Guid volunteerId) => new(RecipientKind.Guardian, volunteerId);

    /// <summary>Somebody whose sign-up is not finished.</summary>
    public static Recipient Applicant(Guid signUpDraftId) => new(RecipientKind.Applicant, signUpDraftId);

    public static Recipient Account(Guid userAccountId) => new(RecipientKind.Account, userAccountId);
}

/// <summary>A volunteer, who asked for help (by the request), somebody with an account, a volunteer's guardian (by the volunteer), or who has begun to sign up (by the draft).</summary>
public enum RecipientKind { Volunteer, Asker, Account, Guardian, Applicant }

public enum MessageChannel { Sms, Email }

/// <summary>Queued → Sending → Sent; Failed after the last try; the rest say why it did not go.</summary>
public enum MessageState { Queued, Sending, Sent, Failed, Superseded, Expired, Suppressed }

/// <summary>What a message says. The comment names its subject.</summary>
public enum MessageKind
{
    /// <summary>Subject: the one-time code.</summary>
    ConfirmPhone,

    /// <summary>Subject: the one-time code.</summary>
    SignInCode,

    /// <summary>Subject: the volunteer.</summary>
    ConfirmEmail,

    /// <summary>Subject: the sign-up that was begun.</summary>
    SignUpLink,

    /// <summary>Subject: the volunteer, in whose name somebody signed up again.</summary>
    AppliedAgain,

    /// <summary>Subject: the volunteer.</summary>
    ApplicationReceived,

    /// <summary>Subject: the volunteer, who signed up on paper.</summary>
    VolunteerImported,

    /// <summary>Subject: the volunteer.</summary>
    VolunteerAccepted,

    /// <summary>Subject: the volunteer.</summary>
    VolunteerRejected,

    /// <summary>Subject: the one-time code.</summary>
    ContractCode,

    /// <summary>Subject: the one-time code, sent to the guardian of a volunteer.</summary>
    GuardianCode,

    /// <summary>Subject: the volunteer, who was taken in and has a contract to sign.</summary>
    ContractReady,

    /// <summary>Subject: the interview.</summary>
    InterviewInvitation,

    /// <summary>Subject: the interview.</summary>
    InterviewBooked,

    /// <summary>Subject: the interview.</summary>
    InterviewReminder,

    /// <summary>Subject: the interview, whose time was moved.</summary>
    InterviewChanged,

    /// <summary>Subject: the interview, whose time was called off.</summary>
    InterviewCalledOff,

    /// <summary>Subject: the term.</summary>
    TermEnding,

    /// <summary>Subject: the term.</summary>
    TermExtended,

    /// <summary>Subject: the term.</summary>
    TermCompleted,

    /// <summary>Subject: the centre, whose coordinators are told that terms end.</summary>
    TermsEndingAtCentre,
    LateWithdrawal,

    /// <summary>Subject: the ladder, which found nobody; the coordinators have the numbers to call.</summary>
    LadderCallList,

    /// <summary>Subject: the incident. The version is 1 for administrators, before whom it was laid.</summary>
    IncidentReported,

    /// <summary>Subject: the easing of a safeguard, for those who may agree to it.</summary>
    EasingAsked,

    /// <summary>Subject: the easing of a safeguard, for who asked.</summary>
    EasingDecided,

    /// <summary>Subject: the swap.</summary>
    SwapAsked,

    /// <summary>Subject: the swap.</summary>
    SwapToApprove,

    /// <summary>Subject: the swap.</summary>
    SwapDone,

    /// <summary>Subject: the swap.</summary>
    SwapFailed,

    /// <summary>Subject: the swap.</summary>
    SwapRefused,

    /// <summary>Subject: the swap.</summary>
    SwapCalledOff,

    /// <summary>Subject: the assignment.</summary>
    ShiftOffer,

    /// <summary>Words for several offers that go as one; no message is of this kind.</summary>
    ShiftOffers,

    /// <summary>Subject: the assignment, which waited in line; the place that became free is kept for it.</summary>
    WaitlistOffer,

    /// <summary>Subject: the assignment that was offered, whose shift was full and has a place again.</summary>
    PlaceFreed,

    /// <summary>Subject: the assignment, whose shift has begun.</summary>
    CheckInPrompt,

    /// <summary>Subject: the assignment.</summary>
    SignUpReceipt,

    /// <summary>Words for several receipts that go as one; no message is of this kind.</summary>
    SignUpReceipts,

    /// <summary>Subject: the assignment.</summary>
    ShiftReminder,

    /// <summary>Subject: the assignment.</summary>
    ShiftMoved,

    /// <summary>Subject: the assignment.</summary>
    ShiftCancelled,

    /// <summary>Words for several that go as one; no message is of this kind.</summary>
    ShiftsCancelled,

    /// <summary>Subject: the assignment.</summary>
    AssignmentRemoved,

    /// <summary>Subject: the hours entry.</summary>
    HoursApproved,

    /// <summary>Words for several that go as one; no message is of this kind.</summary>
    HoursApprovedTogether,

    /// <summary>Subject: the hours entry.</summary>
    HoursReturned,

    /// <summary>Subject: the check of the ledger that found something.</summary>
    LedgerBroken,

    /// <summary>Subject: the certificate.</summary>
    CertificateIssued,

    /// <summary>Subject: the volunteer. The version is the day of the week's mail.</summary>
    WeeklyDigest,

    /// <summary>Subject: the account of a coordinator. The version is the day of the week's mail.</summary>
    DeskDigest,

    /// <summary>Subject: the broadcast.</summary>
    Broadcast,

    /// <summary>Subject: the centre, whose text messages near the limit of the month.</summary>
    CostWarning,

    /// <summary>Subject: the credential.</summary>
    CredentialVerified,

    /// <summary>Subject: the credential.</summary>
    CredentialRefused,

    /// <summary>Subject: the credential.</summary>
    CredentialRevoked,

    /// <summary>Subject: the credential.</summary>
    CredentialExpiring,

    /// <summary>Subject: the one-time code.</summary>
    ExportCode,

    /// <summary>Subject: the one-time code.</summary>
    ErasureCode,

    /// <summary>Subject: the volunteer, who goes.</summary>
    VolunteerLeft,

    /// <summary>Subject: the erasure that was asked for.</summary>
    ErasureAsked,

    /// <summary>Subject: the erasure that comes by itself.</summary>
    ErasureWarning,

    /// <summary>Subject: the help request.</summary>
    HelpRequestReceived,

    /// <summary>Subject: the help request.</summary>
    HelpRequestPlanned,

    /// <summary>Subject: the help request, to whose person a volunteer goes.</summary>
    HelpRequestOnTheWay,

    /// <summary>Subject: the help request.</summary>
    HelpRequestDone,

    /// <summary>Subject: the help request, which was done a day ago.</summary>
    HelpRequestHowWasIt,

    /// <summary>Subject: the help request.</summary>
    HelpRequestRejected,

    /// <summary>Subject: the help request, which is the task of another office.</summary>
    HelpRequestReferred,
    /// <summary>Subject: the one-time code, sent to who asked for help.</summary>
    RequestCode,

    /// <summary>Subject: the help request, which who asked changed.</summary>
    HelpRequestChanged,

    /// <summary>Subject: the help request, which who asked withdrew.</summary>
    HelpRequestWithdrawn,

    /// <summary>Subject: the help request, whose visit was called off after its time was told.</summary>
    HelpRequestUnplanned,

    /// <summary>Subject: the help request, whose visit did not take place.</summary>
    HelpRequestNotDone,

    /// <summary>Subject: the help request, of which who asked told that nobody came. To coordinators.</summary>
    NobodyCame,

    /// <summary>Subject: the help request. To a volunteer who came.</summary>
    HelpRequestThanks,

    /// <summary>Subject: the help request, whose household is on the way of a visit day; the version is the round of the request and of the telling.</summary>
    VisitWindowTold,

    /// <summary>Subject: the help request, to whose household nobody comes on the day that was told; the version is the round of the request.</summary>
    VisitCalledOff,

    /// <summary>Subject: the text message that came in; version 0 is what the machine answers, 1 what a coordinator wrote.</summary>
    SmsReply,

    /// <summary>Subject: the text that an administrator tries on themselves.</summary>
    TemplateTrial,
}
