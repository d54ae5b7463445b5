namespace Dost.Volunteers.Core.HelpRequests.VisitDays.Routing;

/// <summary>An order of stops with its times, in minutes of the day.</summary>
public sealed record VisitRoute
{
    public required IReadOnlyList<RouteVisit> Visits { get; init; }

    /// <summary>By road, with the way back.</summary>
    public required int Metres { get; init; }
    public required int DriveMinutes { get; init; }
    public required int ReturnsAt { get; init; }

    /// <summary>Minutes after the time by which one should be back.</summary>
    public required int ReturnsLate { get; init; }

    public int WaitMinutes => Visits.Sum(v => v.Waits);

    /// <summary>The stops, by their numbers in the problem, in the order of the visits.</summary>
    public IReadOnlyList<int> Order => [.. Visits.Select(v => v.Stop)];

    /// <summary>Windows that are not kept, and the return where it is late.</summary>
    public int Broken => Visits.Count(v => v.Late > 0) + (ReturnsLate > 0 ? 1 : 0);

    public int MinutesLate => Visits.Sum(v => v.Late) + ReturnsLate;

    public bool KeepsAll => Broken == 0;

    /// <summary>The times of an order that is given, such as one made by hand.</summary>
    /// <exception cref="ArgumentException">It is not each stop once.</exception>
    public static VisitRoute Of(RouteProblem problem, IReadOnlyList<int> order)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(order);

        if (!order.Order().SequenceEqual(Enumerable.Range(0, problem.Count)))
        {
            throw new ArgumentException("An order has each stop once.", nameof(order));
        }

        var visits = new List<RouteVisit>(order.Count);
        var (at, time, metres, driven) = (problem.Start, problem.Departs, 0, 0);

        foreach (var next in order)
        {
            var stop = problem.Stops[next];
            var reached = time + problem.Minutes(at, next);
            var begins = Math.Max(reached, stop.From);
            visits.Add(new RouteVisit(next, reached, begins, begins + stop.ServiceMinutes, Math.Max(0, reached - stop.To), problem.Metres(at, next)));
            (metres, driven) = (metres + problem.Metres(at, next), driven + problem.Minutes(at, next));
            (at, time) = (next, begins + stop.ServiceMinutes);
        }

        var back = order.Count == 0 ? time : time + problem.Minutes(at, problem.Start);

        return new VisitRoute
        {
            Visits = visits,
            Metres = metres + problem.Metres(at, problem.Start),
            DriveMinutes = driven + problem.Minutes(at, problem.Start),
            ReturnsAt = back,
            ReturnsLate = order.Count == 0 ? 0 : Math.Max(0, back - problem.Returns),
        };
    }
}

/// <summary>A stop on the way: when it is reached, when the visit begins and ends, by how much it is late, and the metres from the stop before.</summary>
public sealed record RouteVisit(int Stop, int Reached, int Begins, int Ends, int Late, int Metres)
{
    public int Waits => Begins - Reached;
}
