namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>
/// Fills places that stay empty by chains: somebody comes and leaves another place, which somebody else takes, until nobody has to
/// leave or a place that matters less stays empty. The most promising hole is looked at first.
/// </summary>
internal sealed class Chains(PlanModel model, WorkingPlan plan, double[] prices)
{
    private readonly double[] _reached = new double[model.Roles];
    private readonly int[] _stamp = new int[model.Roles];
    private readonly bool[] _isDone = new bool[model.Roles];
    private readonly (int Pair, int Left, int From)[] _step = new (int, int, int)[model.Roles];
    private readonly PriorityQueue<int, double> _holes = new();
    private int _search;

    /// <summary>Looks for the best chain for a free place of a role and follows it; what was gained.</summary>
    /// <param name="role">Has a place free.</param>
    /// <param name="mostHoles">How many places may be looked at.</param>
    public double Fill(int role, int mostHoles)
    {
        _search++;
        _holes.Clear();
        Reach(role, 0, (-1, -1, -1));
        var best = (Gain: 1e-9, Hole: -1, Pair: -1);

        for (var looked = 0; looked < mostHoles && _holes.TryDequeue(out var hole, out var hope) && best.Gain < -hope;)
        {
            if (_isDone[hole])
            {
                continue;
            }

            _isDone[hole] = true;
            looked++;

            if (hole != role && _reached[hole] > best.Gain)
            {
                best = (_reached[hole], hole, -1);
            }

            Expand(hole, ref best);
        }

        if (best.Hole < 0)
        {
            return 0;
        }

        Follow(best.Hole, best.Pair);

        return best.Gain;
    }

    /// <summary>The roles that the last search reached: where a place of one is empty, so could one of each other be instead.</summary>
    public IReadOnlyCollection<int> Reached() => [.. Enumerable.Range(0, model.Roles).Where(r => _stamp[r] == _search)];

    /// <summary>All roles that a free place of a role could move to.</summary>
    public IReadOnlyCollection<int> ReachedFrom(int role)
    {
        _search++;
        _holes.Clear();
        Reach(role, 0, (-1, -1, -1));
        var best = (double.PositiveInfinity, -1, -1);

        while (_holes.TryDequeue(out var hole, out _))
        {
            if (!_isDone[hole])
            {
                _isDone[hole] = true;
                Expand(hole, ref best);
            }
        }

        return Reached();
    }

    private void Reach(int role, double gain, (int Pair, int Left, int From) step)
    {
        if (_stamp[role] != _search)
        {
            _stamp[role] = _search;
            _isDone[role] = false;
        }
        else if (_isDone[role] || gain <= _reached[role])
        {
            return;
        }

        _reached[role] = gain;
        _step[role] = step;
        _holes.Enqueue(role, -(gain + prices[role]));
    }

    private void Expand(int hole, ref (double Gain, int Hole, int Pair) best)
    {
        for (var i = model.RoleStart[hole]; i < model.RoleStart[hole + 1]; i++)
        {
            var pair = model.RolePairs[i];
            var volunteer = model.Volunteer[pair];
            var has = plan.Of(volunteer);

            if (has.Contains(pair) || IsOnTheWay(hole, volunteer))
            {
                continue;
            }

            var gain = _reached[hole] + model.Worth[pair];

            if (gain - (model.Spread * has.Length) > best.Gain && plan.Fits(pair, -1))
            {
                best = (gain - (model.Spread * has.Length), hole, pair);
            }

            foreach (var left in has)
            {
                var next = model.Role[left];
                var rest = gain - model.Worth[left];

                if ((_stamp[next] != _search || (!_isDone[next] && rest > _reached[next])) && plan.Fits(pair, left))
                {
                    Reach(next, rest, (pair, left, hole));
                }
            }
        }
    }

    /// <summary>The volunteer moves already earlier in the chain.</summary>
    private bool IsOnTheWay(int hole, int volunteer)
    {
        for (var step = _step[hole]; step.Pair >= 0; step = _step[step.From])
        {
            if (model.Volunteer[step.Pair] == volunteer)
            {
                return true;
            }
        }

        return false;
    }

    private void Follow(int hole, int pair)
    {
        if (pair >= 0)
        {
            plan.Add(pair);
        }

        for (var step = _step[hole]; step.Pair >= 0; step = _step[step.From])
        {
            plan.Remove(step.Left);
            plan.Add(step.Pair);
        }
    }
}
