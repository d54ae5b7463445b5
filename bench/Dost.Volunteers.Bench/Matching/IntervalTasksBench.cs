using System.Globalization;
using Dost.Volunteers.Core.Matching.Planning;

namespace Dost.Volunteers.Bench.Matching;

/// <summary>Which files, how long the planner has for each, and how many choices of workers are tried.</summary>
internal sealed record IntervalTasksOptions(string Files, double Seconds, int Choices)
{
    public static IntervalTasksOptions Read(IReadOnlyList<string> arguments)
    {
        var given = arguments.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);

        return new IntervalTasksOptions(
            given.GetValueOrDefault("--files") ?? ".",
            double.Parse(given.GetValueOrDefault("--seconds", "10"), CultureInfo.InvariantCulture),
            int.Parse(given.GetValueOrDefault("--choices", "5"), CultureInfo.InvariantCulture));
    }
}

/// <summary>
/// The public files of tasks with fixed times (they are not ours to hand on: the folder is given). Each is planned with as few workers as any
/// answer needs. The files do not say which of the workers those are, so where a choice leaves tasks open another is tried.
/// </summary>
internal static class IntervalTasksBench
{
    public static int Run(IntervalTasksOptions options, CancellationToken ct)
    {
        var files = Directory.GetFiles(options.Files, "*.dat").Order(StringComparer.Ordinal).ToList();

        if (files.Count == 0)
        {
            Console.Error.WriteLine("There is no .dat file in the folder.");

            return 2;
        }

        var filledWith = new int[options.Choices];
        var seconds = new List<double>();
        var open = 0;
        Console.WriteLine("| File | Tasks | Workers | Choice | Open | Seconds |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");

        foreach (var file in files)
        {
            var tasks = IntervalTasks.Read(file);
            var workers = tasks.FewestWorkers;

            for (var choice = 0; choice < options.Choices; choice++)
            {
                var problem = tasks.With(workers, choice);
                var plan = Planner.Solve(problem, new PlanOptions { TimeLimit = TimeSpan.FromSeconds(options.Seconds) }, progress: null, ct);
                var left = problem.PlacesWanted - plan.PlacesFilled;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {Path.GetFileNameWithoutExtension(file)} | {tasks.Tasks} | {workers} of {tasks.Workers} | {choice + 1} | {left} | {plan.Elapsed.TotalSeconds:0.0} |"));

                if (left == 0)
                {
                    filledWith[choice]++;
                    seconds.Add(plan.Elapsed.TotalSeconds);
                    break;
                }

                open += choice == options.Choices - 1 ? 1 : 0;
            }
        }

        seconds.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Every task filled within {options.Seconds:0} s: {files.Count - open} of {files.Count} files (by choice of workers: {string.Join(", ", filledWith)}); median {Middle(seconds):0.0} s."));

        return 0;
    }

    private static double Middle(List<double> sorted) => sorted.Count == 0 ? 0 : sorted[sorted.Count / 2];
}
