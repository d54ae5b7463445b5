namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>Which pairs hold the places of every role, and what each of them has bid, in flat arrays.</summary>
internal sealed class HeldPlaces
{
    private readonly PlanModel _model;
    private readonly int[] _first;
    private readonly int[] _holder;
    private readonly double[] _bid;
    private readonly int[] _filled;

    public HeldPlaces(PlanModel model)
    {
        _model = model;
        _first = new int[model.Roles + 1];

        for (var r = 0; r < model.Roles; r++)
        {
            _first[r + 1] = _first[r] + model.Capacity[r];
        }

        _holder = new int[_first[^1]];
        _bid = new double[_first[^1]];
        _filled = new int[model.Roles];
    }

    public int Free(int role) => _model.Capacity[role] - _filled[role];

    public bool IsFull(int role) => Free(role) == 0;

    public double LowestBid(int role) => _bid[Lowest(role)];

    /// <summary>There must be a free place.</summary>
    public void Add(int role, int pair, double bid)
    {
        var at = _first[role] + _filled[role]++;
        (_holder[at], _bid[at]) = (pair, bid);
    }

    /// <summary>Puts a pair in the place of the lowest bid; the pair that had it.</summary>
    public int Replace(int role, int pair, double bid)
    {
        var lowest = Lowest(role);
        var leaving = _holder[lowest];
        (_holder[lowest], _bid[lowest]) = (pair, bid);

        return leaving;
    }

    public void Remove(int role, int pair)
    {
        int at = _first[role], last = at + --_filled[role];

        while (_holder[at] != pair)
        {
            at++;
        }

        (_holder[at], _bid[at]) = (_holder[last], _bid[last]);
    }

    /// <summary>No bid stays above the price.</summary>
    public void LowerBids(int role, double price)
    {
        for (var i = _first[role]; i < _first[role] + _filled[role]; i++)
        {
            _bid[i] = Math.Min(_bid[i], price);
        }
    }

    private int Lowest(int role)
    {
        var lowest = _first[role];

        for (var i = lowest + 1; i < _first[role] + _filled[role]; i++)
        {
            lowest = _bid[i] < _bid[lowest] ? i : lowest;
        }

        return lowest;
    }
}
