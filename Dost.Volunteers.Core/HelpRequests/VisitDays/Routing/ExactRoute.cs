using System.Numerics;

namespace Dost.Volunteers.Core.HelpRequests.VisitDays.Routing;

/// <summary>
/// The best order of a few stops, by dynamic programming over sets of visited stops and the last of them (Held and Karp). Of each such pair it keeps
/// every way that is not later and dearer than another: to be earlier is never worse for what follows, so that what is dropped cannot be missed.
/// </summary>
internal static class ExactRoute
{
    public const int MostStops = 12;

    /// <summary>More ways than this are not kept; then the search takes over. Never seen with the stops of a day.</summary>
    private const int MostWays = 3_000_000;

    /// <summary>The best order; null where there were too many ways to keep.</summary>
    public static int[]? Find(RouteProblem problem)
    {
        var count = problem.Count;

        if (count == 0)
        {
            return [];
        }

        var ways = new List<Way>(1024);
        var fronts = new List<int>?[1 << count, count];

        for (var first = 0; first < count; first++)
        {
            Extend(problem, ways, fronts, previous: -1, at: problem.Start, new Way(problem.Departs, 0, -1, -1), set: 0, first);
        }

        for (var set = 1; set < (1 << count) - 1; set++)
        {
            for (var last = 0; last < count; last++)
            {
                foreach (var way in fronts[set, last] ?? [])
                {
                    for (var next = 0; next < count; next++)
                    {
                        if ((set & (1 << next)) == 0)
                        {
                            Extend(problem, ways, fronts, way, last, ways[way], set, next);
                        }
                    }
                }

                fronts[set, last] = null;
            }

            if (ways.Count > MostWays)
            {
                return null;
            }
        }

        return Best(problem, ways, fronts, (1 << count) - 1);
    }

    private static void Extend(RouteProblem problem, List<Way> ways, List<int>?[,] fronts, int previous, int at, Way way, int set, int next)
    {
        var stop = problem.Stops[next];
        var (begins, late) = RouteCost.Begin(stop, way.Time + problem.Minutes(at, next));
        var (time, cost) = (begins + stop.ServiceMinutes, way.Cost + problem.Metres(at, next) + late);
        var front = fronts[set | (1 << next), next] ??= [];

        foreach (var other in front)
        {
            if (ways[other].Time <= time && ways[other].Cost <= cost)
            {
                return;
            }
        }

        front.RemoveAll(other => ways[other].Time >= time && ways[other].Cost >= cost);
        front.Add(ways.Count);
        ways.Add(new Way(time, cost, next, previous));
    }

    private static int[] Best(RouteProblem problem, List<Way> ways, List<int>?[,] fronts, int all)
    {
        var (best, least) = (-1, long.MaxValue);

        for (var last = 0; last < problem.Count; last++)
        {
            foreach (var way in fronts[all, last] ?? [])
            {
                var cost = ways[way].Cost + problem.Metres(last, problem.Start) + RouteCost.OfLateness(ways[way].Time + problem.Minutes(last, problem.Start) - problem.Returns);

                if (cost < least)
                {
                    (best, least) = (way, cost);
                }
            }
        }

        var order = new int[BitOperations.PopCount((uint)all)];

        for (var position = order.Length - 1; position >= 0; position--)
        {
            order[position] = ways[best].Stop;
            best = ways[best].Previous;
        }

        return order;
    }

    /// <summary>A way to a stop: when its visit ends, what it has cost, and the way that it goes on from.</summary>
    private readonly record struct Way(int Time, long Cost, int Stop, int Previous);
}
