using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>People who are visited every week by somebody they know.</summary>
internal sealed class DemoRegularVisits(VolunteersDbContext db, FactsReader factsReader, PolicyReader policyReader, TimeProvider clock)
{
    private static readonly (string Centre, string Category, string Words, DayOfWeek Day, int Hour)[] _visits =
    [
        ("1", "shopping", "Çörək, süd və meyvə almaq, çay içib söhbət etmək.", DayOfWeek.Tuesday, 10),
        ("2", "medicine", "Aptekdən həftəlik dərmanları gətirmək.", DayOfWeek.Thursday, 15),
    ];

    public async Task AddAsync(CancellationToken ct)
    {
        var outbox = new Outbox(db, clock);
        var audit = new AuditLog(db, new CurrentUser(), clock);
        var shifts = new ShiftService(db, factsReader, policyReader, outbox, audit, clock);
        var maker = new RegularVisitMaker(db, new VisitPlanner(db, shifts, audit, clock), new Offers(db, factsReader, policyReader, outbox, audit, clock), policyReader, audit, clock);

        foreach (var (centre, category, words, day, hour) in _visits)
        {
            var person = await db.Beneficiaries.Where(b => b.ConsentWithdrawnAtUtc == null && b.MergedIntoId == null && db.Centres.Any(c => c.CentreId == b.CentreId && c.Code == centre))
                .OrderByDescending(b => b.KnownVisitors.Any(k => db.Volunteers.Any(v => v.VolunteerId == k.VolunteerId && v.State == VolunteerState.Active))).ThenBy(b => b.BeneficiaryId).FirstAsync(ct);
            var usual = await db.KnownVisitors.Where(k => k.BeneficiaryId == person.BeneficiaryId && db.Volunteers.Any(v => v.VolunteerId == k.VolunteerId && v.State == VolunteerState.Active))
                .OrderBy(k => k.VolunteerId).Select(k => (Guid?)k.VolunteerId).FirstOrDefaultAsync(ct);
            var visit = new RegularVisit
            {
                RegularVisitId = Guid.CreateVersion7(),
                BeneficiaryId = person.BeneficiaryId,
                CentreId = person.CentreId,
                HelpCategoryCode = category,
                Description = words,
                Day = day,
                StartsAt = new TimeOnly(hour, 0),
                Minutes = 60,
                EveryWeeks = 1,
                FromOn = clock.TodayInBaku().AddDays(-1),
                VolunteerId = usual,
                CreatedAtUtc = clock.UtcNow().AddDays(-1),
            };
            db.RegularVisits.Add(visit);
            await db.SaveChangesAsync(ct);
            await maker.MakeAsync(visit.RegularVisitId, ct);
        }
    }
}
