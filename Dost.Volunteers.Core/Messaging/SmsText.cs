using System.Text.RegularExpressions;
using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>What a text costs as an SMS, and how to make it cheaper.</summary>
public static partial class SmsText
{
    private const string Basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private const string Extended = "^{}\\[~]|€\f";
    private const string Azerbaijani = "əğışçöüƏĞİŞÇÖÜ";
    private const string Latin = "egiscouEGISCOU";
    private static readonly Regex _dayWords = new($@"\b({string.Join('|', SpokenTime.DayWords.Select(w => Regex.Escape(Transliterate(w))).OrderByDescending(w => w.Length))}), (?=\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Writes the letters of Azerbaijani that GSM-7 lacks as people do on old phones: a part then takes 160 signs in place of 70.</summary>
    public static string Transliterate(string text) => string.Concat(text.Select(c => Azerbaijani.IndexOf(c, StringComparison.Ordinal) is >= 0 and var i ? Latin[i] : c switch
    {
        '–' or '—' => '-',
        '’' or '‘' => '\'',
        '“' or '”' or '«' or '»' => '"',
        _ => c,
    }));

    /// <summary>The text as it leaves: in plain letters where that is wished, and without the dash that alone would more than halve what fits into an English part.</summary>
    public static string AsSent(string text, string culture, bool inPlainLetters) => culture switch
    {
        "en" => text.Replace('–', '-'),
        "az" when inPlainLetters => Transliterate(text),
        _ => text,
    };

    /// <summary>The same for what is said on another day or in other letters: without the words that tell how far a day is, and without the year.</summary>
    public static string Timeless(string text) => Year().Replace(_dayWords.Replace(Transliterate(text), ""), "");

    /// <summary>How many parts the operator counts: 160 signs (153 a part) in GSM-7, 70 (67 a part) where one letter is not in it.</summary>
    public static int PartsOf(string text) => Measure(text).Parts;

    /// <summary>Signs, alphabet and parts of a text.</summary>
    public static SmsSize Measure(string text)
    {
        var isGsm = text.All(c => Basic.Contains(c, StringComparison.Ordinal) || Extended.Contains(c, StringComparison.Ordinal));
        var length = isGsm ? text.Length + text.Count(c => Extended.Contains(c, StringComparison.Ordinal)) : text.Length;
        var (single, part) = isGsm ? (160, 153) : (70, 67);

        return new SmsSize(length, isGsm, length <= single ? 1 : (length + part - 1) / part);
    }

    [GeneratedRegex(@"(?<=\d \p{L}+) 20\d\d\b")]
    private static partial Regex Year();
}

/// <summary>How large a text message is.</summary>
/// <param name="Signs">As the operator counts them: some take two.</param>
/// <param name="IsGsm">In the small alphabet of the SMS; else each sign takes two bytes.</param>
public sealed record SmsSize(int Signs, bool IsGsm, int Parts);
