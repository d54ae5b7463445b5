using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Matching.Plans;

/// <summary>What a coordinator of centre no. 1 does with plans, each in a unit of work of its own, as over the web.</summary>
internal static class Planned
{
    /// <summary>A plan for the next two weeks, made at once.</summary>
    public static async Task<MatchPlan> PlanAsync(this TestApp app, UserAccount coordinator, string centreCode = "1")
    {
        var id = await app.AskPlanAsync(coordinator, centreCode);
        await using var scope = await app.AsAsync(coordinator);
        Assert.True(await scope.Get<PlanWorker>().MakeAtOnceAsync(id, CancellationToken.None));

        return await app.ReadPlanAsync(id);
    }

    /// <summary>A plan that nobody has begun to make.</summary>
    public static async Task<Guid> AskPlanAsync(this TestApp app, UserAccount coordinator, string centreCode = "1")
    {
        await using var scope = await app.AsAsync(coordinator);
        var id = Guid.CreateVersion7();
        var today = BakuTime.DateOf(app.NowUtc);
        var centre = await app.CentreAsync(centreCode);
        Assert.Equal(AskPlanOutcome.Asked, await scope.Get<MatchPlanService>().AskAsync(id, new PlanScope([centre.CentreId], today, today.AddDays(14)), CancellationToken.None));

        return id;
    }

    public static Task<MatchPlan> ReadPlanAsync(this TestApp app, Guid id) =>
        app.QueryAsync(db => db.MatchPlans.AsNoTracking().Include(p => p.Wishes).Include(p => p.People).Include(p => p.Roles).ThenInclude(r => r.Places).AsSplitQuery().SingleAsync(p => p.MatchPlanId == id));

    public static async Task<ApplyOutcome> ApplyAsync(this TestApp app, UserAccount coordinator, MatchPlan plan)
    {
        await using var scope = await app.AsAsync(coordinator);

        return await scope.Get<PlanOffers>().ApplyAsync(plan.MatchPlanId, plan.Version, CancellationToken.None);
    }

    public static async Task<UndoOutcome> UndoAsync(this TestApp app, UserAccount coordinator, Guid id)
    {
        var plan = await app.ReadPlanAsync(id);
        await using var scope = await app.AsAsync(coordinator);

        return await scope.Get<PlanOffers>().UndoAsync(id, plan.Version, CancellationToken.None);
    }

    public static async Task<PlanChangeOutcome> WishAsync(this TestApp app, UserAccount coordinator, MatchPlan plan, PlanPair pair, PlanWishKind? kind)
    {
        await using var scope = await app.AsAsync(coordinator);

        return await scope.Get<MatchPlanService>().WishAsync(plan.MatchPlanId, plan.Version, pair, kind, CancellationToken.None);
    }

    public static async Task<MatchPlan> MakeAgainAsync(this TestApp app, UserAccount coordinator, Guid id)
    {
        var plan = await app.ReadPlanAsync(id);
        await using var scope = await app.AsAsync(coordinator);
        Assert.Equal(PlanChangeOutcome.Done, await scope.Get<MatchPlanService>().MakeAgainAsync(id, plan.Version, CancellationToken.None));
        Assert.True(await scope.Get<PlanWorker>().MakeAtOnceAsync(id, CancellationToken.None));

        return await app.ReadPlanAsync(id);
    }

    public static IEnumerable<MatchPlanPlace> Places(this MatchPlan plan) => plan.Roles.SelectMany(r => r.Places);

    /// <summary>Acts as a coordinator.</summary>
    public static async Task<TestScope> AsAsync(this TestApp app, UserAccount coordinator)
    {
        var scope = app.NewScope();
        var user = scope.Get<CurrentUser>();
        user.AccountId = coordinator.Id;
        user.IsCoordinator = true;
        user.CentreIds = await scope.Db.CoordinatorCentres.Where(c => c.UserAccountId == coordinator.Id).Select(c => c.CentreId).ToListAsync();

        return scope;
    }
}
