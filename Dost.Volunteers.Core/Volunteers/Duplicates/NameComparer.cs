using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Volunteers.Duplicates;

/// <summary>How alike two names are, in whichever alphabet and spelling they were typed.</summary>
public enum NameLikeness { None, Similar, Swapped, Same }

/// <summary>A name, ready to be compared with many others.</summary>
public sealed record ComparableName
{
    /// <summary>What stands beside the father's name, as it is folded: not a part of the person's own.</summary>
    private static readonly HashSet<string> _afterFather = ["oglu", "ogli", "ogly", "qizi", "kizi", "gizi", "kyzy", "kizy"];

    private readonly string[] _given;
    private readonly string[] _family;
    private readonly string _givenSound;
    private readonly string _familySound;

    private ComparableName(string[] given, string[] family)
    {
        _given = given;
        _family = family;
        _givenSound = SoundOf(given);
        _familySound = SoundOf(family);
    }

    public static ComparableName Of(string givenName, string familyName) => new(WordsOf(givenName), WordsOf(familyName));

    /// <summary>
    /// Same: they sound the same (<c>Məmmədov</c>, <c>Memmedov</c>, <c>Мамедов</c>). Swapped: given and family name changed places. Similar: the one
    /// part is the same, and in the other a letter or two differ or a second name is missing.
    /// </summary>
    public NameLikeness CompareWith(ComparableName other)
    {
        ArgumentNullException.ThrowIfNull(other);

        if (_givenSound.Length == 0 || _familySound.Length == 0)
        {
            return NameLikeness.None;
        }

        if (_givenSound == other._givenSound && _familySound == other._familySound)
        {
            return NameLikeness.Same;
        }

        if (_givenSound == other._familySound && _familySound == other._givenSound)
        {
            return NameLikeness.Swapped;
        }

        return (_givenSound == other._givenSound && AreClose(_family, other._family)) || (_familySound == other._familySound && AreClose(_given, other._given))
            ? NameLikeness.Similar
            : NameLikeness.None;
    }

    /// <summary>A second name that is left out; or one slip, in long words two.</summary>
    private static bool AreClose(string[] one, string[] other)
    {
        var shorter = Math.Min(one.Length, other.Length);

        if (shorter > 0 && one.Length != other.Length && SoundOf(one[..shorter]) == SoundOf(other[..shorter]))
        {
            return true;
        }

        return Slips.AreFew(string.Concat(one), string.Concat(other));
    }

    private static string[] WordsOf(string name)
    {
        var letters = SearchText.Fold(name).Select(c => char.IsLetter(c) ? c : ' ').ToArray();
        var words = new string(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var mark = Array.FindIndex(words, _afterFather.Contains);

        // "Əli Kamran oğlu": the father's name and the word for son go. A name that is nothing else stays as it is.
        return mark < 2 ? words : [.. words[..(mark - 1)], .. words[(mark + 1)..]];
    }

    private static string SoundOf(string[] words) => SearchText.Sound(string.Concat(words));
}

/// <summary>Slips of the pen: a letter wrong, missing, too many, or two that changed places.</summary>
public static class Slips
{
    private const int Short = 4;
    private const int Long = 8;

    /// <summary>One slip, in long words two; short words must be the same.</summary>
    public static bool AreFew(string one, string other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);

        var length = Math.Max(one.Length, other.Length);

        return Math.Min(one.Length, other.Length) >= Short && Count(one, other) <= (length >= Long ? 2 : 1);
    }

    /// <summary>The distance of Damerau and Levenshtein, in which no letter is moved twice.</summary>
    public static int Count(string one, string other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);

        int[] before = [], last = [.. Enumerable.Range(0, other.Length + 1)];

        for (var i = 1; i <= one.Length; i++)
        {
            var row = new int[other.Length + 1];
            row[0] = i;

            for (var j = 1; j <= other.Length; j++)
            {
                var wrong = last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                row[j] = Math.Min(wrong, 1 + Math.Min(last[j], row[j - 1]));

                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last) = (last, row);
        }

        return last[^1];
    }
}
