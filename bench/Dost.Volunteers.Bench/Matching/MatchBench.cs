using System.Globalization;
using Dost.Volunteers.Core.Matching.Planning.Generating;

namespace Dost.Volunteers.Bench.Matching;

/// <summary>The table of docs/matching.md with the figures of this machine: the planner beside others, problem by problem.</summary>
internal static class MatchBench
{
    private static readonly Work[] _table =
    [
        new(PlanShape.Block, 100_000, 3_000, 0), new(PlanShape.Tight, 100_000, 3_000, 0), new(PlanShape.Week, 100_000, 3_000, 0),
        new(PlanShape.City, 5_000, 1_000, 5), new(PlanShape.City, 5_000, 1_000, 30),
        new(PlanShape.City, 100_000, 10_000, 60), new(PlanShape.City, 100_000, 10_000, 200),
    ];

    public static async Task<int> RunAsync(MatchBenchOptions options, CancellationToken ct)
    {
        Directory.CreateDirectory(options.Folder);
        var lemon = await Lemon.CompileAsync(options.Folder, ct);
        var works = _table.Where(w => options.Shapes.Contains(w.Shape)).ToList();
        Console.WriteLine("| Work | By | Value | of the bound | Score part | Places | Gap | Seconds | Peak memory |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|---:|---:|---:|");
        var isProven = true;

        foreach (var work in works)
        {
            var problem = Made(options, work);
            var isNetwork = work.Shape is not PlanShape.City;
            var arcs = isNetwork && lemon is not null ? Path.Combine(options.Folder, "arcs.bin") : null;
            var result = await MatchRow.MeasureAsync(problem, work.Seconds, arcs, ct);
            isProven &= result.IsProven || !isNetwork;
            Print(options, work, result);

            if (arcs is not null)
            {
                await PrintLemonAsync(lemon!, arcs, result, ct);
            }
            else if (isNetwork)
            {
                Line("", "LEMON: not installed (liblemon-dev and g++)", "", "", "", "", "", "", "");
            }
        }

        Console.WriteLine(isProven ? "Every network is proven." : "A network is NOT proven.");

        return isProven ? 0 : 1;
    }

    /// <summary>The file of a problem, made once.</summary>
    public static string Made(MatchBenchOptions options, Work work)
    {
        var made = new GeneratorOptions(options.Scaled(work.Volunteers), options.Scaled(work.Shifts), options.Seed, work.Shape) { WithPairs = true };
        var path = Path.Combine(options.Folder, string.Create(CultureInfo.InvariantCulture, $"{made.Shape}-{made.Volunteers}-{made.Shifts}-{made.Seed}.json").ToLowerInvariant());

        // Made anew each time: an earlier build may have made it otherwise.
        using var output = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        ProblemGenerator.Write(made, output, CancellationToken.None);

        return path;
    }

    private static void Print(MatchBenchOptions options, Work work, MatchRowResult result)
    {
        var name = string.Create(CultureInfo.InvariantCulture,
            $"{work.Shape}, {options.Scaled(work.Volunteers):#,0} volunteers, {options.Scaled(work.Shifts):#,0} shifts, {result.Pairs:#,0} pairs{(work.Seconds > 0 ? $", {work.Seconds} s" : "")}");
        Row(name, "the planner", result, result.Planner, Percent(result.Gap, 4) + (result.IsProven ? " proven" : ""), string.Create(CultureInfo.InvariantCulture, $"{result.PeakBytes / 1e6:#,0} MB"));
        Row("", "greedy", result, result.Greedy, Percent((result.UpperBound - result.Greedy.Value) / Math.Max(1, result.UpperBound), 2), "");
        Row("", "first come", result, result.FirstCome, Percent((result.UpperBound - result.FirstCome.Value) / Math.Max(1, result.UpperBound), 2), "");
    }

    private static async Task PrintLemonAsync(string lemon, string arcs, MatchRowResult result, CancellationToken ct)
    {
        foreach (var figures in await Lemon.SolveAsync(lemon, arcs, ct))
        {
            Line("", $"LEMON {figures.Algorithm}", Number(figures.Value), Percent(figures.Value / result.UpperBound, 4), "", "", "", Seconds(figures.Seconds), "");
        }
    }

    private static void Row(string work, string by, MatchRowResult result, Figures figures, string gap, string memory) =>
        Line(work, by, Number(figures.Value), Percent(figures.Value / Math.Max(1, result.UpperBound), 4), Number(figures.ScoreSum),
            string.Create(CultureInfo.InvariantCulture, $"{figures.Places:#,0} of {result.PlacesWanted:#,0}"), gap, Seconds(figures.Seconds), memory);

    private static void Line(params string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");

    private static string Number(double value) => value.ToString("#,0.000", CultureInfo.InvariantCulture);

    private static string Percent(double part, int digits) => (100 * part).ToString($"F{digits.ToString(CultureInfo.InvariantCulture)}", CultureInfo.InvariantCulture) + " %";

    private static string Seconds(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);
}

/// <summary>One row of the table: seconds 0 means until the planner ends by itself.</summary>
internal sealed record Work(PlanShape Shape, int Volunteers, int Shifts, int Seconds);
