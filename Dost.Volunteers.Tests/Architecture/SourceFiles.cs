using System.Text.RegularExpressions;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Architecture;

/// <summary>The source files of the product, as text.</summary>
internal static partial class SourceFiles
{
    public static IReadOnlyList<SourceFile> CSharp { get; } = Read("*.cs");

    public static IReadOnlyList<SourceFile> Views { get; } = Read("*.cshtml");

    /// <summary>The C# files below a folder of the repository.</summary>
    public static IEnumerable<SourceFile> Below(string folder) => CSharp.Where(f => f.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    private static List<SourceFile> Read(string pattern) =>
    [
        .. Directory.EnumerateDirectories(Repository.Root, "Dost.Volunteers.*").SelectMany(project => Directory.EnumerateFiles(project, pattern, SearchOption.AllDirectories))
            .Select(file => new SourceFile(Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), file))
            .Where(file => !NotOurs().IsMatch(file.Path)).OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    [GeneratedRegex("/(bin|obj|node_modules|data|artifacts|Migrations)/")]
    private static partial Regex NotOurs();
}

/// <summary>One file: its path in the repository, and its lines.</summary>
internal sealed partial class SourceFile(string path, string file)
{
    public string Path { get; } = path;

    public IReadOnlyList<string> Lines { get; } = File.ReadAllLines(file);

    /// <summary>Without comments and without what stands in quotes.</summary>
    public string Code => field ??= string.Join('\n', Lines.Select(line => Comment().Replace(Quoted().Replace(line, "\"\""), "")));

    public override string ToString() => Path;

    [GeneratedRegex("""\$?"([^"\\]|\\.)*"|'([^'\\]|\\.)'""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"//.*$")]
    private static partial Regex Comment();
}

/// <summary>Says all places at which a rule is broken, not only the first few.</summary>
internal static class Offenders
{
    public static void None(IEnumerable<string> places)
    {
        var list = places.ToList();
        Assert.True(list.Count == 0, $"{list.Count} places:\n{string.Join('\n', list)}");
    }
}
