using System.Globalization;
using System.Net;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts.Series;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Shifts.Series;

/// <summary>An administrator keeps the holidays, and the series follow.</summary>
public sealed class HolidayPagesTests
{
    [Fact]
    public async Task A_new_holiday_is_skipped_and_what_stands_on_it_is_counted()
    {
        await using var app = await TestApp.StartAsync();
        var seriesId = await app.AddSeriesAsync(await app.AddTaskAsync());
        var on = await app.QueryAsync(db => db.Shifts.Where(s => s.ShiftSeriesId == seriesId).OrderByDescending(s => s.SeriesOn).Select(s => s.SeriesOn!.Value).FirstAsync());
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());

        var done = await AddAsync(browser, on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

        Assert.StartsWith("Saved. 1 shift", done.Notice, StringComparison.Ordinal);
        Assert.Contains("Sınaq günü", (await browser.GetPageAsync($"/az/admin/holidays?year={on.Year}")).Words, StringComparison.Ordinal);
        Assert.Equal(1, await app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Action == "HolidayAdded" && e.Subject == AuditSubject.Holiday)));

        // Made anew, the series leaves the day out.
        await app.QueryAsync(db => db.ShiftRoles.Where(r => db.Shifts.Any(s => s.ShiftId == r.ShiftId && s.SeriesOn == on)).ExecuteDeleteAsync());
        await app.QueryAsync(db => db.Shifts.Where(s => s.SeriesOn == on).ExecuteDeleteAsync());
        Assert.Equal(0, await MakeAsync(app));

        // Switched off again, the next run fills it.
        var change = await browser.GetPageAsync($"/en/admin/holidays/{on:yyyy-MM-dd}/change");
        await browser.SubmitAsync(change, "form[action$='/remove']");
        Assert.Equal(1, await MakeAsync(app));
    }

    [Fact]
    public async Task An_expected_day_is_moved_and_the_one_of_the_program_stays_switched_off()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());
        var page = await browser.GetPageAsync("/en/admin/holidays/2027-05-16/change");

        await browser.SubmitAsync(page, "form[action$='/change']", ("OnDate", "2027-05-18"), ("IsOfficial", "true"));
        await using (var scope = app.NewScope())
        {
            await scope.Get<ReferenceLoader>().LoadAsync(CancellationToken.None);
        }

        var days = await app.QueryAsync(db => db.Holidays.AsNoTracking().Where(h => h.OnDate >= new DateOnly(2027, 5, 15) && h.OnDate <= new DateOnly(2027, 5, 19)).OrderBy(h => h.OnDate).ToListAsync());
        Assert.Equal([(16, false), (17, true), (18, true)], days.Select(d => (d.OnDate.Day, d.IsDayOff)));
        Assert.True(days[2].IsOfficial);
    }

    [Fact]
    public async Task Of_two_who_change_a_day_the_second_is_told()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());
        var first = await browser.GetPageAsync("/en/admin/holidays/2027-05-16/change");
        var second = await browser.GetPageAsync("/en/admin/holidays/2027-05-16/change");

        await browser.SubmitAsync(first, "form[action$='/change']", ("NameEn", "Qurban, first day"));
        var told = await browser.SubmitAsync(second, "form[action$='/change']", ("NameEn", "Something else"));

        Assert.StartsWith("Somebody has changed this holiday meanwhile.", told.Notice, StringComparison.Ordinal);
        Assert.Equal("Qurban, first day", await app.QueryAsync(db => db.Holidays.Where(h => h.OnDate == new DateOnly(2027, 5, 16)).Select(h => h.Name.En).SingleAsync()));
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_kept_as_typed()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());

        var empty = await browser.SubmitAsync(await browser.GetPageAsync("/en/admin/holidays/add"), ("NameAz", "Ad"));
        var twice = await AddAsync(browser, "2027-05-28");

        Assert.Equal((HttpStatusCode)422, empty.Status);
        Assert.Equal(["Choose the day", "Write the name in Russian", "Write the name in English"], empty.Complaints);
        Assert.Equal("Ad", empty.Value("NameAz"));
        Assert.Equal("There is a holiday on that day already: change that one", twice.ComplaintOf("OnDate"));
    }

    [Theory]
    [InlineData("/en/admin/holidays/2027-05-29/change", HttpStatusCode.NotFound)]
    [InlineData("/en/admin/holidays/nonsense/change", HttpStatusCode.NotFound)]
    [InlineData("/en/admin/holidays?year=999999999999", HttpStatusCode.OK)]
    [InlineData("/en/admin/holidays?year=2030", HttpStatusCode.OK)]
    public async Task An_address_with_nonsense_is_answered(string path, HttpStatusCode expected)
    {
        await using var app = await TestApp.StartAsync();

        Assert.Equal(expected, (await (await app.NewBrowserAsync(await app.AddAdministratorAsync())).GetPageAsync(path)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.NewBrowserAsync(await app.AddCoordinatorAsync())).GetPageAsync(path)).Status);
    }

    private static async Task<WebPage> AddAsync(Browser browser, string on) => await browser.SubmitAsync(
        await browser.GetPageAsync("/en/admin/holidays/add"), ("OnDate", on), ("NameAz", "Sınaq günü"), ("NameRu", "Пробный день"), ("NameEn", "Trial day"));

    private static async Task<int> MakeAsync(TestApp app)
    {
        await using var scope = app.NewScope();

        return await scope.Get<SeriesMaker>().MakeDueAsync(CancellationToken.None);
    }
}
