using System.Globalization;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Tasks;

/// <summary>What may be said of a place to everybody: a centre by its name, a home only by its district.</summary>
public static class PublicPlace
{
    public static string NameIn(VolunteerTask task, Centre centre, CultureInfo culture) => NameIn(task.PlaceKind, centre.Name, task.District.Name, culture);

    public static string NameIn(PlaceKind kind, LocalName centre, LocalName district, CultureInfo culture) => kind switch
    {
        PlaceKind.Centre => centre.In(culture),
        PlaceKind.Address => district.In(culture),
        PlaceKind.Remote => culture.TwoLetterISOLanguageName switch { "ru" => "дистанционно", "en" => "remote", _ => "məsafədən" },
    };
}
