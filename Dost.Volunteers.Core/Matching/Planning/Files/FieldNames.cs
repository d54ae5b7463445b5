using System.Text;

namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>The fields that an object of the file may have, by number, and which of them it needs.</summary>
internal sealed class FieldNames
{
    private readonly string[] _names;
    private readonly byte[][] _utf8;

    /// <param name="needed">How many of them, from the first, must be there.</param>
    /// <param name="names">The fields in their usual order, so that the next one is found at once.</param>
    public FieldNames(int needed, params string[] names)
    {
        Needed = needed;
        _names = names;
        _utf8 = [.. names.Select(Encoding.UTF8.GetBytes)];
    }

    public int Needed { get; }

    public string this[int field] => _names[field];

    public ReadOnlySpan<byte> Utf8(int field) => _utf8[field];

    public int Count => _names.Length;
}
