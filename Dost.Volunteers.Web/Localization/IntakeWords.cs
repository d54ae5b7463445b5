using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Core.Volunteers.Terms;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Localization;

/// <summary>What the steps of the intake are called.</summary>
public static class IntakeWords
{
    /// <summary>One thing that is missing, in a few words.</summary>
    public static string NameOf(this IStringLocalizer t, IntakeGap gap, IReadOnlyDictionary<string, LocalName> credentials) => gap.Kind switch
    {
        IntakeGapKind.Phone => t["confirmed phone number"],
        IntakeGapKind.Interview => t["an interview"],
        IntakeGapKind.Consent => t["agreement: {0}", t.ConsentName(gap.Code!)],
        IntakeGapKind.GuardianConsent => t["consent of a parent"],
        IntakeGapKind.Contract => t["the signed contract"],
        IntakeGapKind.NewContract => t["signature under the new contract"],
        IntakeGapKind.Credential => credentials.TryGetValue(gap.Code!, out var name) ? name.In(CultureInfo.CurrentUICulture) : gap.Code!,
    };

    public static string NameOf(this IStringLocalizer t, InterviewState state) => state switch
    {
        InterviewState.Invited => t["invited, no time chosen yet"],
        InterviewState.Booked => t["time chosen"],
        InterviewState.Came => t["came"],
        InterviewState.DidNotCome => t["was not there"],
        InterviewState.Closed => t["decided without it"],
    };

    public static string NameOf(this IStringLocalizer t, ServiceTermState state) => state switch
    {
        ServiceTermState.Running => t["running"],
        ServiceTermState.Completed => t["completed"],
        ServiceTermState.Ended => t["ended early"],
    };

    public static string NameOf(this IStringLocalizer t, InterviewWay way) => way switch
    {
        InterviewWay.AtCentre => t["at the centre"],
        InterviewWay.Phone => t["over the phone"],
        InterviewWay.Video => t["by video"],
    };

    /// <summary>The heading of a column of the board.</summary>
    public static string ColumnName(this IStringLocalizer t, VolunteerState state) => state switch
    {
        VolunteerState.Applied => t["New"],
        VolunteerState.Interview => t["Interview"],
        VolunteerState.Training => t["Preparing"],
        VolunteerState.Active => t["In service"],
        VolunteerState.Completed or VolunteerState.Paused or VolunteerState.Left or VolunteerState.Rejected => t.NameOf(state),
    };
}
