using Dost.Volunteers.Core.Messaging;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Localization;

/// <summary>What a message was about and what became of it, as it is said to who got it.</summary>
public static class OwnMessageWords
{
    public static string About(this IStringLocalizer<Text> t, MessageKind kind) => kind switch
    {
        MessageKind.ConfirmPhone => t["Code to confirm the phone"],
        MessageKind.SignInCode => t["Code to sign in"],
        MessageKind.ConfirmEmail => t["Link to confirm the e-mail address"],
        MessageKind.SignUpLink => t["Link to go on with the application"],
        MessageKind.AppliedAgain => t["Somebody applied again with your details"],
        MessageKind.ApplicationReceived => t["Your application was received"],
        MessageKind.VolunteerAccepted => t["You were accepted"],
        MessageKind.VolunteerImported => t["Invitation to your page"],
        MessageKind.VolunteerRejected => t["Answer to your application"],
        MessageKind.ContractCode => t["Code to sign the contract"],
        MessageKind.GuardianCode => t["Code for the parent or guardian"],
        MessageKind.ContractReady => t["Your contract waits for you"],
        MessageKind.InterviewInvitation => t["Invitation to an interview"],
        MessageKind.InterviewBooked => t["Your interview is booked"],
        MessageKind.InterviewReminder => t["Reminder of an interview"],
        MessageKind.InterviewChanged => t["Your interview was moved"],
        MessageKind.InterviewCalledOff => t["Your interview was called off"],
        MessageKind.TermEnding => t["Your term ends soon"],
        MessageKind.TermExtended => t["Your term was extended"],
        MessageKind.TermCompleted => t["Your term is complete"],
        MessageKind.SwapAsked => t["Somebody asks you to take a shift over"],
        MessageKind.SwapToApprove => t["A swap waits for a decision"],
        MessageKind.SwapDone => t["Somebody takes your shift over"],
        MessageKind.SwapFailed => t["Nobody took your shift over"],
        MessageKind.SwapRefused => t["A swap was not agreed"],
        MessageKind.SwapCalledOff => t["A swap was called off"],
        MessageKind.LateWithdrawal => t["A place became free shortly before the shift"],
        MessageKind.LedgerBroken => t["The ledger of hours does not fit"],
        MessageKind.WeeklyDigest or MessageKind.DeskDigest or MessageKind.Broadcast or MessageKind.CostWarning => t.AboutNews(kind),
        MessageKind.CertificateIssued => t["Your certificate is ready"],
        MessageKind.TermsEndingAtCentre => t["Terms end soon at a centre"],
        MessageKind.ShiftOffer => t["Offer of a shift"],
        MessageKind.ShiftOffers or MessageKind.SignUpReceipts or MessageKind.ShiftsCancelled or MessageKind.HoursApprovedTogether => t.AboutSeveral(kind),
        MessageKind.WaitlistOffer => t["The place that you waited for is free"],
        MessageKind.PlaceFreed => t["A place that was offered to you is free again"],
        MessageKind.CheckInPrompt => t["Question whether you have come"],
        MessageKind.SignUpReceipt => t["Your place was confirmed"],
        MessageKind.ShiftReminder => t["Reminder of a shift"],
        MessageKind.ShiftMoved => t["A shift was moved"],
        MessageKind.ShiftCancelled => t["A shift was called off"],
        MessageKind.AssignmentRemoved => t["Your place was released"],
        MessageKind.HoursApproved => t["Your hours were approved"],
        MessageKind.HoursReturned => t["Your hours were sent back"],
        MessageKind.CredentialVerified => t["Your document was accepted"],
        MessageKind.CredentialRefused => t["Your document was not accepted"],
        MessageKind.CredentialRevoked => t["Something no longer counts as valid"],
        MessageKind.CredentialExpiring => t["Something is about to expire"],
        MessageKind.ExportCode => t["Code to download your data"],
        MessageKind.ErasureCode => t["Code to delete your data"],
        MessageKind.VolunteerLeft => t["Thank you and goodbye"],
        MessageKind.ErasureAsked => t["The day on which your data are deleted"],
        MessageKind.ErasureWarning => t["Shall we keep your data?"],
        MessageKind.HelpRequestReceived or MessageKind.HelpRequestPlanned or MessageKind.HelpRequestOnTheWay or MessageKind.HelpRequestHowWasIt or MessageKind.HelpRequestDone or MessageKind.HelpRequestRejected or MessageKind.HelpRequestReferred
            or MessageKind.HelpRequestChanged or MessageKind.HelpRequestWithdrawn or MessageKind.HelpRequestUnplanned or MessageKind.HelpRequestNotDone => t.AboutRequest(kind),
        MessageKind.RequestCode or MessageKind.NobodyCame or MessageKind.HelpRequestThanks or MessageKind.VisitWindowTold or MessageKind.VisitCalledOff or MessageKind.LadderCallList or MessageKind.IncidentReported or MessageKind.EasingAsked or MessageKind.EasingDecided => t.AboutVisits(kind),
        MessageKind.SmsReply => t["Reply to an SMS"],
        MessageKind.TemplateTrial => t["A text that you tried on yourself"],
    };

    private static string AboutVisits(this IStringLocalizer<Text> t, MessageKind kind) => kind switch
    {
        MessageKind.LadderCallList => t["Nobody was found for an urgent visit"],
        MessageKind.IncidentReported => t["An incident was reported"],
        MessageKind.EasingAsked => t["A colleague wants to ease a safeguard"],
        MessageKind.EasingDecided => t["What you asked to ease was decided"],
        MessageKind.RequestCode => t["Code to confirm the phone of a request"],
        MessageKind.NobodyCame => t["Nobody came to a visit"],
        MessageKind.HelpRequestThanks => t["Somebody whom you helped thanks you"],
        MessageKind.VisitWindowTold => t["The hours of the visit"],
        MessageKind.VisitCalledOff => t["The visit does not take place on this day"],
        _ => t["Answer to your request"],
    };

    private static string AboutSeveral(this IStringLocalizer<Text> t, MessageKind kind) => kind switch
    {
        MessageKind.ShiftOffers => t["Several offers of shifts"],
        MessageKind.SignUpReceipts => t["Several places were confirmed"],
        MessageKind.ShiftsCancelled => t["Several shifts were called off"],
        _ => t["Several of your hours were approved"],
    };

    private static string AboutNews(this IStringLocalizer<Text> t, MessageKind kind) => kind switch
    {
        MessageKind.WeeklyDigest => t["Your week"],
        MessageKind.DeskDigest => t["What waits in your centre"],
        MessageKind.Broadcast => t["News of your centre"],
        _ => t["The limit for SMS is nearly reached"],
    };

    private static string AboutRequest(this IStringLocalizer<Text> t, MessageKind kind) => kind switch
    {
        MessageKind.HelpRequestReceived => t["Your request was received"],
        MessageKind.HelpRequestPlanned => t["The visit was planned"],
        MessageKind.HelpRequestOnTheWay => t["The volunteer is on the way"],
        MessageKind.HelpRequestHowWasIt => t["Question how the help was"],
        MessageKind.HelpRequestDone => t["Your request was fulfilled"],
        MessageKind.HelpRequestReferred => t["Where you get help with your request"],
        MessageKind.HelpRequestChanged => t["Your request was changed"],
        MessageKind.HelpRequestWithdrawn => t["Your request was withdrawn"],
        MessageKind.HelpRequestUnplanned => t["The visit was put off"],
        MessageKind.HelpRequestNotDone => t["The visit did not take place"],
        _ => t["Answer to your request"],
    };

    public static string Name(this IStringLocalizer<Text> t, MessageChannel channel) => channel switch
    {
        MessageChannel.Sms => t["SMS"],
        MessageChannel.Email => t["E-mail"],
    };

    public static (string Text, string Tone) Tag(this IStringLocalizer<Text> t, MessageState state) => state switch
    {
        MessageState.Queued => (t["About to go out"], "calm"),
        MessageState.Sending => (t["Going out"], "calm"),
        MessageState.Sent => (t["Sent"], "good"),
        MessageState.Failed => (t["Could not be delivered"], "bad"),
        MessageState.Superseded => (t["Not sent: no longer true"], "muted"),
        MessageState.Expired => (t["Not sent: too late"], "muted"),
        MessageState.Suppressed => (t["Not sent: you stopped it, or an address is missing"], "muted"),
    };
}
