using System.Text.Json;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Tests.Support;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Dost.Volunteers.Tests.Data;

/// <summary>The folder <c>db/</c>, which a database administrator reads and runs: in step with the model, and T-SQL throughout.</summary>
public class DatabaseScriptTests
{
    private static readonly string _db = Path.Combine(Repository.Root, "db");

    public static TheoryData<string> Scripts => [.. Directory.EnumerateFiles(_db, "*.sql", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_db, f)).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task The_generated_scripts_are_in_step_with_the_model()
    {
        var generated = await DatabaseScripts.GenerateAsync();

        if (Environment.GetEnvironmentVariable("DOST_WRITE_DB") is "1")
        {
            Write(generated);
        }

        var stale = generated.Where(file => !File.Exists(Path.Combine(_db, file.Key)) || ReadText(file.Key) != file.Value).Select(file => file.Key).ToList();
        var unknown = Directory.EnumerateFiles(Path.Combine(_db, "migrations")).Select(f => $"migrations/{Path.GetFileName(f)}").Except(generated.Keys).ToList();
        Assert.True(stale.Count + unknown.Count == 0, $"Not in step: {string.Join(", ", stale.Concat(unknown))}. Run eng/write-db.");
    }

    [Theory, MemberData(nameof(Scripts))]
    public void Every_script_is_T_SQL(string script)
    {
        var batches = Parse(script, out var errors);

        Assert.Empty(errors.Select(e => $"{script}({e.Line}): {e.Message}"));
        Assert.NotEmpty(batches);
    }

    [Theory]
    [InlineData("schema.sql")]
    [InlineData("upgrade.sql")]
    [InlineData("seed/reference.sql")]
    [InlineData("migrations/0001_Initial.sql")]
    public void A_generated_script_says_so_in_its_first_line(string script) => Assert.StartsWith(DatabaseScripts.FirstLine + "\n", ReadText(script), StringComparison.Ordinal);

    [Theory, MemberData(nameof(Scripts))]
    public void A_written_script_says_what_it_is_for(string script)
    {
        if (!ReadText(script).StartsWith(DatabaseScripts.FirstLine, StringComparison.Ordinal))
        {
            Assert.StartsWith("/*", ReadText(script), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Centres", "centres", "code")]
    [InlineData("Districts", "districts", "code")]
    [InlineData("Skills", "skills", "code")]
    [InlineData("Languages", "languages", "code")]
    [InlineData("HelpCategories", "help-categories", "code")]
    [InlineData("ConsentTexts", "consent-texts", "code")]
    [InlineData("Settings", "settings", "key")]
    public void The_reference_script_has_the_rows_of_the_reference_files(string table, string file, string key)
    {
        var rows = MergedRows().Single(m => m.Table == table).Codes;

        Assert.Equal(ReadReference(file).Select(item => item.GetProperty(key).GetString()!).Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Analysts_may_read_every_report_and_nothing_else()
    {
        var reports = Directory.EnumerateFiles(Path.Combine(_db, "reports"), "*.sql").Select(f => $"GRANT SELECT ON [dbo].[{Path.GetFileNameWithoutExtension(f)}] TO [dost_report];");
        var granted = ReadText("security.sql").Split('\n').Where(line => line.EndsWith("TO [dost_report];", StringComparison.Ordinal));

        Assert.Equal(reports.Order(StringComparer.Ordinal), granted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_report_holds_no_names_and_no_addresses()
    {
        string[] personal = ["FullName", "GivenName", "FamilyName", "Phone", "Email", "Address", "Fin", "HealthNotes", "TrackingCode", "AskerName", "Description", "Feedback]"];
        var reports = Directory.EnumerateFiles(Path.Combine(_db, "reports"), "*.sql").Select(File.ReadAllText).ToList();

        Assert.All(reports, report => Assert.DoesNotContain(personal, word => report.Contains("[" + word, StringComparison.Ordinal)));
    }

    private static List<(string Table, List<string> Codes)> MergedRows()
    {
        var collector = new MergeCollector();

        foreach (var batch in Parse("seed/reference.sql", out _))
        {
            batch.Accept(collector);
        }

        return collector.Merges;
    }

    private static IList<TSqlBatch> Parse(string script, out IList<ParseError> errors)
    {
        using var reader = new StringReader(ReadText(script));

        return ((TSqlScript)new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out errors)).Batches;
    }

    private static List<JsonElement> ReadReference(string name)
    {
        using var stream = typeof(ReferenceLoader).Assembly.GetManifestResourceStream($"Dost.Volunteers.Core.Data.Reference.{name}.json")!;
        using var document = JsonDocument.Parse(stream);

        return [.. document.RootElement.Clone().EnumerateArray()];
    }

    private static string ReadText(string script) => File.ReadAllText(Path.Combine(_db, script)).ReplaceLineEndings("\n");

    private static void Write(SortedDictionary<string, string> generated)
    {
        var migrations = Directory.CreateDirectory(Path.Combine(_db, "migrations"));
        Directory.CreateDirectory(Path.Combine(_db, "seed"));

        foreach (var file in migrations.EnumerateFiles())
        {
            file.Delete();
        }

        foreach (var (path, text) in generated)
        {
            File.WriteAllText(Path.Combine(_db, path), text);
        }
    }

    /// <summary>Takes of each MERGE the table, and of each of its rows the first value: the code.</summary>
    private sealed class MergeCollector : TSqlFragmentVisitor
    {
        public List<(string Table, List<string> Codes)> Merges { get; } = [];

        public override void Visit(MergeSpecification node)
        {
            var rows = new RowCollector();
            node.TableReference.Accept(rows);
            Merges.Add((((NamedTableReference)node.Target).SchemaObject.BaseIdentifier.Value, rows.Codes));
        }
    }

    private sealed class RowCollector : TSqlFragmentVisitor
    {
        public List<string> Codes { get; } = [];

        public override void Visit(RowValue node) => Codes.Add(((StringLiteral)node.ColumnValues[0]).Value);
    }
}
