using System.Globalization;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Asking;

/// <summary>The ground on which a place is shown: the middles of all districts, which also tell whether a point is in the country.</summary>
public sealed record PlaceGround(IReadOnlyList<GroundDistrict> Districts, MapTiles Tiles)
{
    /// <summary>No place of the country is farther from the middle of a district; over the border it is soon farther.</summary>
    private const double FarthestKm = 50;

    /// <summary>Of the point as it was typed, "40.40930,49.86710"; null where there is none, or nothing that could be one.</summary>
    public static MapPoint? Read(string? typed)
    {
        var parts = (typed ?? "").Split(',', StringSplitOptions.TrimEntries);

        return parts.Length == 2 && TryRead(parts[0], 90, out var latitude) && TryRead(parts[1], 180, out var longitude)
            ? new MapPoint(Math.Round(latitude, 5), Math.Round(longitude, 5))
            : null;
    }

    /// <summary>Null where the place can be meant; else what to do about it.</summary>
    public string? WhyNot(string? typed, string? districtCode, IStringLocalizer<Text> t)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (Read(typed) is not { } point || !Districts.Any(d => d.KmTo(point) <= FarthestKm))
        {
            return t["This point is not in Azerbaijan. Set it again, or remove it: the address is enough"];
        }

        return Districts.FirstOrDefault(d => d.Code == districtCode) is { } chosen && chosen.KmTo(point) > FarthestKm
            ? t["This point is far from the district that you chose. Set it where the help is needed, or remove it: the address is enough"].Value
            : null;
    }

    private static bool TryRead(string typed, double limit, out double degrees) =>
        double.TryParse(typed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out degrees) && Math.Abs(degrees) <= limit;
}

/// <summary>A district as the map shows it.</summary>
public sealed record GroundDistrict(string Code, string Name, double Latitude, double Longitude, bool IsPart)
{
    public double KmTo(MapPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);

        return Score.DistanceKm(Latitude, Longitude, point.Latitude, point.Longitude);
    }
}

/// <summary>What the map beside an address needs to know: the typed point, and the district whose middle is shown first.</summary>
public sealed record PlaceField(string? Point, MapTiles Tiles, string? Complaint);
