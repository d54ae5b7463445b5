using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Shifts;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Localization;

/// <summary>Coming and going in words.</summary>
public static class AttendanceWords
{
    /// <summary>How it was noted, as it stands behind a time.</summary>
    public static string HowNoted(this IStringLocalizer<Text> t, AttendanceMethod method) => method switch
    {
        AttendanceMethod.Tap => t["by a tap on the phone"],
        AttendanceMethod.Door => t["by the code at the door"],
        AttendanceMethod.Pin => t["confirmed by PIN"],
        AttendanceMethod.Coordinator => t["by the coordinator"],
        AttendanceMethod.Job => t["by the system"],
    };

    public static string NameOf(this IStringLocalizer<Text> t, AttendanceKind kind) => kind switch
    {
        AttendanceKind.CheckIn => t["Check-in"],
        AttendanceKind.CheckOut => t["Check-out"],
        AttendanceKind.Correction => t["Correction by the coordinator"],
        AttendanceKind.NoShow => t["Did not come"],
    };

    /// <summary>What became of a check-in or check-out by the coordinator.</summary>
    public static string SaidToStaff(this IStringLocalizer<Text> t, AttendanceOutcome outcome, string name) => outcome switch
    {
        AttendanceOutcome.Done => t["Noted for {0}.", name],
        AttendanceOutcome.TooEarly => t["Nothing was noted: it is too early for that."],
        AttendanceOutcome.TooLate => t["Nothing was noted: the shift is over. Correct the attendance, with a reason."],
        AttendanceOutcome.NotTrusted => t["{0} cannot be checked in: something that this shift demands is not valid today.", name],
        AttendanceOutcome.TooFew => t["Nothing was noted: nobody visits this person alone. Find a second volunteer first."],
        _ => t["Nothing was noted: it has changed meanwhile. Look at it as it stands now."],
    };
}
