using Dost.Volunteers.Core.Matching.Planning;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Jobs.Matching;
using Dost.Volunteers.Tests.Jobs;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Matching.Plans;

/// <summary>Plans that a worker makes: taken under a lease, taken up when a worker dies, stopped when somebody says so.</summary>
public sealed class MakePlansJobTests : JobTest
{
    [Fact]
    public async Task A_plan_that_waits_is_made_once()
    {
        var (id, _) = await AskAsync();

        await RunAsync("MakePlans");
        var made = await App.ReadPlanAsync(id);
        await RunAsync("MakePlans");

        Assert.Equal((MatchPlanState.Ready, 1), (made.State, made.PlacesFilled));
        Assert.Equal(made.Version, (await App.ReadPlanAsync(id)).Version);
    }

    [Fact]
    public async Task What_a_killed_worker_left_is_taken_up_when_its_lease_is_over_and_its_late_answer_is_not_kept()
    {
        var (id, _) = await AskAsync();
        var killed = Guid.CreateVersion7();
        await using var scope = App.NewScope();
        Assert.Equal(id, (await scope.Get<PlanWorker>().ClaimNextAsync(killed, CancellationToken.None))!.MatchPlanId);

        await RunAsync("MakePlans");
        Assert.Equal(MatchPlanState.Working, (await App.ReadPlanAsync(id)).State);

        App.Clock.Advance(MatchPlan.LeaseTime + TimeSpan.FromSeconds(1));
        await RunAsync("MakePlans");
        var made = await App.ReadPlanAsync(id);
        Assert.Equal(MatchPlanState.Ready, made.State);

        await using var late = App.NewScope();
        Assert.False(await late.Get<PlanWorker>().MakeAsync(id, killed, new PlanOptions(), progress: null, stop: CancellationToken.None, CancellationToken.None));
        Assert.Equal(WorkOrder.NotYours, await late.Get<PlanWorker>().ReportAsync(id, killed, progress: null, CancellationToken.None));
        Assert.Equal(made.Version, (await App.ReadPlanAsync(id)).Version);
    }

    [Fact]
    public async Task A_plan_that_kills_its_workers_counts_as_failed_and_can_be_made_anew()
    {
        var (id, coordinator) = await AskAsync();

        for (var i = 0; i <= MatchPlan.MostAttempts; i++)
        {
            await using var scope = App.NewScope();
            await scope.Get<PlanWorker>().ClaimNextAsync(Guid.CreateVersion7(), CancellationToken.None);
            App.Clock.Advance(MatchPlan.LeaseTime + TimeSpan.FromSeconds(1));
        }

        Assert.Equal(MatchPlanState.Failed, (await App.ReadPlanAsync(id)).State);
        Assert.Equal(MatchPlanState.Ready, (await App.MakeAgainAsync(coordinator, id)).State);
    }

    [Fact]
    public async Task A_search_that_is_stopped_keeps_the_best_so_far_and_says_so()
    {
        var (id, coordinator) = await AskAsync();
        await using (var scope = App.NewScope())
        {
            await scope.Get<PlanWorker>().ClaimNextAsync(Guid.CreateVersion7(), CancellationToken.None);
        }

        await StopAsync(id, coordinator);
        App.Clock.Advance(MatchPlan.LeaseTime + TimeSpan.FromSeconds(1));
        await RunAsync("MakePlans");

        var plan = await App.ReadPlanAsync(id);
        Assert.Equal((MatchPlanState.Ready, true), (plan.State, plan.WasStopped));
        Assert.True(plan.UpperBound >= plan.Value);
    }

    [Fact]
    public async Task What_waits_for_a_worker_stops_at_once()
    {
        var (id, coordinator) = await AskAsync();

        await StopAsync(id, coordinator);
        await RunAsync("MakePlans");

        Assert.Equal(MatchPlanState.Stopped, (await App.ReadPlanAsync(id)).State);
    }

    [Fact]
    public async Task A_large_plan_is_offered_and_taken_back_by_the_job()
    {
        var (id, coordinator) = await AskAsync();
        await RunAsync("MakePlans");
        await App.QueryAsync(async db =>
        {
            var plan = await db.MatchPlans.SingleAsync(p => p.MatchPlanId == id);
            Assert.True(plan.BeginApply(coordinator.Id));

            return await db.SaveChangesAsync();
        });

        await RunAsync("MakePlans");
        Assert.Equal(MatchPlanState.Applied, (await App.ReadPlanAsync(id)).State);
        Assert.Equal(1, await App.QueryAsync(db => db.Assignments.CountAsync(a => a.State == AssignmentState.Offered)));
        Assert.Equal(coordinator.Id, await App.QueryAsync(db => db.AuditEntries.Where(e => e.Action == "ShiftOffered").Select(e => e.ActorId).SingleAsync()));

        await App.QueryAsync(async db =>
        {
            var plan = await db.MatchPlans.SingleAsync(p => p.MatchPlanId == id);
            Assert.True(plan.BeginUndo());

            return await db.SaveChangesAsync();
        });
        await RunAsync("MakePlans");

        Assert.Equal(MatchPlanState.Undone, (await App.ReadPlanAsync(id)).State);
        Assert.Equal(0, await App.QueryAsync(db => db.Assignments.CountAsync(a => a.State == AssignmentState.Offered)));
    }

    [Theory]
    [InlineData("match --from 2026-11-23 --to 2026-12-01 --centre 1", 0, "1 of 1 places filled")]
    [InlineData("match --from 2026-11-23 --to 2026-12-01", 0, "1 of 1 places filled")]
    [InlineData("match --from 2026-11-23 --to 2026-12-01 --centre 99", 2, "There is no centre 99")]
    [InlineData("match --from 2026-12-23 --to 2026-12-01", 2, "--to must not be before --from")]
    [InlineData("match --from tomorrow --to 2026-12-01", 2, "Say the days as")]
    public async Task The_command_prints_a_plan_and_keeps_nothing(string arguments, int code, string says)
    {
        await App.AddShiftAsync(capacity: 1);
        await AddVolunteerAsync();
        using var output = new StringWriter();
        using var errors = new StringWriter();

        Assert.True(MatchFromDatabaseCommand.IsAskedFor(arguments.Split(' ')));
        Assert.Equal(code, await MatchFromDatabaseCommand.RunAsync(App.Services, arguments.Split(' '), output, errors, CancellationToken.None));

        Assert.Contains(says, output.ToString() + errors, StringComparison.Ordinal);
        Assert.Equal(0, await App.QueryAsync(db => db.MatchPlans.CountAsync()));
        Assert.Equal(0, await App.QueryAsync(db => db.Assignments.CountAsync()));
    }

    private async Task<(Guid Id, Core.Accounts.UserAccount Coordinator)> AskAsync()
    {
        await App.AddShiftAsync(capacity: 1);
        await AddVolunteerAsync();
        var coordinator = await App.AddCoordinatorAsync("1");

        return (await App.AskPlanAsync(coordinator), coordinator);
    }

    private async Task StopAsync(Guid id, Core.Accounts.UserAccount coordinator)
    {
        await using var scope = await App.AsAsync(coordinator);
        Assert.Equal(PlanChangeOutcome.Done, await scope.Get<MatchPlanService>().StopAsync(id, CancellationToken.None));
    }
}
