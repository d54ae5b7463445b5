using System.Globalization;
using Dost.Volunteers.Core.Centres;

namespace Dost.Volunteers.Core.Tasks;

/// <summary>What may be said of a place to everybody: a centre by its name, a home only by its district.</summary>
public static class PublicPlace
{
    public static string NameIn(VolunteerTask task, Centre centre, CultureInfo culture) => task.PlaceKind switch
    {
        PlaceKind.Centre => centre.Name.In(culture),
        PlaceKind.Address => task.District.Name.In(culture),
        PlaceKind.Remote => culture.TwoLetterISOLanguageName switch { "ru" => "дистанционно", "en" => "remote", _ => "məsafədən" },
    };
}
