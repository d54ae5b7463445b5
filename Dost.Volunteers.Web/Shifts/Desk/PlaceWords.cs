using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Tasks;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>Where the work is, as lists and pages of staff say it: never a private address.</summary>
public static class PlaceWords
{
    public static string PlaceOf(this IStringLocalizer t, PlaceKind kind, LocalName centre, LocalName district)
    {
        ArgumentNullException.ThrowIfNull(t);

        var culture = CultureInfo.CurrentUICulture;

        return kind switch
        {
            PlaceKind.Centre => centre.In(culture),
            PlaceKind.Address => t["{0}, at an address", district.In(culture)],
            PlaceKind.Remote => t["from a distance"],
        };
    }
}
