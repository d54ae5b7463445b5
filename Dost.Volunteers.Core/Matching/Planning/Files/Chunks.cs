namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>A list that grows without moving what is in it: millions of entries need no second copy while they come in.</summary>
internal sealed class Chunks<T>
    where T : struct
{
    private const int Bits = 16;
    private const int Size = 1 << Bits;
    private readonly List<T[]> _chunks = [];

    public int Count { get; private set; }

    public ref T this[int index] => ref _chunks[index >> Bits][index & (Size - 1)];

    public void Add(in T item)
    {
        if ((Count & (Size - 1)) == 0)
        {
            _chunks.Add(new T[Size]);
        }

        this[Count++] = item;
    }
}
