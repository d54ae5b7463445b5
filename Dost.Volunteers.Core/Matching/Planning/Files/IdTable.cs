using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>
/// Ids and codes of the file, each known by a number in the order of the first sight. An id may be used before it is defined; the row of
/// its definition is asked for when all is read. The bytes lie in one array: no object is made for an id.
/// </summary>
internal sealed class IdTable
{
    private readonly List<int> _hashes = [];
    private readonly List<int> _ends = [];
    private readonly List<int> _rows = [];
    private int[] _slots = new int[1024];
    private byte[] _bytes = new byte[4096];

    public int Count => _ends.Count;

    /// <summary>The number of an id, a new one if it was never seen.</summary>
    public int Intern(ReadOnlySpan<byte> id)
    {
        var hash = HashOf(id);
        var slot = hash & (_slots.Length - 1);

        while (_slots[slot] != 0)
        {
            var number = _slots[slot] - 1;

            if (_hashes[number] == hash && Utf8(number).SequenceEqual(id))
            {
                return number;
            }

            slot = (slot + 1) & (_slots.Length - 1);
        }

        Append(id, hash);
        _slots[slot] = Count;

        if (Count * 2 > _slots.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    /// <summary>Says in which row an id is defined; false if it was defined before.</summary>
    public bool Define(int number, int row)
    {
        if (_rows[number] >= 0)
        {
            return false;
        }

        _rows[number] = row;

        return true;
    }

    /// <summary>The row of its definition; -1 if there is none.</summary>
    public int RowOf(int number) => _rows[number];

    public ReadOnlySpan<byte> Utf8(int number)
    {
        var start = number == 0 ? 0 : _ends[number - 1];

        return _bytes.AsSpan(start, _ends[number] - start);
    }

    public string this[int number] => Encoding.UTF8.GetString(Utf8(number));

    private void Append(ReadOnlySpan<byte> id, int hash)
    {
        var start = Count == 0 ? 0 : _ends[^1];

        if (start + id.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, start + id.Length));
        }

        id.CopyTo(_bytes.AsSpan(start));
        _ends.Add(start + id.Length);
        _hashes.Add(hash);
        _rows.Add(-1);
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];

        for (var number = 0; number < Count; number++)
        {
            var slot = _hashes[number] & (_slots.Length - 1);

            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = number + 1;
        }
    }

    private static int HashOf(ReadOnlySpan<byte> id)
    {
        const ulong Mixer = 0x9E3779B97F4A7C15;
        var hash = (ulong)id.Length;

        while (id.Length >= 8)
        {
            hash = (BitOperations.RotateLeft(hash, 5) ^ MemoryMarshal.Read<ulong>(id)) * Mixer;
            id = id[8..];
        }

        foreach (var part in id)
        {
            hash = (BitOperations.RotateLeft(hash, 5) ^ part) * Mixer;
        }

        return (int)((hash ^ (hash >> 29)) & int.MaxValue);
    }
}
