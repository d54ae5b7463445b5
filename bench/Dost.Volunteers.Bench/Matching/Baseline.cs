using System.Diagnostics;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Matching.Planning;

namespace Dost.Volunteers.Bench.Matching;

/// <summary>What one would do without a planner: take one pair after the other, where it still fits.</summary>
internal sealed class Baseline
{
    private readonly PlanProblem _problem;
    private readonly int[] _volunteerOf;
    private readonly int[] _left;
    private readonly List<Block>[] _blocks;
    private double _value;
    private double _scoreSum;
    private int _places;

    private Baseline(PlanProblem problem)
    {
        _problem = problem;
        _left = [.. problem.Roles.Select(r => r.Count)];
        _volunteerOf = new int[problem.PairCount];
        _blocks = new List<Block>[problem.VolunteerCount];

        for (var v = 0; v < problem.VolunteerCount; v++)
        {
            _volunteerOf.AsSpan(problem.PairStart[v], problem.PairStart[v + 1] - problem.PairStart[v]).Fill(v);
            _blocks[v] = [.. problem.Held.AsSpan(problem.HeldStart[v], problem.HeldStart[v + 1] - problem.HeldStart[v])];
        }
    }

    /// <summary>The most valuable pair first.</summary>
    public static Figures Greedy(PlanProblem problem)
    {
        var watch = Stopwatch.StartNew();
        var order = Enumerable.Range(0, problem.PairCount).ToArray();
        Array.Sort([.. order.Select(p => -problem.ValueOf(p))], order);

        return new Baseline(problem).Take(order, watch);
    }

    /// <summary>Volunteers as they come, each taking what comes first and fits.</summary>
    public static Figures FirstCome(PlanProblem problem)
    {
        var watch = Stopwatch.StartNew();

        return new Baseline(problem).Take(Enumerable.Range(0, problem.PairCount), watch);
    }

    private Figures Take(IEnumerable<int> order, Stopwatch watch)
    {
        foreach (var pair in order)
        {
            Take(pair);
        }

        return new Figures(_value, _scoreSum, _places, watch.Elapsed.TotalSeconds);
    }

    private void Take(int pair)
    {
        var (role, volunteer) = (_problem.PairRole[pair], _volunteerOf[pair]);
        var block = _problem.Shifts[_problem.Roles[role].Shift];
        var own = _blocks[volunteer];
        var worth = _problem.ValueOf(pair) - (_problem.Spread * (own.Count - (_problem.HeldStart[volunteer + 1] - _problem.HeldStart[volunteer])));

        if (_left[role] == 0 || worth <= 0 || own.Exists(b => b.ClashWith(block, _problem.MinGapMinutes) is not Clash.None)
            || own.Where(b => b.Week == block.Week).Sum(b => (long)b.Minutes) + block.Minutes > _problem.WeeklyCap[volunteer]
            || own.Count(b => b.Day == block.Day) + 1 > _problem.DailyCap[volunteer])
        {
            return;
        }

        _left[role]--;
        own.Add(block);
        _value += worth;
        _scoreSum += _problem.PairScore[pair];
        _places++;
    }
}
