using Dost.Volunteers.Core.Matching.Planning;
using FsCheck.Xunit;

namespace Dost.Volunteers.Tests.Matching.Planning;

/// <summary>The planner beside the best plan that is known otherwise: by trying every choice, and by an exact solver that is not ours.</summary>
public class PlannerProofTests
{
    [Property(MaxTest = 300)]
    public void No_plan_of_a_tangled_problem_breaks_a_rule_or_beats_its_bound(int seed)
    {
        var problem = SmallProblems.Tangled(seed, volunteers: 4, shifts: 6, pairsEach: 5);
        var plan = Solve(problem);
        var best = BruteForce.Of(problem);

        PlanChecker.Check(problem, plan);
        AssertAgree(plan, best.BestValue);
        Assert.True(plan.PlacesUpperBound >= best.MostPlaces, $"{best.MostPlaces} places can be filled; the bound says {plan.PlacesUpperBound}.");
    }

    [Property(MaxTest = 300)]
    public void A_network_is_always_proven(int seed)
    {
        var problem = SmallProblems.Network(seed, volunteers: 4, shifts: 8, pairsEach: 6);
        var plan = Solve(problem);
        var best = BruteForce.Of(problem);

        PlanChecker.Check(problem, plan);
        Assert.True(plan.IsProven, $"Value {plan.Value:R}, bound {plan.UpperBound:R}, best {best.BestValue:R}.");
        AssertAgree(plan, best.BestValue);
        Assert.True(plan.PlacesUpperBound >= best.MostPlaces, $"{best.MostPlaces} places can be filled; the bound says {plan.PlacesUpperBound}.");
    }

    /// <summary>People of one worth could drive each other out of a place for ever.</summary>
    [Property(MaxTest = 40)]
    public void Equal_scores_keep_nobody_from_a_proof(int seed)
    {
        var problem = SmallProblems.Network(seed, volunteers: 200, shifts: 40, pairsEach: 30, digits: 1);
        var plan = Solve(problem);

        PlanChecker.Check(problem, plan);
        Assert.True(plan.IsProven, $"Value {plan.Value:R}, bound {plan.UpperBound:R}.");
    }

    /// <summary>A bound is honest however far away it lies; this watches how far.</summary>
    [Fact]
    public void Nearly_all_small_tangled_problems_are_planned_as_well_as_can_be()
    {
        const int Problems = 200;
        var best = 0;

        for (var seed = 1; seed <= Problems; seed++)
        {
            var problem = SmallProblems.Tangled(seed, volunteers: 4, shifts: 6, pairsEach: 5);
            best += Solve(problem).Value >= BruteForce.Of(problem).BestValue - 1e-6 ? 1 : 0;
        }

        Assert.True(best >= 0.95 * Problems, $"{best} of {Problems} plans are the best.");
    }

    [Property(MaxTest = 30)]
    public void The_same_problem_and_seed_have_the_same_plan(int seed)
    {
        var problem = SmallProblems.Tangled(seed, volunteers: 12, shifts: 12, pairsEach: 10);

        Assert.Equal(Solve(problem).Pairs, Solve(problem).Pairs);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_search_that_is_stopped_at_once_still_gives_a_plan_that_keeps_every_rule(int seed)
    {
        var problem = SmallProblems.Tangled(seed, volunteers: 60, shifts: 40, pairsEach: 20);

        PlanChecker.Check(problem, Planner.Solve(problem, new PlanOptions(), progress: null, new CancellationToken(canceled: true)));
        PlanChecker.Check(problem, Planner.Solve(problem, new PlanOptions { TimeLimit = TimeSpan.FromMilliseconds(1) }, progress: null, CancellationToken.None));
    }

    [CbcTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void An_exact_solver_finds_nothing_better_than_the_bound(int seed)
    {
        var problem = SmallProblems.Tangled(seed, volunteers: 30, shifts: 20, pairsEach: 12);
        var plan = Solve(problem);

        PlanChecker.Check(problem, plan);
        var best = PlanChecker.ValueOf(problem, Cbc.Solve(problem));
        AssertAgree(plan, best);
        Assert.True(plan.Value >= 0.98 * best, $"The plan is worth {plan.Value:R}; {best:R} can be reached.");
    }

    [CbcTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void An_exact_solver_agrees_on_networks(int seed)
    {
        var problem = SmallProblems.Network(seed, volunteers: 40, shifts: 24, pairsEach: 15);
        var plan = Solve(problem);

        PlanChecker.Check(problem, plan);
        Assert.True(plan.IsProven);
        AssertAgree(plan, PlanChecker.ValueOf(problem, Cbc.Solve(problem)));
    }

    /// <summary>Who watches the watchmen: both ways to know the best must say the same.</summary>
    [CbcTheory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void Trying_every_choice_and_the_exact_solver_say_the_same(int seed)
    {
        foreach (var problem in new[] { SmallProblems.Tangled(seed, 4, 6, 6), SmallProblems.Network(seed, 4, 8, 6) })
        {
            var chosen = Cbc.Solve(problem);

            Assert.Null(PlanChecker.FaultOf(problem, chosen));
            Assert.Equal(BruteForce.Of(problem).BestValue, PlanChecker.ValueOf(problem, chosen), 6);
        }
    }

    private static Plan Solve(PlanProblem problem) => Planner.Solve(problem, new PlanOptions { TimeLimit = TimeSpan.FromSeconds(10) }, progress: null, CancellationToken.None);

    /// <summary>The bound lies not below the best, no plan above it, and what is called proven is it.</summary>
    private static void AssertAgree(Plan plan, double best)
    {
        Assert.True(plan.UpperBound >= best - PlanChecker.Allowance(best), $"The bound {plan.UpperBound:R} lies below the best, {best:R}.");
        Assert.True(plan.Value <= best + PlanChecker.Allowance(best), $"The plan is worth {plan.Value:R}, more than the best, {best:R}.");

        if (plan.IsProven)
        {
            Assert.True(plan.Value >= best - (1e-6 * Math.Max(1, plan.UpperBound)), $"The plan is called proven with {plan.Value:R}; the best is {best:R}.");
        }
    }
}
