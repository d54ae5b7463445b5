using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Matching.Planning;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Core.Policies;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>Each centre has a plan for the coming days that waits to be looked at.</summary>
internal sealed class DemoPlans(VolunteersDbContext db, FactsReader factsReader, PolicyReader policyReader, TimeProvider clock)
{
    private const int Days = 9;

    public async Task AddAsync(IEnumerable<Guid> centreIds, CancellationToken ct)
    {
        var tomorrow = clock.TodayInBaku().AddDays(1);
        var reader = new PlanReader(db, factsReader, policyReader, clock);
        var worker = new PlanWorker(db, reader, clock);

        foreach (var centreId in centreIds)
        {
            var actor = new CurrentUser { AccountId = await db.CoordinatorCentres.Where(c => c.CentreId == centreId).Select(c => c.UserAccountId).FirstAsync(ct), IsAdministrator = true };
            var id = Guid.CreateVersion7();
            await new MatchPlanService(db, actor, reader, new AuditLog(db, actor, clock), clock).AskAsync(id, new PlanScope([centreId], tomorrow, tomorrow.AddDays(Days)), ct);
            var me = Guid.CreateVersion7();
            await worker.ClaimNextAsync(me, ct);
            await worker.MakeAsync(id, me, new PlanOptions(), progress: null, stop: CancellationToken.None, ct);
        }
    }
}
