using System.Diagnostics;
using System.Globalization;

namespace Dost.Volunteers.Bench.Matching;

/// <summary>LEMON, a C++ library of graph algorithms, where this machine has it and a compiler: what it reaches on the same graph.</summary>
internal static class Lemon
{
    private static readonly string[] _headers = ["/usr/include/lemon/network_simplex.h", "/usr/local/include/lemon/network_simplex.h"];

    /// <summary>The program, compiled for this machine; none where the compiler or the library is missing.</summary>
    public static async Task<string?> CompileAsync(string folder, CancellationToken ct)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "flow.cpp");
        var program = Path.Combine(folder, "lemon-flow");

        if (!_headers.Any(File.Exists) || !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "g++"))))
        {
            return null;
        }

        var said = await RunAsync("g++", ["-O3", "-DNDEBUG", "-DLEMON_ONLY_TEMPLATES", "-std=c++14", "-o", program, source], ct);

        return File.Exists(program) ? program : throw new InvalidOperationException($"LEMON did not compile: {said}");
    }

    /// <summary>What each of the two algorithms reaches.</summary>
    public static async Task<IReadOnlyList<LemonFigures>> SolveAsync(string program, string arcs, CancellationToken ct) =>
    [
        .. from line in (await RunAsync(program, [arcs], ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
           let parts = line.Split(' ')
           select new LemonFigures(parts[0], LemonArcs.ValueOf(long.Parse(parts[1], CultureInfo.InvariantCulture)), double.Parse(parts[2], CultureInfo.InvariantCulture) / 1000),
    ];

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);

        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}.");
    }
}

internal sealed record LemonFigures(string Algorithm, double Value, double Seconds);
