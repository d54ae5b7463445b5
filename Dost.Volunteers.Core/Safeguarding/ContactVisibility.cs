using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;

namespace Dost.Volunteers.Core.Safeguarding;

/// <summary>
/// When an assigned volunteer sees the name, phone and address of the person they visit: from the yes until a day after, and never once the two are
/// kept apart. Every page of a volunteer that shows them asks here.
/// </summary>
public static class ContactVisibility
{
    public static bool IsOpen(AssignmentState state, ShiftState shift, DateTime shiftEndsAtUtc, bool areKeptApart, Policy policy, DateTime nowUtc) =>
        state is AssignmentState.Confirmed or AssignmentState.CheckedIn or AssignmentState.Attended
        && shift is ShiftState.Published or ShiftState.Completed
        && !areKeptApart
        && nowUtc < shiftEndsAtUtc.AddHours(policy.ContactVisibleHoursAfter);
}
