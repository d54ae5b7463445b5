using Dost.Volunteers.Core.Matching.Planning;

namespace Dost.Volunteers.Bench.Matching;

/// <summary>
/// A problem that is a network, as the arcs of a circulation: from the source to volunteers (an arc a shift, dearer and dearer by the
/// spread), on to their days, their blocks, the roles, and by way of the sink back. Costs are millionths.
/// </summary>
internal sealed class LemonArcs
{
    private const double Unit = 1e6;
    private const int Source = 0;
    private const int Sink = 1;

    private readonly PlanProblem _problem;
    private readonly List<(int From, int To, int Capacity, long Cost)> _arcs = [];
    private int _nodes = 2;

    private LemonArcs(PlanProblem problem)
    {
        if (problem.Held.Length > 0 || problem.MinGapMinutes > 0)
        {
            throw new InvalidOperationException("Only the network shapes can be written as arcs.");
        }

        _problem = problem;
        var firstRole = _nodes;
        _nodes += problem.Roles.Length;
        _arcs.Add((Sink, Source, problem.PlacesWanted, 0));

        for (var role = 0; role < problem.Roles.Length; role++)
        {
            _arcs.Add((firstRole + role, Sink, problem.Roles[role].Count, 0));
        }

        for (var volunteer = 0; volunteer < problem.VolunteerCount; volunteer++)
        {
            Add(volunteer, firstRole);
        }
    }

    public static void Write(PlanProblem problem, string path)
    {
        var network = new LemonArcs(problem);
        using var output = new BinaryWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20));
        output.Write((long)network._nodes);
        output.Write((long)network._arcs.Count);
        output.Write(0L);
        output.Write(0L);

        foreach (var (from, to, capacity, cost) in network._arcs)
        {
            output.Write(from);
            output.Write(to);
            output.Write(capacity);
            output.Write(cost);
        }
    }

    /// <summary>The value that a cost of the circulation stands for.</summary>
    public static double ValueOf(long cost) => -cost / Unit;

    private void Add(int volunteer, int firstRole)
    {
        var days = Enumerable.Range(_problem.PairStart[volunteer], _problem.PairStart[volunteer + 1] - _problem.PairStart[volunteer]).GroupBy(p => BlockOf(p).Day).ToList();

        if (days.Count == 0)
        {
            return;
        }

        var node = _nodes++;
        var most = 0;

        foreach (var day in days)
        {
            var blocks = day.GroupBy(p => BlockOf(p).From).ToList();
            var capacity = Math.Min(_problem.DailyCap[volunteer], blocks.Count);
            var dayNode = days.Count == 1 ? node : _nodes++;
            most += capacity;

            if (dayNode != node)
            {
                _arcs.Add((node, dayNode, capacity, 0));
            }

            foreach (var block in blocks)
            {
                AddBlock(dayNode, [.. block], firstRole, isAlone: blocks.Count == 1);
            }
        }

        var minutes = BlockOf(_problem.PairStart[volunteer]).Minutes;
        most = Math.Min(most, _problem.WeeklyCap[volunteer] / minutes);

        for (var k = 0; k < most; k++)
        {
            _arcs.Add((Source, node, 1, (long)Math.Round(k * _problem.Spread * Unit)));
        }
    }

    /// <summary>At most one role of a block; where the day has one block only, or the block one role, that needs no node.</summary>
    private void AddBlock(int dayNode, List<int> pairs, int firstRole, bool isAlone)
    {
        var node = dayNode;

        if (!isAlone && pairs.Count > 1)
        {
            node = _nodes++;
            _arcs.Add((dayNode, node, 1, 0));
        }

        foreach (var pair in pairs)
        {
            _arcs.Add((node, firstRole + _problem.PairRole[pair], 1, -(long)Math.Round(_problem.ValueOf(pair) * Unit)));
        }
    }

    private Block BlockOf(int pair) => _problem.Shifts[_problem.Roles[_problem.PairRole[pair]].Shift];
}
