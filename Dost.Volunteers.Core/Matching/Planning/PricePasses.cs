namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>
/// Finds prices by going through the volunteers, few at a time: what they would take becomes dearer, what they leave becomes cheaper by
/// their share of its places (incremental subgradient, after A. Nedić and D. P. Bertsekas). One pass moves the prices as far as many
/// steps over all volunteers at once would.
/// </summary>
internal sealed class PricePasses
{
    /// <summary>Volunteers who choose at the same prices, and in how many parts they are shared out to the cores.</summary>
    private const int BatchSize = 64;
    private const int Parts = 4;

    private readonly PlanModel _model;
    private readonly Random _random;
    private readonly ScheduleSearch[] _searches;
    private readonly List<int>[] _chosen;
    private readonly double[] _share;
    private readonly int[] _order;

    public PricePasses(PlanModel model, int seed)
    {
        _model = model;
        _random = new Random(seed);
        _searches = [.. Enumerable.Range(0, Parts).Select(_ => new ScheduleSearch(model, ScheduleSearch.Quick))];
        _chosen = [.. Enumerable.Range(0, Parts).Select(_ => new List<int>())];
        _order = [.. Enumerable.Range(0, model.Volunteers)];
        _share = new double[model.Roles];

        for (var r = 0; r < model.Roles; r++)
        {
            var interested = model.RoleStart[r + 1] - model.RoleStart[r];
            _share[r] = interested == 0 ? 0 : Math.Min(1, model.Capacity[r] / (double)interested);
        }
    }

    /// <summary>One pass; the prices move by at most the step for each volunteer and place.</summary>
    public void Run(double[] price, double step, Deadline deadline)
    {
        _random.Shuffle(_order);

        for (var from = 0; from < _order.Length && !deadline.IsOver; from += BatchSize)
        {
            var to = Math.Min(from + BatchSize, _order.Length);
            Choose(price, from, to);
            Move(price, step, from, to);
        }
    }

    private void Choose(double[] price, int from, int to) => Parallel.For(0, Parts, part =>
    {
        var chosen = _chosen[part];
        chosen.Clear();

        for (var i = from + part; i < to; i += Parts)
        {
            _searches[part].Best(_order[i], price);
            chosen.AddRange(_searches[part].Chosen);
        }
    });

    private void Move(double[] price, double step, int from, int to)
    {
        foreach (var chosen in _chosen)
        {
            foreach (var pair in chosen)
            {
                var role = _model.Role[pair];
                price[role] += step / _model.Capacity[role];
            }
        }

        for (var i = from; i < to; i++)
        {
            for (var p = _model.PairStart[_order[i]]; p < _model.PairStart[_order[i] + 1]; p++)
            {
                var role = _model.Role[p];
                price[role] = Math.Max(0, price[role] - (step * _share[role] / _model.Capacity[role]));
            }
        }
    }
}
