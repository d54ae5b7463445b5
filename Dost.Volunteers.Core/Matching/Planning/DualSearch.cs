namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>
/// Looks for the prices of the roles whose bound is lowest: what the places cost, and what every volunteer would still gain. Each
/// step moves the prices against the difference of places and demand (subgradient with a smoothed direction).
/// </summary>
internal sealed class DualSearch
{
    private const double Faster = 1.2;
    private const double Slower = 0.7;
    private const double Memory = 0.5;
    private const double Shrink = 0.96;
    private const double MostPace = 50;

    private readonly PlanModel _model;
    private readonly ScheduleSearch[] _searches;
    private readonly (int From, int To)[] _parts;
    private readonly double[] _partValue;
    private readonly int[][] _partDemand;
    private readonly double[] _direction;
    private readonly double[] _pace;
    private double _step = 0.1;

    public DualSearch(PlanModel model)
    {
        _model = model;
        var parts = Math.Min(Math.Max(1, model.Volunteers), 32);
        _parts = [.. Enumerable.Range(0, parts).Select(i => ((int)((long)model.Volunteers * i / parts), (int)((long)model.Volunteers * (i + 1) / parts)))];
        _searches = [.. _parts.Select(_ => new ScheduleSearch(model))];
        _partValue = new double[parts];
        _partDemand = [.. _parts.Select(_ => new int[model.Roles])];
        _direction = new double[model.Roles];
        _pace = new double[model.Roles];
        Array.Fill(_pace, 1);
        Demand = new int[model.Roles];
        Price = new double[model.Roles];
        BestPrice = new double[model.Roles];
        BestBound = double.PositiveInfinity;
    }

    public double[] Price { get; }

    public double[] BestPrice { get; }

    public double BestBound { get; private set; }

    /// <summary>How many volunteers would take each role at the prices of the last evaluation.</summary>
    public int[] Demand { get; }

    /// <summary>The bound at some prices, none below 0.</summary>
    public double Evaluate(double[] price)
    {
        Parallel.For(0, _parts.Length, i =>
        {
            var search = _searches[i];
            var demand = _partDemand[i];
            Array.Clear(demand);
            var value = 0.0;

            for (var v = _parts[i].From; v < _parts[i].To; v++)
            {
                value += search.Best(v, price);

                foreach (var pair in search.Chosen)
                {
                    demand[_model.Role[pair]]++;
                }
            }

            _partValue[i] = value;
        });
        Array.Clear(Demand);
        var bound = _partValue.Sum();

        foreach (var demand in _partDemand)
        {
            for (var r = 0; r < Demand.Length; r++)
            {
                Demand[r] += demand[r];
            }
        }

        for (var r = 0; r < Demand.Length; r++)
        {
            bound += price[r] * _model.Capacity[r];
        }

        return bound;
    }

    /// <summary>Goes on from other prices, if their bound is lower.</summary>
    public void Try(double[] prices)
    {
        if (Evaluate(prices) is var bound && bound < BestBound)
        {
            BestBound = bound;
            prices.CopyTo(BestPrice, 0);
            prices.CopyTo(Price, 0);
        }
    }

    /// <summary>
    /// One step towards lower bounds. Each price has a pace of its own: faster while it keeps its direction, slower when it turns.
    /// </summary>
    public double Step()
    {
        var bound = Evaluate(Price);

        if (bound < BestBound)
        {
            BestBound = bound;
            Price.CopyTo(BestPrice, 0);
        }

        for (var r = 0; r < Price.Length; r++)
        {
            var slope = Math.Clamp((Demand[r] - _model.Capacity[r]) / (double)Math.Max(1, _model.Capacity[r]), -1, 1);
            var turn = slope * _direction[r];
            _pace[r] = turn > 0 ? Math.Min(_pace[r] * Faster, MostPace) : turn < 0 ? _pace[r] * Slower : _pace[r];
            _direction[r] = (Memory * _direction[r]) + ((1 - Memory) * slope);
            Price[r] = Math.Max(0, Price[r] + (_step * _pace[r] * _direction[r]));
        }

        _step *= Shrink;

        return bound;
    }

    /// <summary>Lowers the best prices of some roles together, as far as that lowers the bound.</summary>
    public void Lower(IReadOnlyCollection<int> roles)
    {
        for (var by = 1.0; by <= 64; by *= 2)
        {
            BestPrice.CopyTo(Price, 0);

            foreach (var role in roles)
            {
                Price[role] = Math.Max(0, Price[role] - by);
            }

            var bound = Evaluate(Price);

            if (bound >= BestBound)
            {
                break;
            }

            BestBound = bound;
            Price.CopyTo(BestPrice, 0);
        }

        BestPrice.CopyTo(Price, 0);
    }
}
