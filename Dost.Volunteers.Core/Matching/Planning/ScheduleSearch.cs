namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>
/// The best schedule of one volunteer where every role has a price: the shifts that bring most after paying, within clashes, caps and
/// the cost of spreading. The sum over all volunteers is one side of the dual bound, so the value is exact or too high, never too low.
/// One object serves one thread.
/// </summary>
internal sealed class ScheduleSearch(PlanModel model, int mostLabels = ScheduleSearch.Thorough)
{
    /// <summary>Partial schedules that are followed before the search gives up.</summary>
    public const int Thorough = 3000;
    public const int Quick = 400;

    private readonly ScheduleItems _items = new(model);
    private readonly GreedySchedule _greedy = new(model);
    private readonly ExactSchedule _exact = new(model, mostLabels);
    private int _only = -1;

    /// <summary>The pairs of the schedule found last, in no order.</summary>
    public ReadOnlySpan<int> Chosen =>
        _items.Count == 0 ? [] : _only >= 0 ? new ReadOnlySpan<int>(ref _only) : model.IsNetwork ? _greedy.Chosen : _exact.Chosen;

    /// <summary>The value of the best schedule at these prices. A pair of the role <paramref name="without"/> is not taken.</summary>
    /// <param name="volunteer">Whose.</param>
    /// <param name="prices">By role, not below 0.</param>
    /// <param name="kept">Pairs marked here are preferred by <paramref name="bonus"/>; null if none.</param>
    /// <param name="bonus">How much.</param>
    /// <param name="without">A role, or -1.</param>
    public double Best(int volunteer, double[] prices, bool[]? kept = null, double bonus = 0, int without = -1)
    {
        Gather(volunteer, prices, kept, bonus, without);
        _only = -1;

        if (_items.Count == 0)
        {
            return 0;
        }

        if (_items.Count == 1 || model.IsSingle)
        {
            var best = 0;

            for (var i = 1; i < _items.Count; i++)
            {
                best = _items.Gain[i] > _items.Gain[best] ? i : best;
            }

            _only = _items.Pair[best];

            return _items.Gain[best];
        }

        _items.Load(volunteer);

        // Where limits nest, taking the best that still fits is the best of all.
        return model.IsNetwork ? _greedy.Run(_items, _items.Gain) : _exact.Run(_items, _greedy);
    }

    private void Gather(int volunteer, double[] prices, bool[]? kept, double bonus, int without)
    {
        _items.Clear();
        var role = model.Role;
        var worth = model.Worth;

        for (var p = model.PairStart[volunteer]; p < model.PairStart[volunteer + 1]; p++)
        {
            var gain = worth[p] - prices[role[p]];

            if (kept is not null && kept[p])
            {
                gain += bonus;
            }

            if (gain > 0 && role[p] != without)
            {
                _items.Add(p, gain);
            }
        }
    }
}
