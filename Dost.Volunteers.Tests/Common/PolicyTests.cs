using System.Text.Json;
using Dost.Volunteers.Core.Policies;

namespace Dost.Volunteers.Tests.Common;

public class PolicyTests
{
    private static readonly Policy _byDesign = new(new Dictionary<string, string>());

    [Fact]
    public void Without_settings_the_values_of_the_design_hold()
    {
        Assert.Equal(16, _byDesign.MinimumAge);
        Assert.Equal(18, _byDesign.GuardianConsentAge);
        Assert.Equal(50, _byDesign.SilverFromAge);
        Assert.Equal(2, _byDesign.TermMonths);
        Assert.Equal(900, _byDesign.WeeklyCapMinutes);
        Assert.Equal(new TimeOnly(21, 0), _byDesign.QuietFrom);
        Assert.Equal(new TimeOnly(9, 0), _byDesign.QuietTo);
    }

    [Fact]
    public void The_settings_that_come_with_the_product_say_the_same()
    {
        using var stream = typeof(Policy).Assembly.GetManifestResourceStream("Dost.Volunteers.Core.Data.Reference.settings.json")!;
        using var document = JsonDocument.Parse(stream);
        var shipped = new Policy(document.RootElement.EnumerateArray().ToDictionary(s => s.GetProperty("key").GetString()!, s => s.GetProperty("value").GetString()!));

        foreach (var property in typeof(Policy).GetProperties())
        {
            Assert.Equal(property.GetValue(_byDesign), property.GetValue(shipped));
        }
    }

    [Fact]
    public void What_an_administrator_sets_holds()
    {
        var policy = new Policy(new Dictionary<string, string>
        {
            ["Volunteers.MinimumAge"] = "18",
            ["Messaging.QuietFrom"] = "22:30",
            ["Messaging.Transliterate"] = "true",
            ["Phones.MobilePrefixes"] = " 50, 99 ,",
        });

        Assert.Equal(18, policy.MinimumAge);
        Assert.Equal(new TimeOnly(22, 30), policy.QuietFrom);
        Assert.True(policy.Transliterate);
        Assert.Equal(["50", "99"], policy.MobilePrefixes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sixteen")]
    [InlineData("16.5")]
    public void What_can_be_no_value_leaves_that_of_the_design(string value) =>
        Assert.Equal(16, new Policy(new Dictionary<string, string> { ["Volunteers.MinimumAge"] = value }).MinimumAge);
}
