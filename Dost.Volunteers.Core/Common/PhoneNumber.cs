using System.Diagnostics.CodeAnalysis;

namespace Dost.Volunteers.Core.Common;

/// <summary>
/// A phone number as E.164 text. Azerbaijani numbers are taken as <c>050 123 45 67</c>, <c>+994…</c> or <c>994…</c>; those of other
/// countries need the plus sign.
/// </summary>
public static class PhoneNumber
{
    public const int MaxLength = 16;
    private const string CountryCode = "994";
    private const int NationalDigits = 9;

    /// <summary>Turns what a person typed into E.164; false if it can be no phone number.</summary>
    public static bool TryParse(string? typed, [NotNullWhen(true)] out string? e164)
    {
        e164 = null;

        if (typed is null || typed.Any(c => !char.IsAsciiDigit(c) && !" ()-+./\u00a0".Contains(c, StringComparison.Ordinal)))
        {
            return false;
        }

        var digits = new string(typed.Where(char.IsAsciiDigit).ToArray());
        var international = typed.TrimStart().StartsWith('+') || digits.StartsWith("00", StringComparison.Ordinal);

        if (digits.StartsWith("00", StringComparison.Ordinal))
        {
            digits = digits[2..];
        }

        if (digits.StartsWith(CountryCode, StringComparison.Ordinal))
        {
            // People also write the trunk zero behind the country code: +994 (0)50 …
            var national = digits[CountryCode.Length..].TrimStart('0');
            e164 = national.Length == NationalDigits ? $"+{CountryCode}{national}" : null;
        }
        else if (international)
        {
            e164 = digits.Length is >= 8 and <= 15 && digits[0] is not '0' ? $"+{digits}" : null;
        }
        else if (digits.Length == NationalDigits + 1 && digits[0] is '0' && digits[1] is not '0')
        {
            e164 = $"+{CountryCode}{digits[1..]}";
        }

        return e164 is not null;
    }

    /// <summary>Whether the number can take an SMS: a number abroad is believed, one at home must have a mobile prefix (a setting).</summary>
    public static bool IsMobile(string e164, IReadOnlyCollection<string> mobilePrefixes)
    {
        var home = $"+{CountryCode}";

        return !e164.StartsWith(home, StringComparison.Ordinal)
            || mobilePrefixes.Any(p => e164.AsSpan(home.Length).StartsWith(p, StringComparison.Ordinal));
    }

    /// <summary>As people read it: <c>050 123 45 67</c> at home, <c>+49 …</c> as it stands otherwise.</summary>
    public static string Display(string e164) =>
        e164.StartsWith($"+{CountryCode}", StringComparison.Ordinal) && e164.Length == 13
            ? $"0{e164[4..6]} {e164[6..9]} {e164[9..11]} {e164[11..13]}"
            : e164;
}
