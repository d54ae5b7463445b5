using System.Text.Json;
using Dost.Volunteers.Core.Data;

namespace Dost.Volunteers.Core.Matching.Planning.Generating;

/// <summary>Baku as far as it matters here: where people live, district by district, and where the centres are. From the reference data.</summary>
internal sealed class CityMap
{
    private const double KmPerDegree = 111.2;

    /// <summary>How far homes lie from the middle of their district, in kilometres.</summary>
    private const double HomesWithinKm = 1.8;

    /// <summary>People of each district, in thousands.</summary>
    private static readonly Dictionary<string, int> _people = new()
    {
        ["binagadi"] = 270,
        ["garadagh"] = 130,
        ["khatai"] = 290,
        ["khazar"] = 170,
        ["narimanov"] = 180,
        ["nasimi"] = 220,
        ["nizami"] = 200,
        ["pirallahi"] = 20,
        ["sabail"] = 100,
        ["sabunchu"] = 250,
        ["surakhani"] = 220,
        ["yasamal"] = 250,
    };

    private readonly List<(GeoPoint Middle, int People)> _districts;
    private readonly int _peopleInAll;

    public CityMap()
    {
        _districts = [.. from item in ReferenceLoader.Read("districts") let code = Code(item) where _people.ContainsKey(code) select (PointOf(item), _people[code])];
        _peopleInAll = _districts.Sum(d => d.People);
        Centres = [.. from item in ReferenceLoader.Read("centres") where _people.ContainsKey(item.GetProperty("district").GetString()!) select ($"c{Code(item)}", PointOf(item))];
    }

    public IReadOnlyList<(string Place, GeoPoint Point)> Centres { get; }

    /// <summary>Where somebody may live: more in the districts with more people.</summary>
    public GeoPoint Home(Random random)
    {
        var lot = random.Next(_peopleInAll);
        var district = 0;

        while (lot >= _districts[district].People)
        {
            lot -= _districts[district++].People;
        }

        var middle = _districts[district].Middle;
        var north = Normal(random) * HomesWithinKm / KmPerDegree;
        var east = Normal(random) * HomesWithinKm / KmPerDegree / Math.Cos(double.DegreesToRadians(middle.Latitude));

        return new GeoPoint(Math.Round(middle.Latitude + north, 5), Math.Round(middle.Longitude + east, 5));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static string Code(JsonElement item) => item.GetProperty("code").GetString()!;

    private static GeoPoint PointOf(JsonElement item) => new(item.GetProperty("lat").GetDouble(), item.GetProperty("lng").GetDouble());
}

internal readonly record struct GeoPoint(double Latitude, double Longitude);
