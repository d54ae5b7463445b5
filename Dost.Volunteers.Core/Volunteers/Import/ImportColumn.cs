using System.Globalization;
using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Volunteers.Import;

/// <summary>What a column of an uploaded list can hold.</summary>
public enum ImportColumn
{
    GivenName,
    FamilyName,
    Fin,
    BornOn,
    Gender,
    Phone,
    Email,
    District,
    Programme,
    Culture,
    Skills,
    Languages,
    ConsentOn,
    GuardianName,
    GuardianPhone,
}

/// <summary>The names that columns go by in the three languages, in any letter case and with or without signs and accents.</summary>
public static class ImportColumns
{
    /// <summary>The column of line numbers in the file of refused lines; passed over when that file is uploaded again.</summary>
    public static LocalName Line { get; } = new("Sətir", "Строка", "Line");

    /// <summary>The column that says what is wrong; passed over when that file is uploaded again.</summary>
    public static LocalName Remark { get; } = new("Nəyi düzəltmək lazımdır", "Что исправить", "What to correct");

    private static readonly Dictionary<ImportColumn, LocalName> _names = new()
    {
        [ImportColumn.GivenName] = new("Ad", "Имя", "First name"),
        [ImportColumn.FamilyName] = new("Soyad", "Фамилия", "Last name"),
        [ImportColumn.Fin] = new("FİN", "ФИН", "FIN"),
        [ImportColumn.BornOn] = new("Doğum tarixi", "Дата рождения", "Date of birth"),
        [ImportColumn.Gender] = new("Cins", "Пол", "Gender"),
        [ImportColumn.Phone] = new("Telefon", "Телефон", "Phone"),
        [ImportColumn.Email] = new("E-poçt", "Эл. почта", "E-mail"),
        [ImportColumn.District] = new("Rayon", "Район", "District"),
        [ImportColumn.Programme] = new("Proqram", "Программа", "Programme"),
        [ImportColumn.Culture] = new("Mesajların dili", "Язык сообщений", "Language of messages"),
        [ImportColumn.Skills] = new("Bacarıqlar", "Навыки", "Skills"),
        [ImportColumn.Languages] = new("Dillər", "Языки", "Languages"),
        [ImportColumn.ConsentOn] = new("Razılıq tarixi", "Дата согласия", "Consent date"),
        [ImportColumn.GuardianName] = new("Valideynin adı", "Имя родителя", "Name of parent"),
        [ImportColumn.GuardianPhone] = new("Valideynin telefonu", "Телефон родителя", "Phone of parent"),
    };

    /// <summary>What people also write above the same column, folded.</summary>
    private static readonly Dictionary<string, ImportColumn> _synonyms = new()
    {
        ["givenname"] = ImportColumn.GivenName,
        ["adi"] = ImportColumn.GivenName,
        ["surname"] = ImportColumn.FamilyName,
        ["familyname"] = ImportColumn.FamilyName,
        ["soyadi"] = ImportColumn.FamilyName,
        ["finkod"] = ImportColumn.Fin,
        ["fincode"] = ImportColumn.Fin,
        ["birthdate"] = ImportColumn.BornOn,
        ["bornon"] = ImportColumn.BornOn,
        ["dogumgunu"] = ImportColumn.BornOn,
        ["cinsi"] = ImportColumn.Gender,
        ["sex"] = ImportColumn.Gender,
        ["mobil"] = ImportColumn.Phone,
        ["mobiltelefon"] = ImportColumn.Phone,
        ["mobile"] = ImportColumn.Phone,
        ["telefonnomresi"] = ImportColumn.Phone,
        ["mail"] = ImportColumn.Email,
        ["elektronpoct"] = ImportColumn.Email,
        ["pocta"] = ImportColumn.Email,
        ["elektronnayapocta"] = ImportColumn.Email,
        ["rayonu"] = ImportColumn.District,
        ["program"] = ImportColumn.Programme,
        ["messagelanguage"] = ImportColumn.Culture,
        ["consenton"] = ImportColumn.ConsentOn,
        ["guardianname"] = ImportColumn.GuardianName,
        ["guardianphone"] = ImportColumn.GuardianPhone,
    };

    private static readonly Dictionary<string, ImportColumn> _byKey = _names
        .SelectMany(n => KeysOf(n.Value), (n, key) => (Key: key, Column: n.Key)).Concat(_synonyms.Select(s => (s.Key, Column: s.Value)))
        .DistinctBy(n => n.Key).ToDictionary(n => n.Key, n => n.Column);

    private static readonly HashSet<string> _remarkKeys = [.. KeysOf(Line), .. KeysOf(Remark)];

    public static IReadOnlyList<ImportColumn> All { get; } = Enum.GetValues<ImportColumn>();

    /// <summary>Without these a list cannot be imported. The others may be missing: a FIN, an e-mail address, a parent where there is none to name.</summary>
    public static IReadOnlyList<ImportColumn> Required { get; } =
    [
        ImportColumn.GivenName, ImportColumn.FamilyName, ImportColumn.BornOn, ImportColumn.Gender, ImportColumn.Phone, ImportColumn.District,
        ImportColumn.Programme, ImportColumn.ConsentOn,
    ];

    public static string NameOf(ImportColumn column, CultureInfo culture) => _names[column].In(culture);

    public static ImportColumn? Find(string header) => _byKey.TryGetValue(KeyOf(header), out var column) ? column : null;

    public static bool IsRemark(string header) => _remarkKeys.Contains(KeyOf(header));

    /// <summary>Letters and digits of a text, folded: "E-poçt" and "e poct" are the same.</summary>
    public static string KeyOf(string text) => new([.. SearchText.Fold(text).Where(char.IsLetterOrDigit)]);

    private static IEnumerable<string> KeysOf(LocalName name) => [KeyOf(name.Az), KeyOf(name.Ru), KeyOf(name.En)];
}
