using System.Globalization;
using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Leaving;
using Dost.Volunteers.Core.Leaving.PersonalData;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Core.Volunteers.Terms;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>What the list of what is personal calls by the names of the database, in the words of the reader.</summary>
public static class ExportWords
{
    public static string SectionName(this IStringLocalizer<Text> t, string table) => table switch
    {
        "Volunteer" => t["Your profile"],
        "VolunteerSkill" => t["Skills"],
        "VolunteerLanguage" => t["Languages that you speak"],
        "LikedKind" => t["What I like to do"],
        "AvailabilityWindow" => t["When you are free"],
        "BlackoutPeriod" => t["When you are away"],
        "Consent" => t["Texts that you agreed to"],
        "BroadcastRecipient" => t["What was written to you among many"],
        "OutboundMessage" => t["What was sent to you"],
        "InboundSms" => t["What you wrote to us by SMS"],
        "MutedTopic" => t["What you do not want to be written about"],
        "CalendarFeed" => t["Your calendar address"],
        "AuditEntry" => t["Who looked, and what was done with your data"],
        "Erasure" => t["Deletions that were asked for"],
        "ServiceTerm" => t["Your terms"],
        "Assignment" => t["Offers and places"],
        "AttendanceEvent" => t["Comings and goings"],
        "Swap" => t["Swaps"],
        "HoursEntry" => t["Your hours"],
        "Certificate" => t["Your certificates"],
        "VolunteerNote" => t["What coordinators noted about you"],
        "VolunteerTag" => t["Words by which your centre finds you"],
        "Interview" => t["Interviews"],
        "SignedContract" => t["Your contracts"],
        "Credential" => t["Your trainings and documents"],
        "UserAccount" => t["Your sign-in"],
        _ => throw new ArgumentOutOfRangeException(nameof(table), table, "A table that is told needs a name here."),
    };

    public static string FieldName(this IStringLocalizer<Text> t, string field) => field[(field.IndexOf('.', StringComparison.Ordinal) + 1)..] switch
    {
        "GivenName" => t["Given name"],
        "FamilyName" => t["Family name"],
        "DisplayName" or "Name" => t["Name"],
        "FinEncrypted" => t["FIN"],
        "BornOn" => t["Date of birth"],
        "Gender" => t["Gender"],
        "Phone" or "PhoneNumber" => t["Phone"],
        "PhoneConfirmedAtUtc" => t["Phone confirmed"],
        "Email" => t["E-mail"],
        "EmailConfirmedAtUtc" => t["E-mail confirmed"],
        "DistrictCode" => t["District"],
        "CentreId" or "Centre" => t["Centre"],
        "Programme" => t["Programme"],
        "Culture" => t["Language"],
        "WeeklyCapMinutes" => t["Minutes a week at most"],
        "SmsOptedOut" => t["No SMS wished"],
        "EmailOptedOut" => t["No e-mail wished"],
        "PlainLetters" => t["SMS in plain letters"],
        "QuietFrom" => t["Quiet from"],
        "QuietTo" => t["Quiet until"],
        "GuardianName" => t["Parent or guardian"],
        "GuardianPhone" => t["Phone of the parent or guardian"],
        "State" => t["Where it stands"],
        "StateReason" or "Reason" or "ReturnReason" or "RevokeReason" or "RefuseReason" or "Cause" => t["Reason"],
        "RefusalNoteEncrypted" or "NoteEncrypted" => t["Note of the coordinator"],
        "ServedMinutes" or "Minutes" => t["Minutes of service"],
        "AppliedAtUtc" => t["Applied on"],
        "ImportedAtUtc" => t["Entered from paper"],
        "AcceptedAtUtc" => t["Accepted on"],
        "TermEndsOn" => t["Term until"],
        "SkillCode" => t["Skill"],
        "HelpCategoryCode" => t["Kind of work"],
        "LanguageCode" => t["Language"],
        "Day" => t["Day"],
        "StartsAt" or "StartsAtUtc" or "FirstOn" or "StartsOn" or "FromOn" => t["From"],
        "EndsAt" or "EndsAtUtc" or "LastOn" or "EndsOn" or "ExpiresOn" or "UntilOn" => t["Until"],
        _ => t.FieldOfRecord(field),
    };

    /// <summary>Of what was done, sent, signed and handed in.</summary>
    private static string FieldOfRecord(this IStringLocalizer<Text> t, string field) => field[(field.IndexOf('.', StringComparison.Ordinal) + 1)..] switch
    {
        "Code" or "Kind" or "Action" or "Topic" or "Stage" or "Work" => t["What it is about"],
        "Version" or "TextVersion" => t["Version of the text"],
        "Text" or "TextEncrypted" => t["Text in full"],
        "ReplyEncrypted" => t["What was written back"],
        "TextHash" or "Hash" => t["Control sum"],
        "IsOnPaper" => t["signed on paper"],
        "Channel" => t["Channel"],
        "CreatedAtUtc" or "AskedAtUtc" or "AtUtc" or "WrittenAtUtc" or "AddedAtUtc" or "InvitedAtUtc" or "SubmittedAtUtc" or "OfferedAtUtc" or "ReceivedAtUtc" or "GivenAtUtc" or "SignedAtUtc" or "IssuedAtUtc" => t["Moment"],
        "DueAtUtc" or "OfferExpiresAtUtc" or "ExpiresAtUtc" => t["Due"],
        "SentAtUtc" => t["Sent"],
        "StoppedAtUtc" or "RevokedAtUtc" => t["Stopped"],
        "LastReadAtUtc" => t["Last read"],
        "DoneAtUtc" or "DecidedAtUtc" or "ClosedOn" or "AnsweredAtUtc" or "BookedAtUtc" => t["Decided"],
        "ReconfirmedAtUtc" => t["You said that you will come"],
        "WaitlistedAtUtc" => t["On the waiting list"],
        "CheckedInBy" or "CheckedOutBy" or "Method" => t["How it was noted"],
        "WasSentLater" => t["Sent later by the phone"],
        "HappenedAtUtc" => t["From"],
        "EndedAtUtc" => t["Until"],
        "NotedAtUtc" => t["Noted on"],
        "CheckedInAtUtc" => t["Check-in"],
        "CheckedOutAtUtc" => t["Check-out"],
        "LeaveReason" => t["Why the place was given back"],
        "WasClosedBySystem" => t["The check-out was forgotten"],
        "ActorId" => t["Who"],
        "ServiceDate" => t["Day"],
        "Source" => t["Where the hours come from"],
        "Words" => t["What was written"],
        "Odd" => t["To be looked at twice"],
        "HolderName" => t["Name"],
        "CentreName" => t["Centre"],
        "Sequence" or "Number" or "NumberEncrypted" => t["Number"],
        "SignedName" => t["Signed with the name"],
        "SignedFrom" => t["Network address of the signature"],
        "CredentialTypeCode" => t["Training or document"],
        "IssuedOn" => t["Issued on"],
        "IssuerEncrypted" => t["Issued by"],
        "StoredFileId" => t["File"],
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "A field that is told needs a name here."),
    };

    public static string ValueOf(this IStringLocalizer<Text> t, PersonalField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var culture = CultureInfo.CurrentUICulture;

        return field.Value switch
        {
            null => "",
            LocalName name => name.In(culture),
            bool yes => yes ? t["yes"] : t["no"],
            DateTime utc => $"{SpokenTime.FullDate(BakuTime.DateOf(utc), culture)}, {BakuTime.TimeOf(utc).ToString("HH:mm", CultureInfo.InvariantCulture)}",
            DateOnly day => SpokenTime.FullDate(day, culture),
            TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
            Guid => t["in the folder “files”"],
            Enum word => t.Word(word),
            string code when field.Name is "Consent.Code" => t.ConsentName(code),
            string code when field.Name is "AuditEntry.Action" => t.Happened(code),
            string code when field.Name.EndsWith(".Culture", StringComparison.Ordinal) => CultureInfo.GetCultureInfo(code).OwnName(),
            string phone when field.Name.EndsWith("Phone", StringComparison.Ordinal) || field.Name.EndsWith("PhoneNumber", StringComparison.Ordinal) => PhoneNumber.Display(phone),
            IFormattable figure => figure.ToString(null, culture),
            var other => other.ToString() ?? "",
        };
    }

    /// <summary>A state or kind; what has no words of its own yet keeps its code.</summary>
    public static string Word(this IStringLocalizer<Text> t, Enum word) => word switch
    {
        Gender gender => t.NameOf(gender),
        Programme programme => t.NameOf(programme),
        VolunteerState state => t.NameOf(state),
        DayOfWeek day => SpokenTime.Weekday(day, CultureInfo.CurrentUICulture),
        MessageKind kind => t.About(kind),
        MessageChannel channel => t.Name(channel),
        MessageState state => t.Tag(state).Text,
        MessageTopic topic => t.NameOf(topic),
        HoursState state => t.Tag(state).Text,
        HoursSource source => t.NameOf(source),
        OddMarks marks => t.InWords(marks),
        InterviewState state => t.NameOf(state),
        ServiceTermState state => t.NameOf(state),
        AuditKind kind => kind is AuditKind.Looked ? t["Somebody looked"] : t["Something was changed"],
        ErasureCause cause => t.NameOf(cause),
        AssignmentState state => t.NameOf(state),
        SwapState state => t.NameOf(state),
        AttendanceMethod method => t.HowNoted(method),
        AttendanceKind kind => t.NameOf(kind),
        CredentialState state => t.NameOf(state),
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "What is told needs words here."),
    };

    private static string NameOf(this IStringLocalizer<Text> t, ErasureCause cause) => cause switch
    {
        ErasureCause.Asked => t["You asked for it here"],
        ErasureCause.OnPaper => t["You asked for it on paper"],
        ErasureCause.Retention => t["Nothing was heard of you for long"],
    };

    private static string NameOf(this IStringLocalizer<Text> t, AssignmentState state) => state switch
    {
        AssignmentState.Offered => t["Asked"],
        AssignmentState.Confirmed => t["Confirmed"],
        AssignmentState.CheckedIn => t["Checked in"],
        AssignmentState.Attended => t["Served"],
        AssignmentState.Waitlisted => t["On the waiting list"],
        AssignmentState.Declined => t["Said no"],
        AssignmentState.Expired => t["Did not answer"],
        AssignmentState.Withdrawn => t["Gave the place back"],
        AssignmentState.Removed => t["Taken off"],
        AssignmentState.NoShow => t["Did not come"],
    };

    private static string NameOf(this IStringLocalizer<Text> t, SwapState state) => state switch
    {
        SwapState.Asked => t["Asked"],
        SwapState.Accepted => t["Said yes"],
        SwapState.Done => t["Done"],
        SwapState.Declined => t["Said no"],
        SwapState.Refused => t["Not agreed"],
        SwapState.CalledOff => t["Called off"],
        SwapState.Lapsed => t["Did not answer"],
    };

    private static string NameOf(this IStringLocalizer<Text> t, CredentialState state) => state switch
    {
        CredentialState.Submitted => t["Waits to be checked"],
        CredentialState.Verified => t["Checked and accepted"],
        CredentialState.Refused => t["Was not accepted"],
        CredentialState.Revoked => t["Revoked"],
    };
}
