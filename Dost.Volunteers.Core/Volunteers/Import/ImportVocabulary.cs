using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers.Import;

/// <summary>The words that may stand in the cells of a list, in any of the three languages, and what they mean. Read once an import.</summary>
public sealed class ImportVocabulary
{
    private static readonly Dictionary<string, Gender> _genders = Words<Gender>(
        (Gender.Female, ["female", "f", "woman", "qadın", "q", "xanım", "женщина", "женский", "жен", "ж"]),
        (Gender.Male, ["male", "m", "man", "kişi", "k", "bəy", "мужчина", "мужской", "муж", "м"]));

    private static readonly Dictionary<string, Programme> _programmes = Words<Programme>(
        (Programme.Young, ["young", "young DOST", "gənc", "gənclər", "gənc DOST", "молодые", "молодой", "молодёжь", "молодёжная", "юный"]),
        (Programme.Silver, ["silver", "silver DOST", "gümüş", "gümüşü", "gümüş DOST", "серебряный", "серебряная", "серебряные", "серебро"]),
        (Programme.Virtual, ["virtual", "virtual DOST", "məsafədən", "виртуальный", "виртуальная", "виртуальные", "дистанционно", "remote"]));

    private static readonly Dictionary<string, string> _cultures = Words<string>(
        ("az", ["az", "azərbaycan", "azərbaycan dili", "азербайджанский", "Azerbaijani"]),
        ("ru", ["ru", "rus", "rus dili", "русский", "Russian"]),
        ("en", ["en", "ingilis", "ingilis dili", "английский", "English"]));

    /// <summary>What stands beside the name of a district and does not tell it from others.</summary>
    private static readonly HashSet<string> _districtWords = ["rayonu", "rayon", "seheri", "seher", "city", "district", "gorod", "r", "g"];

    private readonly Dictionary<string, string> _skills;
    private readonly Dictionary<string, string> _languages;
    private readonly ILookup<string, KnownDistrict> _districts;
    private readonly ILookup<string, KnownDistrict> _shortDistricts;
    private readonly IReadOnlyList<KnownText> _texts;

    private ImportVocabulary(
        IEnumerable<(string Code, LocalName Name)> skills, IEnumerable<(string Code, LocalName Name)> languages, IReadOnlyList<KnownDistrict> districts, IReadOnlyList<KnownText> texts, Policy policy)
    {
        _skills = ByName(skills);
        _languages = ByName(languages);
        _districts = districts.SelectMany(d => NamesOf(d.Name), (d, name) => (Key: ImportColumns.KeyOf(name), District: d)).Distinct().ToLookup(d => d.Key, d => d.District);
        _shortDistricts = districts.SelectMany(d => NamesOf(d.Name), (d, name) => (Key: ShortKeyOf(name), District: d)).Distinct().ToLookup(d => d.Key, d => d.District);
        _texts = texts;
        Policy = policy;
    }

    public Policy Policy { get; }

    public static async Task<ImportVocabulary> ReadAsync(VolunteersDbContext db, Policy policy, CancellationToken ct)
    {
        var skills = await db.Skills.AsNoTracking().Select(s => new { s.SkillCode, s.Name }).ToListAsync(ct);
        var languages = await db.Languages.AsNoTracking().Select(l => new { l.LanguageCode, l.Name }).ToListAsync(ct);
        var districts = await db.Districts.AsNoTracking().Select(d => new { d.DistrictCode, d.Name, d.CentreId }).ToListAsync(ct);
        var texts = await db.ConsentTexts.AsNoTracking().Select(t => new { t.Code, t.Version, t.EffectiveOn }).ToListAsync(ct);

        return new ImportVocabulary(
            skills.Select(s => (s.SkillCode, s.Name)),
            languages.Select(l => (l.LanguageCode, l.Name)),
            [.. districts.Select(d => new KnownDistrict(d.DistrictCode, d.Name, d.CentreId))],
            [.. texts.Select(t => new KnownText(t.Code, t.Version, t.EffectiveOn))],
            policy);
    }

    public static Gender? GenderOf(string text) => _genders.TryGetValue(ImportColumns.KeyOf(text), out var gender) ? gender : null;

    public static Programme? ProgrammeOf(string text) => _programmes.TryGetValue(ImportColumns.KeyOf(text), out var programme) ? programme : null;

    public static string? CultureOf(string text) => _cultures.GetValueOrDefault(ImportColumns.KeyOf(text));

    public string? SkillOf(string text) => _skills.GetValueOrDefault(ImportColumns.KeyOf(text));

    public string? LanguageOf(string text) => _languages.GetValueOrDefault(ImportColumns.KeyOf(text));

    /// <summary>The districts that the text may mean. Where several are called the same, the one that the centre serves is meant.</summary>
    public IReadOnlyList<string> DistrictsOf(string text, Guid centreId)
    {
        var found = _districts[ImportColumns.KeyOf(text)].ToList();

        if (found.Count == 0)
        {
            found = [.. _shortDistricts[ShortKeyOf(text)]];
        }

        var own = found.Where(d => d.CentreId == centreId).ToList();

        return [.. (own.Count > 0 ? own : found).Select(d => d.Code)];
    }

    /// <summary>The version of the text that was in force on the day; none before the first.</summary>
    public int? VersionOn(string code, DateOnly day) =>
        _texts.Where(t => t.Code == code && t.EffectiveOn <= day).MaxBy(t => t.EffectiveOn.DayNumber * 1000L + t.Version)?.Version;

    /// <summary>The first day on which each of the texts was in force.</summary>
    public DateOnly FirstDayOf(IEnumerable<string> codes) => codes.Max(code => _texts.Where(t => t.Code == code).Min(t => t.EffectiveOn));

    private static Dictionary<string, T> Words<T>(params (T Meaning, string[] Words)[] meanings) =>
        meanings.SelectMany(m => m.Words, (m, word) => (Key: ImportColumns.KeyOf(word), m.Meaning)).DistinctBy(w => w.Key).ToDictionary(w => w.Key, w => w.Meaning);

    private static Dictionary<string, string> ByName(IEnumerable<(string Code, LocalName Name)> items) => items
        .SelectMany(i => NamesOf(i.Name).Append(i.Code).Concat(WithoutDili(i.Name.Az)), (i, name) => (Key: ImportColumns.KeyOf(name), i.Code))
        .DistinctBy(n => n.Key).ToDictionary(n => n.Key, n => n.Code);

    /// <summary>"rus dili" is also called "rus".</summary>
    private static IEnumerable<string> WithoutDili(string name) => name.EndsWith(" dili", StringComparison.Ordinal) ? [name[..^5]] : [];

    private static string[] NamesOf(LocalName name) => [name.Az, name.Ru, name.En];

    /// <summary>"Nizami rayonu" and "Nizami (Bakı)" are both short for "nizami".</summary>
    private static string ShortKeyOf(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var words = SearchText.Fold(open > 0 ? text[..open] : text).Split([' ', '.', ',', '-'], StringSplitOptions.RemoveEmptyEntries);

        return string.Concat(words.Where(w => !_districtWords.Contains(w)));
    }

    private sealed record KnownDistrict(string Code, LocalName Name, Guid? CentreId);

    private sealed record KnownText(string Code, int Version, DateOnly EffectiveOn);
}
