namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>
/// For problems that are no network: prices from the dual, a first plan at these prices, then exchanges, chains and, where places stay
/// empty that could be filled, ejections, while the prices are bettered too. Stops when value and bound are as one, when nothing moves
/// any more, or when the time is up.
/// </summary>
internal sealed class GeneralSearch
{
    private const double Close = 1e-7;

    /// <summary>How far prices move in a first pass, where they are about right and where they are not; and in the last. Parts of what a pair is worth on average.</summary>
    private const double SmallMove = 0.04;
    private const double LargeMove = 0.5;
    private const double LastMove = 0.002;
    private const double Calmer = 0.78;
    private const double MuchCalmer = 0.88;
    private const int FurtherSteps = 4;
    private const int Rounds = 3;
    private const int HolesLookedAt = 200;

    /// <summary>More roles than this in one blocked group are no obstacle that a common price could express.</summary>
    private const int MostBlocked = 100;
    private const int Pushes = 100_000;

    /// <summary>Turns without any progress worth the name after which the search ends, with and without a limit of time.</summary>
    private const int PatientTurns = 40;
    private const int FewTurns = 4;

    /// <summary>The steps of the auction in the first exchanges, coarse ones first: a fine one at once takes long. The last are those of all others.</summary>
    private static readonly double[][] _steps = [[0.5], [0.2], [0.1, 0.02], [0.1, 0.01], [0.03, 0.005], [0.03, 0.002]];

    private readonly PlanModel _model;
    private readonly WorkingPlan _plan;
    private readonly Deadline _deadline;
    private readonly IProgress<PlanProgress>? _progress;
    private readonly DualSearch _dual;
    private readonly Exchange _exchange;
    private readonly PricePasses _passes;
    private readonly double _averageWorth;
    private readonly double _leastWorth;
    private readonly int _places;
    private readonly Ejections _ejections;
    private double _value;
    private int _exchanges;
    private WorkingPlan? _pushed;
    private double _pushedFrom;

    public GeneralSearch(PlanModel model, WorkingPlan plan, int seed, Deadline deadline, IProgress<PlanProgress>? progress)
    {
        (_model, _plan, _deadline, _progress) = (model, plan, deadline, progress);
        _averageWorth = model.Worth.DefaultIfEmpty().Average();
        _leastWorth = model.Worth.DefaultIfEmpty().Min();
        _places = model.Capacity.Sum();
        _passes = new PricePasses(model, seed);
        _dual = new DualSearch(model);
        _exchange = new Exchange(model, plan, seed);
        _ejections = new Ejections(model, seed);
    }

    /// <summary>Fills the plan; the bound.</summary>
    public double Run()
    {
        if (_model.Role.Length == 0)
        {
            return 0;
        }

        FindPrices();
        _exchange.Begin(_dual.BestPrice, _deadline);
        _value = _plan.Value();

        // Where the first plan is poor, hardly anything depends on the scores: filling is all.
        if (_value < 0.9 * _dual.BestBound)
        {
            Push();
        }

        Better();
        Better();
        Better();

        for (var (turn, idle) = (1, 0); !IsDone() && idle < (_deadline.HasLimit ? PatientTurns : FewTurns); turn++)
        {
            var before = _dual.BestBound - _value;
            Chain();

            if (MayFillMore() && (turn % 4 == 1 || idle > 0))
            {
                Push();
            }

            BetterPrices();

            for (var i = 0; i < Rounds && !_deadline.IsOver; i++)
            {
                Better();
            }

            if (idle > 0)
            {
                Descend([.. _dual.BestPrice], SmallMove, MuchCalmer);
            }

            idle = _dual.BestBound - _value < 0.98 * before ? 0 : idle + 1;
            Report(Math.Min(0.99, 0.3 + (0.1 * turn)));
        }

        return _dual.BestBound;
    }

    private void FindPrices()
    {
        var (prices, areDear) = FirstPrices.Of(_model);
        _dual.Try(prices);

        // Where all pairs are worth the same, prices say little.
        if (_model.Worth.Min() == _model.Worth.Max())
        {
            return;
        }

        Descend(prices, areDear ? SmallMove : LargeMove, Calmer);
    }

    /// <summary>Passes from a first move down to the last; in the beginning they leave time for the plan.</summary>
    private void Descend(double[] prices, double first, double calmer)
    {
        for (var move = first; move > LastMove && !_deadline.IsOver && (_value > 0 || _deadline.Used < 0.3); move *= calmer)
        {
            _passes.Run(prices, move * _averageWorth, _deadline);
            Report(0.2 * Math.Log(move) / Math.Log(LastMove));
        }

        _dual.Try(prices);
    }

    /// <summary>A few steps, and more as long as they close a tenth of the gap.</summary>
    private void BetterPrices()
    {
        for (var (i, gap) = (0, 0.0); i % FurtherSteps != 0 || _dual.BestBound - _value < 0.9 * gap || i == 0; i++)
        {
            if (_deadline.IsOver)
            {
                break;
            }

            gap = i % FurtherSteps == 0 ? _dual.BestBound - _value : gap;
            _dual.Step();
        }
    }

    private bool IsDone() => _deadline.IsOver || _dual.BestBound - _value <= Close * _dual.BestBound;

    private void Report(double done) => _progress?.Report(new PlanProgress(_deadline.HasLimit ? _deadline.Used : done, _value, _dual.BestBound, _plan.FilledPlaces));

    private void Better()
    {
        _exchange.Round(_dual.BestPrice, _steps[Math.Min(_exchanges++, _steps.Length - 1)], _deadline);
        _value = _plan.Value();
        Report(0.25);
    }

    /// <summary>
    /// Fills empty places by chains. Where none leads on, the roles that block each other become cheaper together.
    /// </summary>
    private void Chain()
    {
        var chains = new Chains(_model, _plan, _dual.BestPrice);
        var blocked = new SortedSet<int>();

        for (var r = 0; r < _model.Roles && !_deadline.IsOver; r++)
        {
            while (!_plan.IsFull(r) && chains.Fill(r, HolesLookedAt) > 0)
            {
            }

            if (_plan.IsFull(r))
            {
                continue;
            }

            var group = chains.Reached();

            if (group.Count <= MostBlocked)
            {
                blocked.UnionWith(group);
            }
        }

        _value = _plan.Value();

        if (blocked.Count > 0 && !_deadline.IsOver)
        {
            _dual.Lower(blocked);
        }
    }

    /// <summary>A place is empty, and the bound leaves room for what one is worth: harder means may fill it.</summary>
    private bool MayFillMore() => _plan.FilledPlaces < _places && _dual.BestBound - _value >= _leastWorth;

    /// <summary>Tries to fill what is empty by ejections, and goes on where it stopped the last time; keeps what is worth more.</summary>
    private void Push()
    {
        if (_pushed is null || _value > _pushedFrom)
        {
            _pushed = _plan.Copy();
            _pushedFrom = _value;
        }

        _ejections.Run(_pushed, Pushes, _deadline);

        if (_pushed.Value() > _value)
        {
            _plan.Take(_pushed);
            _value = _plan.Value();
            _pushedFrom = _value;
            Report(0.2);
        }
    }
}
