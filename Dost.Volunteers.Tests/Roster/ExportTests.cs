using System.IO.Compression;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using FsCheck.Xunit;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Roster;

/// <summary>Taking the list along as a file.</summary>
public class ExportTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly (string, string?)[] _wish = [("Format", "Csv"), ("Reason", "Təlimə dəvət")];

    [Fact]
    public async Task An_export_is_recorded_with_who_when_why_what_and_how_many()
    {
        await using var own = await TestApp.StartAsync();
        var (volunteer, _) = await own.AddVolunteerAsync(change: v => v.FamilyName = "Əliyeva");
        await own.AddVolunteerAsync(active: false);
        var account = await own.AddCoordinatorAsync();
        var browser = await own.NewBrowserAsync(account);
        var form = await browser.GetPageAsync((await browser.GetPageAsync("/desk/volunteers?state=Active")).LinkTo("Bu siyahını ixrac et"));

        var file = await DownloadAsync(browser, form, _wish);

        Assert.Equal(Encoding.UTF8.GetPreamble(), file.Take(3));
        var text = Encoding.UTF8.GetString(file);
        Assert.Contains("Əliyeva;Leyla;", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Trim().Split("\r\n").Length);

        var record = await own.QueryAsync(db => db.RosterExports.SingleAsync());
        Assert.Equal((account.Id, "Təlimə dəvət", "?state=Active", 1, 1, false), (record.UserAccountId, record.Reason, record.Filter, record.ExpectedRows, record.WrittenRows, record.WasSearched));
        Assert.Equal(own.NowUtc, record.ExportedAtUtc);
        Assert.Equal("FamilyName,GivenName,State,Programme,District,Phone", record.Columns);
        Assert.Equal(1, await own.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Subject == AuditSubject.Export && e.SubjectId == record.RosterExportId && e.ActorId == account.Id)));
        Assert.NotEqual(Guid.Empty, volunteer.VolunteerId);
    }

    [Fact]
    public async Task No_column_holds_the_FIN_and_a_reason_is_asked_for()
    {
        var (volunteer, _) = await app.AddVolunteerAsync("sabail");
        await using var scope = app.NewScope();
        var fin = scope.Get<FieldCipher>().Decrypt(volunteer.FinEncrypted!);
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
        var form = await browser.GetPageAsync("/desk/volunteers/export?district=sabail");

        var refused = await browser.SubmitAsync(form, "form[action$='/export']", ("Columns", null), ("Format", "Csv"), ("Reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Siyahının sizə nə üçün lazım olduğunu yazın", refused.ComplaintOf("Reason"));
        Assert.Equal("Ən azı bir sütun seçin", refused.ComplaintOf("Columns"));

        var everything = Enum.GetNames<RosterColumn>().Select(c => ("Columns", (string?)c)).Concat(_wish).ToArray();
        var text = Encoding.UTF8.GetString(await DownloadAsync(browser, form, everything));
        Assert.Contains(volunteer.Email!, text, StringComparison.Ordinal);
        Assert.DoesNotContain(fin, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_workbook_opens_and_no_cell_is_a_formula()
    {
        var (volunteer, _) = await app.AddVolunteerAsync("khazar", change: v =>
        {
            v.FamilyName = "=HYPERLINK(\"http://x\")";
            v.GivenName = "+1\u0001\r\n<b>";
        });
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync("2"));
        var file = await DownloadAsync(browser, await browser.GetPageAsync("/desk/volunteers/export"), ("Format", "Xlsx"), ("Reason", "Yoxlama üçün"));

        using var workbook = new ZipArchive(new MemoryStream(file));
        var sheet = XDocument.Load(workbook.Entries.Single(e => e.FullName.Contains("worksheets/sheet", StringComparison.Ordinal) && e.FullName.EndsWith(".xml", StringComparison.Ordinal)).Open());

        Assert.Contains(sheet.Descendants(), e => e.Name.LocalName == "v" && e.Value == volunteer.FamilyName);
        Assert.DoesNotContain(sheet.Descendants(), e => e.Name.LocalName == "f");
        Assert.All(sheet.Descendants().Where(e => e.Name.LocalName == "c"), c => Assert.Equal("str", c.Attribute("t")?.Value));
    }

    [Property(MaxTest = 300)]
    public async Task<bool> No_cell_of_a_CSV_begins_as_a_formula_does(string?[] cells)
    {
        IReadOnlyList<string> line = [.. cells.Select(c => c ?? ""), "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=\"a;b\"", "\"-"];
        using var stream = new MemoryStream();
        await RosterFile.WriteAsync(RosterFormat.Csv, stream, [.. line.Select((_, i) => $"c{i}")], One(line), CancellationToken.None);

        return CellsOf(Encoding.UTF8.GetString(stream.ToArray())).All(cell => cell.Length == 0 || !"=+-@\t\r".Contains(cell[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Coordinators_see_their_own_exports_and_administrators_all()
    {
        await using var own = await TestApp.StartAsync();
        await own.AddVolunteerAsync();
        var first = await own.NewBrowserAsync(await own.AddCoordinatorAsync());
        Assert.Contains("Hələ heç nə ixrac edilməyib", (await first.GetPageAsync("/desk/exports")).Words, StringComparison.Ordinal);
        await DownloadAsync(first, await first.GetPageAsync("/desk/volunteers/export"), _wish);

        var second = await own.NewBrowserAsync(await own.AddCoordinatorAsync());
        var administrator = await own.NewBrowserAsync(await own.AddAdministratorAsync());

        Assert.Contains("Təlimə dəvət", (await first.GetPageAsync("/desk/exports")).Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Təlimə dəvət", (await second.GetPageAsync("/desk/exports")).Words, StringComparison.Ordinal);
        Assert.Contains("Təlimə dəvət", (await administrator.GetPageAsync("/desk/exports?page=99999999999")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_holds_only_people_of_ones_own_centre()
    {
        var (elsewhere, _) = await app.AddVolunteerAsync("nizami", change: v => v.FamilyName = "Uzaqlı");
        await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
        var text = Encoding.UTF8.GetString(await DownloadAsync(browser, await browser.GetPageAsync("/desk/volunteers/export"), _wish));

        Assert.DoesNotContain("Uzaqlı", text, StringComparison.Ordinal);
        Assert.NotEqual(Guid.Empty, elsewhere.VolunteerId);
    }

    [Fact]
    public async Task More_people_than_are_read_at_once_come_each_once_and_by_name()
    {
        await using var own = await TestApp.StartAsync();
        await using var scope = own.NewScope();
        var intake = scope.Get<IntakeService>();
        var centre = await scope.Db.Centres.SingleAsync(c => c.Code == "1");

        for (var i = 0; i < 1203; i++)
        {
            var volunteer = intake.NewRecord(Guid.CreateVersion7(), TestData.NewApplication() with { Skills = ["nursing"] }, null, centre.CentreId);
            scope.Db.Volunteers.Add(volunteer);
        }

        await scope.Db.SaveChangesAsync();
        var browser = await own.NewBrowserAsync(await own.AddCoordinatorAsync());
        var lines = Encoding.UTF8.GetString(await DownloadAsync(browser, await browser.GetPageAsync("/desk/volunteers/export"), [("Columns", "Phone"), .. _wish])).Trim().Split("\r\n")[1..];

        Assert.Equal(1203, lines.Length);
        Assert.Equal(1203, lines.Distinct().Count());
        Assert.Equal(lines.Order(StringComparer.Ordinal), lines);
    }

    private static async IAsyncEnumerable<IReadOnlyList<string>> One(IReadOnlyList<string> line)
    {
        await Task.CompletedTask;

        yield return line;
    }

    /// <summary>The cells as a spreadsheet reads them.</summary>
    private static IEnumerable<string> CellsOf(string csv)
    {
        var cell = new StringBuilder();
        var isQuoted = false;
        var last = '\0';

        foreach (var sign in csv.TrimStart('\ufeff'))
        {
            if (sign is '"')
            {
                // Two in a row within quotes are one.
                if (!isQuoted && last is '"')
                {
                    cell.Append(sign);
                }

                isQuoted = !isQuoted;
            }
            else if (!isQuoted && sign is ';' or '\n' && !isQuoted)
            {
                yield return cell.ToString().TrimEnd('\r');
                cell.Clear();
            }
            else
            {
                cell.Append(sign);
            }

            last = sign;
        }

        yield return cell.ToString();
    }

    private static async Task<byte[]> DownloadAsync(Browser browser, WebPage form, params (string Name, string? Value)[] wish)
    {
        var answer = await browser.SubmitAsync(form, "form[action$='/export']", wish);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("attachment", answer.Response.Content.Headers.ContentDisposition?.DispositionType);

        return await answer.Response.Content.ReadAsByteArrayAsync();
    }
}
