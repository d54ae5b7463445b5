using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dost.Volunteers.Core.Matching.Planning;

namespace Dost.Volunteers.Tests.Matching.Planning;

/// <summary>A test that asks an exact solver that is not ours; reported as skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CbcTheoryAttribute : TheoryAttribute
{
    public CbcTheoryAttribute()
    {
        if (Cbc.Program is null)
        {
            Skip = "CBC is not installed: install the package coinor-cbc, or name its program in DOST_CBC.";
        }
    }
}

/// <summary>Hands a problem to CBC, an open solver of whole-number programs, and takes its best plan.</summary>
internal static class Cbc
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    public static string? Program { get; } = Environment.GetEnvironmentVariable("DOST_CBC") is { Length: > 0 } named ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "cbc")).FirstOrDefault(File.Exists);

    /// <summary>The pairs of the best plan.</summary>
    public static List<int> Solve(PlanProblem problem)
    {
        var folder = Directory.CreateTempSubdirectory("cbc-").FullName;

        try
        {
            var (program, solution) = (Path.Combine(folder, "problem.lp"), Path.Combine(folder, "solution.txt"));
            File.WriteAllText(program, Written(problem));
            var start = new ProcessStartInfo(Program!, [program, "-ratioGap", "0", "-allowableGap", "0", "-solve", "-solution", solution]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEndAsync();
            Assert.True(process.WaitForExit(_patience), "CBC takes too long.");
            var lines = File.Exists(solution) ? File.ReadAllLines(solution) : throw new InvalidOperationException($"CBC wrote no solution: {said.Status}");
            Assert.StartsWith("Optimal", lines[0], StringComparison.Ordinal);

            // A line is: number, name, value, cost.
            return
            [
                .. from line in lines.Skip(1)
                   let parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                   where parts[1][0] == 'x' && double.Parse(parts[2], CultureInfo.InvariantCulture) > 0.5
                   select int.Parse(parts[1].AsSpan(1), CultureInfo.InvariantCulture) into pair
                   orderby pair
                   select pair,
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The problem in the format LP: x is a pair, y(v, k) the k-th shift of a volunteer, which costs more and more.</summary>
    private static string Written(PlanProblem problem)
    {
        var (goal, rules, whole) = (new StringBuilder("Maximize\n obj: 0 none"), new StringBuilder("Subject To\n none = 0\n"), new StringBuilder());
        var pairs = Enumerable.Range(0, problem.PairCount).Select(p => new Pair(p, PlanChecker.VolunteerOf(problem, p), problem.Roles[problem.PairRole[p]].Shift)).ToList();

        foreach (var pair in pairs)
        {
            goal.Append(CultureInfo.InvariantCulture, $"\n + {problem.ValueOf(pair.Number):R} x{pair.Number}");
            whole.Append(CultureInfo.InvariantCulture, $" x{pair.Number}\n");
        }

        foreach (var role in pairs.GroupBy(p => problem.PairRole[p.Number]))
        {
            AtMost(rules, role.Select(p => (1, p)), problem.Roles[role.Key].Count);
        }

        foreach (var own in pairs.GroupBy(p => p.Volunteer))
        {
            rules.Append(string.Concat(own.Select(p => $" + x{p.Number}")));

            for (var k = 1; k <= own.Count(); k++)
            {
                goal.Append(CultureInfo.InvariantCulture, $"\n - {problem.Spread * (k - 1):R} y{own.Key}_{k}");
                rules.Append(CultureInfo.InvariantCulture, $" - y{own.Key}_{k}");
                whole.Append(CultureInfo.InvariantCulture, $" y{own.Key}_{k}\n");
            }

            rules.Append(" = 0\n");
            AddRulesOf(problem, rules, own.Key, [.. own]);
        }

        return $"{goal}\n{rules}Binary\n{whole}End\n";
    }

    /// <summary>What one volunteer cannot serve: alone, two of them, or too many of a week or day.</summary>
    private static void AddRulesOf(PlanProblem problem, StringBuilder rules, int volunteer, List<Pair> own)
    {
        foreach (var pair in own)
        {
            if (PlanChecker.FaultOf(problem, [pair.Number]) is { } fault && !fault.EndsWith("too full", StringComparison.Ordinal))
            {
                AtMost(rules, [(1, pair)], 0);
            }

            foreach (var other in own.Where(o => o.Number > pair.Number && PlanChecker.AreApart(problem, pair.Shift, o.Shift) is false))
            {
                AtMost(rules, [(1, pair), (1, other)], 1);
            }
        }

        var held = problem.Held[problem.HeldStart[volunteer]..problem.HeldStart[volunteer + 1]];

        foreach (var week in own.GroupBy(p => problem.Shifts[p.Shift].Week).Where(_ => problem.WeeklyCap[volunteer] < int.MaxValue))
        {
            AtMost(rules, week.Select(p => (problem.Shifts[p.Shift].Minutes, p)), Math.Max(0, problem.WeeklyCap[volunteer] - held.Where(h => h.Week == week.Key).Sum(h => h.Minutes)));
        }

        foreach (var day in own.GroupBy(p => problem.Shifts[p.Shift].Day).Where(_ => problem.DailyCap[volunteer] < int.MaxValue))
        {
            AtMost(rules, day.Select(p => (1, p)), Math.Max(0, problem.DailyCap[volunteer] - held.Count(h => h.Day == day.Key)));
        }
    }

    private static void AtMost(StringBuilder rules, IEnumerable<(int Times, Pair Pair)> sum, int limit) =>
        rules.Append(string.Concat(sum.Select(s => $" + {s.Times} x{s.Pair.Number}"))).Append(CultureInfo.InvariantCulture, $" <= {limit}\n");

    private sealed record Pair(int Number, int Volunteer, int Shift);
}
