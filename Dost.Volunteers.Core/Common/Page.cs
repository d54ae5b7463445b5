namespace Dost.Volunteers.Core.Common;

/// <summary>One page of a list: its rows, its number (from 1), the rows a page holds, and how many rows there are in all.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int Number, int Size, int Total)
{
    public int Count => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>How lists are cut into pages.</summary>
public static class Paging
{
    public const int DefaultSize = 25;

    public static int Offset(int number, int size) => (Math.Max(1, number) - 1) * size;
}
