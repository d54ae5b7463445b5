namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>Sets of codes (skills, languages), one a row. When all are read they become bits, so that one holds another is asked at once.</summary>
internal sealed class CodeSets(IdTable codes)
{
    private readonly List<int> _numbers = [];
    private readonly List<int> _ends = [];
    private ulong[] _bits = [];
    private int _words;

    /// <summary>Puts a code into the row that is being read.</summary>
    public void Add(ReadOnlySpan<byte> code) => _numbers.Add(codes.Intern(code));

    /// <summary>The row that is being read is complete.</summary>
    public void EndRow() => _ends.Add(_numbers.Count);

    /// <summary>All rows are complete, also those of the other sets of these codes.</summary>
    public void Freeze()
    {
        _words = (codes.Count + 63) / 64;
        _bits = new ulong[(long)_ends.Count * _words];

        for (var row = 0; row < _ends.Count; row++)
        {
            foreach (var code in CodesOf(row))
            {
                _bits[(row * _words) + (code >> 6)] |= 1UL << (code & 63);
            }
        }
    }

    public ReadOnlySpan<ulong> this[int row] => _bits.AsSpan(row * _words, _words);

    /// <summary>The numbers of the codes in a row.</summary>
    public ReadOnlySpan<int> CodesOf(int row)
    {
        var start = row == 0 ? 0 : _ends[row - 1];

        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_numbers)[start.._ends[row]];
    }

    public string NameOf(int code) => codes[code];

    public static bool Holds(ReadOnlySpan<ulong> set, ReadOnlySpan<ulong> needed)
    {
        for (var word = 0; word < needed.Length; word++)
        {
            if ((needed[word] & ~set[word]) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
