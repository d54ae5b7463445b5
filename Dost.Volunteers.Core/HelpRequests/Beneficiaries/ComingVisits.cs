using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Safeguarding;
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

    /// <summary>
    /// Changes what a person needs; the coming visits demand from now on what that demands. Who is assigned already keeps the place: the record names
    /// who no longer fits, and the coordinator decides.
    /// </summary>
    public static async Task RenewComingAsync(this VolunteersDbContext db, Beneficiary person, Action change, DateTime nowUtc, CancellationToken ct)
    {
        var visits = await db.ComingTo(person.BeneficiaryId, nowUtc).ToListAsync(ct);
        var before = visits.ToDictionary(s => s.ShiftId, s => VisitDemands.Of(person, s.VolunteerTask.HelpCategory));
        change();

        foreach (var visit in visits)
        {
            VisitDemands.Of(person, visit.VolunteerTask.HelpCategory).Renew(visit, before[visit.ShiftId]);

            // Who says yes at this moment collides, and is judged anew.
            visit.TouchRoles();
        }
    }
}
