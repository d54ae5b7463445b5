using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Jobs.Dispatch;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>What messages look like and when they come: the rules alone.</summary>
public sealed class WordingTests
{
    private static readonly QuietHours _night = new(new TimeOnly(21, 0), new TimeOnly(9, 0));

    [Theory]
    [InlineData("Növbəniz sabahdır, gəlirsinizmi? Şəhər, ığışçöü", "Novbeniz sabahdir, gelirsinizmi? Seher, igiscou")]
    [InlineData("İSMAYILLI – ƏĞŞÇÖÜ", "ISMAYILLI - EGSCOU")]
    public void Transliterated_words_fit_into_the_cheap_alphabet(string text, string expected)
    {
        Assert.Equal(expected, SmsText.Transliterate(text));
        Assert.Equal(1, SmsText.PartsOf(new string('x', 160 - expected.Length) + expected));
    }

    [Theory]
    [InlineData("a", 160, 1)]
    [InlineData("a", 161, 2)]
    [InlineData("a", 306, 2)]
    [InlineData("a", 307, 3)]
    [InlineData("€", 80, 1)]
    [InlineData("€", 81, 2)]
    [InlineData("ə", 70, 1)]
    [InlineData("ə", 71, 2)]
    [InlineData("ə", 135, 3)]
    public void Parts_are_counted_as_operators_do(string letter, int times, int parts) =>
        Assert.Equal(parts, SmsText.PartsOf(string.Concat(Enumerable.Repeat(letter, times))));

    [Theory]
    [InlineData(15, 2 * 60, 0, 13, 0)] // by day: just then
    [InlineData(9, 2 * 60, -1, 20, 30)] // at seven in the morning: the evening before
    [InlineData(10, 2 * 60, 0, 9, 0)] // at eight: an hour later is early enough
    [InlineData(8, 24 * 60, -1, 9, 0)]
    public void A_reminder_never_comes_at_night(int startsAt, int leadMinutes, int day, int hour, int minute)
    {
        var shift = BakuTime.ToUtc(new DateOnly(2026, 11, 25), new TimeOnly(startsAt, 0));

        var moment = ReminderPlan.MomentOf(leadMinutes, shift, _night);

        Assert.Equal(BakuTime.ToUtc(new DateOnly(2026, 11, 25).AddDays(day), new TimeOnly(hour, minute)), moment);
        Assert.False(_night.Contain(moment));
    }

    [Fact]
    public void A_reminder_is_stale_when_the_next_one_is_due()
    {
        var start = BakuTime.ToUtc(new DateOnly(2026, 11, 25), new TimeOnly(15, 0));
        var stages = ReminderStage.Defaults(Guid.NewGuid()).ToList();

        Assert.Null(ReminderPlan.Due(stages, start, DateTime.MinValue, _night, start.AddHours(-73)));
        Assert.Equal(("72h", start.AddHours(-24)), Due(start.AddHours(-72)));
        Assert.Equal(("24h", start.AddHours(-2)), Due(start.AddHours(-3)));
        Assert.Equal(("2h", start), Due(start.AddMinutes(-1)));
        Assert.Null(ReminderPlan.Due(stages, start, DateTime.MinValue, _night, start));

        (string Code, DateTime NotAfter) Due(DateTime now)
        {
            var due = ReminderPlan.Due(stages, start, DateTime.MinValue, _night, now)!;
            return (due.Stage.Code, due.NotAfterUtc);
        }
    }

    [Theory]
    [InlineData("az", "Cavab verin")]
    [InlineData("ru", "Ответить")]
    [InlineData("en", "Answer")]
    public void An_email_has_a_button_for_the_link_and_the_same_words_as_plain_text(string culture, string button)
    {
        var (text, html) = EmailLayout.Compose(Message(culture), MessageKind.ShiftOffer);

        Assert.Contains($">{button}</a>", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://dost.example/t/abc\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://dost.example/t/out\"", html, StringComparison.Ordinal);
        Assert.Contains("<p style=\"margin:0 0 16px\">Hörmətlə,<br>DOST</p>", html, StringComparison.Ordinal);
        Assert.Contains("\nhttps://dost.example/t/abc\n", text, StringComparison.Ordinal);
        Assert.Contains("https://dost.example/t/out", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_drops_the_style_sheet_shows_the_light_colours()
    {
        var (_, html) = EmailLayout.Compose(Message("az"), MessageKind.ShiftOffer);
        var sheet = html[html.IndexOf("<style>", StringComparison.Ordinal)..html.IndexOf("</style>", StringComparison.Ordinal)];
        var body = html[html.IndexOf("</style>", StringComparison.Ordinal)..];

        Assert.Contains("@media (prefers-color-scheme:dark)", sheet, StringComparison.Ordinal);
        Assert.Contains("content=\"light dark\"", html, StringComparison.Ordinal);

        // Each class of the sheet stands on an element that has its light colour inline.
        foreach (var name in sheet.Split('\n').Where(l => l.StartsWith('.')).Select(l => l[1..l.IndexOf('{', StringComparison.Ordinal)]))
        {
            Assert.Matches($"class=\"[^\"]*\\b{name}\\b[^\"]*\"[^>]*style=\"[^\"]*(color|background):", body);
        }
    }

    [Theory]
    [InlineData("Hörmətli Aygün,\n\nNövbənizi xatırladırıq.\n\nhttps://dost.example/t/abc", "Növbənizi xatırladırıq.")]
    [InlineData("Здравствуйте, Ольга!\n\nhttps://dost.example/t/abc\n\nЖдём вас:\nзавтра", "Ждём вас: завтра")]
    [InlineData("Dear Leyla,\n\nThis is your shift:\n\nTask: queue\nTime: tomorrow\n\nGoodbye", "This is your shift: Task: queue, Time: tomorrow")]
    [InlineData("Yer boşaldı.", "Yer boşaldı.")]
    [InlineData("Salam!", "Salam!")]
    public void A_mailbox_shows_beside_the_subject_what_the_letter_says_and_not_its_greeting(string body, string preheader) =>
        Assert.Equal(preheader, EmailLayout.PreheaderOf(body, ["https://dost.example/t/abc"]));

    [Fact]
    public void What_people_typed_is_shown_and_does_nothing()
    {
        var (_, html) = EmailLayout.Compose(Message("en", "<script>alert(1)</script> & \"co\""), MessageKind.HelpRequestRejected);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_can_be_filled_and_laid_out()
    {
        foreach (var (kind, channel, culture) in MessageTemplates.All.Where(t => t.Channel is MessageChannel.Email))
        {
            var words = MessageTemplates.Find(kind, channel, culture)!;
            string Fill(string text) => MessageTemplates.Placeholder().Replace(text, m => m.Groups[1].Value == "link" ? "https://dost.example/t/abc" : "x");
            var message = Message(culture) with { Words = new MessageWords(Fill(words.Subject!), Fill(words.Body)) };

            var (_, html) = EmailLayout.Compose(message, kind);

            Assert.DoesNotContain("{", html[html.IndexOf("</style>", StringComparison.Ordinal)..], StringComparison.Ordinal);
            Assert.False(words.Body.Contains("{link}", StringComparison.Ordinal) && !html.Contains("display:inline-block", StringComparison.Ordinal), $"{kind} {culture}: the link is no line of its own");
        }
    }

    private static ComposedMessage Message(string culture, string line = "Salam!") => new()
    {
        Contact = new Contact("Aygün", culture, null, "a@example.org"),
        Stands = true,
        Words = new MessageWords("Mövzu", $"{line}\n\nhttps://dost.example/t/abc\n\nHörmətlə,\nDOST"),
        Links = ["https://dost.example/t/abc"],
        UnsubscribeUrl = "https://dost.example/t/out",
    };
}
