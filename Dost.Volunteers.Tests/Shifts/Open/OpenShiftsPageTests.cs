using System.Globalization;
using System.Net;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Shifts.Open;

/// <summary>The open shifts as pages: list, calendar and map.</summary>
public sealed class OpenShiftsPageTests
{
    [Fact]
    public async Task A_volunteer_takes_a_place_from_the_list_and_a_second_press_changes_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var (volunteer, account) = await app.AddVolunteerAsync();
        var shift = await app.AddShiftAsync();
        var browser = await app.NewBrowserAsync(account);
        var list = await browser.GetPageAsync("/az/shifts");

        var first = await browser.SubmitAsync(list, "form.card-row__deed");
        var second = await browser.SubmitAsync(list, "form.card-row__deed");

        Assert.StartsWith("/az/me/shifts/", first.Path, StringComparison.Ordinal);
        Assert.Equal(first.Path, second.Path);
        Assert.Equal(1, await app.PlacesTakenAsync(shift));
        Assert.Equal(AssignmentState.Confirmed, (await app.AssignmentAsync(shift, volunteer.VolunteerId))!.State);
        Assert.Empty((await browser.GetPageAsync("/az/shifts")).All("form.card-row__deed"));
    }

    [Fact]
    public async Task Who_would_wait_reads_which_number_they_would_be_and_then_which_they_are()
    {
        await using var app = await TestApp.StartAsync();
        var shift = await app.AddShiftAsync(capacity: 1);
        await app.AddSignedUpAsync(shift);
        await app.AddSignedUpAsync(shift, PlacementOutcome.Waitlisted);
        var (_, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);
        var list = await browser.GetPageAsync("/en/shifts");
        var closer = await browser.GetPageAsync($"/en/me/open/{shift.ShiftId}");

        await browser.SubmitAsync(list, "form.card-row__deed");

        Assert.Contains("You would be number 2 in line.", list.Words, StringComparison.Ordinal);
        Assert.Contains("You would be number 2 in line.", closer.Words, StringComparison.Ordinal);
        Assert.Contains("You are number 2 in line.", (await browser.GetPageAsync("/en/shifts")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_fit_is_counted_by_reason_and_each_can_be_opened()
    {
        await using var app = await TestApp.StartAsync();
        var (_, account) = await app.AddVolunteerAsync();

        for (var day = 1; day <= 7; day++)
        {
            await app.AddShiftAsync(daysAhead: day, title: $"Yol {day}", role: new NewRole("Sürücü", 1) { Skills = ["driver"] });
        }

        var browser = await app.NewBrowserAsync(account);
        var page = await browser.GetPageAsync("/en/shifts");
        var opened = await browser.GetPageAsync(page.LinkTo("Show all 7"));

        Assert.Equal("7 more need a skill that is not on your page: driving", page.Text("#unfit ~ * summary, section[aria-labelledby=unfit] summary"));
        Assert.Equal(5, page.All("section[aria-labelledby=unfit] ul > li a").Count);
        Assert.Equal(7, opened.All(".stack .card-row__title a").Count);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetPageAsync(opened.All(".stack .card-row__title a")[0].GetAttribute("href")!)).Status);
    }

    [Fact]
    public async Task A_day_of_the_calendar_leads_to_exactly_its_shifts()
    {
        await using var app = await TestApp.StartAsync();
        await app.AddShiftAsync(daysAhead: 2, hour: 9, title: "Bir");
        await app.AddShiftAsync(daysAhead: 2, hour: 15, title: "İki");
        await app.AddShiftAsync(daysAhead: 3, title: "Üç");
        await app.AddShiftAsync(daysAhead: 12, title: "Dekabrda");
        var browser = app.NewBrowser();

        var month = await browser.GetPageAsync("/en/shifts?view=Calendar&category=reception");
        var day = await browser.GetPageAsync(month.One("table.month td a").GetAttribute("href")!);
        var december = await browser.GetPageAsync(month.One("a[rel=next]").GetAttribute("href")!);

        Assert.Equal(7, month.All("table.month thead th[scope=col]").Count);
        Assert.Equal(["25 November: 2 shifts", "26 November: 1 shift"], month.All("table.month td a").Select(a => a.TextContent.Trim()));
        Assert.Equal(2, month.All(".month-list li").Count);
        Assert.Equal(["Bir", "İki"], Titles(day));
        Assert.Equal("5 December: 1 shift", december.Text("table.month td a"));
        Assert.Equal("reception", december.Value("Category"));
    }

    [Fact]
    public async Task The_map_shows_centres_and_middles_of_districts_and_never_a_home()
    {
        await using var app = await TestApp.StartAsync();
        await app.AddShiftAsync("2", title: "Qəbul");
        var home = await app.AddShiftAsync("1", title: "Ziyarət", place: PlaceKind.Address);
        await app.AddShiftAsync("1", hour: 15, place: PlaceKind.Remote);
        await using (var scope = app.NewScope())
        {
            var task = await scope.Db.VolunteerTasks.SingleAsync(t => t.VolunteerTaskId == home.VolunteerTaskId);
            (task.Latitude, task.Longitude, task.Address) = (40.3811, 49.8222, "Şərifzadə küçəsi 7");
            await scope.Db.SaveChangesAsync();
        }

        var district = await app.QueryAsync(db => db.Districts.SingleAsync(d => d.DistrictCode == home.VolunteerTask.DistrictCode));
        var centre = await app.CentreAsync("2");
        var browser = app.NewBrowser();
        var page = await browser.GetPageAsync("/en/shifts?view=Map");

        Assert.Equal([Plain(centre.Latitude), Plain(district.Latitude)], page.All("[data-latitude]").Select(p => p.GetAttribute("data-latitude")));
        Assert.DoesNotContain("40.3811", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Şərifzadə", page.Html, StringComparison.Ordinal);
        Assert.Equal(["Ziyarət"], Titles(await browser.GetPageAsync(page.All("[data-latitude] a")[1].GetAttribute("href")!)));
        Assert.Equal("Remotely, by phone or internet 1 shift", page.Text("#map-points li:last-child"));
        Assert.Equal("", page.One(".map").GetAttribute("data-tiles"));
        Assert.Contains("img-src 'self' data:;", Policy(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tiles_come_from_the_one_host_that_is_set_and_only_the_map_allows_it()
    {
        await using var app = await TestApp.StartAsync();
        app.With("Map:TileUrl", "https://{s}.xerite.example.az/{z}/{x}/{y}.png").With("Map:TileAttribution", "© Xəritə");
        await app.AddShiftAsync();

        var map = await app.NewBrowser().GetPageAsync("/az/shifts?view=Map");

        Assert.Equal("https://{s}.xerite.example.az/{z}/{x}/{y}.png", map.One(".map").GetAttribute("data-tiles"));
        Assert.Contains("img-src 'self' data: https://*.xerite.example.az;", Policy(map), StringComparison.Ordinal);
        Assert.DoesNotContain("xerite", Policy(await app.NewBrowser().GetPageAsync("/az/shifts")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?from=nonsense&until=2026-99-99&day=Someday&time=Noon&centre=%27&district=--%20&place=Moon&km=7&category=%3Cb%3E&free=perhaps&view=Globe&month=2026-13&why=No:%20&page=0")]
    [InlineData("?from=0001-01-01&until=9999-12-31&page=1000000000")]
    [InlineData("?from=9999-12-31&view=Calendar")]
    [InlineData("?view=Calendar&month=9999-12")]
    [InlineData("?view=Calendar&month=0001-01&from=0001-01-01")]
    [InlineData("?why=MissingSkill:driver&view=Map")]
    public async Task An_address_with_nonsense_shows_what_there_is(string query)
    {
        await using var app = await TestApp.StartAsync();
        await app.AddShiftAsync();
        var (_, account) = await app.AddVolunteerAsync();

        foreach (var browser in new[] { app.NewBrowser(), await app.NewBrowserAsync(account) })
        {
            var page = await browser.GetPageAsync("/en/shifts" + query);

            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Equal("Open shifts", page.Heading);
        }
    }

    [Fact]
    public async Task Who_is_not_active_reads_that_nothing_fits_and_why()
    {
        await using var app = await TestApp.StartAsync();
        var (_, account) = await app.AddVolunteerAsync(active: false);
        await app.AddShiftAsync();

        var page = await (await app.NewBrowserAsync(account)).GetPageAsync("/en/shifts");

        Assert.Equal("Nothing of this fits you at present", page.Text(".empty-state__title"));
        Assert.Contains("1 shift waits until you are in an active term", page.Words, StringComparison.Ordinal);
    }

    private static string Plain(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Policy(WebPage page) => string.Join(' ', page.Response.Headers.GetValues("Content-Security-Policy"));

    private static List<string> Titles(WebPage page) => [.. page.All(".card-row__title").Select(title => title.TextContent.Trim())];
}
