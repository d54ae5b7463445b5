using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Matching.Planning;
using Dost.Volunteers.Core.Matching.Planning.Files;

namespace Dost.Volunteers.Bench.Matching;

/// <summary>One problem, read and planned in a process of its own, so that its memory is its own.</summary>
internal static class MatchRow
{
    public const string Name = "match-row";

    /// <summary>Runs in the child: the file, the seconds (0 for no limit), and where the arcs of a network are to be written, if they are.</summary>
    public static int Run(IReadOnlyList<string> arguments)
    {
        var watch = Stopwatch.StartNew();
        PlanFile file;

        using (var input = new FileStream(arguments[0], FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan))
        {
            file = PlanFileReader.Read(input, new ScoreWeights(), CancellationToken.None);
        }

        var read = watch.Elapsed;
        var seconds = double.Parse(arguments[1], CultureInfo.InvariantCulture);
        var plan = Planner.Solve(file.Problem, new PlanOptions { TimeLimit = seconds > 0 ? TimeSpan.FromSeconds(seconds) : null }, progress: null, CancellationToken.None);
        using var process = Process.GetCurrentProcess();
        var peak = process.PeakWorkingSet64;
        var greedy = Baseline.Greedy(file.Problem);
        var firstCome = Baseline.FirstCome(file.Problem);

        if (arguments.Count > 2)
        {
            LemonArcs.Write(file.Problem, arguments[2]);
        }

        Console.WriteLine(JsonSerializer.Serialize(new MatchRowResult
        {
            Pairs = file.Problem.PairCount,
            ReadSeconds = read.TotalSeconds,
            Planner = new Figures(plan.Value, plan.ScoreSum, plan.PlacesFilled, plan.Elapsed.TotalSeconds),
            PlacesWanted = file.Problem.PlacesWanted,
            UpperBound = plan.UpperBound,
            Gap = plan.Gap,
            IsProven = plan.IsProven,
            PeakBytes = peak,
            Greedy = greedy,
            FirstCome = firstCome,
        }));

        return 0;
    }

    /// <summary>Starts the child and takes what it says.</summary>
    public static async Task<MatchRowResult> MeasureAsync(string problem, double seconds, string? arcs, CancellationToken ct)
    {
        List<string> arguments = [Name, problem, seconds.ToString(CultureInfo.InvariantCulture)];

        if (arcs is not null)
        {
            arguments.Add(arcs);
        }

        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program, Path.GetFileNameWithoutExtension(program) is "dotnet" ? [typeof(MatchRow).Assembly.Location, .. arguments] : arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);

        return process.ExitCode == 0 ? JsonSerializer.Deserialize<MatchRowResult>(said)! : throw new InvalidOperationException($"{problem} ended with exit code {process.ExitCode}.");
    }
}

/// <summary>What one problem came to.</summary>
internal sealed record MatchRowResult
{
    public required int Pairs { get; init; }
    public required double ReadSeconds { get; init; }
    public required Figures Planner { get; init; }
    public required int PlacesWanted { get; init; }
    public required double UpperBound { get; init; }
    public required double Gap { get; init; }
    public required bool IsProven { get; init; }

    /// <summary>Of the process that read the file and planned it, before anything else was measured in it.</summary>
    public required long PeakBytes { get; init; }
    public required Figures Greedy { get; init; }
    public required Figures FirstCome { get; init; }
}

/// <summary>What a way of planning reached, from memory to memory.</summary>
internal sealed record Figures(double Value, double ScoreSum, int Places, double Seconds);
