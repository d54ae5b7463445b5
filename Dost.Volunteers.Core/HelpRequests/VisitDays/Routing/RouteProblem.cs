namespace Dost.Volunteers.Core.HelpRequests.VisitDays.Routing;

/// <summary>A household to visit: its point, how long the visit takes, and between which minutes of the day it may begin (both included).</summary>
public sealed record RouteStop(double Latitude, double Longitude, int ServiceMinutes, int From, int To);

/// <summary>How far roads are and how fast one is on them, beside the straight line.</summary>
public sealed record RoadSpeed(int RoadPercent, int KmPerHour)
{
    public static RoadSpeed Usual { get; } = new(130, 25);
}

/// <summary>Stops to put into an order: from the start, which is left at a minute of the day, and back to it by another. Where one arrives early, one waits.</summary>
public sealed class RouteProblem
{
    /// <summary>Two points on the Earth's sphere are seldom further apart than this by road within a country; it keeps costs within a number.</summary>
    private const int MostMetres = 2_000_000;

    private const double EarthMetres = 6_371_000;
    private readonly int[,] _metres;
    private readonly int[,] _minutes;

    public RouteProblem(double latitude, double longitude, int departs, int returns, IReadOnlyList<RouteStop> stops, RoadSpeed roads)
    {
        ArgumentNullException.ThrowIfNull(stops);
        ArgumentNullException.ThrowIfNull(roads);
        ArgumentOutOfRangeException.ThrowIfLessThan(roads.KmPerHour, 1);
        (Departs, Returns, Stops) = (departs, returns, stops);
        (_metres, _minutes) = (new int[stops.Count + 1, stops.Count + 1], new int[stops.Count + 1, stops.Count + 1]);
        (double Latitude, double Longitude)[] points = [.. stops.Select(s => (s.Latitude, s.Longitude)), (latitude, longitude)];

        for (var a = 0; a < points.Length; a++)
        {
            for (var b = 0; b < points.Length; b++)
            {
                var metres = a == b ? 0 : Math.Min(StraightMetres(points[a], points[b]) * roads.RoadPercent / 100, MostMetres);
                _metres[a, b] = (int)Math.Round(metres);
                _minutes[a, b] = (int)Math.Ceiling(metres * 60 / (roads.KmPerHour * 1000.0));
            }
        }
    }

    /// <summary>Minutes of the day.</summary>
    public int Departs { get; }
    public int Returns { get; }
    public IReadOnlyList<RouteStop> Stops { get; }

    public int Count => Stops.Count;

    /// <summary>The number under which the start stands among the stops.</summary>
    public int Start => Stops.Count;

    public int Metres(int from, int to) => _metres[from, to];

    public int Minutes(int from, int to) => _minutes[from, to];

    /// <summary>The great circle between two points.</summary>
    public static double StraightMetres((double Latitude, double Longitude) one, (double Latitude, double Longitude) other)
    {
        var (latitude, longitude) = (Radians(other.Latitude - one.Latitude), Radians(other.Longitude - one.Longitude));
        var half = Math.Pow(Math.Sin(latitude / 2), 2) + (Math.Cos(Radians(one.Latitude)) * Math.Cos(Radians(other.Latitude)) * Math.Pow(Math.Sin(longitude / 2), 2));

        return 2 * EarthMetres * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
