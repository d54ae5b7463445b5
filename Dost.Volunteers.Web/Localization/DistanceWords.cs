using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Localization;

/// <summary>How far somebody lives, in words.</summary>
public static class DistanceWords
{
    /// <summary>Below it, in kilometres, two places are one point: both are known by their district alone.</summary>
    public const double SameDistrictKm = 0.05;

    public static string Away(this IStringLocalizer<Text> t, double km) =>
        km < SameDistrictKm ? t["lives in the same district"] : t["{0} km away", km.ToString("0.0", CultureInfo.CurrentCulture)];
}
