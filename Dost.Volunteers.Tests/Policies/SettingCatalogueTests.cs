using System.Globalization;
using System.Text.RegularExpressions;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Tests.Support;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Policies;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Tests.Policies;

/// <summary>The list of settings: everything that the code reads, with words in all languages and a place to change it.</summary>
public partial class SettingCatalogueTests
{
    public static TheoryData<string> Languages => ["az", "ru", "en"];

    [Fact]
    public void Every_setting_that_the_code_reads_is_on_the_list_and_nothing_else()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "Dost.Volunteers.Core", "Policies", "Policy.cs"));
        var read = Key().Matches(source).Select(m => m.Groups["key"].Value).ToHashSet();
        var weights = SettingCatalogue.All.Where(d => d.Key.StartsWith("Matching.Weight", StringComparison.Ordinal)).ToList();

        // The weights are read by their parts.
        Assert.True(read.Remove("Matching.Weight"));
        Assert.Equal(7, weights.Count);
        Assert.NotEmpty(read);
        Assert.Equal(read.Order(StringComparer.Ordinal), SettingCatalogue.All.Except(weights).Select(d => d.Key).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Languages))]
    public void Every_setting_has_a_name_and_a_meaning_in_each_language(string language)
    {
        var culture = CultureInfo.CurrentUICulture;

        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            var t = Words();
            var names = SettingCatalogue.All.Select(d => t.Of(d)).ToList();

            Assert.All(names, words => Assert.NotEmpty(words.Name));
            Assert.Equal(names.Count, names.Select(n => n.Name).Distinct().Count());
            Assert.All(SettingCatalogue.All.Where(d => d.Page is not SettingPage.Weights), d => Assert.EndsWith(".", t.Of(d).About, StringComparison.Ordinal));
            Assert.All(SettingCatalogue.All, d => Assert.NotEmpty(t.Said(d, d.Default)));
        }
        finally
        {
            CultureInfo.CurrentUICulture = culture;
        }
    }

    [Fact]
    public void What_the_program_brings_along_is_allowed_and_kept_as_it_is() => Assert.All(SettingCatalogue.All, d => Assert.Equal(d.Default, d.Read(d.Default)));

    [Theory]
    [InlineData("Volunteers.MinimumAge", " 18 ", "18")]
    [InlineData("Volunteers.MinimumAge", "018", "18")]
    [InlineData("Volunteers.MinimumAge", "13", null)]
    [InlineData("Volunteers.MinimumAge", "31", null)]
    [InlineData("Volunteers.MinimumAge", "-16", null)]
    [InlineData("Volunteers.MinimumAge", "16.5", null)]
    [InlineData("Volunteers.MinimumAge", "99999999999", null)]
    [InlineData("Volunteers.MinimumAge", "", null)]
    [InlineData("Messaging.QuietFrom", "9:05", "09:05")]
    [InlineData("Messaging.QuietFrom", "24:00", null)]
    [InlineData("Messaging.QuietFrom", "21", null)]
    [InlineData("Messaging.DigestOn", "Friday", "Friday")]
    [InlineData("Messaging.DigestOn", "5", null)]
    [InlineData("Terms.CompleteThemselves", "false", "false")]
    [InlineData("Terms.CompleteThemselves", "yes", null)]
    [InlineData("Credentials.ReminderDays", "1; 30 7,7", "30,7,1")]
    [InlineData("Credentials.ReminderDays", "30,0", null)]
    [InlineData("Credentials.ReminderDays", "30,bir", null)]
    [InlineData("Credentials.ReminderDays", " , ", null)]
    [InlineData("Credentials.ReminderDays", "1,2,3,4,5,6,7,8,9,10,11,12,13", null)]
    [InlineData("Phones.MobilePrefixes", "77, 50", "50,77")]
    [InlineData("Phones.MobilePrefixes", "050", null)]
    [InlineData("Phones.MobilePrefixes", "5", null)]
    public void What_is_typed_is_read_within_bounds_or_not_at_all(string key, string typed, string? kept) => Assert.Equal(kept, SettingCatalogue.Find(key)!.Read(typed));

    private static StringLocalizer<Text> Words() =>
        new(new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));

    [GeneratedRegex("""
        "(?<key>[A-Z][A-Za-z]+\.[A-Z][A-Za-z]+)"
        """)]
    private static partial Regex Key();
}
