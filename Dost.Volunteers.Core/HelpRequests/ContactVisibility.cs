using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;

namespace Dost.Volunteers.Core.HelpRequests;

/// <summary>When an assigned volunteer sees the name, phone and address of the person they visit: from the yes until a day after.</summary>
public static class ContactVisibility
{
    public static bool IsOpen(AssignmentState state, ShiftState shift, DateTime shiftEndsAtUtc, Policy policy, DateTime nowUtc) =>
        state is AssignmentState.Confirmed or AssignmentState.CheckedIn or AssignmentState.Attended
        && shift is ShiftState.Published or ShiftState.Completed
        && nowUtc < shiftEndsAtUtc.AddHours(policy.ContactVisibleHoursAfter);
}
