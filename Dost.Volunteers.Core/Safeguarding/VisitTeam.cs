using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Safeguarding;

internal static class VisitTeam
{
    /// <summary>
    /// Whether fewer hold a place than must go together to the person of a request: then nobody sets out and nobody begins. On a day of many
    /// visits the households are asked about one by one. The shift has its task loaded.
    /// </summary>
    public static async Task<bool> IsTooSmallAsync(this VolunteersDbContext db, Shift shift, CancellationToken ct) => shift.VolunteerTask.HelpRequestId is not null
        && await db.Assignments.CountAsync(
            a => a.ShiftId == shift.ShiftId && (a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn || a.State == AssignmentState.Attended), ct) < shift.LeastPeople;
}
