using System.Text;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Import;

/// <summary>A list to upload: lines are right unless a test says otherwise.</summary>
internal static class ListFile
{
    public const string Header =
        "Ad;Soyad;FİN;Doğum tarixi;Cins;Telefon;E-poçt;Rayon;Proqram;Mesajların dili;Bacarıqlar;Dillər;Razılıq tarixi;Valideynin adı;Valideynin telefonu";

    public static byte[] Of(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", [Header, .. lines]));

    public static string Line(
        string givenName = "Ülviyyə", string familyName = "Şıxəliyeva", string? fin = null, string born = "14.03.1998", string gender = "qadın", string? phone = null, string email = "",
        string district = "Yasamal", string programme = "Gənc", string culture = "", string skills = "", string languages = "", string consent = "10.11.2026", string guardian = "", string guardianPhone = "") =>
        string.Join(';', givenName, familyName, fin ?? TestData.NewFin(), born, gender, phone ?? TestData.NewPhone(), email, district, programme, culture, skills, languages, consent, guardian, guardianPhone);
}
