using System.Runtime.InteropServices;

namespace Dost.Volunteers.Core.Matching.Index;

/// <summary>The active volunteers of one centre, side by side.</summary>
internal sealed class FactsShelf
{
    private readonly Dictionary<Guid, int> _places;
    private readonly List<CandidateRow> _rows;

    public FactsShelf(int expected) => (_places, _rows) = (new Dictionary<Guid, int>(expected), new List<CandidateRow>(expected));

    public int Count => _rows.Count;

    public ReadOnlySpan<CandidateRow> Rows => CollectionsMarshal.AsSpan(_rows);

    public void Put(in CandidateRow row)
    {
        if (_places.TryGetValue(row.VolunteerId, out var place))
        {
            _rows[place] = row;

            return;
        }

        _places.Add(row.VolunteerId, _rows.Count);
        _rows.Add(row);
    }

    /// <summary>Takes somebody off; the last one moves into the gap.</summary>
    public void Take(Guid volunteerId)
    {
        if (!_places.Remove(volunteerId, out var place))
        {
            return;
        }

        var last = _rows[^1];
        _rows.RemoveAt(_rows.Count - 1);

        if (place < _rows.Count)
        {
            _rows[place] = last;
            _places[last.VolunteerId] = place;
        }
    }
}
