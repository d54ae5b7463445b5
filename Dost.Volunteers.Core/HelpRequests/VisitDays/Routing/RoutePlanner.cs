namespace Dost.Volunteers.Core.HelpRequests.VisitDays.Routing;

/// <summary>
/// Finds in which order to visit: the one with the least driving that keeps every window, or, where none does, the one that breaks the fewest, by the fewest
/// minutes. Up to <see cref="MostExact"/> stops it is the best there is. The same stops always give the same order.
/// </summary>
public static class RoutePlanner
{
    public const int MostExact = ExactRoute.MostStops;

    /// <summary>Stops of a day at most.</summary>
    public const int MostStops = 40;

    public static VisitRoute Plan(RouteProblem problem) => VisitRoute.Of(problem, Best(problem));

    /// <summary>The search that orders many stops, also for few: to see how far it is from the best.</summary>
    public static VisitRoute Search(RouteProblem problem) => VisitRoute.Of(problem, RouteSearch.Find(problem));

    private static int[] Best(RouteProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);

        return problem.Count <= MostExact && ExactRoute.Find(problem) is { } exact ? exact : RouteSearch.Find(problem);
    }
}
