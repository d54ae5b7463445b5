using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests.VisitDays.Routing;
using Dost.Volunteers.Core.Policies;

namespace Dost.Volunteers.Core.HelpRequests.VisitDays;

/// <summary>A visit day as stops on a map with times, and back. The day has its centre, and its stops with request, person and district loaded.</summary>
public static class VisitRoutes
{
    /// <summary>The order that stands, with its times.</summary>
    public static VisitRoute Of(VisitDay day, Policy policy)
    {
        var stops = InOrder(day);

        return VisitRoute.Of(Problem(day, stops, policy), [.. Enumerable.Range(0, stops.Count)]);
    }

    /// <summary>Where a household is: the point that was set for the request, that of the person's door, or else the middle of the district.</summary>
    public static (double Latitude, double Longitude) PointOf(HelpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var person = request.Beneficiary;

        return (request.Latitude, request.Longitude, person.Latitude, person.Longitude) switch
        {
            ({ } latitude, { } longitude, _, _) => (latitude, longitude),
            (_, _, { } latitude, { } longitude) => (latitude, longitude),
            _ => (person.District.Latitude, person.District.Longitude),
        };
    }

    public static bool HasPoint(HelpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);

        return request is { Latitude: not null, Longitude: not null } or { Beneficiary: { Latitude: not null, Longitude: not null } };
    }

    /// <summary>Puts the stops into the best order and gives them their times. Where the team was, or is expected at the door, comes first and stays as it was.</summary>
    internal static void PlanAnew(VisitDay day, Policy policy)
    {
        var (begun, ahead) = (InOrder(day).FindAll(s => s.State is not VisitStopState.Waiting), InOrder(day).FindAll(s => s.State is VisitStopState.Waiting));
        var past = VisitRoute.Of(Problem(day, begun, policy), [.. Enumerable.Range(0, begun.Count)]);

        // The way to the next door is reckoned from the centre: near enough to order what is left.
        var best = RoutePlanner.Plan(Problem(day, ahead, policy, past.Visits.Count == 0 ? null : past.Visits[^1].Ends));

        foreach (var (stop, position) in begun.Concat(best.Visits.Select(v => ahead[v.Stop])).Select((s, i) => (s, i + 1)))
        {
            stop.Position = position;
        }

        TimeAnew(day, policy);
    }

    /// <summary>Gives the stops in the order that stands their times.</summary>
    internal static void TimeAnew(VisitDay day, Policy policy) => Apply(day, InOrder(day), Of(day, policy));

    internal static List<VisitStop> InOrder(VisitDay day) => [.. day.Stops.OrderBy(s => s.Position).ThenBy(s => s.VisitStopId)];

    private static void Apply(VisitDay day, List<VisitStop> stops, VisitRoute route)
    {
        var midnight = BakuTime.ToUtc(day.On, TimeOnly.MinValue);

        foreach (var (visit, position) in route.Visits.Select((v, i) => (v, i + 1)))
        {
            stops[visit.Stop].Position = position;
            stops[visit.Stop].ArrivesAtUtc = midnight.AddMinutes(visit.Begins);
        }

        day.Touch();
    }

    private static RouteProblem Problem(VisitDay day, List<VisitStop> stops, Policy policy, int? leavesAt = null) => new(
        day.Centre.Latitude,
        day.Centre.Longitude,
        leavesAt ?? MinuteOf(day.StartsAt),
        MinuteOf(day.EndsAt),
        stops.ConvertAll(s => new RouteStop(PointOf(s.HelpRequest).Latitude, PointOf(s.HelpRequest).Longitude, s.Minutes, MinuteOf(s.WindowFrom), MinuteOf(s.WindowTo))),
        new RoadSpeed(policy.VisitRoadPercent, policy.VisitKmPerHour));

    private static int MinuteOf(TimeOnly time) => (time.Hour * 60) + time.Minute;
}
