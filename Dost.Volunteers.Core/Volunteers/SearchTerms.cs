using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Volunteers;

/// <summary>What a volunteer is found by, and what somebody who types looks for. Both are made here, so that they cannot part.</summary>
public static class SearchTerms
{
    /// <summary>Signs of what was typed that are read; nobody's name is longer.</summary>
    public const int TypedMaxLength = 100;

    private const int MaxWords = 6;
    private const int ShortestPhoneEnd = 3;
    private const char EmailMark = '@';

    /// <summary>The terms of a person: sounds of the names, ends of the phone number, the e-mail address.</summary>
    public static IReadOnlySet<string> Of(Volunteer volunteer)
    {
        ArgumentNullException.ThrowIfNull(volunteer);

        var terms = WordsOf($"{volunteer.FamilyName} {volunteer.GivenName}").Select(SearchText.Sound).ToHashSet(StringComparer.Ordinal);
        var digits = DigitsOf(volunteer.Phone);

        for (var start = 0; start + ShortestPhoneEnd <= digits.Length; start++)
        {
            terms.Add(digits[start..]);
        }

        if (volunteer.Email is { } email)
        {
            terms.Add(EmailMark + SearchText.Fold(email));
        }

        terms.Remove("");

        return terms.Select(Cut).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// What was typed, as ranges of terms, each of which must be met. Digits with their spaces, brackets and signs are one number, whose zero
    /// in front is left out: it is kept as +994…, and people write 050 123 45 67.
    /// </summary>
    public static IReadOnlyList<TermRange> Asked(string? typed)
    {
        var text = (typed ?? "").Trim();
        var parts = (text.Length > TypedMaxLength ? text[..TypedMaxLength] : text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var asked = new List<string>();
        var number = "";

        foreach (var part in parts.Append(""))
        {
            if (part.Length > 0 && part.All(IsOfNumber))
            {
                number += DigitsOf(part);
                continue;
            }

            asked.Add(number.TrimStart('0'));
            number = "";
            asked.AddRange(IsOfEmail(part) ? [EmailMark + SearchText.Fold(part)] : WordsOf(part).Select(SearchText.Sound));
        }

        return [.. asked.Where(a => a.Length > 0).Distinct(StringComparer.Ordinal).Take(MaxWords).Select(a => TermRange.StartingWith(Cut(a)))];
    }

    private static string[] WordsOf(string text)
    {
        var letters = SearchText.Fold(text).Select(c => char.IsLetterOrDigit(c) ? c : ' ').ToArray();

        return new string(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static bool IsOfNumber(char sign) => char.IsAsciiDigit(sign) || "+-()./".Contains(sign, StringComparison.Ordinal);

    /// <summary>An address has its sign in it, or a digit or a dot among its letters; names have none of these.</summary>
    private static bool IsOfEmail(string part) => part.Contains(EmailMark, StringComparison.Ordinal) || (part.Any(char.IsAsciiLetter) && part.Any(c => char.IsAsciiDigit(c) || c is '.' or '_'));

    private static string DigitsOf(string text) => new([.. text.Where(char.IsAsciiDigit)]);

    private static string Cut(string term) => term.Length > VolunteerSearchTerm.MaxLength ? term[..VolunteerSearchTerm.MaxLength] : term;
}

/// <summary>All terms with one beginning: from it, and before the next beginning of the same length.</summary>
public sealed record TermRange(string From, string Until)
{
    public static TermRange StartingWith(string beginning)
    {
        ArgumentException.ThrowIfNullOrEmpty(beginning);

        return new TermRange(beginning, beginning[..^1] + (char)(beginning[^1] + 1));
    }
}
