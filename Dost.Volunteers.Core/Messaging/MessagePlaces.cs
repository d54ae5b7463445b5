namespace Dost.Volunteers.Core.Messaging;

/// <summary>
/// What the words of a kind may ask for: its placeholders, as <see cref="OccasionReader"/> gives them. A test compares both, and fails for a
/// kind that is missing here.
/// </summary>
public sealed class MessagePlaces
{
    /// <summary>Without these a message is of no use, if the supplied one has them.</summary>
    private static readonly HashSet<string> _indispensable = ["link", "code", "pin", "items"];

    private static readonly Dictionary<MessageKind, MessagePlaces> _codesAndRequests = new()
    {
        [MessageKind.ConfirmPhone] = new("name code minutes"),
        [MessageKind.SignInCode] = new("name code minutes"),
        [MessageKind.ContractCode] = new("name code minutes"),
        [MessageKind.GuardianCode] = new("name code minutes"),
        [MessageKind.ExportCode] = new("name code minutes"),
        [MessageKind.ErasureCode] = new("name code minutes"),
        [MessageKind.HelpRequestReceived] = new("name trackingCode link", "when pin reason office"),
        [MessageKind.HelpRequestPlanned] = new("name trackingCode when pin link", "reason office"),
        [MessageKind.HelpRequestDone] = new("name trackingCode link", "when pin reason office"),
        [MessageKind.HelpRequestRejected] = new("name trackingCode reason link", "when pin office"),
        [MessageKind.HelpRequestReferred] = new("name trackingCode office reason link", "when pin"),
        [MessageKind.HelpRequestOnTheWay] = new("name trackingCode when pin link", "reason office"),
        [MessageKind.HelpRequestHowWasIt] = new("name trackingCode link", "when pin reason office"),
        [MessageKind.RequestCode] = new("name code minutes"),
        [MessageKind.HelpRequestChanged] = new("name trackingCode day link", "when"),
        [MessageKind.HelpRequestWithdrawn] = new("name trackingCode link", "day when"),
        [MessageKind.HelpRequestUnplanned] = new("name trackingCode when link", "day"),
        [MessageKind.HelpRequestNotDone] = new("name trackingCode when link", "day"),
        [MessageKind.NobodyCame] = new("name centre trackingCode when link", "", "/desk/requests/" + SomeId),
        [MessageKind.HelpRequestThanks] = new("name task day text link", "", "/me/thanks"),
        [MessageKind.VisitWindowTold] = new("name trackingCode when pin link", "reason"),
        [MessageKind.VisitCalledOff] = new("name trackingCode link", "when pin reason"),
    };

    private static readonly Dictionary<MessageKind, MessagePlaces> _others = new()
    {
        [MessageKind.ConfirmEmail] = new("name link", "reason"),
        [MessageKind.SignUpLink] = new("until link", "name"),
        [MessageKind.AppliedAgain] = new("name link", "reason", "/account/sign-in"),
        [MessageKind.ApplicationReceived] = new("name link", "reason", "/me"),
        [MessageKind.VolunteerImported] = new("name link", "reason", "/account/sign-in"),
        [MessageKind.VolunteerAccepted] = new("name link", "reason", "/me"),
        [MessageKind.VolunteerRejected] = new("name reason", "link", "/me"),
        [MessageKind.VolunteerLeft] = new("name link", "reason", "/me"),
        [MessageKind.ContractReady] = new("name link", "reason", "/me/contract"),
        [MessageKind.InterviewInvitation] = new("name centre link", "when oldWhen place where"),
        [MessageKind.InterviewBooked] = new("name centre when place where link", "oldWhen"),
        [MessageKind.InterviewReminder] = new("name centre when place where link", "oldWhen"),
        [MessageKind.InterviewChanged] = new("name centre when oldWhen place where link"),
        [MessageKind.InterviewCalledOff] = new("name centre link", "when oldWhen place where"),
        [MessageKind.TermEnding] = new("name startsOn endsOn link", "hours", "/me"),
        [MessageKind.TermExtended] = new("name startsOn endsOn link", "hours", "/me"),
        [MessageKind.TermCompleted] = new("name startsOn endsOn hours link", "", "/me"),
        [MessageKind.TermsEndingAtCentre] = new("name centre count days link", "", "/desk/intake/terms"),
        [MessageKind.ShiftOffer] = new("name task when place until link", "oldWhen"),
        [MessageKind.ShiftOffers] = new("name count items"),
        [MessageKind.SignUpReceipts] = new("name count items"),
        [MessageKind.ShiftsCancelled] = new("name count items"),
        [MessageKind.HoursApprovedTogether] = new("name count items"),
        [MessageKind.SignUpReceipt] = new("name task when place link", "oldWhen until"),
        [MessageKind.ShiftReminder] = new("name task when place link", "oldWhen until"),
        [MessageKind.ShiftMoved] = new("name task oldWhen when place link", "until"),
        [MessageKind.ShiftCancelled] = new("name task when place link", "oldWhen until"),
        [MessageKind.AssignmentRemoved] = new("name task when place link", "oldWhen until"),
        [MessageKind.LateWithdrawal] = new("name task when place link", "oldWhen until", "/desk/shifts/" + SomeId),
        [MessageKind.SwapAsked] = new("name volunteer task when place until link", "oldWhen colleague reason"),
        [MessageKind.SwapToApprove] = new("name volunteer colleague task when place until link", "oldWhen reason", "/desk/swaps"),
        [MessageKind.SwapDone] = new("name colleague task when place link", "oldWhen volunteer reason until", "/me"),
        [MessageKind.SwapFailed] = new("name colleague task when place link", "oldWhen volunteer reason until", $"/me/shifts/{SomeId}/swap"),
        [MessageKind.SwapRefused] = new("name colleague reason task when place link", "oldWhen volunteer until", $"/me/shifts/{SomeId}/swap"),
        [MessageKind.SwapCalledOff] = new("name volunteer task when place link", "oldWhen colleague reason until", "/me"),
        [MessageKind.HoursApproved] = new("name hours day", "reason"),
        [MessageKind.HoursReturned] = new("name hours day reason"),
        [MessageKind.LedgerBroken] = new("name count link", "", "/admin/ledger"),
        [MessageKind.CertificateIssued] = new("name number hours attached link", "", "/me/certificates"),
        [MessageKind.CredentialVerified] = new("name credential link", "until reason", "/me/credentials"),
        [MessageKind.CredentialRefused] = new("name credential reason link", "until", "/me/credentials"),
        [MessageKind.CredentialRevoked] = new("name credential reason link", "until", "/me/credentials"),
        [MessageKind.CredentialExpiring] = new("name credential until link", "reason", "/me/credentials"),
        [MessageKind.ErasureAsked] = new("name until link"),
        [MessageKind.ErasureWarning] = new("name until link"),
        [MessageKind.WaitlistOffer] = new("name task when place until link", "oldWhen"),
        [MessageKind.PlaceFreed] = new("name task when place until link", "oldWhen"),
        [MessageKind.CheckInPrompt] = new("name task when place link", "oldWhen until"),
        [MessageKind.WeeklyDigest] = new("name own open shifts hours link", "", "/shifts"),
        [MessageKind.DeskDigest] = new("name count applicants requests hoursEntries credentials places link", "", "/desk"),
        [MessageKind.CostWarning] = new("name centre spent limit percent link", "", "/desk/costs"),
        [MessageKind.Broadcast] = new("name subject text"),
        [MessageKind.SmsReply] = new("text", "name") { IsEditable = false },
        [MessageKind.TemplateTrial] = new("subject text", "name link", TrialPath) { IsEditable = false },
    };

    private static readonly Dictionary<MessageKind, MessagePlaces> _safety = new()
    {
        [MessageKind.LadderCallList] = new("name task when place count link", "", $"/desk/requests/{SomeId}/call-list"),
        [MessageKind.IncidentReported] = new("name centre link", "", "/desk/incidents/" + SomeId),
        [MessageKind.EasingAsked] = new("name centre link", "", "/desk/people-helped/" + SomeId),
        [MessageKind.EasingDecided] = new("name outcome link", "", "/desk/people-helped/" + SomeId),
    };

    private static readonly Dictionary<MessageKind, MessagePlaces> _all = new([.. _codesAndRequests, .. _others, .. _safety]);

    /// <summary>Where the button of a text that is tried leads.</summary>
    internal const string TrialPath = "/admin/messages";

    /// <summary>Stands for an id in an address.</summary>
    private const string SomeId = "0193a2b4-7c1d-7e52-9f30-5d8c1b6a4e77";

    private MessagePlaces(string offered, string leftOut = "", string linkPath = "")
    {
        Offered = offered.Split(' ');
        LeftOut = leftOut.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        LinkPath = linkPath;
    }

    public static IReadOnlyCollection<MessageKind> Kinds => _all.Keys;

    /// <summary>What an administrator may write, in the order in which it is useful.</summary>
    public IReadOnlyList<string> Offered { get; }

    /// <summary>What the occasion has besides, but empty or without meaning for this kind.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>The page to which the link leads; empty for a one-tap link.</summary>
    public string LinkPath { get; }

    /// <summary>Whether administrators change these words.</summary>
    public bool IsEditable { get; private init; } = true;

    /// <exception cref="KeyNotFoundException">The kind is not declared: a line is missing here.</exception>
    public static MessagePlaces Of(MessageKind kind) => _all[kind];

    /// <summary>What the words must hold on the channel.</summary>
    public static IReadOnlyList<string> Needed(MessageKind kind, MessageChannel channel) =>
        MessageTemplates.Find(kind, channel, MessageTemplates.Cultures[0]) is { } supplied ? [.. In(supplied).Where(_indispensable.Contains)] : [];

    /// <summary>The placeholders of a text, each once.</summary>
    public static IReadOnlyList<string> In(MessageWords words)
    {
        ArgumentNullException.ThrowIfNull(words);

        return [.. MessageTemplates.Placeholder().Matches(words.Subject + "\n" + words.Body).Select(m => m.Groups[1].Value).Distinct()];
    }
}
