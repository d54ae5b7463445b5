namespace Dost.Volunteers.Core.Matching.Index;

/// <summary>Keeps each thing, and each list of things, once: most weeks, sets of skills and checks are had by many.</summary>
internal sealed class Pool<T>
    where T : notnull
{
    private readonly HashSet<T> _items = [];
    private readonly HashSet<T[]> _lists = new(new ListComparer());

    /// <summary>The list with shared things; the list itself is shared too where it is likely to be had by many.</summary>
    public T[] Share(IReadOnlyCollection<T> list, bool asList)
    {
        if (list.Count == 0)
        {
            return [];
        }

        T[] shared = [.. list.Select(Share)];

        if (!asList)
        {
            return shared;
        }

        if (_lists.TryGetValue(shared, out var known))
        {
            return known;
        }

        _lists.Add(shared);

        return shared;
    }

    public T Share(T item)
    {
        if (_items.TryGetValue(item, out var known))
        {
            return known;
        }

        _items.Add(item);

        return item;
    }

    private sealed class ListComparer : IEqualityComparer<T[]>
    {
        public bool Equals(T[]? x, T[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(T[] list)
        {
            var hash = new HashCode();

            foreach (var item in list)
            {
                hash.Add(item);
            }

            return hash.ToHashCode();
        }
    }
}
