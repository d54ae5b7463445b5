namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>How many places any plan can fill at most: the dual bound of the same problem in which every place is worth one.</summary>
internal static class PlacesBound
{
    private const int Steps = 30;

    public static int Of(PlanModel model, WorkingPlan plan, int wanted, Deadline deadline)
    {
        var most = Math.Min(wanted, Enumerable.Range(0, model.Roles).Sum(r => Math.Min(model.Capacity[r], model.RoleStart[r + 1] - model.RoleStart[r])));
        var filled = plan.FilledPlaces;

        if (filled >= most)
        {
            return most;
        }

        // A place counts where more would like it than can have it: everywhere but where an empty place leads.
        var dual = new DualSearch(new PlanModel(model));
        var chains = new Chains(model, plan, dual.Price);
        Array.Fill(dual.Price, 1);

        for (var r = 0; r < model.Roles && !deadline.IsOver; r++)
        {
            if (!plan.IsFull(r) && dual.Price[r] > 0)
            {
                foreach (var reached in chains.ReachedFrom(r))
                {
                    dual.Price[reached] = 0;
                }
            }
        }

        for (var i = 0; i < Steps && Round(dual.BestBound) > filled; i++)
        {
            dual.Step();

            if (deadline.IsOver)
            {
                break;
            }
        }

        return Math.Min(most, Round(dual.BestBound));
    }

    private static int Round(double bound) => bound >= int.MaxValue ? int.MaxValue : (int)Math.Floor(bound + 1e-6);
}
