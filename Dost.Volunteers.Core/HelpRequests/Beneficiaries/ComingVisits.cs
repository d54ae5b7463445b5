using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.Beneficiaries;

internal static class ComingVisits
{
    /// <summary>The shifts that have not begun and visit the person, alone or among others, with their roles and the kind of help.</summary>
    public static IQueryable<Shift> ComingTo(this VolunteersDbContext db, Guid beneficiaryId, DateTime nowUtc) =>
        db.Shifts.Include(s => s.Roles).Include(s => s.VolunteerTask).ThenInclude(t => t.HelpCategory).AsSplitQuery()
            .Where(s => (s.State == ShiftState.Draft || s.State == ShiftState.Published) && s.StartsAtUtc > nowUtc)
            .Where(s => s.VolunteerTask.HelpRequest!.BeneficiaryId == beneficiaryId || s.Roles.Any(r => r.Visits.Any(v => v.BeneficiaryId == beneficiaryId)));
}
