using System.Globalization;
using Dost.Volunteers.Core.Matching.Planning.Generating;

namespace Dost.Volunteers.Bench.Matching;

/// <summary>How the time grows as the work grows: four sizes of each shape, each twice the one before, and the exponent that fits them.</summary>
internal static class MatchGrowth
{
    private const int Sizes = 4;

    /// <summary>The largest of each.</summary>
    private static readonly Work[] _largest = [new(PlanShape.Block, 100_000, 3_000, 0), new(PlanShape.Tight, 100_000, 3_000, 0), new(PlanShape.Week, 100_000, 3_000, 0), new(PlanShape.City, 8_000, 1_600, 0)];

    public static async Task<int> RunAsync(MatchBenchOptions options, CancellationToken ct)
    {
        Directory.CreateDirectory(options.Folder);
        Console.WriteLine("| Shape | Pairs | Seconds | Time grows as pairs to the power of | Reading as |");
        Console.WriteLine("|---|---|---|---:|---:|");

        foreach (var largest in _largest.Where(w => options.Shapes.Contains(w.Shape)))
        {
            List<MatchRowResult> results = [];

            for (var size = Sizes - 1; size >= 0; size--)
            {
                var work = largest with { Volunteers = largest.Volunteers >> size, Shifts = Math.Max(1, largest.Shifts >> size) };
                results.Add(await MatchRow.MeasureAsync(MatchBench.Made(options, work), work.Seconds, arcs: null, ct));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {largest.Shape} | {string.Join(", ", results.Select(r => r.Pairs.ToString("#,0", CultureInfo.InvariantCulture)))} | {string.Join(", ", results.Select(r => r.Planner.Seconds.ToString("0.000", CultureInfo.InvariantCulture)))} | {Exponent(results, r => r.Planner.Seconds):0.00} | {Exponent(results, r => r.ReadSeconds):0.00} |"));
        }

        return 0;
    }

    /// <summary>The slope of the straight line through the logarithms, by least squares.</summary>
    private static double Exponent(List<MatchRowResult> results, Func<MatchRowResult, double> seconds)
    {
        var points = results.ConvertAll(r => (X: Math.Log(r.Pairs), Y: Math.Log(Math.Max(1e-6, seconds(r)))));
        var (x, y) = (points.Average(p => p.X), points.Average(p => p.Y));

        return points.Sum(p => (p.X - x) * (p.Y - y)) / points.Sum(p => (p.X - x) * (p.X - x));
    }
}
