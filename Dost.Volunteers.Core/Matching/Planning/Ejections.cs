namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>
/// Fills stubborn places by pushing others out: an empty place goes to whom it costs least, what they drop must find somebody else, and
/// a place that was hard to fill weighs more the next time (guided ejection search, after Y. Nagata and O. Bräysy). Between two pushes
/// the plan is shaken a little. It pays where nearly everybody is busy all the time.
/// </summary>
internal sealed class Ejections
{
    /// <summary>Pushing out more than this costs more than it helps.</summary>
    private const int MostDropped = 3;

    private readonly PlanModel _model;
    private WorkingPlan _plan;
    private readonly Random _random;
    private readonly double[] _weight;
    private readonly List<int> _open = [];
    private readonly int[] _shaken;
    private readonly List<int> _dropped = [];
    private readonly List<int> _bestDropped = [];

    public Ejections(PlanModel model, int seed)
    {
        (_model, _random) = (model, new Random(seed));
        _plan = new WorkingPlan(model);
        _weight = Array.ConvertAll(model.Priority, p => (double)p);
        _shaken = [.. Enumerable.Range(0, model.Roles).Where(r => model.Capacity[r] > 0 && model.RoleStart[r] < model.RoleStart[r + 1])];
    }

    /// <summary>So many pushes, or fewer if all is filled. The plan may be worse afterwards; the weights are kept for the next run.</summary>
    public void Run(WorkingPlan plan, int pushes, Deadline deadline)
    {
        _plan = plan;
        _open.Clear();

        // What nobody may take stays out.
        foreach (var r in _shaken)
        {
            for (var i = plan.Filled[r]; i < Math.Min(_model.Capacity[r], _model.RoleStart[r + 1] - _model.RoleStart[r]); i++)
            {
                _open.Add(r);
            }
        }

        for (var i = 0; i < pushes && _open.Count > 0 && ((i & 63) != 0 || !deadline.IsOver); i++)
        {
            // Mostly what was pushed out last, so that one chain is followed; now and then another, so that none waits for ever.
            var at = _random.Next(200) == 0 ? _random.Next(_open.Count) : _open.Count - 1;
            var role = _open[at];
            _open.RemoveAt(at);

            if (!Push(role))
            {
                // It waits below the others, and counts for more the next time.
                _open.Insert(0, role);
            }

            Shake(1 + (_shaken.Length / 50));
        }
    }

    private bool Push(int role)
    {
        var (best, least, ties) = (-1, double.PositiveInfinity, 0);

        for (var i = _model.RoleStart[role]; i < _model.RoleStart[role + 1]; i++)
        {
            var pair = _model.RolePairs[i];
            var cost = CostOf(pair, least);

            if (cost > least)
            {
                continue;
            }

            ties = cost < least ? 1 : ties + 1;

            if (cost < least || _random.Next(ties) == 0)
            {
                (best, least) = (pair, cost);
                _bestDropped.Clear();
                _bestDropped.AddRange(_dropped);
            }
        }

        if (best < 0)
        {
            return false;
        }

        _weight[role] += least > 0 ? 1 : 0;

        if (_bestDropped.Count > MostDropped)
        {
            return false;
        }

        foreach (var pair in _bestDropped)
        {
            _plan.Remove(pair);
            _open.Add(_model.Role[pair]);
        }

        _plan.Add(best);

        return true;
    }

    /// <summary>What the volunteer of the pair would have to drop weighs this much; infinite if it is hopeless or they have the role.</summary>
    private double CostOf(int pair, double limit)
    {
        _dropped.Clear();
        var volunteer = _model.Volunteer[pair];
        ref readonly var block = ref _model.Blocks[_model.Role[pair]];
        int minutes = block.Minutes, shifts = 1;
        var cost = 0.0;

        foreach (var other in _plan.Of(volunteer))
        {
            ref readonly var taken = ref _model.Blocks[_model.Role[other]];

            if (other == pair)
            {
                return double.PositiveInfinity;
            }

            if (other < pair ? _model.Clash(taken, block) : _model.Clash(block, taken))
            {
                cost += _weight[_model.Role[other]];
                _dropped.Add(other);

                if (cost > limit)
                {
                    return cost;
                }
            }
            else
            {
                minutes += taken.Week == block.Week ? taken.Minutes : 0;
                shifts += taken.Day == block.Day ? 1 : 0;
            }
        }

        return cost + CostOfCaps(volunteer, block, minutes, shifts);
    }

    /// <summary>Drops the lightest of the same week or day until the caps hold.</summary>
    private double CostOfCaps(int volunteer, in Block block, int minutes, int shifts)
    {
        var cost = 0.0;
        int week = _model.WeekLeft(volunteer, block.Week), day = _model.DayLeft(volunteer, block.Day);

        while (minutes > week || shifts > day)
        {
            var lightest = -1;

            foreach (var other in _plan.Of(volunteer))
            {
                ref readonly var taken = ref _model.Blocks[_model.Role[other]];

                if (!_dropped.Contains(other) && (shifts > day ? taken.Day == block.Day : taken.Week == block.Week)
                    && (lightest < 0 || _weight[_model.Role[other]] < _weight[_model.Role[lightest]]))
                {
                    lightest = other;
                }
            }

            if (lightest < 0)
            {
                return double.PositiveInfinity;
            }

            ref readonly var left = ref _model.Blocks[_model.Role[lightest]];
            _dropped.Add(lightest);
            cost += _weight[_model.Role[lightest]];
            minutes -= left.Week == block.Week ? left.Minutes : 0;
            shifts -= left.Day == block.Day ? 1 : 0;
        }

        return cost;
    }

    /// <summary>Moves some places to others who are free then, at random.</summary>
    private void Shake(int times)
    {
        for (var i = 0; i < times; i++)
        {
            var role = _shaken[_random.Next(_shaken.Length)];
            int from = _model.RoleStart[role], count = _model.RoleStart[role + 1] - from;
            int pair = _model.RolePairs[from + _random.Next(count)], other = _model.RolePairs[from + _random.Next(count)];

            if (!Has(pair))
            {
                (pair, other) = (other, pair);
            }

            if (Has(pair) && !Has(other))
            {
                Swap(pair, other);
            }
        }
    }

    /// <summary>The volunteer of the second pair takes over the role, and the one of the first what that pushes out, if they can.</summary>
    private void Swap(int pair, int other)
    {
        CostOf(other, double.PositiveInfinity);

        if (_dropped.Count == 0)
        {
            _plan.Remove(pair);
            _plan.Add(other);

            return;
        }

        if (_dropped.Count > 2)
        {
            return;
        }

        var giver = _model.Volunteer[pair];
        _plan.Remove(pair);
        var given = 0;

        foreach (var drop in _dropped)
        {
            var mine = PairOf(giver, _model.Role[drop]);

            if (mine < 0 || !_plan.Fits(mine, -1))
            {
                break;
            }

            _plan.Remove(drop);
            _plan.Add(mine);
            given++;
        }

        if (given == _dropped.Count)
        {
            _plan.Add(other);

            return;
        }

        for (var i = 0; i < given; i++)
        {
            _plan.Remove(PairOf(giver, _model.Role[_dropped[i]]));
            _plan.Add(_dropped[i]);
        }

        _plan.Add(pair);
    }

    private int PairOf(int volunteer, int role)
    {
        int from = _model.PairStart[volunteer], at = Array.BinarySearch(_model.Role, from, _model.PairStart[volunteer + 1] - from, role);

        return at < 0 ? -1 : at;
    }

    private bool Has(int pair) => _plan.Of(_model.Volunteer[pair]).Contains(pair);
}
