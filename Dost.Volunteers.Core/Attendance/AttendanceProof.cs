using Dost.Volunteers.Core.Shifts;

namespace Dost.Volunteers.Core.Attendance;

/// <summary>How a coming or going is noted, and when it was.</summary>
/// <param name="Method">By the code at the door, by a tap, by the coordinator. A right PIN makes it one by PIN.</param>
/// <param name="Pin">The PIN that the person visited told, as it was typed.</param>
public sealed record AttendanceProof(AttendanceMethod Method, string? Pin = null)
{
    public static AttendanceProof Tap { get; } = new(AttendanceMethod.Tap);

    /// <summary>What the phone calls an event that it kept without a connection, and how long ago it was.</summary>
    public Guid? KeptId { get; init; }
    public TimeSpan Age { get; init; }

    public bool WasKept => KeptId is not null;
}

/// <summary>Late and early, by the times and the minutes of grace in the settings.</summary>
public static class AttendanceMarks
{
    public static bool IsLate(DateTime? cameAtUtc, DateTime startsAtUtc, int graceMinutes) => cameAtUtc > startsAtUtc.AddMinutes(graceMinutes);

    public static bool LeftEarly(DateTime? wentAtUtc, DateTime endsAtUtc, int graceMinutes) => wentAtUtc < endsAtUtc.AddMinutes(-graceMinutes);
}

/// <summary>Not trusted: a check or credential that the role demands does not hold on the day. Too few: two visit the person, and only one has a place.</summary>
public enum AttendanceOutcome { Done, TooEarly, TooLate, NotAssigned, NotTrusted, TooFew, PinNeeded, WrongPin, PinSpent, TooOld, NotPossible }
