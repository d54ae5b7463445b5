using System.Net;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Home;

/// <summary>What a stranger sees of the work: enough to want to help, and nothing of anybody.</summary>
public class PublicPagesTests
{
    [Fact]
    public async Task A_new_installation_has_a_first_page_without_empty_figures()
    {
        await using var app = await TestApp.StartAsync();
        var page = await app.NewBrowser().GetPageAsync("/en/");

        Assert.Equal("All shifts of this week are taken care of", page.Text(".empty-state__title"));
        Assert.Null(page.Document.QuerySelector(".figures"));
    }

    [Fact]
    public async Task The_first_page_shows_what_is_needed_this_week()
    {
        await using var app = await TestApp.StartAsync();
        await app.AddShiftAsync(daysAhead: 2, title: "Soon");
        await app.AddShiftAsync(daysAhead: 9, title: "Later");
        await app.AddShiftAsync(daysAhead: 2, title: "Not yet published", publish: false);

        var page = await app.NewBrowser().GetPageAsync("/en/");

        Assert.Equal(["Soon"], Titles(page));
        Assert.Contains("Wednesday, 25 November, 10:00–12:00 DOST Centre No. 1", page.Text(".card-row"), StringComparison.Ordinal);
        Assert.Contains("2 people are needed.", page.Text(".card-row"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shift_at_a_home_tells_its_district_and_nothing_of_the_person()
    {
        await using var app = await TestApp.StartAsync();
        var request = await app.AddHelpRequestAsync();
        await using (var scope = app.NewScope())
        {
            var requests = scope.Get<Core.HelpRequests.HelpRequestService>();
            await requests.TriageAsync(request.HelpRequestId, Core.HelpRequests.Urgency.Normal, Core.HelpRequests.RiskLevel.Low, CancellationToken.None);
            var start = app.NowUtc.AddDays(2);
            await requests.PlanAsync(request.HelpRequestId, new NewShift(start, start.AddHours(1), "Şərifzadə küçəsi 12", [new NewRole("Köməkçi", 1)]), "Qapı kodu 1234", CancellationToken.None);
        }

        foreach (var path in (string[])["/az/", "/az/shifts"])
        {
            var page = await app.NewBrowser().GetPageAsync(path);

            Assert.Contains("Yasamal", page.Text(".card-row"), StringComparison.Ordinal);
            Assert.DoesNotContain("Abbasova", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("Şərifzadə", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("1234", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("Çörək", page.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_figures_count_the_volunteers_who_serve()
    {
        await using var app = await TestApp.StartAsync();
        await app.AddVolunteerAsync();
        await app.AddVolunteerAsync(active: false);

        var page = await app.NewBrowser().GetPageAsync("/en/");

        Assert.Equal("1", page.Text(".figures dd"));
        Assert.Equal("active volunteers", page.Text(".figures dt"));
    }

    [Fact]
    public async Task Shifts_are_found_by_district_and_kind_and_the_choice_stays()
    {
        await using var app = await TestApp.StartAsync();
        await app.AddShiftAsync("1", title: "In Yasamal");
        await app.AddShiftAsync("2", title: "In Khazar");
        await app.AddShiftAsync("1", title: "By phone", place: PlaceKind.Remote, category: "friendly-call");
        var browser = app.NewBrowser();
        var all = await browser.GetPageAsync("/en/shifts");

        var inYasamal = await browser.SubmitAsync(all, ("District", "yasamal"));
        var calls = await browser.SubmitAsync(all, ("Category", "friendly-call"));

        Assert.Equal(3, Titles(all).Count);
        Assert.Equal(["In Yasamal"], Titles(inYasamal));
        Assert.Equal("yasamal", inYasamal.Value("District"));
        Assert.Equal(["By phone"], Titles(calls));
    }

    [Fact]
    public async Task A_long_list_comes_in_pages_that_keep_the_choice()
    {
        await using var app = await TestApp.StartAsync();
        for (var number = 0; number < 23; number++)
        {
            await app.AddShiftAsync(daysAhead: 1 + (number / 4), hour: 9 + (number % 4));
        }

        var browser = app.NewBrowser();
        var first = await browser.GetPageAsync("/en/shifts?District=yasamal");
        var second = await browser.GetPageAsync(first.LinkTo("Next"));

        Assert.Equal(20, Titles(first).Count);
        Assert.Equal(3, Titles(second).Count);
        Assert.Equal("yasamal", second.Value("District"));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetPageAsync("/en/shifts?page=-5")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetPageAsync("/en/shifts?page=999999")).Status);
    }

    [Fact]
    public async Task A_full_shift_says_that_one_can_wait()
    {
        await using var app = await TestApp.StartAsync();
        var (volunteer, _) = await app.AddVolunteerAsync();
        var shift = await app.AddShiftAsync(capacity: 1);
        await using (var scope = app.NewScope())
        {
            var result = await scope.Get<PlacementService>().SignUpAsync(shift.Roles[0].ShiftRoleId, volunteer.VolunteerId, CancellationToken.None);
            Assert.Equal(PlacementOutcome.Done, result.Outcome);
        }

        var page = await app.NewBrowser().GetPageAsync("/en/shifts");

        Assert.Equal("Waiting list", page.Text(".tag"));
    }

    private static List<string> Titles(WebPage page) => [.. page.All(".card-row__title").Select(title => title.TextContent.Trim())];
}
