namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>
/// The best schedule if travel costs nothing, every further shift costs the same, and minutes of a week are for sale at a price: never
/// below the true best. The price of each week is the one at which about as many minutes are bought as there are.
/// </summary>
internal sealed class ScheduleRelaxation(double spread)
{
    private const int PriceRounds = 8;

    private int[] _next = new int[65];
    private double[] _after = new double[65];
    private double[] _before = new double[65];
    private int[] _minutes = new int[65];
    private double[] _rank = new double[64];
    private int[] _week = new int[64];
    private double[] _price = new double[8];
    private double[] _rest = new double[9];
    private int _weeks;
    private int _usual;

    /// <summary>No schedule is worth more.</summary>
    public double Bound { get; private set; }

    /// <summary>What an item brings after paying for its minutes.</summary>
    public double[] Ranks => _rank;

    /// <summary>No schedule with this item is worth more.</summary>
    public double BoundWith(int item) => _before[item] + _rank[item] + _after[_next[item]] + _rest[0] + Allowance(0);

    /// <summary>What may still come after an item, where so many minutes of its week are left and so many shifts are taken.</summary>
    public double Hope(int item, int minutesLeft, int taken)
    {
        var week = _week[item];

        return _after[_next[item]] + (_price[week] == 0 ? 0 : _price[week] * minutesLeft) + _rest[week + 1] + Allowance(taken);
    }

    /// <summary>Where each shift pays for spreading as if it were the usual number plus one, this much is paid too much.</summary>
    private double Allowance(int taken) => spread * ((_usual * (_usual + 1) / 2) + (taken * (taken - 1) / 2) - (_usual * taken));

    /// <param name="items">What may be chosen.</param>
    /// <param name="usual">About how many shifts the best schedule has, less one; any number gives a bound.</param>
    public void Prepare(ScheduleItems items, int usual)
    {
        _usual = usual;
        Grow(items.Count);
        FindNext(items);
        PriceWeeks(items);
        FillBefore(items.Count);
        FillAfter(0, items.Count, items.Count);
        Bound = _after[0] + _rest[0] + Allowance(0);
    }

    private void Grow(int count)
    {
        if (_rank.Length < count)
        {
            var size = count * 2;
            (_rank, _week) = (new double[size], new int[size]);
            (_next, _after, _before, _minutes) = (new int[size + 1], new double[size + 1], new double[size + 1], new int[size + 1]);
        }
    }

    /// <summary>The first item that can follow each. Where one shift a day is left, it is of another day.</summary>
    private void FindNext(ScheduleItems items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            ref readonly var block = ref items.Blocks[i];
            int low = i + 1, high = items.Count;

            while (low < high)
            {
                var middle = (low + high) / 2;
                ref readonly var later = ref items.Blocks[middle];
                (low, high) = later.From < block.To || (items.DayLeft[i] == 1 && later.Day == block.Day) ? (middle + 1, high) : (low, middle);
            }

            _next[i] = low;
        }
    }

    private void PriceWeeks(ScheduleItems items)
    {
        _weeks = 0;

        for (var from = 0; from < items.Count;)
        {
            var to = from + 1;

            while (to < items.Count && items.Blocks[to].Week == items.Blocks[from].Week)
            {
                to++;
            }

            if (_weeks == _price.Length)
            {
                Array.Resize(ref _price, _weeks * 2);
                Array.Resize(ref _rest, (_weeks * 2) + 1);
            }

            _week.AsSpan(from, to - from).Fill(_weeks);
            _price[_weeks++] = PriceOf(items, from, to, items.WeekLeft[from]);
            from = to;
        }

        _rest[_weeks] = 0;

        for (int w = _weeks - 1, i = items.Count - 1; w >= 0; w--)
        {
            _rest[w] = _rest[w + 1] + (_price[w] == 0 ? 0 : _price[w] * items.WeekLeft[i]);

            while (i >= 0 && _week[i] == w)
            {
                i--;
            }
        }
    }

    /// <summary>
    /// The price of a minute in the week of the items from one to another: where the bound, a chain of straight lines that falls and then
    /// rises, is lowest. Each round looks where the lines from both sides cross.
    /// </summary>
    private double PriceOf(ScheduleItems items, int from, int to, int left)
    {
        var low = Line(items, from, to, 0);

        if (low.Minutes <= left)
        {
            return 0;
        }

        // At the highest price nothing is bought: worth nothing, no minutes.
        var high = (Value: 0.0, Minutes: 0);
        var price = 0.0;

        for (var round = 0; round < PriceRounds; round++)
        {
            price = (low.Value - high.Value) / (low.Minutes - high.Minutes);
            var line = Line(items, from, to, price);

            if (line.Value - (price * line.Minutes) <= low.Value - (price * low.Minutes) + 1e-9)
            {
                break;
            }

            (low, high) = line.Minutes > left ? (line, high) : (low, line);
        }

        return price;
    }

    /// <summary>The best chain at a price of a minute: what it is worth before paying for the minutes, and its minutes.</summary>
    private (double Value, int Minutes) Line(ScheduleItems items, int from, int to, double price)
    {
        Rank(items, from, to, price);
        FillAfter(from, to, to);
        var minutes = MinutesOf(items, from, to);

        return (_after[from] + (price * minutes), minutes);
    }

    private void Rank(ScheduleItems items, int from, int to, double price)
    {
        for (var i = from; i < to; i++)
        {
            _rank[i] = items.Gain[i] - (price * items.Blocks[i].Minutes) - (spread * _usual);
        }
    }

    /// <summary>The minutes of the best chain just found.</summary>
    private int MinutesOf(ScheduleItems items, int from, int to)
    {
        var minutes = 0;

        for (var i = from; i < to;)
        {
            var isTaken = _after[i] > _after[i + 1];
            minutes += isTaken ? items.Blocks[i].Minutes : 0;
            i = isTaken ? Math.Min(_next[i], to) : i + 1;
        }

        return minutes;
    }

    private void FillAfter(int from, int to, int end)
    {
        _after[end] = 0;

        for (var i = to - 1; i >= from; i--)
        {
            _after[i] = Math.Max(_after[i + 1], _rank[i] + _after[Math.Min(_next[i], end)]);
        }
    }

    private void FillBefore(int count)
    {
        _before.AsSpan(0, count + 1).Clear();

        for (var i = 0; i < count; i++)
        {
            _before[i + 1] = Math.Max(_before[i + 1], _before[i]);
            _before[_next[i]] = Math.Max(_before[_next[i]], _before[i] + _rank[i]);
        }
    }
}
