using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Centres;

/// <summary>A district or city of Azerbaijan. Reference data: loaded from <c>Data/Reference/districts.json</c>, never made in the product.</summary>
public class District
{
    public const int CodeMaxLength = 40;

    /// <summary>Stable code in Latin letters, <c>yasamal</c>.</summary>
    public required string DistrictCode { get; init; }
    public required DistrictKind Kind { get; set; }
    public string? ParentCode { get; set; }
    public required LocalName Name { get; set; }

    /// <summary>Degrees north, of the middle of the district.</summary>
    public required double Latitude { get; set; }

    /// <summary>Degrees east, of the middle of the district.</summary>
    public required double Longitude { get; set; }

    /// <summary>The centre that serves the district.</summary>
    public Guid? CentreId { get; set; }
}

public enum DistrictKind { City, CityDistrict, District }
