using System.Diagnostics;
using System.Globalization;
using Dost.Volunteers.Core.HelpRequests.VisitDays.Routing;

namespace Dost.Volunteers.Bench;

/// <summary>
/// The order of a day's visits beside nearest-first, and beside the best there is where that can be computed. The days are made as those of public sets
/// for vehicles with time windows are: stops in clusters or anywhere, windows wide or narrow, laid around a way that can be driven.
/// </summary>
internal static class VisitsBench
{
    private const int DaysEach = 10;
    private const int Departs = 9 * 60;
    private const double Latitude = 40.41;
    private const double Longitude = 49.87;
    private static readonly int[] _sizes = [8, 10, 12, 16, 24, 32, 40];

    public static int Run()
    {
        Console.WriteLine("| stops | laid | windows | km, nearest first | its broken windows | km, ours | broken | less driving | km, best | search over best | ms, slowest |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        var broke = false;

        foreach (var size in _sizes)
        {
            foreach (var (isClustered, isWide) in new[] { (true, true), (true, false), (false, true), (false, false) })
            {
                broke |= !Measure(size, isClustered, isWide);
            }
        }

        return broke ? 1 : 0;
    }

    /// <summary>False where ours broke a window on a day of which it is known that all can be kept.</summary>
    private static bool Measure(int size, bool isClustered, bool isWide)
    {
        var (nearest, ours, both, nearestOfBoth, best, search, broken, brokenByNearest, slowest) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0, 0, 0.0);

        for (var day = 1; day <= DaysEach; day++)
        {
            var problem = Make(size, isClustered, isWide, new Random((size * 1000) + (day * 4) + (isClustered ? 1 : 0) + (isWide ? 2 : 0)));
            var first = VisitRoute.Of(problem, FirstRoutes.NearestFirst(problem));
            var start = Stopwatch.GetTimestamp();
            var found = RoutePlanner.Plan(problem);
            slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            (nearest, ours) = (nearest + first.Metres, ours + found.Metres);
            (broken, brokenByNearest) = (broken + found.Broken, brokenByNearest + first.Broken);

            // To drive less by breaking windows is no merit: compared are the days on which both keep all.
            if (first.KeepsAll)
            {
                (both, nearestOfBoth) = (both + found.Metres, nearestOfBoth + first.Metres);
            }

            if (size <= RoutePlanner.MostExact)
            {
                (best, search) = (best + found.Metres, search + RoutePlanner.Search(problem).Metres);
            }
        }

        static string Km(double metres) => (metres / DaysEach / 1000).ToString("0.0", CultureInfo.InvariantCulture);
        static string PerCent(double part, double whole) => whole > 0 ? (100 * (part / whole)).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "–";
        var isSmall = size <= RoutePlanner.MostExact;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {size} | {(isClustered ? "clusters" : "anywhere")} | {(isWide ? "wide" : "narrow")} | {Km(nearest)} | {brokenByNearest} | {Km(ours)} | {broken} | {PerCent(nearestOfBoth - both, nearestOfBoth)} | {(isSmall ? Km(best) : "–")} | {(isSmall ? PerCent(search - best, best) : "–")} | {slowest:0} |"));

        return broken == 0;
    }

    /// <summary>A day that can be driven: windows are laid around the times of a way that was found for the points alone.</summary>
    private static RouteProblem Make(int size, bool isClustered, bool isWide, Random random)
    {
        var points = Points(size, isClustered, random);
        RouteStop[] free = [.. points.Select(p => new RouteStop(p.Latitude, p.Longitude, 5 * random.Next(4, 9), 0, 10_000))];
        var way = VisitRoute.Of(new RouteProblem(Latitude, Longitude, Departs, 10_000, free, RoadSpeed.Usual), Shuffled(points, random));
        var stops = new RouteStop[size];

        foreach (var visit in way.Visits)
        {
            var half = isWide ? random.Next(90, 181) : random.Next(15, 46);
            stops[visit.Stop] = free[visit.Stop] with { From = Math.Max(Departs, visit.Begins - half), To = visit.Begins + half };
        }

        return new RouteProblem(Latitude, Longitude, Departs, way.ReturnsAt + 30, stops, RoadSpeed.Usual);
    }

    /// <summary>A way that is sensible and not the best: from one side of the town to the other, with some stops out of their turn.</summary>
    private static int[] Shuffled((double Latitude, double Longitude)[] points, Random random)
    {
        int[] order = [.. Enumerable.Range(0, points.Length).OrderBy(i => Math.Atan2(points[i].Latitude - Latitude, points[i].Longitude - Longitude))];

        for (var swaps = points.Length / 4; swaps > 0; swaps--)
        {
            var one = random.Next(points.Length - 1);
            (order[one], order[one + 1]) = (order[one + 1], order[one]);
        }

        return order;
    }

    /// <summary>Within about ten kilometres of the centre; clusters are housing blocks of some streets.</summary>
    private static (double Latitude, double Longitude)[] Points(int size, bool isClustered, Random random)
    {
        (double Latitude, double Longitude) Anywhere() => (Latitude + ((random.NextDouble() - 0.5) * 0.14), Longitude + ((random.NextDouble() - 0.5) * 0.18));

        var middles = Enumerable.Range(0, Math.Max(2, size / 5)).Select(_ => Anywhere()).ToList();

        return
        [
            .. Enumerable.Range(0, size).Select(i => !isClustered
                ? Anywhere()
                : (middles[i % middles.Count].Latitude + ((random.NextDouble() - 0.5) * 0.014), middles[i % middles.Count].Longitude + ((random.NextDouble() - 0.5) * 0.018))),
        ];
    }
}
