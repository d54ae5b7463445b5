namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>
/// The pairs of one volunteer that bring something at the prices of the moment, in the order of time, with what each brings. The
/// figures of their blocks lie beside each other, since they are read many times.
/// </summary>
internal sealed class ScheduleItems(PlanModel model)
{
    private const int FirstSize = 64;

    public int Count { get; private set; }

    public int[] Pair { get; private set; } = new int[FirstSize];

    public double[] Gain { get; private set; } = new double[FirstSize];

    public Block[] Blocks { get; private set; } = new Block[FirstSize];

    /// <summary>Minutes left of the week of each item, and shifts left of its day, beside what is held.</summary>
    public int[] WeekLeft { get; private set; } = new int[FirstSize];
    public int[] DayLeft { get; private set; } = new int[FirstSize];

    public void Clear() => Count = 0;

    public void Add(int pair, double gain)
    {
        if (Count == Pair.Length)
        {
            var (pairs, gains) = (Pair, Gain);
            Array.Resize(ref pairs, Count * 2);
            Array.Resize(ref gains, Count * 2);
            (Pair, Gain) = (pairs, gains);
        }

        Pair[Count] = pair;
        Gain[Count++] = gain;
    }

    /// <summary>Reads the blocks of all items.</summary>
    public void Load(int volunteer)
    {
        if (Blocks.Length < Count)
        {
            (Blocks, WeekLeft, DayLeft) = (new Block[Pair.Length], new int[Pair.Length], new int[Pair.Length]);
        }

        for (var i = 0; i < Count; i++)
        {
            ref readonly var block = ref model.Blocks[model.Role[Pair[i]]];
            Blocks[i] = block;
            WeekLeft[i] = i > 0 && Blocks[i - 1].Week == block.Week ? WeekLeft[i - 1] : model.WeekLeft(volunteer, block.Week);
            DayLeft[i] = i > 0 && Blocks[i - 1].Day == block.Day ? DayLeft[i - 1] : model.DayLeft(volunteer, block.Day);
        }
    }

    /// <summary>Moves an item to a place before it; what stood there is lost.</summary>
    public void Move(int from, int to)
    {
        (Pair[to], Gain[to], Blocks[to], WeekLeft[to], DayLeft[to]) = (Pair[from], Gain[from], Blocks[from], WeekLeft[from], DayLeft[from]);
    }

    public void Cut(int count) => Count = count;
}
