using System.Globalization;
using Dost.Volunteers.Core.Matching.Planning.Generating;

namespace Dost.Volunteers.Jobs.Matching;

/// <summary>What was typed behind <c>match</c>.</summary>
internal static class MatchArguments
{
    public const string Help = """
        match PROBLEM.json PLAN.json [--seconds N] [--seed K]
            Plans the problem and writes the plan with its certificate. --seconds stops with the best plan so far; so does Ctrl-C.
            The plan is the same for the same problem and seed (1), unless the time ran out.

        match generate --volunteers N --shifts N [--seed K] [--pairs] [--shape city|block|tight|week] [FILE.json]
            Makes a problem up on the map of Baku and writes it to the file, or to standard output where none is named.
            The same numbers give the same bytes. --pairs names all pairs with their scores, so that other solvers can be compared.
              city    a week with ways between places, limits in minutes and irregular times (the default)
              block   one block of three hours, a place for every tenth volunteer; always with pairs
              tight   one block of three hours, as many places as volunteers; always with pairs
              week    six days of blocks, three places for ten volunteers, limits that are counts; always with pairs

        match --help
            This text. Both files are described in docs/matching.md.

        Exit code 0: done. 2: the arguments or the file are wrong, and nothing was written.
        """;

    private static readonly string[] _switches = ["--pairs"];

    public static MatchRequest Read(IReadOnlyList<string> arguments)
    {
        if (arguments.Any(a => a is "--help" or "-h" or "-?"))
        {
            return new MatchHelp();
        }

        var isGenerate = arguments is ["generate", ..];
        var (names, options) = Split(isGenerate ? [.. arguments.Skip(1)] : arguments, isGenerate ? ["--volunteers", "--shifts", "--seed", "--shape"] : ["--seconds", "--seed"]);
        var seed = Whole(options, "--seed", 1);

        if (!isGenerate)
        {
            return names.Count == 2
                ? new MatchSolve(names[0], names[1], Seconds(options), seed)
                : throw new MatchUsageException("Name two files: the problem, and the plan to write.");
        }

        if (names.Count > 1)
        {
            throw new MatchUsageException("Name one file at most.");
        }

        var made = new GeneratorOptions(Size(options, "--volunteers"), Size(options, "--shifts"), seed, Shape(options)) { WithPairs = options.ContainsKey("--pairs") };

        return new MatchGenerate(made, names.FirstOrDefault());
    }

    private static (List<string> Names, Dictionary<string, string> Options) Split(IReadOnlyList<string> arguments, string[] known)
    {
        List<string> names = [];
        var options = new Dictionary<string, string>();

        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];

            if (!argument.StartsWith("--", StringComparison.Ordinal))
            {
                names.Add(argument);
            }
            else if (known.Contains("--shape") && _switches.Contains(argument))
            {
                options[argument] = "";
            }
            else if (!known.Contains(argument))
            {
                throw new MatchUsageException($"There is no {argument} here.");
            }
            else if (++i < arguments.Count)
            {
                options[argument] = arguments[i];
            }
            else
            {
                throw new MatchUsageException($"{argument} needs a value.");
            }
        }

        return (names, options);
    }

    private static int Whole(Dictionary<string, string> options, string name, int otherwise) =>
        !options.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new MatchUsageException($"{name} must be a whole number.");

    private static int Size(Dictionary<string, string> options, string name)
    {
        var size = options.ContainsKey(name) ? Whole(options, name, 0) : throw new MatchUsageException($"Say how many with {name}.");

        return size >= 1 ? size : throw new MatchUsageException($"{name} must be at least 1.");
    }

    private static TimeSpan? Seconds(Dictionary<string, string> options)
    {
        if (!options.TryGetValue("--seconds", out var text))
        {
            return null;
        }

        // A day is as good as no limit, and far from what a clock cannot count.
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(1).TotalSeconds))
            : throw new MatchUsageException("--seconds must be a number above 0.");
    }

    private static PlanShape Shape(Dictionary<string, string> options) => options.GetValueOrDefault("--shape", "city") switch
    {
        "city" => PlanShape.City,
        "block" => PlanShape.Block,
        "tight" => PlanShape.Tight,
        "week" => PlanShape.Week,
        var other => throw new MatchUsageException($"There is no shape {other}: city, block, tight or week."),
    };
}

/// <summary>What was typed makes no sense.</summary>
internal sealed class MatchUsageException(string message) : Exception(message);

internal abstract record MatchRequest;

internal sealed record MatchHelp : MatchRequest;

internal sealed record MatchSolve(string ProblemPath, string PlanPath, TimeSpan? TimeLimit, int Seed) : MatchRequest;

internal sealed record MatchGenerate(GeneratorOptions Options, string? Path) : MatchRequest;
