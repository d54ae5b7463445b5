namespace Dost.Volunteers.Core.Common;

/// <summary>One page of a list: its rows, its number (from 1), the rows a page holds, and how many rows there are in all.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int Number, int Size, int Total)
{
    public int Count => Paging.Count(Total, Size);
}

/// <summary>How lists are cut into pages.</summary>
public static class Paging
{
    public const int DefaultSize = 25;

    /// <summary>How many pages there are; an empty list has one.</summary>
    public static int Count(int total, int size = DefaultSize) => Math.Max(1, (total + size - 1) / size);

    /// <summary>The page nearest to the one asked for, from 1.</summary>
    public static int Within(int asked, int total, int size = DefaultSize) => Math.Clamp(asked, 1, Count(total, size));

    public static int Offset(int number, int size) => (Math.Max(1, number) - 1) * size;
}
