using System.Text.RegularExpressions;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Architecture;

/// <summary>What a reader of the source may rely on.</summary>
public partial class SourceTests
{
    private const int LongestFile = 400;
    private const int LongestMethod = 60;

    [Fact]
    public void No_file_is_longer_than_one_reads_at_a_time() =>
        Offenders.None(SourceFiles.CSharp.Concat(SourceFiles.Views).Where(f => f.Lines.Count > LongestFile).Select(f => $"{f.Path}: {f.Lines.Count} lines"));

    [Fact]
    public void No_method_is_longer_than_a_page()
    {
        var methods = SourceFiles.CSharp.SelectMany(Methods).ToList();

        Assert.True(methods.Count > 500, $"Only {methods.Count} methods were found: the search is broken.");
        Offenders.None(methods.Where(m => m.Lines > LongestMethod).Select(m => $"{m.File}({m.At}): {m.Lines} lines"));
    }

    [Fact]
    public void Nothing_unfinished_stays_behind() =>
        Offenders.None(SourceFiles.CSharp.Where(f => !f.Path.EndsWith("/SourceTests.cs", StringComparison.Ordinal)).Concat(SourceFiles.Views)
            .SelectMany(f => f.Lines.Index().Where(l => Unfinished().IsMatch(l.Item)).Select(l => $"{f.Path}({l.Index + 1}): {l.Item.Trim()}")));

    [Fact]
    public void What_is_banned_is_not_called()
    {
        var banned = SourceFiles.CSharp.Where(f => !f.Path.StartsWith("Dost.Volunteers.Tests/Architecture/", StringComparison.Ordinal)).Concat(SourceFiles.Views)
            .SelectMany(f => Banned().Matches(f.Code).Select(m => $"{f.Path}: {m.Value}"));

        Offenders.None(banned);
    }

    /// <summary>The analyzer must know what this test looks for, so that it is seen while one types.</summary>
    [Theory]
    [InlineData("System.DateTime.Now")]
    [InlineData("System.DateTime.UtcNow")]
    [InlineData("System.DateTimeOffset.UtcNow")]
    [InlineData("System.Threading.Tasks.Task.Wait")]
    [InlineData("System.Threading.Tasks.Task`1.Result")]
    [InlineData("System.Net.Http.HttpClient.#ctor")]
    [InlineData("IHtmlHelper.Raw")]
    public void The_analyzer_bans_it_too(string symbol) =>
        Assert.Contains(symbol, File.ReadAllText(Path.Combine(Repository.Root, "eng", "BannedSymbols.txt")), StringComparison.Ordinal);

    [Fact]
    public void A_log_never_holds_a_name_a_number_an_address_or_a_text()
    {
        var logged = SourceFiles.CSharp.Where(f => !f.Path.StartsWith("Dost.Volunteers.Tests/", StringComparison.Ordinal))
            .SelectMany(f => f.Lines.Where(l => Logging().IsMatch(l)).SelectMany(l => Place().Matches(l).Select(m => (f.Path, Name: m.Groups["name"].Value)))).ToList();

        Assert.NotEmpty(logged);
        Offenders.None(logged.Where(l => Personal().IsMatch(l.Name)).Select(l => $"{l.Path}: {{{l.Name}}}"));
    }

    [Fact]
    public void Logs_are_written_by_generated_methods_and_not_by_templates_in_the_flow() =>
        Offenders.None(SourceFiles.CSharp.Where(f => !f.Path.StartsWith("Dost.Volunteers.Tests/", StringComparison.Ordinal)).Where(f => InlineLogging().IsMatch(f.Code)).Select(f => f.Path));

    [Fact]
    public void No_sentence_of_the_catalogues_is_out_of_use()
    {
        var code = string.Join('\n', SourceFiles.CSharp.Concat(SourceFiles.Views).Where(f => f.Path.StartsWith("Dost.Volunteers.Web/", StringComparison.Ordinal)).Select(f => string.Join('\n', f.Lines)));
        var keys = System.Xml.Linq.XDocument.Load(Path.Combine(Repository.Root, "Dost.Volunteers.Web", "Localization", "Text.az.resx")).Root!.Elements("data").Select(d => d.Attribute("name")!.Value);

        Offenders.None(from key in keys where !code.Contains($"\"{key.Replace("\"", "\\\"", StringComparison.Ordinal)}\"", StringComparison.Ordinal) select key);
    }

    [Fact]
    public void No_view_holds_a_script_or_a_style_of_its_own() =>
        Offenders.None(SourceFiles.Views.SelectMany(f => Inline().Matches(string.Join('\n', f.Lines)).Select(m => $"{f.Path}: {m.Value}")));

    /// <summary>Members by their indentation: from the line on which one begins to the one on which its brackets are closed.</summary>
    private static IEnumerable<(string File, int At, int Lines)> Methods(SourceFile file)
    {
        var lines = file.Code.Split('\n');

        for (var start = 0; start < lines.Length; start++)
        {
            var line = lines[start];

            if (!MemberStart().IsMatch(line) || TypeDeclaration().IsMatch(line))
            {
                continue;
            }

            var depth = 0;

            for (var end = start; end < lines.Length; end++)
            {
                depth += lines[end].Count(c => c is '{' or '(' or '[') - lines[end].Count(c => c is '}' or ')' or ']');
                var text = lines[end].TrimEnd();

                if (depth <= 0 && (text.EndsWith(';') || text.EndsWith('}')))
                {
                    yield return (file.Path, start + 1, end - start + 1);
                    start = end;
                    break;
                }
            }
        }
    }

    [GeneratedRegex(@"^(    |        )[\w\[<(][^;]*\(.*$")]
    private static partial Regex MemberStart();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum)\b")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException|#region")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bnew HttpClient\(|\bHtml\.Raw\(|\.GetAwaiter\(\)\.GetResult\(\)|\bThread\.Sleep\(|\.AppendHtml\(\$?""")]
    private static partial Regex Banned();

    [GeneratedRegex(@"LoggerMessage\(")]
    private static partial Regex Logging();

    [GeneratedRegex(@"\{(?<name>\w+)\}")]
    private static partial Regex Place();

    [GeneratedRegex("^(Given|Family|Full|First|Last|Display|User)Name$|Phone|Mail|Address|Body|Words|Text|Fin$|Born|Birth|Notes|Token|^Code$|Password|Secret|Url|Recipient", RegexOptions.IgnoreCase)]
    private static partial Regex Personal();

    [GeneratedRegex(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)\(")]
    private static partial Regex InlineLogging();

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)(?![^>]*type=""(application/ld\+json|speculationrules)"")[^>]*>|<style|\sstyle=""|\son(click|change|submit|load|input)=""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
