namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>
/// Chooses the pairs of greatest value that keep every limit, and says how much better any plan could be. Where the problem is a network
/// an auction finds plan and proof together; else prices give the bound, and large exchanges better the plan until both are close.
/// </summary>
public static class Planner
{
    /// <summary>The part of the bound by which a network's plan may fall short before the search ends: well below what counts as proven.</summary>
    private const double NetworkGap = 4e-7;

    /// <summary>
    /// The best plan found. A search that is cancelled or runs out of time gives the best so far, with its honest gap.
    /// </summary>
    public static Plan Solve(PlanProblem problem, PlanOptions options, IProgress<PlanProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(options);
        var deadline = new Deadline(options.TimeLimit, ct);
        var model = new PlanModel(problem);
        var plan = new WorkingPlan(model);
        var bound = model.IsNetwork
            ? Auctioned(model, plan, deadline, progress)
            : new GeneralSearch(model, plan, options.Seed, deadline, progress).Run();
        var places = PlacesBound.Of(model, plan, problem.PlacesWanted, deadline);
        var pairs = plan.Pairs.Select(p => model.Origin[p]).Order().ToArray();
        var value = ValueOf(problem, model, plan);

        return new Plan(pairs, value, Math.Max(bound, value), pairs.Sum(p => problem.PairScore[p]), places, deadline.Elapsed);
    }

    private static double Auctioned(PlanModel model, WorkingPlan plan, Deadline deadline, IProgress<PlanProgress>? progress)
    {
        var auction = new Auction(model);
        var prices = new DualSearch(model);
        double best = 0, bound = double.PositiveInfinity;

        for (var step = 1.0; ; step /= 5)
        {
            auction.Run(step, deadline);
            bound = Math.Min(bound, prices.Evaluate(auction.Price));
            var value = auction.Value();

            if (value > best)
            {
                best = value;
                plan.Clear();
                auction.CopyTo(plan);
            }

            progress?.Report(new PlanProgress(Math.Min(1, Math.Log(step, 0.2) / 8), best, bound, plan.FilledPlaces));

            if (bound - best <= NetworkGap * Math.Max(bound, 1) || step < 1e-12 || deadline.IsOver)
            {
                return bound;
            }
        }
    }

    /// <summary>From the numbers of the problem itself, in its order.</summary>
    private static double ValueOf(PlanProblem problem, PlanModel model, WorkingPlan plan)
    {
        var value = 0.0;

        for (var v = 0; v < model.Volunteers; v++)
        {
            var pairs = plan.Of(v);

            for (var k = 0; k < pairs.Length; k++)
            {
                value += problem.ValueOf(model.Origin[pairs[k]]) - (problem.Spread * k);
            }
        }

        return value;
    }
}
