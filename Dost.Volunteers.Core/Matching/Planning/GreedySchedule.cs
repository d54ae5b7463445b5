namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>Takes the item that ranks highest, drops what does not fit beside it, and so on.</summary>
internal sealed class GreedySchedule(PlanModel model)
{
    private int[] _left = new int[64];
    private double[] _rank = new double[64];
    private int[] _taken = new int[64];
    private int[] _chosen = new int[64];
    private int _count;

    public ReadOnlySpan<int> Chosen => _chosen.AsSpan(0, _count);

    /// <summary>The value of the schedule; the order is that of the ranks, from the highest.</summary>
    public double Run(ScheduleItems items, double[] ranks)
    {
        Load(items, ranks);
        var left = items.Count;
        var value = 0.0;

        while (left > 0)
        {
            var best = 0;

            for (var i = 1; i < left; i++)
            {
                best = _rank[i] > _rank[best] ? i : best;
            }

            var item = _left[best];

            if (items.Gain[item] > model.Spread * _count)
            {
                value += items.Gain[item] - (model.Spread * _count);
                _taken[_count] = item;
                _chosen[_count++] = items.Pair[item];
                left = Remaining(items, item, left);
            }
            else
            {
                left--;
                (_left[best], _rank[best]) = (_left[left], _rank[left]);
            }
        }

        return value;
    }

    private void Load(ScheduleItems items, double[] ranks)
    {
        if (_left.Length < items.Count)
        {
            var size = items.Pair.Length;
            (_left, _rank, _taken, _chosen) = (new int[size], new double[size], new int[size], new int[size]);
        }

        for (var i = 0; i < items.Count; i++)
        {
            _left[i] = i;
            _rank[i] = ranks[i];
        }

        _count = 0;
    }

    /// <summary>Of the first items left, those that fit beside what is taken come first; how many.</summary>
    private int Remaining(ScheduleItems items, int taken, int count)
    {
        ref readonly var block = ref items.Blocks[taken];
        int minutes = 0, shifts = 0, left = 0;

        for (var i = 0; i < _count; i++)
        {
            ref readonly var other = ref items.Blocks[_taken[i]];
            minutes += other.Week == block.Week ? other.Minutes : 0;
            shifts += other.Day == block.Day ? 1 : 0;
        }

        // Only the week and the day of what was just taken have changed.
        for (var i = 0; i < count; i++)
        {
            var item = _left[i];
            ref readonly var other = ref items.Blocks[item];

            if (!(item < taken ? model.Clash(other, block) : model.Clash(block, other))
                && (other.Week != block.Week || minutes + other.Minutes <= items.WeekLeft[item])
                && (other.Day != block.Day || shifts < items.DayLeft[item]))
            {
                (_left[left], _rank[left]) = (item, _rank[i]);
                left++;
            }
        }

        return left;
    }
}
