namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>
/// Prices to begin with. Where places are scarce, one costs what an average taker brings. Where people are scarce, it costs less by what
/// they could do instead, and nothing where most places stay empty when all take what comes, the most urgent roles first.
/// </summary>
internal static class FirstPrices
{
    /// <summary>If hardly a place stays empty when all take what comes, places are scarce.</summary>
    private const double HardlyAny = 0.9;

    public static (double[] Prices, bool AreDear) Of(PlanModel model)
    {
        var plan = FirstCome(model);
        var prices = ScarcePlaces(model);

        if (plan.FilledPlaces >= HardlyAny * model.Capacity.Sum())
        {
            return (prices, true);
        }

        Cheapen(prices, model, plan);

        return (prices, false);
    }

    private static double[] ScarcePlaces(PlanModel model)
    {
        var prices = new double[model.Roles];

        for (var r = 0; r < model.Roles; r++)
        {
            // Where fewer may take it than there are places, it is never scarce.
            var count = model.RoleStart[r + 1] - model.RoleStart[r];
            prices[r] = model.Capacity[r] < count ? Average(model, r) : 0;
        }

        return prices;
    }

    private static void Cheapen(double[] prices, PlanModel model, WorkingPlan plan)
    {
        var other = Alternatives(model, plan);

        for (var r = 0; r < model.Roles; r++)
        {
            var instead = 0.0;

            for (var i = model.RoleStart[r]; i < model.RoleStart[r + 1]; i++)
            {
                var volunteer = model.Volunteer[model.RolePairs[i]];
                instead += plan.Of(volunteer).Contains(model.RolePairs[i]) ? other[volunteer] : 0;
            }

            prices[r] = IsEmpty(model, plan, r) ? 0 : Math.Max(0, prices[r] - (instead / Math.Max(1, plan.Filled[r])));
        }
    }

    private static double Average(PlanModel model, int role)
    {
        var sum = 0.0;

        for (var i = model.RoleStart[role]; i < model.RoleStart[role + 1]; i++)
        {
            sum += model.Worth[model.RolePairs[i]];
        }

        return sum / (model.RoleStart[role + 1] - model.RoleStart[role]);
    }

    private static WorkingPlan FirstCome(PlanModel model)
    {
        var plan = new WorkingPlan(model);

        foreach (var r in Enumerable.Range(0, model.Roles).OrderByDescending(r => model.Priority[r]).ThenBy(r => r))
        {
            for (var i = model.RoleStart[r]; i < model.RoleStart[r + 1] && !plan.IsFull(r); i++)
            {
                if (plan.Fits(model.RolePairs[i], -1))
                {
                    plan.Add(model.RolePairs[i]);
                }
            }
        }

        return plan;
    }

    /// <summary>By volunteer, the best of their pairs in a role of which most is empty; 0 if there is none.</summary>
    private static double[] Alternatives(PlanModel model, WorkingPlan plan)
    {
        var best = new double[model.Volunteers];

        for (var v = 0; v < best.Length; v++)
        {
            for (var p = model.PairStart[v]; p < model.PairStart[v + 1]; p++)
            {
                best[v] = IsEmpty(model, plan, model.Role[p]) ? Math.Max(best[v], model.Worth[p]) : best[v];
            }
        }

        return best;
    }

    private static bool IsEmpty(PlanModel model, WorkingPlan plan, int role) => plan.Filled[role] * 2 < model.Capacity[role];
}
