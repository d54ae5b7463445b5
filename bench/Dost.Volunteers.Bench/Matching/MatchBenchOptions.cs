using System.Globalization;
using Dost.Volunteers.Core.Matching.Planning.Generating;

namespace Dost.Volunteers.Bench.Matching;

/// <summary>Which problems are measured: all of the table, or some, at full size or smaller.</summary>
internal sealed record MatchBenchOptions(double Scale, int Seed, IReadOnlyList<PlanShape> Shapes, string Folder)
{
    public static MatchBenchOptions Read(IReadOnlyList<string> arguments)
    {
        var given = arguments.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);

        return new MatchBenchOptions(
            double.Parse(given.GetValueOrDefault("--scale", "1"), CultureInfo.InvariantCulture),
            int.Parse(given.GetValueOrDefault("--seed", "1"), CultureInfo.InvariantCulture),
            [.. given.GetValueOrDefault("--only", "block,tight,week,city").Split(',').Select(s => Enum.Parse<PlanShape>(s, ignoreCase: true))],
            given.GetValueOrDefault("--folder") ?? Path.Combine(Path.GetTempPath(), "dost-match-bench"));
    }

    public int Scaled(int size) => Math.Max(1, (int)Math.Round(size * Scale));
}
