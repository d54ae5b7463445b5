using System.Globalization;
using Dost.Volunteers.Core.Messaging;
using Xunit.Abstractions;

namespace Dost.Volunteers.Tests.Messaging;

/// <summary>What the supplied text messages cost, with believable values and links as long as real ones.</summary>
public sealed class SmsPartsTests(ITestOutputHelper output)
{
    /// <summary>The address of the README: as long as one of a ministry.</summary>
    private const string Site = "https://konullu.example.az";

    private const int PartMillis = 60;

    /// <summary>
    /// The list is printed (<c>dotnet test --filter SmsPartsTests --logger "console;verbosity=detailed"</c>), and written to the file that
    /// DOST_SMS_LIST names.
    /// </summary>
    [Fact]
    public void Every_text_message_fits_into_two_parts_in_every_language_as_it_is_sent()
    {
        var rows = MessageTemplates.All.Where(t => t.Channel is MessageChannel.Sms && MessagePlaces.Of(t.Kind).IsEditable)
            .GroupBy(t => t.Kind).OrderBy(g => g.Key.ToString(), StringComparer.Ordinal)
            .Select(g => (Kind: g.Key, Az: Sent(g.Key, "az"), Plain: Sent(g.Key, "az", inPlainLetters: true), Ru: Sent(g.Key, "ru"), En: Sent(g.Key, "en"))).ToList();
        var lines = rows.Select(r => string.Create(
            CultureInfo.InvariantCulture,
            $"| {r.Kind} | {r.Az.Signs} | {r.Az.Parts} | {r.Az.Parts * PartMillis / 1000m:0.00} | {r.Plain.Parts} | {r.Ru.Parts} | {r.En.Parts} |"));
        string[] list = ["| Kind | az: signs | az: parts | az: manat | az in plain letters: parts | ru: parts | en: parts |", "|---|---|---|---|---|---|---|", .. lines];

        output.WriteLine(string.Join('\n', list));

        if (Environment.GetEnvironmentVariable("DOST_SMS_LIST") is { } file)
        {
            File.WriteAllLines(file, list);
        }

        Assert.True(rows.Count > 40, $"{rows.Count} texts");
        Assert.Equal([], rows.Where(r => r.Az.Parts > TemplateCheck.FewParts || r.Ru.Parts > TemplateCheck.FewParts || r.En.Parts > TemplateCheck.FewParts || r.Plain.Parts > r.Az.Parts)
            .Select(r => $"{r.Kind}: az {r.Az}, ru {r.Ru}, en {r.En}, plain {r.Plain}"));
    }

    [Fact]
    public void Plain_letters_and_English_stay_in_the_small_alphabet()
    {
        foreach (var kind in MessageTemplates.All.Where(t => t.Channel is MessageChannel.Sms).Select(t => t.Kind).Distinct())
        {
            Assert.True(Sent(kind, "az", inPlainLetters: true).IsGsm, $"{kind} az");
            Assert.True(Sent(kind, "en").IsGsm, $"{kind} en");
        }
    }

    [Fact]
    public void A_text_message_says_at_once_who_writes() =>
        Assert.All(
            MessageTemplates.All.Where(t => t.Channel is MessageChannel.Sms && MessagePlaces.Of(t.Kind).IsEditable),
            t => Assert.StartsWith("DOST: ", MessageTemplates.Find(t.Kind, t.Channel, t.Culture)!.Body, StringComparison.Ordinal));

    private static SmsSize Sent(MessageKind kind, string culture, bool inPlainLetters = false) =>
        SmsText.Measure(SmsText.AsSent(MessageExamples.Fill(kind, culture, Site, MessageTemplates.Find(kind, MessageChannel.Sms, culture)!).Body, culture, inPlainLetters));
}
