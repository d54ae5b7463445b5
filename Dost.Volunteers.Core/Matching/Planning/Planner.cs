using System.Diagnostics;

namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>Chooses the pairs of greatest value that keep every limit, and says how much better any plan could be.</summary>
public static class Planner
{
    /// <summary>
    /// The best plan found. A cancelled search gives the best so far, with its honest gap.
    /// </summary>
    public static Plan Solve(PlanProblem problem, PlanOptions options, IProgress<PlanProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(options);
        var watch = Stopwatch.StartNew();
        var left = problem.Roles.Select(r => r.Count).ToArray();
        List<int> chosen = [];
        var score = 0.0;
        var value = 0.0;
        var blocks = new List<Block>[problem.VolunteerCount];

        for (var v = 0; v < problem.VolunteerCount; v++)
        {
            blocks[v] = [.. problem.Held.AsSpan(problem.HeldStart[v], problem.HeldStart[v + 1] - problem.HeldStart[v])];
            var held = blocks[v].Count;

            for (var p = problem.PairStart[v]; p < problem.PairStart[v + 1] && !ct.IsCancellationRequested; p++)
            {
                var role = problem.PairRole[p];
                var block = problem.Shifts[problem.Roles[role].Shift];
                var worth = problem.ValueOf(p) - (problem.Spread * (blocks[v].Count - held));

                if (left[role] == 0 || worth <= 0 || blocks[v].Exists(b => Clash(b, block, problem.MinGapMinutes))
                    || blocks[v].Where(b => b.Week == block.Week).Sum(b => b.Minutes) + block.Minutes > problem.WeeklyCap[v]
                    || blocks[v].Count(b => b.Day == block.Day) + 1 > problem.DailyCap[v])
                {
                    continue;
                }

                left[role]--;
                blocks[v].Add(block);
                chosen.Add(p);
                score += problem.PairScore[p];
                value += worth;
            }
        }

        var bound = problem.Roles.Sum(r => r.Count * ((10.0 * r.Priority) + 1));
        progress?.Report(new PlanProgress(1, value, bound, chosen.Count));

        return new Plan([.. chosen], value, bound, score, problem.PlacesWanted, watch.Elapsed);
    }

    private static bool Clash(Block a, Block b, int gap) =>
        a.From < b.To && b.From < a.To || (a.Place >= 0 && b.Place >= 0 && a.Place != b.Place && a.From < b.To + gap && b.From < a.To + gap);
}
