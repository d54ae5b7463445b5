using System.Text.Json;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Architecture;

/// <summary>The reference files: complete, in three languages, and in Azerbaijan.</summary>
public class ReferenceDataTests
{
    public static TheoryData<string, string> Keys => new()
    {
        { "centres", "code" }, { "districts", "code" }, { "skills", "code" }, { "languages", "code" }, { "help-categories", "code" }, { "credential-types", "code" }, { "contract-texts", "code" }, { "refusal-reasons", "code" }, { "consent-texts", "code" }, { "settings", "key" }, { "holidays", "date" },
    };

    [Theory, MemberData(nameof(Keys))]
    public void Codes_are_unique(string file, string key)
    {
        var codes = Read(file).Select(i => i.GetProperty(key).GetString()!).ToList();

        Assert.NotEmpty(codes);
        Assert.Equal(codes.Distinct(), codes);
        Assert.All(codes, code => Assert.Matches("^[A-Za-z0-9.-]+$", code));
    }

    [Theory]
    [InlineData("centres", "", "address")]
    [InlineData("districts", "")]
    [InlineData("skills", "")]
    [InlineData("languages", "")]
    [InlineData("help-categories", "", "hint")]
    [InlineData("credential-types", "", "hint")]
    [InlineData("contract-texts", "")]
    [InlineData("holidays", "")]
    [InlineData("refusal-reasons", "")]
    [InlineData("consent-texts", "")]
    public void Every_entry_is_there_in_three_languages(string file, params string[] names)
    {
        foreach (var item in Read(file))
        {
            foreach (var name in names)
            {
                var words = Languages(name).Select(property => item.GetProperty(property).GetString()!).ToList();
                Assert.All(words, word => Assert.False(string.IsNullOrWhiteSpace(word), $"{file}: {item}"));
                Assert.All(words, word => Assert.Equal(word.Trim(), word));
                Assert.Matches(@"\p{IsCyrillic}", words[1]);
                Assert.DoesNotMatch(@"\p{IsCyrillic}", words[0] + words[2]);
            }
        }
    }

    [Fact]
    public void Every_kind_of_help_has_its_picture()
    {
        Assert.All(Read("help-categories"), item =>
        {
            var picture = Path.Combine("Dost.Volunteers.Web", "wwwroot", "lib", "icons", item.GetProperty("symbol").GetString() + ".svg");
            Assert.True(File.Exists(Path.Combine(Repository.Root, picture)), picture);
        });
    }

    [Theory]
    [InlineData("centres")]
    [InlineData("districts")]
    [InlineData("skills")]
    [InlineData("languages")]
    [InlineData("help-categories")]
    [InlineData("credential-types")]
    [InlineData("refusal-reasons")]
    public void No_two_entries_have_one_name(string file)
    {
        foreach (var language in Languages(""))
        {
            var names = Read(file).Select(i => i.GetProperty(language).GetString()!).ToList();
            Assert.Equal(names.Distinct(), names);
        }
    }

    [Fact]
    public void Every_district_has_one_centre_and_every_centre_lies_in_a_district()
    {
        var districts = Read("districts").Select(d => d.GetProperty("code").GetString()!).ToList();
        var served = Read("centres").SelectMany(c => c.GetProperty("districts").EnumerateArray().Select(d => d.GetString()!)).ToList();

        Assert.Equal(districts.Order(StringComparer.Ordinal), served.Order(StringComparer.Ordinal));
        Assert.All(Read("centres"), c => Assert.Contains(c.GetProperty("district").GetString(), c.GetProperty("districts").EnumerateArray().Select(d => d.GetString())));
    }

    [Fact]
    public void Parts_stand_behind_the_city_that_they_belong_to()
    {
        HashSet<string> seen = [];

        foreach (var district in Read("districts"))
        {
            Assert.True(!district.TryGetProperty("parent", out var parent) || seen.Contains(parent.GetString()!), $"{district}");
            seen.Add(district.GetProperty("code").GetString()!);
        }
    }

    [Theory]
    [InlineData("districts")]
    [InlineData("centres")]
    public void Places_lie_in_Azerbaijan(string file) => Assert.All(Read(file), place =>
    {
        Assert.InRange(place.GetProperty("lat").GetDouble(), 38.3, 41.95);
        Assert.InRange(place.GetProperty("lng").GetDouble(), 44.7, 50.8);
    });

    [Fact]
    public void The_opening_grid_is_made_of_blocks_of_three_hours_that_do_not_overlap()
    {
        foreach (var centre in Read("centres"))
        {
            var blocks = centre.GetProperty("grid").EnumerateArray()
                .Select(b => (Day: Enum.Parse<DayOfWeek>(b.GetProperty("day").GetString()!), From: Time(b, "from"), To: Time(b, "to"))).ToList();

            Assert.NotEmpty(blocks);
            Assert.All(blocks, b => Assert.Equal(TimeSpan.FromHours(3), b.To - b.From));
            Assert.Equal(blocks.Count, blocks.Select(b => (b.Day, b.From)).Distinct().Count());
        }
    }

    [Fact]
    public void Every_message_has_words_in_three_languages_with_the_same_places()
    {
        foreach (var (kind, channel) in MessageTemplates.All.Select(t => (t.Kind, t.Channel)).Distinct())
        {
            var places = Cultures.Select(culture => MessageTemplates.Find(kind, channel, culture)!)
                .Select(words => string.Join(' ', MessageTemplates.Placeholder().Matches(words.Subject + words.Body).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal))).ToList();

            Assert.Equal(Cultures.Length, MessageTemplates.All.Count(t => t.Kind == kind && t.Channel == channel));
            Assert.Single(places.Distinct());
        }

        Assert.Equal(Enum.GetValues<MessageKind>(), MessageTemplates.All.Select(t => t.Kind).Distinct().Order());
    }

    private static string[] Cultures => ["az", "ru", "en"];

    private static IEnumerable<string> Languages(string name) => name is "" ? ["az", "ru", "en"] : [$"{name}Az", $"{name}Ru", $"{name}En"];

    private static TimeOnly Time(JsonElement block, string property) => TimeOnly.ParseExact(block.GetProperty(property).GetString()!, "HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static List<JsonElement> Read(string name)
    {
        using var stream = typeof(ReferenceLoader).Assembly.GetManifestResourceStream($"Dost.Volunteers.Core.Data.Reference.{name}.json")!;
        using var document = JsonDocument.Parse(stream);

        return [.. document.RootElement.Clone().EnumerateArray()];
    }
}
