namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>
/// Finds plan and prices of a network at once. Volunteers bid for the roles that serve them best; a role keeps its highest bidders and
/// costs what the lowest of them offers. Places that stay empty at a price above zero then lower it until somebody comes. A smaller and
/// smaller step makes both sides meet (D. P. Bertsekas, "Auction algorithms", with forward and reverse bidding and scaling of the step).
/// </summary>
internal sealed class Auction
{
    /// <summary>A bid raises the price by this part of the step or is not made: people of one worth would drive each other out for ever.</summary>
    private const double LeastRise = 0.1;

    private readonly PlanModel _model;
    private readonly ScheduleSearch _search;
    private readonly HeldPlaces _places;
    private readonly Queue<int> _bidders = new();
    private readonly bool[] _waits;
    private readonly Queue<int> _sellers = new();
    private readonly bool[] _isForSale;
    private readonly bool[] _isSorted;
    private int _turns;
    private int _mostTurns = int.MaxValue;
    private int[] _wanted = new int[64];

    public Auction(PlanModel model)
    {
        _model = model;
        _search = new ScheduleSearch(model);
        _places = new HeldPlaces(model);
        _waits = new bool[model.Volunteers];
        _isForSale = new bool[model.Roles];
        _isSorted = new bool[model.Roles];
        Price = new double[model.Roles];
        Held = new bool[model.Role.Length];
    }

    public double[] Price { get; }

    /// <summary>By pair: part of the plan.</summary>
    public bool[] Held { get; }

    /// <summary>Gives up after so many bids and sales; false then.</summary>
    public bool Run(double step, int mostTurns, Deadline deadline)
    {
        (_turns, _mostTurns) = (0, mostTurns);
        Run(step, deadline);

        return _turns <= _mostTurns;
    }

    /// <summary>One round at a step: afterwards nobody would gain more than the step by changing.</summary>
    public void Run(double step, Deadline deadline)
    {
        for (var v = 0; v < _model.Volunteers; v++)
        {
            Enqueue(v);
        }

        Forward(step, deadline);
        Reverse(step, deadline);
    }

    private void Forward(double step, Deadline deadline)
    {
        while (!IsOver(deadline) && _bidders.TryDequeue(out var v))
        {
            _waits[v] = false;
            Bid(v, step);
        }
    }

    /// <summary>The clock is read now and then only.</summary>
    private bool IsOver(Deadline deadline) => ++_turns > _mostTurns || ((_turns & 255) == 0 && deadline.IsOver);

    private void Bid(int volunteer, double step)
    {
        if (_model.IsSingle)
        {
            BidForOne(volunteer, step);

            return;
        }

        var value = _search.Best(volunteer, Price, Held, step);
        var count = Copy(_search.Chosen);
        ReleaseOthers(volunteer, count);

        for (var (i, left) = (0, count); i < count; i++)
        {
            var pair = _wanted[i];

            if (!Held[pair])
            {
                var role = _model.Role[pair];
                var margin = value - _search.Best(volunteer, Price, Held, step, role);
                var most = _model.Worth[pair] - (_model.Spread * (left - 1));

                // Whoever bids for one less has more to give for the others.
                left -= Offer(pair, Math.Min(Price[role] + margin + step, most), step) ? 0 : 1;
            }
        }
    }

    /// <summary>The same where nobody takes more than one: the best pair, and by how much it beats the second.</summary>
    private void BidForOne(int volunteer, double step)
    {
        var (pair, first, second) = (-1, 0.0, 0.0);

        for (var p = _model.PairStart[volunteer]; p < _model.PairStart[volunteer + 1]; p++)
        {
            var gain = _model.Worth[p] - Price[_model.Role[p]] + (Held[p] ? step : 0);

            if (gain > first)
            {
                (pair, first, second) = (p, gain, first);
            }
            else if (gain > second)
            {
                second = gain;
            }
        }

        _wanted[0] = pair;
        ReleaseOthers(volunteer, 1);

        if (pair >= 0 && !Held[pair])
        {
            Offer(pair, Math.Min(Price[_model.Role[pair]] + first - second + step, _model.Worth[pair]), step);
        }
    }

    private bool Offer(int pair, double bid, double step)
    {
        var role = _model.Role[pair];

        if (_places.IsFull(role) && bid < Price[role] + (LeastRise * step))
        {
            return false;
        }

        Take(pair, Math.Max(Price[role], bid));

        return true;
    }

    private int Copy(ReadOnlySpan<int> chosen)
    {
        if (_wanted.Length < chosen.Length)
        {
            _wanted = new int[chosen.Length * 2];
        }

        chosen.CopyTo(_wanted);

        return chosen.Length;
    }

    private void ReleaseOthers(int volunteer, int count)
    {
        var wanted = _wanted.AsSpan(0, count);

        for (var p = _model.PairStart[volunteer]; p < _model.PairStart[volunteer + 1]; p++)
        {
            if (Held[p] && !wanted.Contains(p))
            {
                Release(p);
            }
        }
    }

    private void Release(int pair)
    {
        var role = _model.Role[pair];
        _places.Remove(role, pair);
        Held[pair] = false;
        PutUp(role);
    }

    private void Take(int pair, double bid)
    {
        var role = _model.Role[pair];

        if (_places.IsFull(role))
        {
            var leaving = _places.Replace(role, pair, bid);
            Held[leaving] = false;
            Enqueue(_model.Volunteer[leaving]);
        }
        else
        {
            _places.Add(role, pair, bid);
        }

        Held[pair] = true;

        if (_places.IsFull(role))
        {
            Price[role] = Math.Max(Price[role], _places.LowestBid(role));
        }
    }

    private void Enqueue(int volunteer)
    {
        if (!_waits[volunteer])
        {
            _waits[volunteer] = true;
            _bidders.Enqueue(volunteer);
        }
    }

    private void PutUp(int role)
    {
        if (!_isForSale[role])
        {
            _isForSale[role] = true;
            _sellers.Enqueue(role);
        }
    }

    private void Reverse(double step, Deadline deadline)
    {
        for (var r = 0; r < _model.Roles; r++)
        {
            if (!_places.IsFull(r) && Price[r] > 0)
            {
                PutUp(r);
            }
        }

        while (!IsOver(deadline) && _sellers.TryDequeue(out var role))
        {
            _isForSale[role] = false;
            var free = _places.Free(role);

            if (free > 0 && Price[role] > 0)
            {
                Sell(role, free, step);
            }
        }
    }

    /// <summary>Lowers the price of a role until as many come as places are free, and lets them in.</summary>
    private void Sell(int role, int free, double step)
    {
        var best = WhoWouldCome(role, free, step);
        var price = 0.0;

        if (best.Count > free)
        {
            best.TryDequeue(out _, out price);
            price = Math.Max(0, price - step);
        }

        Price[role] = Math.Min(Price[role], price);

        _places.LowerBids(role, Price[role]);

        while (best.TryDequeue(out var pair, out var would))
        {
            if (would > Price[role] && !_places.IsFull(role))
            {
                LetIn(pair, step);
            }
        }
    }

    /// <summary>Those who would pay most for a free place of the role, one more than there is room for, with what they would pay; the least comes out first.</summary>
    private PriorityQueue<int, double> WhoWouldCome(int role, int free, double step)
    {
        var best = new PriorityQueue<int, double>(free + 2);
        var before = Price[role];

        SortOnce(role);

        for (var i = _model.RoleStart[role]; i < _model.RoleStart[role + 1]; i++)
        {
            var pair = _model.RolePairs[i];

            if (best.Count > free && best.TryPeek(out _, out var least) && _model.Worth[pair] <= least)
            {
                break;
            }

            if (Held[pair])
            {
                continue;
            }

            var volunteer = _model.Volunteer[pair];
            Price[role] = 0;
            var with = _model.IsSingle ? _model.Worth[pair] : _search.Best(volunteer, Price, Held, step);
            var would = with - _search.Best(volunteer, Price, Held, step, role);
            Price[role] = before;

            if (would > 0)
            {
                best.Enqueue(pair, would);

                if (best.Count > free + 1)
                {
                    best.Dequeue();
                }
            }
        }

        return best;
    }

    /// <summary>Nobody pays more than the pair is worth, so that the search can stop early when the worthiest come first.</summary>
    private void SortOnce(int role)
    {
        if (!_isSorted[role])
        {
            _isSorted[role] = true;
            var pairs = _model.RolePairs.AsSpan(_model.RoleStart[role].._model.RoleStart[role + 1]);
            pairs.Sort((a, b) => _model.Worth[b].CompareTo(_model.Worth[a]) is var order && order != 0 ? order : a.CompareTo(b));
        }
    }

    private void LetIn(int pair, double step)
    {
        var volunteer = _model.Volunteer[pair];
        _search.Best(volunteer, Price, Held, step);
        var count = Copy(_search.Chosen);

        if (!_wanted.AsSpan(0, count).Contains(pair))
        {
            return;
        }

        ReleaseOthers(volunteer, count);

        for (var i = 0; i < count; i++)
        {
            var role = _model.Role[_wanted[i]];

            if (!Held[_wanted[i]] && !_places.IsFull(role))
            {
                Take(_wanted[i], Price[role]);
            }
        }
    }

    /// <summary>What the pairs held are worth together.</summary>
    public double Value()
    {
        var value = 0.0;

        for (var v = 0; v < _model.Volunteers; v++)
        {
            var count = 0;

            for (var p = _model.PairStart[v]; p < _model.PairStart[v + 1]; p++)
            {
                value += Held[p] ? _model.Worth[p] - (_model.Spread * count++) : 0;
            }
        }

        return value;
    }

    public void CopyTo(WorkingPlan plan)
    {
        for (var p = 0; p < Held.Length; p++)
        {
            if (Held[p])
            {
                plan.Add(p);
            }
        }
    }
}
