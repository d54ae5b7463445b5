using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Support;

/// <summary>Help that comes back.</summary>
internal static class RegularVisitData
{
    /// <summary>Every Tuesday from ten to eleven, from today on, to whom the request is for; nothing of it is made yet.</summary>
    public static async Task<RegularVisit> AddRegularAsync(this TestApp app, HelpRequest request, Action<RegularVisit>? change = null)
    {
        var visit = new RegularVisit
        {
            RegularVisitId = Guid.CreateVersion7(),
            BeneficiaryId = request.BeneficiaryId,
            CentreId = request.CentreId,
            HelpCategoryCode = request.HelpCategoryCode,
            Description = "Çörək və süd",
            Day = DayOfWeek.Tuesday,
            StartsAt = new TimeOnly(10, 0),
            Minutes = 60,
            EveryWeeks = 1,
            FromOn = BakuTime.DateOf(app.NowUtc),
            CreatedAtUtc = app.NowUtc,
        };
        change?.Invoke(visit);
        await app.QueryAsync(db =>
        {
            db.RegularVisits.Add(visit);

            return db.SaveChangesAsync();
        });

        return visit;
    }

    /// <summary>The person helped knows the volunteer and lets them in.</summary>
    public static Task<int> AddKnownAsync(this TestApp app, Guid beneficiaryId, Guid volunteerId) => app.QueryAsync(db =>
    {
        db.KnownVisitors.Add(new KnownVisitor { BeneficiaryId = beneficiaryId, VolunteerId = volunteerId, NamedAtUtc = app.NowUtc, NamedById = null });

        return db.SaveChangesAsync();
    });

    /// <summary>The requests that were made of it, in the order of their days.</summary>
    public static Task<List<HelpRequest>> MadeOfAsync(this TestApp app, Guid regularVisitId) =>
        app.QueryAsync(db => db.HelpRequests.AsNoTracking().Where(r => r.RegularVisitId == regularVisitId).OrderBy(r => r.WantedOn).ToListAsync());

    /// <summary>The shift of a request that was made, with who was asked.</summary>
    public static Task<Shift> VisitOfAsync(this TestApp app, HelpRequest made) =>
        app.QueryAsync(db => db.Shifts.AsNoTracking().Include(s => s.Roles).Include(s => s.Assignments).SingleAsync(s => s.VolunteerTask.HelpRequestId == made.HelpRequestId));
}
