using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Localization;

/// <summary>Says in plain words what the audit log keeps as code words.</summary>
public static class EventWords
{
    public static string Happened(this IStringLocalizer t, string action) => action switch
    {
        "VolunteerImported" => t["Entered from a list of paper forms"],
        "VolunteerAccepted" => t["Accepted as a volunteer"],
        "VolunteerActivated" => t["Began to serve"],
        "VolunteerReturned" => t["Wants a further term"],
        "TermExtended" => t["The term was extended"],
        "InterviewInvited" => t["Was invited to an interview"],
        "InterviewHeld" => t["The interview took place"],
        "InterviewMissed" => t["Did not come to the interview"],
        "ContractSigned" => t["Signed the contract"],
        "ContractNotedOnPaper" => t["The contract on paper was noted"],
        "DataExported" => t["Downloaded all their data"],
        "ErasureAsked" => t["Asked that their data be deleted"],
        "ErasureStopped" => t["Decided to keep their data"],
        "VolunteerErased" => t["The personal data were deleted"],
        "VolunteerRejected" => t["Application refused"],
        "ShiftOffered" => t["Was offered a shift"],
        "PlaceTaken" => t["Took a place in a shift"],
        "SwapAsked" => t["Asked a colleague to take the place over"],
        "SwapAccepted" => t["A colleague said yes to the place"],
        "SwapDeclined" => t["A colleague said no to the place"],
        "SwapCalledOff" => t["Asked the colleague no longer"],
        "SwapDone" => t["A colleague took the place over"],
        "SwapRefused" => t["The swap was not agreed"],
        "OfferDeclined" => t["Said no to an offer"],
        "OfferTakenBack" => t["An offer was taken back"],
        "AssignmentWithdrawn" => t["Gave a place back"],
        "AssignmentRemoved" => t["Was taken off a shift"],
        "OnTheWay" => t["Told the person visited that they are on the way"],
        "CheckedIn" => t["Came to the shift"],
        "CheckedOut" => t["Left the shift"],
        "AttendanceCorrected" => t["The attendance was corrected"],
        "HoursApproved" => t["Hours were approved"],
        "HoursReturned" => t["Hours were returned"],
        "CredentialSubmitted" => t["Handed in a document"],
        "CredentialFileReplaced" => t["Sent a better picture of a document"],
        "CredentialTakenBack" => t["Took a document back"],
        "CredentialAdded" => t["A training or check was added"],
        "CredentialVerified" => t["A document was accepted"],
        "CredentialRefused" => t["A document was not accepted"],
        "CredentialRevoked" => t["A training, check or document was revoked"],
        "PausedBySelf" or "VolunteerPaused" => t["Took a break"],
        "ResumedBySelf" or "VolunteerResumed" => t["Came back from a break"],
        "VolunteerLeft" => t["Left the programme"],
        "VolunteerCompleted" => t["Completed the term"],
        "OwnSettingsChanged" => t["Changed their own settings"],
        "TagAdded" => t["A tag was put on"],
        "TagRemoved" => t["A tag was taken off"],
        "VolunteersMerged" => t["Another record of the same person was joined to this one"],
        "MergedIntoOther" => t["The second record ended"],
        "NotTheSamePerson" => t["Was told apart from somebody alike"],
        "NoteAdded" => t["A note was written"],
        _ => t.ContactEvent(action),
    };

    /// <summary>Of messages, and of how the person is reached.</summary>
    private static string ContactEvent(this IStringLocalizer t, string action) => action switch
    {
        "EmailOptedOut" => t["Stopped e-mails"],
        "EmailOptedIn" => t["Wants e-mails again"],
        "EmailCorrected" => t["Corrected the e-mail address"],
        "PhoneTriedAgain" => t["Said that the number is right"],
        "SmsOptedOut" => t["Stopped SMS"],
        "SmsOptedIn" => t["Wants SMS again"],
        "AnsweredForPerson" => t["An answer was entered in the person's name"],
        "RepliedBySms" => t["A reply was sent by SMS"],
        "MessageCalledOff" => t["A message was called off"],
        "MessageBroughtForward" or "MessageSentAgain" => t["A message was sent once more or earlier"],
        _ => t["The record was changed"],
    };

    public static string Looked(this IStringLocalizer t, string where) => where switch
    {
        "VolunteerFin" => t["the FIN"],
        "CredentialFile" or "CredentialPage" => t["a document"],
        "CertificateFile" or "CertificatePage" => t["a certificate"],
        "VolunteerNotes" => t["the notes"],
        "VolunteerTimeline" => t["the list of what happened"],
        "Contract" => t["the contract"],
        _ => t["the record"],
    };
}
