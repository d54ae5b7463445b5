using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Hours.Totals;

/// <summary>The words of the totals.</summary>
internal static class TotalsWords
{
    public static string NameOf(this IStringLocalizer<Text> t, TotalsBy by) => by switch
    {
        TotalsBy.Person => t["Volunteer"],
        TotalsBy.Centre => t["Centre"],
        TotalsBy.Programme => t["Programme"],
        TotalsBy.Month => t["Month"],
    };

    public static string NameOf(this IStringLocalizer<Text> t, TotalsRow row, TotalsBy by)
    {
        var culture = CultureInfo.CurrentUICulture;

        return by switch
        {
            TotalsBy.Person => row.IsErased ? t["Somebody whose data were deleted"] : row.FullName!,
            TotalsBy.Centre => row.Centre!.In(culture),
            TotalsBy.Programme => t.NameOf(row.Programme!.Value),
            TotalsBy.Month => SpokenTime.StartLine(SpokenTime.MonthAndYear(row.Month!.Value, culture), culture),
        };
    }
}
