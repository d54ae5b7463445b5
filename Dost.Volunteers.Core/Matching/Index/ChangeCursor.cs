using Dost.Volunteers.Core.Data;

namespace Dost.Volunteers.Core.Matching.Index;

/// <summary>
/// Which notes of changes were read. Numbers are given when a change is written and seen when it is saved, so that a lower number may come after
/// a higher one; a number that is missing is looked for again until no transaction can still be at it.
/// </summary>
internal sealed class ChangeCursor(long last)
{
    /// <summary>Numbers that are looked at again from the start.</summary>
    private const int Overlap = 1000;

    private static readonly TimeSpan _longestTransaction = TimeSpan.FromMinutes(10);

    /// <summary>Those behind a missing number, and when each was read.</summary>
    private readonly SortedDictionary<long, DateTime> _beyond = [];

    /// <summary>All up to here were read, or will never come.</summary>
    public long Low { get; private set; } = Math.Max(0, last - Overlap);

    public IReadOnlyList<FactsChange> New(IEnumerable<FactsChange> changes) => [.. changes.Where(c => c.Sequence > Low && !_beyond.ContainsKey(c.Sequence))];

    /// <summary>These are dealt with.</summary>
    public void Advance(IEnumerable<FactsChange> changes, DateTime nowUtc)
    {
        foreach (var change in changes.Where(c => c.Sequence > Low))
        {
            _beyond.TryAdd(change.Sequence, nowUtc);
        }

        // What was missing below a number when that was read, so long ago, was undone.
        var settled = _beyond.Where(b => nowUtc - b.Value > _longestTransaction).Select(b => b.Key).DefaultIfEmpty(Low).Max();
        Low = Math.Max(Low, settled);

        foreach (var number in _beyond.Keys.TakeWhile(n => n <= Low).ToList())
        {
            _beyond.Remove(number);
        }

        while (_beyond.Remove(Low + 1))
        {
            Low++;
        }
    }
}
