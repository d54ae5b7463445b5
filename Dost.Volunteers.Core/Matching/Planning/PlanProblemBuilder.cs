using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>
/// Collects a <see cref="PlanProblem"/>: the shifts and their roles first, then one volunteer after the other, each followed by what
/// they hold and by their pairs. Everything is known by its number, from 0 in the order of adding.
/// </summary>
public sealed class PlanProblemBuilder(int minGapMinutes, double spread)
{
    private readonly List<Block> _shifts = [];
    private readonly List<PlanRole> _roles = [];
    private readonly List<int> _weeklyCaps = [];
    private readonly List<int> _dailyCaps = [];
    private readonly List<int> _heldStart = [];
    private readonly List<Block> _held = [];
    private readonly List<int> _pairStart = [];
    private readonly List<(int Role, double Score)> _pairs = [];

    /// <summary>A block between two instants; the day and week are read from the clock in Baku.</summary>
    /// <param name="fromUtc">The first minute.</param>
    /// <param name="toUtc">The end, not part of it.</param>
    /// <param name="place">A number for the place; below 0 for work without a place.</param>
    public static Block BlockOf(DateTime fromUtc, DateTime toUtc, int place)
    {
        var day = BakuTime.DateOf(fromUtc);

        return new Block(fromUtc.Ticks / TimeSpan.TicksPerMinute, toUtc.Ticks / TimeSpan.TicksPerMinute, place, day.DayNumber, CalendarWeek.MondayOf(day).DayNumber / 7);
    }

    public int AddShift(Block block)
    {
        _shifts.Add(block);

        return _shifts.Count - 1;
    }

    /// <summary>A role of a shift. <paramref name="count"/> is what is still free of it; 0 is allowed.</summary>
    public int AddRole(int shift, int count, int priority)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _roles.Add(new PlanRole(shift, count, priority));

        return _roles.Count - 1;
    }

    /// <summary>The next volunteer. What is held and the pairs that are added from now on are theirs.</summary>
    public int AddVolunteer(int? weeklyCapMinutes, int? dailyCapShifts)
    {
        _weeklyCaps.Add(weeklyCapMinutes ?? int.MaxValue);
        _dailyCaps.Add(dailyCapShifts ?? int.MaxValue);
        _heldStart.Add(_held.Count);
        _pairStart.Add(_pairs.Count);

        return _weeklyCaps.Count - 1;
    }

    /// <summary>A block that the volunteer added last is bound to, in the plan's shifts or elsewhere.</summary>
    public void AddHeld(Block block) => _held.Add(block);

    /// <summary>The volunteer added last may take the role. At most one pair a role; a shift that they hold must not come.</summary>
    /// <param name="role">The number of the role.</param>
    /// <param name="score">In 0..1.</param>
    public void AddPair(int role, double score) => _pairs.Add((role, score));

    public PlanProblem Build()
    {
        var pairStart = _pairStart.Append(_pairs.Count).ToArray();

        for (var v = 0; v < _weeklyCaps.Count; v++)
        {
            _pairs.Sort(pairStart[v], pairStart[v + 1] - pairStart[v], Comparer<(int Role, double)>.Create((a, b) => a.Role.CompareTo(b.Role)));
        }

        return new PlanProblem
        {
            MinGapMinutes = minGapMinutes,
            Spread = spread,
            Shifts = [.. _shifts],
            Roles = [.. _roles],
            WeeklyCap = [.. _weeklyCaps],
            DailyCap = [.. _dailyCaps],
            HeldStart = [.. _heldStart, _held.Count],
            Held = [.. _held],
            PairStart = pairStart,
            PairRole = [.. _pairs.Select(p => p.Role)],
            PairScore = [.. _pairs.Select(p => p.Score)],
        };
    }
}
