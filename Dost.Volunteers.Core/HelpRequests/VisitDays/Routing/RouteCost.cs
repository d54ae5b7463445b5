namespace Dost.Volunteers.Core.HelpRequests.VisitDays.Routing;

/// <summary>
/// What an order costs, in one number that compares as intended: first how many windows it breaks (the return is one), then the minutes late,
/// then the metres driven.
/// </summary>
internal static class RouteCost
{
    public const long OfMinuteLate = 1_000_000_000;
    public const long OfBroken = 1_000_000 * OfMinuteLate;

    /// <summary>What lateness by so many minutes costs.</summary>
    public static long OfLateness(int minutes) => minutes > 0 ? OfBroken + (minutes * OfMinuteLate) : 0;

    /// <summary>When the visit begins at a stop that is reached at a minute, and what it costs to be late.</summary>
    public static (int Begins, long Cost) Begin(RouteStop stop, int reached) => (Math.Max(reached, stop.From), OfLateness(reached - stop.To));

    /// <summary>The cost of a whole order; once it is clear that it exceeds the bound, any number beyond it.</summary>
    public static long Of(RouteProblem problem, ReadOnlySpan<int> order, long bound = long.MaxValue)
    {
        var (at, time, cost) = (problem.Start, problem.Departs, 0L);

        foreach (var next in order)
        {
            var (begins, late) = Begin(problem.Stops[next], time + problem.Minutes(at, next));
            cost += problem.Metres(at, next) + late;

            if (cost > bound)
            {
                return cost;
            }

            (at, time) = (next, begins + problem.Stops[next].ServiceMinutes);
        }

        return order.Length == 0 ? 0 : cost + problem.Metres(at, problem.Start) + OfLateness(time + problem.Minutes(at, problem.Start) - problem.Returns);
    }
}
