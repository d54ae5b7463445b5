using System.Globalization;
using System.Text;

namespace Dost.Volunteers.Core.Messaging.Inbound;

/// <summary>What a text message plainly says; <see cref="None"/> for everything longer, of which only a person can say what it means.</summary>
public enum SmsWord { None, Yes, No, Stop, Start, Help }

/// <summary>
/// Reads an answer in Azerbaijani, Russian or English, however it is spelled: capitals, letters of another alphabet, dots and the code
/// before or after do not matter. The whole text must be one of the known answers: "yes in two hours" is not a yes.
/// </summary>
/// <param name="Word">What it says.</param>
/// <param name="Code">The code of the question, where there is one.</param>
public sealed record SmsAnswer(SmsWord Word, string? Code)
{
    private const int LongestAnswer = 60;

    private static readonly Dictionary<string, SmsWord> _words = Words();

    public static SmsAnswer Nothing { get; } = new(SmsWord.None, null);

    public static SmsAnswer Read(string? text)
    {
        if (text is null || text.Length > LongestAnswer)
        {
            return Nothing;
        }

        var tokens = Tokens(text);
        var (code, rest) = TakeCode(tokens);

        return _words.TryGetValue(string.Join(' ', rest), out var word) && (code is null || word is SmsWord.Yes or SmsWord.No) ? new SmsAnswer(word, code) : Nothing;
    }

    /// <summary>Folded words: what is neither a letter nor a digit only divides them, but for signs that change what is said.</summary>
    private static List<string> Tokens(string text)
    {
        var folded = new StringBuilder();

        foreach (var sign in text.Normalize(NormalizationForm.FormC))
        {
            folded.Append(sign switch
            {
                // "Yes?" asks, "yes/no" leaves it open, and "5+" is something else: such a text is for a person to read.
                '?' or '/' or '+' or '\\' or '&' or '=' or '%' or '<' or '>' => '?',
                _ when char.IsLetterOrDigit(sign) => Fold(sign),
                _ when char.IsSurrogate(sign) || char.GetUnicodeCategory(sign) is UnicodeCategory.OtherSymbol => '?',
                _ => ' ',
            });
        }

        return [.. folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static char Fold(char sign) => char.ToLowerInvariant(sign) switch
    {
        'ə' => 'e',
        'ğ' => 'g',
        'ı' or 'İ' or 'i' => 'i',
        'ş' => 's',
        'ç' => 'c',
        'ö' => 'o',
        'ü' => 'u',
        'ё' => 'е',
        var other => other,
    };

    /// <summary>The code first or last, its letter in either alphabet; a Latin one also with a space after it.</summary>
    private static (string? Code, IReadOnlyList<string> Words) TakeCode(List<string> tokens)
    {
        if (tokens.Count > 0 && SmsCode.Find(tokens[0]) is { } first)
        {
            return (first, tokens[1..]);
        }

        if (tokens.Count > 1 && SmsCode.Find(tokens[0] + tokens[1]) is { } divided && IsLatinLetter(tokens[0]))
        {
            return (divided, tokens[2..]);
        }

        if (tokens.Count > 1 && SmsCode.Find(tokens[^1]) is { } last)
        {
            return (last, tokens[..^1]);
        }

        return tokens.Count > 2 && IsLatinLetter(tokens[^2]) && SmsCode.Find(tokens[^2] + tokens[^1]) is { } end ? (end, tokens[..^2]) : (null, tokens);
    }

    /// <summary>In Russian single letters are words: "в 5 да" says when, not which question.</summary>
    private static bool IsLatinLetter(string token) => token.Length == 1 && char.IsAsciiLetterLower(token[0]);

    private static Dictionary<string, SmsWord> Words()
    {
        var words = new Dictionary<string, SmsWord>(StringComparer.Ordinal);

        void Add(SmsWord word, params ReadOnlySpan<string> spellings)
        {
            foreach (var spelling in spellings)
            {
                words.Add(spelling, word);
            }
        }

        Add(SmsWord.Yes, "beli", "he", "hee", "beli gelirem", "he gelirem", "gelirem", "gelecem", "geleceyem", "beli gelecem", "beli geleceyem", "razi", "raziyam", "olar", "oldu", "elbette");
        Add(SmsWord.Yes, "бели", "да", "ага", "конечно", "да конечно", "приду", "да приду", "согласен", "согласна", "хорошо", "ок", "da", "aga", "konecno", "konechno", "pridu", "da pridu", "soglasen", "soglasna");
        Add(SmsWord.Yes, "yes", "yeah", "yep", "y", "ok", "okay", "sure", "yes please", "i will come", "yes i will", "yes i will come");
        Add(SmsWord.No, "xeyr", "xeyir", "heyr", "yox", "gelmirem", "gele bilmirem", "gelmeyecem", "gelmeyeceyem", "xeyr gelmirem", "yox gelmirem", "xeyr gele bilmirem", "yox gele bilmirem");
        Add(SmsWord.No, "хейр", "йох", "нет", "неа", "не могу", "нет не могу", "не приду", "нет не приду", "net", "ne mogu", "net ne mogu", "ne pridu", "net ne pridu");
        Add(SmsWord.No, "no", "nope", "n", "i cannot", "i can t", "no i cannot", "no i can t", "no thanks", "no thank you");
        Add(SmsWord.Stop, "stop", "dayandir", "стоп", "stopall", "unsubscribe", "cancel", "end", "quit", "отписаться");
        Add(SmsWord.Start, "start", "basla", "старт", "unstop");
        Add(SmsWord.Help, "help", "komek", "info", "помощь", "pomosh", "pomosc");

        return words;
    }
}

/// <summary>The short code of a question: a letter that looks the same in both alphabets, and a digit.</summary>
public static class SmsCode
{
    private const string Letters = "ABCEHKMPTX";
    private const string Cyrillic = "авсенкмртх";
    private const int Digits = 9;

    public const int Length = 2;

    /// <summary>After so many questions to one person a code comes again; by then the old one is long past.</summary>
    public static int Different => Letters.Length * Digits;

    /// <param name="number">The how-maniest question to that person it is, from 0.</param>
    public static string Of(int number)
    {
        var place = number % Different;

        return string.Create(CultureInfo.InvariantCulture, $"{Letters[place / Digits]}{(place % Digits) + 1}");
    }

    /// <summary>The code that a folded word is, if it is one.</summary>
    internal static string? Find(string token)
    {
        if (token.Length != Length || token[1] is < '1' or > '9')
        {
            return null;
        }

        var letter = Cyrillic.IndexOf(token[0], StringComparison.Ordinal) is >= 0 and var at ? Letters[at] : char.ToUpperInvariant(token[0]);

        return Letters.Contains(letter, StringComparison.Ordinal) ? $"{letter}{token[1]}" : null;
    }
}
