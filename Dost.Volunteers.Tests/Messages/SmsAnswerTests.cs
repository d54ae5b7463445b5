using Dost.Volunteers.Core.Messaging.Inbound;

namespace Dost.Volunteers.Tests.Messages;

/// <summary>Free spelling in three languages is read; whatever is longer is not.</summary>
public sealed class SmsAnswerTests
{
    [Theory]
    [InlineData("bəli")]
    [InlineData("BƏLİ")]
    [InlineData("Beli!")]
    [InlineData("  beli. ")]
    [InlineData("hə")]
    [InlineData("He")]
    [InlineData("BELI")]
    [InlineData("gəlirəm")]
    [InlineData("Bəli, gələcəm")]
    [InlineData("yes")]
    [InlineData("Y")]
    [InlineData("ok")]
    [InlineData("Да")]
    [InlineData("ДА!!!")]
    [InlineData("ага")]
    [InlineData("Конечно")]
    [InlineData("да, приду")]
    [InlineData("da")]
    public void A_plain_yes_is_read(string text) => Assert.Equal(new SmsAnswer(SmsWord.Yes, null), SmsAnswer.Read(text));

    [Theory]
    [InlineData("xeyr")]
    [InlineData("XEYİR")]
    [InlineData("yox")]
    [InlineData("Yox, gələ bilmirəm")]
    [InlineData("no")]
    [InlineData("N")]
    [InlineData("Нет.")]
    [InlineData("не приду")]
    [InlineData("I can't")]
    public void A_plain_no_is_read(string text) => Assert.Equal(new SmsAnswer(SmsWord.No, null), SmsAnswer.Read(text));

    [Theory]
    [InlineData("A1 BƏLİ", "A1", SmsWord.Yes)]
    [InlineData("a1beli", null, SmsWord.None)]
    [InlineData("bəli a1", "A1", SmsWord.Yes)]
    [InlineData("A 1 - bəli", "A1", SmsWord.Yes)]
    [InlineData("да А1", "A1", SmsWord.Yes)]
    [InlineData("а1: нет", "A1", SmsWord.No)]
    [InlineData("в9 да", "B9", SmsWord.Yes)]
    [InlineData("X3 xeyr", "X3", SmsWord.No)]
    [InlineData("no k 7", "K7", SmsWord.No)]
    [InlineData("A0 yes", null, SmsWord.None)]
    [InlineData("A12 yes", null, SmsWord.None)]
    [InlineData("A1 A2 yes", null, SmsWord.None)]
    [InlineData("A1", null, SmsWord.None)]
    [InlineData("A1 stop", null, SmsWord.None)]
    public void The_code_stands_before_or_after_in_either_alphabet(string text, string? code, SmsWord word) => Assert.Equal(new SmsAnswer(word, code), SmsAnswer.Read(text));

    [Theory]
    [InlineData("STOP", SmsWord.Stop)]
    [InlineData("dayandır", SmsWord.Stop)]
    [InlineData("DAYANDIR", SmsWord.Stop)]
    [InlineData("Стоп", SmsWord.Stop)]
    [InlineData("START", SmsWord.Start)]
    [InlineData("başla", SmsWord.Start)]
    [InlineData("BAŞLA", SmsWord.Start)]
    [InlineData("HELP", SmsWord.Help)]
    [InlineData("kömək", SmsWord.Help)]
    [InlineData("KÖMƏK", SmsWord.Help)]
    [InlineData("помощь", SmsWord.Help)]
    public void The_words_that_operators_know_are_read(string text, SmsWord word) => Assert.Equal(new SmsAnswer(word, null), SmsAnswer.Read(text));

    /// <summary>dcsops#55: "yes in 2 hours" was cut to yes.</summary>
    [Theory]
    [InlineData("yes in 2 hours")]
    [InlineData("bəli, amma gecikəcəm")]
    [InlineData("bəli?")]
    [InlineData("yes/no")]
    [InlineData("да или нет")]
    [InlineData("yes no")]
    [InlineData("да нет")]
    [InlineData("not yes")]
    [InlineData("hə 2 saata")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("👍")]
    [InlineData("yes 👍")]
    [InlineData("ok ok")]
    [InlineData("stop it please")]
    [InlineData("не")]
    [InlineData("y1")]
    [InlineData("в 5 да")]
    [InlineData("нет к 1")]
    [InlineData(null)]
    public void Whatever_is_longer_or_doubtful_is_for_a_person_to_read(string? text) => Assert.Equal(SmsAnswer.Nothing, SmsAnswer.Read(text));

    /// <summary>Any text that has one more word of its own than a plain answer is never taken for one.</summary>
    [Fact]
    public void No_plain_answer_stays_one_when_words_are_added()
    {
        string[] plain = ["bəli", "yox", "yes", "no", "да", "нет", "A1 bəli", "нет А1", "he", "ok"];
        string[] added = ["amma", "2", "saat", "but", "later", "позже", "maybe", "?", "bəlkə", "10:30", "saatdan sonra", "в 5", "if", "A2", "и", "və", "+1"];
        var random = new Random(6);

        for (var i = 0; i < 5000; i++)
        {
            var words = plain[random.Next(plain.Length)].Split(' ').ToList();
            var extra = added[random.Next(added.Length)];
            words.Insert(random.Next(words.Count + 1), extra);
            var text = string.Join(' ', words);

            // A second code is one word more too, unless it is the only one.
            Assert.True(SmsAnswer.Read(text).Word is SmsWord.None || (extra is "A2" && words.Count == 2), text);
        }
    }

    [Fact]
    public void No_random_letters_answer()
    {
        const string letters = "abeylinoxdaнетда 12?!.AB";
        HashSet<string> answers = ["beli", "yox", "no", "da", "да", "нет", "n", "y", "net", "yes", "he", "ne", "aga"];
        var random = new Random(142);

        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => letters[random.Next(letters.Length)])]);

            if (SmsAnswer.Read(text).Word is not SmsWord.None)
            {
                var words = text.ToLowerInvariant().Split(' ', '!', '.').Where(w => w.Length > 0 && !w.Any(char.IsDigit) && !(w.Length == 1 && w is "a" or "b")).ToList();
                Assert.True(words.Count == 1 && answers.Contains(words[0]), text);
            }
        }
    }

    [Fact]
    public void Ninety_questions_have_ninety_codes_and_each_is_read_back()
    {
        var codes = Enumerable.Range(0, SmsCode.Different).Select(SmsCode.Of).ToList();

        Assert.Equal(90, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Equal(new SmsAnswer(SmsWord.Yes, code), SmsAnswer.Read($"{code} bəli")));
        Assert.Equal(codes[0], SmsCode.Of(SmsCode.Different));
    }
}
