using System.Runtime.InteropServices;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Matching.Planning;
using Dost.Volunteers.Core.Matching.Planning.Files;
using Dost.Volunteers.Core.Matching.Planning.Generating;

namespace Dost.Volunteers.Jobs.Matching;

/// <summary>
/// <c>match problem.json plan.json</c> plans what stands in a file, and <c>match generate</c> makes such a file up. It needs no host and
/// no database. 0 if it is done, 2 if what was given is wrong.
/// </summary>
internal static class MatchCommand
{
    public const string Name = "match";

    private const int Done = 0;
    private const int Wrong = 2;

    /// <summary>As a shell says it.</summary>
    private const int Interrupted = 130;

    /// <summary>Ctrl-C and a friendly kill end the search, not the command: the best plan so far is written.</summary>
    public static int RunUntilInterrupted(IReadOnlyList<string> arguments)
    {
        using var stop = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        return Run(arguments, MatchConsole.System, stop.Token);

        void Stop(PosixSignalContext context)
        {
            // Asked a second time, it ends at once.
            context.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    public static int Run(IReadOnlyList<string> arguments, MatchConsole console, CancellationToken ct)
    {
        try
        {
            switch (MatchArguments.Read(arguments))
            {
                case MatchHelp:
                    console.Out.WriteLine(MatchArguments.Help);
                    break;
                case MatchGenerate generate:
                    Generate(generate, console, ct);
                    break;
                case MatchSolve plan:
                    Plan(plan, console, ct);
                    break;
            }

            return Done;
        }
        catch (MatchUsageException problem)
        {
            console.Error.WriteLine(problem.Message);
            console.Error.WriteLine("See: match --help");

            return Wrong;
        }
        catch (OperationCanceledException)
        {
            console.Error.WriteLine("Stopped; nothing was written.");

            return Interrupted;
        }
        catch (Exception problem) when (problem is PlanFileException or IOException or UnauthorizedAccessException)
        {
            console.Error.WriteLine(problem.Message);

            return Wrong;
        }
    }

    private static void Plan(MatchSolve command, MatchConsole console, CancellationToken ct)
    {
        PlanFile file;
        RequireFolder(command.PlanPath);

        if (Path.GetFullPath(command.PlanPath) == Path.GetFullPath(command.ProblemPath))
        {
            throw new MatchUsageException("The plan would overwrite the problem.");
        }

        // A part of a file is no problem to plan: stopping while it is read is stopping altogether.
        using (var input = new FileStream(command.ProblemPath, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan))
        {
            file = PlanFileReader.Read(input, new ScoreWeights(), ct);
        }

        var plan = Planner.Solve(file.Problem, new PlanOptions { TimeLimit = command.TimeLimit, Seed = command.Seed }, progress: null, ct);
        var unfilled = file.UnfilledOf(plan);
        WholeFile.Write(command.PlanPath, output => PlanFileWriter.Write(output, file, plan, unfilled));

        foreach (var line in PlanSummary.Of(file, plan, unfilled))
        {
            console.Out.WriteLine(line);
        }
    }

    /// <summary>Before anything is done: it would be in vain.</summary>
    private static void RequireFolder(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new MatchUsageException($"There is no folder {folder}.");
        }
    }

    private static void Generate(MatchGenerate command, MatchConsole console, CancellationToken ct)
    {
        if (command.Path is { } path)
        {
            RequireFolder(path);
            WholeFile.Write(path, output => ProblemGenerator.Write(command.Options, output, ct));
        }
        else
        {
            using var output = console.OpenOutput();
            ProblemGenerator.Write(command.Options, output, ct);
        }
    }
}
