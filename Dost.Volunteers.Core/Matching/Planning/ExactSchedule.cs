namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>
/// The best schedule by following partial ones in the order of time. One that another beats in every respect is dropped, and so is one
/// that cannot become better than what is known, by a relaxation. Should too many remain, the value is that of the relaxation.
/// </summary>
internal sealed class ExactSchedule(PlanModel model, int mostLabels)
{
    private const int FewItems = 5;
    private const double Slack = 1e-9;

    private readonly ScheduleRelaxation _relaxation = new(model.Spread);
    private Label[] _labels = new Label[256];
    private int _count;
    private int[] _chosen = new int[64];
    private int _chosenCount;

    public ReadOnlySpan<int> Chosen => _chosen.AsSpan(0, _chosenCount);

    public double Run(ScheduleItems items, GreedySchedule greedy)
    {
        if (_chosen.Length < items.Count)
        {
            _chosen = new int[items.Pair.Length];
        }

        if (items.Count <= FewItems)
        {
            _chosenCount = 0;
            Search(items, hasHope: false, 0);

            return Best(0);
        }

        var known = greedy.Run(items, items.Gain);
        Copy(greedy.Chosen);
        var usual = Math.Max(0, _chosenCount - 1);
        _relaxation.Prepare(items, usual);
        var bound = _relaxation.Bound;

        if (greedy.Run(items, _relaxation.Ranks) is var other && other > known)
        {
            known = other;
            Copy(greedy.Chosen);
        }

        if (known >= bound - Slack)
        {
            return known;
        }

        Reduce(items, known, usual);

        return Search(items, hasHope: true, known) ? Best(known) : bound;
    }

    private void Copy(ReadOnlySpan<int> chosen)
    {
        _chosenCount = chosen.Length;
        chosen.CopyTo(_chosen);
    }

    /// <summary>Drops the items with which nothing better than the known can be made.</summary>
    private void Reduce(ScheduleItems items, double known, int usual)
    {
        var left = 0;

        for (var i = 0; i < items.Count; i++)
        {
            if (_relaxation.BoundWith(i) > known + Slack)
            {
                items.Move(i, left++);
            }
        }

        items.Cut(left);

        if (left > 0)
        {
            _relaxation.Prepare(items, usual);
        }
    }

    private bool Search(ScheduleItems items, bool hasHope, double known)
    {
        _count = 0;
        Add(new Label { Place = -1, LastTo = long.MinValue, PlacedTo = long.MinValue / 2, Pair = -1, Before = -1, Week = int.MinValue, Day = int.MinValue });

        for (var i = 0; i < items.Count; i++)
        {
            var earlier = _count;

            for (var l = 0; l < earlier; l++)
            {
                if (!Extends(items, i, l, out var label)
                    || (hasHope && label.Value + _relaxation.Hope(i, items.WeekLeft[i] - label.Minutes, label.Count) <= known + Slack)
                    || IsBeaten(label))
                {
                    continue;
                }

                if (_count == mostLabels)
                {
                    return false;
                }

                Add(label);
                known = Math.Max(known, label.Value);
            }
        }

        return true;
    }

    /// <summary>Takes over the best label, if it is better than what is chosen already.</summary>
    private double Best(double known)
    {
        var best = 0;

        for (var l = 1; l < _count; l++)
        {
            best = _labels[l].Value > _labels[best].Value ? l : best;
        }

        if (_labels[best].Value > known)
        {
            _chosenCount = 0;

            for (var l = best; _labels[l].Pair >= 0; l = _labels[l].Before)
            {
                _chosen[_chosenCount++] = _labels[l].Pair;
            }
        }

        return Math.Max(known, _labels[best].Value);
    }

    private bool Extends(ScheduleItems items, int item, int at, out Label longer)
    {
        ref readonly var label = ref _labels[at];
        ref readonly var block = ref items.Blocks[item];
        var gain = items.Gain[item] - (model.Spread * label.Count);
        var minutes = block.Minutes + (label.Week == block.Week ? label.Minutes : 0);
        var shifts = 1 + (label.Day == block.Day ? label.Shifts : 0);
        longer = default;

        if (gain <= 0 || block.From < label.LastTo || minutes > items.WeekLeft[item] || shifts > items.DayLeft[item]
            || (block.Place >= 0 && label.Place >= 0 && block.Place != label.Place && block.From < label.PlacedTo + model.MinGap))
        {
            return false;
        }

        longer = new Label
        {
            Value = label.Value + gain,
            Count = label.Count + 1,
            LastTo = block.To,
            PlacedTo = block.Place >= 0 ? block.To : label.PlacedTo,
            Place = block.Place >= 0 ? block.Place : label.Place,
            Week = block.Week,
            Minutes = minutes,
            Day = block.Day,
            Shifts = shifts,
            Pair = items.Pair[item],
            Before = at,
        };

        return true;
    }

    private bool IsBeaten(in Label label)
    {
        for (var l = _count - 1; l >= 0; l--)
        {
            ref readonly var other = ref _labels[l];

            if (other.Value >= label.Value && other.Count <= label.Count && other.LastTo <= label.LastTo
                && other.PlacedTo + (other.Place == label.Place || other.Place < 0 ? 0 : model.MinGap) <= label.PlacedTo
                && (other.Week < label.Week || other.Minutes <= label.Minutes) && (other.Day < label.Day || other.Shifts <= label.Shifts))
            {
                return true;
            }
        }

        return false;
    }

    private void Add(in Label label)
    {
        if (_count == _labels.Length)
        {
            Array.Resize(ref _labels, _count * 2);
        }

        _labels[_count++] = label;
    }

    /// <summary>A partial schedule: what it is worth and what it leaves free.</summary>
    private struct Label
    {
        public double Value;
        public int Count;
        public long LastTo;
        public long PlacedTo;
        public int Place;
        public int Week;
        public int Minutes;
        public int Day;
        public int Shifts;
        public int Pair;
        public int Before;
    }
}
