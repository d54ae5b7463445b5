using System.Net;
using System.Text;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Hours;

/// <summary>Sums of approved hours: each minute once, for those who may see it.</summary>
public sealed class HoursTotalsTests
{
    private static readonly DateOnly _october = new(2026, 10, 12);
    private static readonly DateOnly _november = new(2026, 11, 5);

    [Theory]
    [InlineData(TotalsBy.Person)]
    [InlineData(TotalsBy.Centre)]
    [InlineData(TotalsBy.Programme)]
    [InlineData(TotalsBy.Month)]
    public async Task Only_approved_minutes_count_and_corrections_with_their_sign(TotalsBy by)
    {
        await using var app = await TestApp.StartAsync();
        var (volunteer, _) = await app.AddVolunteerAsync();
        var wrong = await AddAsync(app, volunteer, _november, 180);
        await AddAsync(app, volunteer, _november, 60);
        await AddAsync(app, volunteer, _november, 500, approve: false);
        await AddAsync(app, volunteer, new DateOnly(2025, 11, 5), 90);
        await using (var scope = await app.AsAdministratorAsync())
        {
            Assert.Equal(CorrectOutcome.Corrected, await scope.Get<HoursService>().CorrectAsync(wrong, 120, 180, "Vaxtından əvvəl getdi", CancellationToken.None));
        }

        var rows = await RowsAsync(app, new TotalsFilter(by, new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), null, TotalsOrder.Usual));

        var row = Assert.Single(rows);
        Assert.Equal((180, 2, 1), (row.Minutes, row.Entries, row.People));
    }

    [Fact]
    public async Task Every_way_to_sum_gives_the_same_minutes()
    {
        await using var app = await TestApp.StartAsync();

        foreach (var (district, programme) in new[] { ("yasamal", Programme.Young), ("yasamal", Programme.Virtual), ("khazar", Programme.Young) })
        {
            var (volunteer, _) = await app.AddVolunteerAsync(district, change: v => v.Programme = programme);
            await AddAsync(app, volunteer, _october, 100);
            await AddAsync(app, volunteer, _november, 37);
        }

        foreach (var by in Enum.GetValues<TotalsBy>())
        {
            var rows = await RowsAsync(app, new TotalsFilter(by, _october, _november, null, TotalsOrder.MostFirst));

            Assert.Equal(3 * 137, rows.Sum(r => r.Minutes));
            Assert.Equal(rows.OrderByDescending(r => r.Minutes).Select(r => r.Minutes), rows.Select(r => r.Minutes));
        }

        Assert.Equal([111, 300], (await RowsAsync(app, new TotalsFilter(TotalsBy.Month, _october, _november, null, TotalsOrder.Usual))).Select(r => r.Minutes));
    }

    [Fact]
    public async Task A_coordinator_sums_up_their_own_centres_on_the_page_and_in_the_file()
    {
        await using var app = await TestApp.StartAsync();
        var (own, _) = await app.AddVolunteerAsync(change: v => v.FamilyName = "=HYPERLINK(1)");
        var (other, _) = await app.AddVolunteerAsync("khazar", change: v => v.FamilyName = "Kənarlı");
        await AddAsync(app, own, _november, 90);
        await AddAsync(app, other, _november, 60);
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync());

        var page = await browser.GetPageAsync("/az/desk/hours/totals");
        var file = await DownloadAsync(browser, page);

        Assert.Equal("1 saat 30 dəqiqə", page.Text("tbody td:last-child"));
        Assert.DoesNotContain("Kənarlı", page.Html, StringComparison.Ordinal);
        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        var lines = Encoding.UTF8.GetString(file[3..]).Trim().Split("\r\n");
        Assert.Equal(2, lines.Length);
        Assert.DoesNotContain(lines, l => l.StartsWith('=') || l.StartsWith("\"=", StringComparison.Ordinal));
        Assert.EndsWith(";1;1,5;90", lines[1], StringComparison.Ordinal);
        Assert.Equal(1, await app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Action == "HoursTotalsExported" && e.Subject == AuditSubject.Export)));

        var all = await (await app.NewBrowserAsync(await app.AddAdministratorAsync())).GetPageAsync("/az/desk/hours/totals?by=Centre");
        Assert.Equal(2, all.All("tbody tr").Count);
    }

    [Theory]
    [InlineData("?by=Nothing&from=yesterday&until=2026-02-31&centre=1&sort=up&page=0")]
    [InlineData("?page=1000000000&by=Month")]
    [InlineData("?from=9999-12-31&until=0001-01-01")]
    public async Task An_address_with_nonsense_is_answered(string query)
    {
        await using var app = await TestApp.StartAsync();
        var (volunteer, _) = await app.AddVolunteerAsync();
        await AddAsync(app, volunteer, _november, 90);

        var page = await (await app.NewBrowserAsync(await app.AddCoordinatorAsync())).GetPageAsync("/en/desk/hours/totals" + query);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("Totals of hours", page.Heading);
    }

    [Fact]
    public async Task A_volunteer_reads_their_own_sums_by_month_and_term()
    {
        await using var app = await TestApp.StartAsync();
        var (volunteer, account) = await app.AddVolunteerAsync();
        await AddAsync(app, volunteer, _october, 60);
        await AddAsync(app, volunteer, new DateOnly(2026, 11, 24), 90);

        var page = await (await app.NewBrowserAsync(account)).GetPageAsync("/en/me/hours");

        Assert.Equal(["1 hour 30 minutes", "1 hour 30 minutes", "1 hour"], page.All("details dd").Select(d => d.TextContent.Trim()));
    }

    private static async Task<Guid> AddAsync(TestApp app, Volunteer volunteer, DateOnly on, int minutes, bool approve = true)
    {
        await using var scope = await app.AsAdministratorAsync();
        var ledger = scope.Get<HoursLedger>();
        var entry = await ledger.AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, on, minutes, app.NowUtc, CancellationToken.None);

        if (approve)
        {
            Assert.True(await ledger.ApproveAsync(entry, scope.Get<CurrentUser>().AccountId!.Value, app.NowUtc, CancellationToken.None));
        }

        await scope.Db.SaveChangesAsync();

        return entry.HoursEntryId;
    }

    private static async Task<List<TotalsRow>> RowsAsync(TestApp app, TotalsFilter filter)
    {
        await using var scope = await app.AsAdministratorAsync();
        var reader = scope.Get<HoursTotalsReader>();
        var page = await reader.PageAsync(filter, 1, 25, CancellationToken.None);
        List<TotalsRow> all = [];

        await foreach (var row in reader.AllAsync(filter, CancellationToken.None))
        {
            all.Add(row);
        }

        Assert.Equal(all, page.Items);
        Assert.Equal(await reader.MinutesAsync(filter, CancellationToken.None), all.Sum(r => r.Minutes));

        return all;
    }

    private static async Task<byte[]> DownloadAsync(Browser browser, WebPage page)
    {
        var form = page.Form("form[action$='/csv']");
        var fields = form.QuerySelectorAll("input").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));
        var response = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(page.Address, form.GetAttribute("action"))) { Content = new FormUrlEncodedContent(fields) });
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);

        return await response.Content.ReadAsByteArrayAsync();
    }
}
