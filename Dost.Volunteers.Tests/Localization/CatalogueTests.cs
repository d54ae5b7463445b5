using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Localization;

/// <summary>The words of the site: complete in both catalogues, and the same sentence in each.</summary>
public partial class CatalogueTests
{
    private static readonly string _web = Path.Combine(Repository.Root, "Dost.Volunteers.Web");

    public static TheoryData<string> Languages => ["az", "ru"];

    [Theory, MemberData(nameof(Languages))]
    public void Every_sentence_of_the_site_is_translated(string language)
    {
        var known = Catalogue(language).Select(entry => entry.Key).ToHashSet();

        Assert.Empty(UsedKeys().Where(key => !known.Contains(key)).Order());
    }

    [Theory, MemberData(nameof(Languages))]
    public void No_sentence_is_there_twice_or_empty(string language)
    {
        var entries = Catalogue(language);

        Assert.Empty(entries.GroupBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.Empty(entries.Where(entry => string.IsNullOrWhiteSpace(entry.Value)).Select(entry => entry.Key));
    }

    /// <summary>The compiled catalogue does not tell them apart, and silently drops one.</summary>
    [Theory, MemberData(nameof(Languages))]
    public void No_two_sentences_differ_only_by_the_case_of_a_letter(string language) =>
        Assert.Empty(Catalogue(language).GroupBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Both_catalogues_hold_the_same_sentences() =>
        Assert.Equal(Catalogue("az").Select(entry => entry.Key).Order(), Catalogue("ru").Select(entry => entry.Key).Order());

    [Theory, MemberData(nameof(Languages))]
    public void A_translation_has_the_places_of_its_key(string language)
    {
        var wrong = Catalogue(language)
            .Where(entry => entry.Value.Split('|').Any(form => !Places(form).SetEquals(Places(entry.Key))))
            .Select(entry => entry.Key);

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_counted_sentence_has_three_forms_in_Russian_and_one_in_Azerbaijani()
    {
        var counted = UsedKeys().Where(key => key.Contains('|', StringComparison.Ordinal)).ToHashSet();

        Assert.Empty(Catalogue("ru").Where(entry => counted.Contains(entry.Key) && entry.Value.Split('|').Length != 3).Select(entry => entry.Key));
        Assert.Empty(Catalogue("az").Where(entry => counted.Contains(entry.Key) && entry.Value.Contains('|', StringComparison.Ordinal)).Select(entry => entry.Key));
    }

    private static List<KeyValuePair<string, string>> Catalogue(string language) =>
    [
        .. XDocument.Load(Path.Combine(_web, "Localization", $"Text.{language}.resx")).Root!.Elements("data")
            .Select(data => KeyValuePair.Create(data.Attribute("name")!.Value, data.Element("value")!.Value)),
    ];

    private static HashSet<string> UsedKeys() =>
    [
        .. Directory.EnumerateFiles(_web, "*.cs*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml" && !Generated().IsMatch(file))
            .SelectMany(file => Key().Matches(WithoutComments(File.ReadAllText(file))))
            .Select(match => Regex.Unescape(match.Groups["key"].Value)),
    ];

    private static string WithoutComments(string source) => Comment().Replace(source, "");

    private static HashSet<string> Places(string sentence) =>
        [.. Place().Matches(sentence).Select(match => match.Value.ToString(CultureInfo.InvariantCulture))];

    [GeneratedRegex("""\b[tT](\[|\.Plural\([^"\n]*?)"(?<key>([^"\\]|\\.)*)"[\],)]""")]
    private static partial Regex Key();

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"^\s*///.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"[\\/](obj|bin|node_modules|wwwroot)[\\/]")]
    private static partial Regex Generated();
}
