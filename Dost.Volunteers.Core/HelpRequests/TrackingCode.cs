using System.Security.Cryptography;

namespace Dost.Volunteers.Core.HelpRequests;

/// <summary>The code by which who asked follows a request: <c>DST-7K2M-9QX4</c>, 40 random bits in letters that are not mistaken when read aloud.</summary>
public static class TrackingCode
{
    public const int MaxLength = 13;

    // Crockford's base 32: no I, L, O, U.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Make()
    {
        var signs = RandomNumberGenerator.GetString(Alphabet, 8);
        return $"DST-{signs[..4]}-{signs[4..]}";
    }

    /// <summary>What a person typed as the code is stored; null if it can be none. Small letters, spaces, O for 0 and I or L for 1 are taken.</summary>
    public static string? Normalise(string? typed)
    {
        var signs = new string((typed ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).ToArray());

        if (signs.StartsWith("DST", StringComparison.Ordinal))
        {
            signs = signs[3..];
        }

        signs = signs.Replace('O', '0').Replace('I', '1').Replace('L', '1');

        return signs.Length == 8 && signs.All(s => Alphabet.Contains(s, StringComparison.Ordinal)) ? $"DST-{signs[..4]}-{signs[4..]}" : null;
    }
}
