namespace Dost.Volunteers.Core.HelpRequests.VisitDays.Routing;

/// <summary>Orders that are found at once: to begin a search with, and to compare its find with.</summary>
public static class FirstRoutes
{
    /// <summary>
    /// Nearest first, as a careful person with a map does it: from where one is to the nearest stop that is still reached in its window and after which each
    /// other one could still be; where there is none such, to the nearest that is reached in its window, and else to the nearest of all.
    /// </summary>
    public static int[] NearestFirst(RouteProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var left = Enumerable.Range(0, problem.Count).ToList();
        var order = new List<int>(problem.Count);
        var (at, time) = (problem.Start, problem.Departs);

        while (left.Count > 0)
        {
            var next = left.OrderBy(s => time + problem.Minutes(at, s) > problem.Stops[s].To)
                .ThenBy(s => left.Exists(other => other != s && EndOf(problem, at, time, s) + problem.Minutes(s, other) > problem.Stops[other].To))
                .ThenBy(s => problem.Metres(at, s)).ThenBy(s => s).First();
            time = EndOf(problem, at, time, next);
            at = next;
            order.Add(next);
            left.Remove(next);
        }

        return [.. order];
    }

    private static int EndOf(RouteProblem problem, int at, int time, int stop) =>
        Math.Max(time + problem.Minutes(at, stop), problem.Stops[stop].From) + problem.Stops[stop].ServiceMinutes;

    /// <summary>One after the other, by the end of the window, each where it costs least.</summary>
    internal static int[] ByInsertion(RouteProblem problem)
    {
        var order = new List<int>(problem.Count);

        foreach (var stop in Enumerable.Range(0, problem.Count).OrderBy(s => problem.Stops[s].To).ThenBy(s => problem.Stops[s].From).ThenBy(s => s))
        {
            var (best, least) = (0, long.MaxValue);

            for (var position = 0; position <= order.Count; position++)
            {
                order.Insert(position, stop);
                var cost = RouteCost.Of(problem, order.ToArray(), least);
                order.RemoveAt(position);

                if (cost < least)
                {
                    (best, least) = (position, cost);
                }
            }

            order.Insert(best, stop);
        }

        return [.. order];
    }
}
