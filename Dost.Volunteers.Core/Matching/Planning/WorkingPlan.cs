namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>The plan while it is being bettered: the pairs of each volunteer in the order of time, and how many places of each role are filled.</summary>
internal sealed class WorkingPlan
{
    private readonly PlanModel _model;
    private readonly int[][] _pairs;
    private readonly int[] _count;

    public WorkingPlan(PlanModel model)
    {
        _model = model;
        _pairs = new int[model.Volunteers][];
        Array.Fill(_pairs, []);
        _count = new int[model.Volunteers];
        Filled = new int[model.Roles];
    }

    public int[] Filled { get; }

    public int FilledPlaces => Filled.Sum();

    /// <summary>All chosen pairs, ordered.</summary>
    public IEnumerable<int> Pairs => _pairs.SelectMany((p, v) => p.Take(_count[v]));

    public ReadOnlySpan<int> Of(int volunteer) => _pairs[volunteer].AsSpan(0, _count[volunteer]);

    public bool IsFull(int role) => Filled[role] >= _model.Capacity[role];

    public void Add(int pair)
    {
        var volunteer = _model.Volunteer[pair];
        var count = _count[volunteer]++;

        if (count == _pairs[volunteer].Length)
        {
            Array.Resize(ref _pairs[volunteer], Math.Max(4, count * 2));
        }

        var pairs = _pairs[volunteer];

        while (count > 0 && pairs[count - 1] > pair)
        {
            pairs[count] = pairs[--count];
        }

        pairs[count] = pair;
        Filled[_model.Role[pair]]++;
    }

    public void Remove(int pair)
    {
        var volunteer = _model.Volunteer[pair];
        var pairs = Of(volunteer);
        var at = pairs.IndexOf(pair);
        pairs[(at + 1)..].CopyTo(_pairs[volunteer].AsSpan(at));
        _count[volunteer]--;
        Filled[_model.Role[pair]]--;
    }

    public WorkingPlan Copy()
    {
        var copy = new WorkingPlan(_model);
        copy.Take(this);

        return copy;
    }

    public void Take(WorkingPlan other)
    {
        Clear();

        foreach (var pair in other.Pairs)
        {
            Add(pair);
        }
    }

    public void Clear()
    {
        Array.Clear(_count);
        Array.Clear(Filled);
    }

    /// <summary>Whether the pair fits beside what its volunteer has, were one of them (or none, -1) let go.</summary>
    public bool Fits(int pair, int without)
    {
        ref readonly var block = ref _model.Blocks[_model.Role[pair]];
        var volunteer = _model.Volunteer[pair];
        int minutes = block.Minutes, shifts = 1;
        bool hasWeek = false, hasDay = false;

        foreach (var other in Of(volunteer))
        {
            if (other == without)
            {
                continue;
            }

            ref readonly var taken = ref _model.Blocks[_model.Role[other]];

            if (other < pair ? _model.Clash(taken, block) : _model.Clash(block, taken))
            {
                return false;
            }

            if (taken.Week == block.Week)
            {
                hasWeek = true;
                minutes += taken.Minutes;
            }

            if (taken.Day == block.Day)
            {
                hasDay = true;
                shifts++;
            }
        }

        // Alone in its week and day it fits: else there would be no such pair.
        return (!hasWeek || minutes <= _model.WeekLeft(volunteer, block.Week)) && (!hasDay || shifts <= _model.DayLeft(volunteer, block.Day));
    }

    public double Value()
    {
        var value = 0.0;

        for (var v = 0; v < _pairs.Length; v++)
        {
            var pairs = Of(v);

            for (var k = 0; k < pairs.Length; k++)
            {
                value += _model.Worth[pairs[k]] - (_model.Spread * k);
            }
        }

        return value;
    }
}
