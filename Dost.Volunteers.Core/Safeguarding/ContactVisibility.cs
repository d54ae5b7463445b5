using System.Linq.Expressions;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
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

    /// <summary>The same for queries: the visit days whose households a volunteer may see now.</summary>
    public static Expression<Func<VisitDay, bool>> OpenVisitDays(Guid? volunteerId, Policy policy, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var endsAfter = nowUtc.AddHours(-policy.ContactVisibleHoursAfter);

        return d => volunteerId != null && d.State != VisitDayState.CalledOff && d.Shift.EndsAtUtc > endsAfter
            && (d.Shift.State == ShiftState.Published || d.Shift.State == ShiftState.Completed)
            && d.Shift.Assignments.Any(a => a.VolunteerId == volunteerId
                && (a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn || a.State == AssignmentState.Attended));
    }
}
