namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>
/// Betters a plan by large exchanges: every volunteer lets go of one shift or none, and all of them choose again at once, the best that
/// fits beside the rest of their schedule. That is an assignment problem, which the auction solves; no chain of swaps that touches each
/// volunteer once can then be better.
/// </summary>
internal sealed class Exchange
{
    /// <summary>Pairs that are worse than what was let go by more than this, at the prices of the dual, are left aside.</summary>
    private const double Slack = 0.3;

    private const int MostTurns = 8;

    private readonly PlanModel _model;
    private readonly WorkingPlan _plan;
    private readonly Random _random;
    private readonly (int From, int To)[] _parts;

    public Exchange(PlanModel model, WorkingPlan plan, int seed)
    {
        _model = model;
        _random = new Random(seed);
        _plan = plan;
        var parts = Math.Min(Math.Max(1, model.Volunteers), 16);
        _parts = [.. Enumerable.Range(0, parts).Select(i => ((int)((long)model.Volunteers * i / parts), (int)((long)model.Volunteers * (i + 1) / parts)))];
    }

    /// <summary>One after the other takes the best of what is left at the prices.</summary>
    public void Begin(double[] prices, Deadline deadline)
    {
        var search = new ScheduleSearch(_model);
        var now = prices.ToArray();
        var order = Enumerable.Range(0, _model.Volunteers).ToArray();
        _random.Shuffle(order);

        for (var r = 0; r < now.Length; r++)
        {
            now[r] = _plan.IsFull(r) ? double.PositiveInfinity : now[r];
        }

        foreach (var v in order.TakeWhile(_ => !deadline.IsOver))
        {
            search.Best(v, now);

            foreach (var pair in search.Chosen)
            {
                var role = _model.Role[pair];
                _plan.Add(pair);
                now[role] = _plan.IsFull(role) ? double.PositiveInfinity : now[role];
            }
        }
    }

    /// <summary>One exchange; what was gained, 0 if nothing better was found.</summary>
    public double Round(double[] prices, double[] steps, Deadline deadline)
    {
        var released = new int[_model.Volunteers];
        var capacity = new int[_model.Roles];

        for (var r = 0; r < capacity.Length; r++)
        {
            capacity[r] = _model.Capacity[r] - _plan.Filled[r];
        }

        for (var v = 0; v < released.Length; v++)
        {
            var has = _plan.Of(v);
            var choice = _random.Next(has.Length + 1);
            released[v] = choice == has.Length ? -1 : has[choice];

            if (released[v] >= 0)
            {
                capacity[_model.Role[released[v]]]++;
            }
        }

        var sub = Options(released, capacity, prices);
        var auction = new Auction(sub);
        prices.CopyTo(auction.Price, 0);

        foreach (var step in steps)
        {
            // In tiny steps the bidding can go on for long: what is reached by then may be better all the same.
            if (!auction.Run(step, MostTurns * (_model.Volunteers + _model.Roles), deadline))
            {
                break;
            }
        }

        return Apply(released, sub, auction.Held);
    }

    private double Apply(int[] released, PlanModel sub, bool[] held)
    {
        var gain = 0.0;
        var next = new int[_model.Volunteers];

        for (var v = 0; v < next.Length; v++)
        {
            next[v] = -1;

            for (var p = sub.PairStart[v]; p < sub.PairStart[v + 1]; p++)
            {
                if (held[p])
                {
                    next[v] = sub.Origin[p];
                    gain += sub.Worth[p];
                }
            }

            gain -= released[v] >= 0 ? _model.Worth[released[v]] - (_model.Spread * (_plan.Of(v).Length - 1)) : 0;
        }

        if (gain <= 0)
        {
            return 0;
        }

        for (var v = 0; v < next.Length; v++)
        {
            if (released[v] != next[v])
            {
                if (released[v] >= 0)
                {
                    _plan.Remove(released[v]);
                }

                if (next[v] >= 0)
                {
                    _plan.Add(next[v]);
                }
            }
        }

        return gain;
    }

    private PlanModel Options(int[] released, int[] capacity, double[] prices)
    {
        var found = new (List<int> Pairs, List<double> Worth)[_parts.Length];
        var start = new int[_model.Volunteers + 1];
        Parallel.For(0, _parts.Length, i =>
        {
            var (pairs, worth) = found[i] = ([], []);

            for (var v = _parts[i].From; v < _parts[i].To; v++)
            {
                var before = pairs.Count;
                var rest = _plan.Of(v).Length - (released[v] >= 0 ? 1 : 0);
                var least = (released[v] >= 0 ? _model.Worth[released[v]] - prices[_model.Role[released[v]]] : 0) - Slack;

                for (var p = _model.PairStart[v]; p < _model.PairStart[v + 1]; p++)
                {
                    var role = _model.Role[p];

                    if (_model.Worth[p] - prices[role] >= least && capacity[role] > 0 && _plan.Fits(p, released[v]))
                    {
                        pairs.Add(p);
                        worth.Add(_model.Worth[p] - (_model.Spread * rest));
                    }
                }

                start[v + 1] = pairs.Count - before;
            }
        });

        for (var v = 0; v < _model.Volunteers; v++)
        {
            start[v + 1] += start[v];
        }

        return new PlanModel(_model, capacity, start, [.. found.SelectMany(f => f.Pairs)], [.. found.SelectMany(f => f.Worth)]);
    }
}
