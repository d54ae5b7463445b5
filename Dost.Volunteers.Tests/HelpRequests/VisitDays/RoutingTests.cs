using Dost.Volunteers.Core.HelpRequests.VisitDays.Routing;

namespace Dost.Volunteers.Tests.HelpRequests.VisitDays;

/// <summary>The order of visits: checked against every order there is where there are few stops, and by its promises where there are many.</summary>
public class RoutingTests
{
    private const double Latitude = 40.4;
    private const double Longitude = 49.87;

    [Fact]
    public void No_order_is_better_than_the_one_found_for_a_few_stops()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var problem = Random(random, 1 + (seed % 6), narrow: seed % 3);
            var best = Orders(problem.Count).Select(order => VisitRoute.Of(problem, order)).Min(Worth);

            Assert.Equal(best, Worth(RoutePlanner.Plan(problem)));
        }
    }

    [Fact]
    public void The_search_for_many_stops_finds_the_best_order_of_few()
    {
        for (var seed = 0; seed < 6; seed++)
        {
            var problem = Random(new Random(1000 + seed), 7 + (seed % 4), narrow: seed % 3);

            Assert.Equal(Worth(RoutePlanner.Plan(problem)), Worth(RoutePlanner.Search(problem)));
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(40)]
    public void Many_stops_keep_their_windows_where_a_way_is_known_that_keeps_them(int count)
    {
        for (var seed = 0; seed < 3; seed++)
        {
            var random = new Random(seed);
            var free = Random(random, count, narrow: 0);
            var way = VisitRoute.Of(free, [.. Enumerable.Range(0, count)]);
            RouteStop[] stops = [.. way.Visits.Select(v => free.Stops[v.Stop] with { From = v.Begins - 25, To = v.Begins + 25 })];
            var problem = new RouteProblem(Latitude, Longitude, free.Departs, way.ReturnsAt, stops, RoadSpeed.Usual);

            var found = RoutePlanner.Plan(problem);

            Assert.True(found.KeepsAll);
            Assert.True(found.Metres <= way.Metres);
            HoldsTogether(problem, found);
        }
    }

    [Fact]
    public void Each_stop_is_visited_once_and_its_times_follow_from_the_one_before()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var problem = Random(new Random(seed), 3 + (seed * 3), narrow: seed % 3);

            HoldsTogether(problem, RoutePlanner.Plan(problem));
        }
    }

    [Fact]
    public void The_same_stops_always_get_the_same_order()
    {
        var problem = Random(new Random(7), 25, narrow: 1);
        var again = Random(new Random(7), 25, narrow: 1);

        Assert.Equal(RoutePlanner.Plan(problem).Order, RoutePlanner.Plan(again).Order);
    }

    [Fact]
    public void Where_not_all_windows_can_be_kept_the_fewest_are_broken_and_named()
    {
        // Both want the first minute of the day.
        RouteStop[] stops = [new(40.41, 49.87, 30, 540, 550), new(40.42, 49.87, 30, 540, 550), new(40.43, 49.87, 30, 540, 1000)];

        var found = RoutePlanner.Plan(new RouteProblem(Latitude, Longitude, 540, 1080, stops, RoadSpeed.Usual));

        Assert.Equal(1, found.Broken);
        Assert.Equal(2, found.Visits.Count(v => v.Late == 0));
        Assert.True(Assert.Single(found.Visits, v => v.Late > 0).Stop is 0 or 1);
    }

    [Fact]
    public void An_order_by_hand_stays_and_only_gets_its_times()
    {
        var problem = Random(new Random(3), 6, narrow: 0);
        int[] order = [5, 0, 4, 1, 3, 2];

        var route = VisitRoute.Of(problem, order);

        Assert.Equal(order, route.Order);
        HoldsTogether(problem, route);
        Assert.Throws<ArgumentException>(() => VisitRoute.Of(problem, [0, 0, 1, 2, 3, 4]));
    }

    [Fact]
    public void No_stop_is_no_way()
    {
        var found = RoutePlanner.Plan(new RouteProblem(Latitude, Longitude, 540, 1080, [], RoadSpeed.Usual));

        Assert.Equal((0, 0, true), (found.Visits.Count, found.Metres, found.KeepsAll));
    }

    [Fact]
    public void A_degree_of_latitude_is_as_long_as_it_is_and_roads_are_longer()
    {
        Assert.Equal(111_195, RouteProblem.StraightMetres((40, 50), (41, 50)), 1.0);
        var problem = new RouteProblem(40, 50, 0, 1440, [new RouteStop(41, 50, 0, 0, 1440)], new RoadSpeed(130, 60));

        Assert.Equal((144_553, 145), (problem.Metres(problem.Start, 0), problem.Minutes(problem.Start, 0)));
    }

    private static (int Broken, int Late, int Metres) Worth(VisitRoute route) => (route.Broken, route.MinutesLate, route.Metres);

    private static void HoldsTogether(RouteProblem problem, VisitRoute route)
    {
        Assert.Equal(Enumerable.Range(0, problem.Count), route.Order.Order());
        var (at, time, metres) = (problem.Start, problem.Departs, 0);

        foreach (var visit in route.Visits)
        {
            var stop = problem.Stops[visit.Stop];
            Assert.Equal(time + problem.Minutes(at, visit.Stop), visit.Reached);
            Assert.Equal(Math.Max(visit.Reached, stop.From), visit.Begins);
            Assert.Equal(Math.Max(0, visit.Begins - stop.To), visit.Late);
            Assert.Equal(visit.Begins + stop.ServiceMinutes, visit.Ends);
            (at, time, metres) = (visit.Stop, visit.Ends, metres + problem.Metres(at, visit.Stop));
        }

        Assert.Equal((time + problem.Minutes(at, problem.Start), metres + problem.Metres(at, problem.Start)), (route.ReturnsAt, route.Metres));
    }

    /// <summary>Stops within some kilometres of the start; windows of the whole day, of some hours, or of minutes, so that often not all can be kept.</summary>
    private static RouteProblem Random(Random random, int count, int narrow)
    {
        RouteStop[] stops =
        [
            .. Enumerable.Range(0, count).Select(_ =>
            {
                var from = narrow is 0 ? 540 : random.Next(540, 900);

                return new RouteStop(
                    Latitude + ((random.NextDouble() - 0.5) * 0.1), Longitude + ((random.NextDouble() - 0.5) * 0.15), 5 * random.Next(3, 9), from, narrow is 0 ? 1200 : from + (narrow is 1 ? 180 : 30));
            }),
        ];

        return new RouteProblem(Latitude, Longitude, 540, narrow is 2 ? 900 : 1080, stops, RoadSpeed.Usual);
    }

    private static IEnumerable<int[]> Orders(int count)
    {
        if (count == 0)
        {
            return [[]];
        }

        return Orders(count - 1).SelectMany(order => Enumerable.Range(0, count).Select(at => (int[])[.. order[..at], count - 1, .. order[at..]]));
    }
}
