using System.Diagnostics.CodeAnalysis;

namespace Dost.Volunteers.Core.Common;

/// <summary>The FIN of an Azerbaijani identity card: seven signs, digits and Latin letters without I and O, upper-case.</summary>
public static class Fin
{
    public const int Length = 7;

    public static bool TryParse(string? typed, [NotNullWhen(true)] out string? fin)
    {
        fin = typed?.Trim().ToUpperInvariant();

        if (fin is null || fin.Length != Length || !fin.All(c => char.IsAsciiDigit(c) || (char.IsAsciiLetterUpper(c) && c is not ('I' or 'O'))))
        {
            fin = null;
        }

        return fin is not null;
    }
}
