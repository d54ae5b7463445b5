using System.Text.Json;
using Dost.Volunteers.Jobs.Matching;

namespace Dost.Volunteers.Tests.Matching.Planning;

/// <summary>The command as it is typed, in a folder of its own.</summary>
internal sealed class MatchRun : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("match-").FullName;
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();
    private readonly MemoryStream _output = new();

    public string Words => _out.ToString();

    public string Problem => _error.ToString();

    public byte[] Output => _output.ToArray();

    /// <summary>What lies in the folder besides the problem.</summary>
    public IReadOnlyList<string> Written => [.. Directory.EnumerateFiles(_folder).Select(f => Path.GetFileName(f)).Where(f => f is not "problem.json").Order(StringComparer.Ordinal)];

    public string PathOf(string name) => Path.Combine(_folder, name);

    public int Run(params string[] arguments) => MatchCommand.Run(arguments, new MatchConsole(_out, _error, () => _output), CancellationToken.None);

    /// <summary>Plans a problem that is given as it stands in the file.</summary>
    public int Plan(string json, params string[] options)
    {
        File.WriteAllText(PathOf("problem.json"), json);

        return Run([PathOf("problem.json"), PathOf("plan.json"), .. options]);
    }

    /// <summary>The plan of a problem that has no fault.</summary>
    public static JsonElement PlanOf(string json, params string[] options)
    {
        using var run = new MatchRun();
        Assert.True(run.Plan(json, options) == 0, run.Problem);
        Assert.Equal(["plan.json"], run.Written);
        using var document = JsonDocument.Parse(File.ReadAllBytes(run.PathOf("plan.json")));

        return document.RootElement.Clone();
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _out.Dispose();
        _error.Dispose();
        _output.Dispose();
    }
}
