using System.Globalization;
using System.Text;

namespace Dost.Volunteers.Core.Common;

/// <summary>
/// Text folded for searching: letter case, Azerbaijani letters, accents and Cyrillic are brought to plain Latin, so that <c>əli</c>,
/// <c>Eli</c> and <c>Эли</c> find each other. Neither database does this by itself for both alphabets.
/// </summary>
public static class SearchText
{
    public const int MaxLength = 400;

    private static readonly Dictionary<char, string> _folds = new()
    {
        ['ə'] = "e",
        ['ı'] = "i",
        ['ğ'] = "g",
        ['ş'] = "s",
        ['ç'] = "c",
        ['ö'] = "o",
        ['ü'] = "u",
        ['а'] = "a",
        ['б'] = "b",
        ['в'] = "v",
        ['г'] = "g",
        ['д'] = "d",
        ['е'] = "e",
        ['ё'] = "e",
        ['ж'] = "j",
        ['з'] = "z",
        ['и'] = "i",
        ['й'] = "y",
        ['к'] = "k",
        ['л'] = "l",
        ['м'] = "m",
        ['н'] = "n",
        ['о'] = "o",
        ['п'] = "p",
        ['р'] = "r",
        ['с'] = "s",
        ['т'] = "t",
        ['у'] = "u",
        ['ф'] = "f",
        ['х'] = "x",
        ['ц'] = "ts",
        ['ч'] = "c",
        ['ш'] = "s",
        ['щ'] = "s",
        ['ъ'] = "",
        ['ы'] = "i",
        ['ь'] = "",
        ['э'] = "e",
        ['ю'] = "yu",
        ['я'] = "ya",
        ['\''] = "",
        ['’'] = "",
        ['ʼ'] = "",
        ['`'] = "",
    };

    /// <summary>Folds and joins the parts with single spaces; never longer than <see cref="MaxLength"/>.</summary>
    public static string Fold(params IEnumerable<string?> parts)
    {
        var folded = new StringBuilder();

        foreach (var part in parts)
        {
            // İ would become i and a combining dot; I is taken as i since nobody searches by the difference.
            foreach (var letter in (part ?? "").Replace('İ', 'i').Replace('I', 'i').ToLowerInvariant().Normalize(NormalizationForm.FormC))
            {
                Append(folded, letter);
            }

            Append(folded, ' ');
        }

        var text = folded.ToString().Trim();

        return text.Length > MaxLength ? text[..MaxLength] : text;
    }

    /// <summary>
    /// How a folded word sounds, whichever way it was written: a name of Azerbaijan in Russian letters or in a passport's Latin becomes the
    /// same as in Azerbaijani (<c>Алиев</c> and <c>Əliyev</c>, <c>Гасан</c> and <c>Həsən</c>). The beginning of a word gives the beginning
    /// of its sound, so that it can be looked for while one types.
    /// </summary>
    public static string Sound(string folded)
    {
        ArgumentNullException.ThrowIfNull(folded);

        var sound = new StringBuilder(folded.Length);

        for (var i = 0; i < folded.Length; i++)
        {
            char? heard = folded[i] switch
            {
                'y' => null,
                'e' => 'a',
                'h' or 'x' or 'q' => 'g',
                'w' => 'v',
                'd' when i + 1 < folded.Length && folded[i + 1] is 'j' => null,
                'j' when i > 0 && folded[i - 1] is 'd' => 'c',
                var letter => letter,
            };

            // Doubled letters are written once as often as twice.
            if (heard is { } letterHeard && (sound.Length == 0 || sound[^1] != letterHeard))
            {
                sound.Append(letterHeard);
            }
        }

        return sound.ToString();
    }

    private static void Append(StringBuilder folded, char letter)
    {
        if (_folds.TryGetValue(letter, out var fold))
        {
            folded.Append(fold);
        }
        else if (char.IsSurrogate(letter))
        {
            // Half of an emoji, which has no form of its own.
            folded.Append(letter);
        }
        else if (char.IsWhiteSpace(letter))
        {
            if (folded.Length > 0 && folded[^1] is not ' ')
            {
                folded.Append(' ');
            }
        }
        else
        {
            foreach (var part in letter.ToString().Normalize(NormalizationForm.FormD))
            {
                if (CharUnicodeInfo.GetUnicodeCategory(part) is not UnicodeCategory.NonSpacingMark)
                {
                    folded.Append(part);
                }
            }
        }
    }
}
