using System.Net;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Me;

/// <summary>The page on which volunteers say when they can serve, as a browser without JavaScript uses it.</summary>
public sealed class AvailabilityPageTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Page = "/me/availability";
    private const string WeekForm = "main form[action$='/availability/week']";

    [Theory]
    [InlineData(Page)]
    [InlineData(Page + "/times")]
    [InlineData(Page + "/away")]
    [InlineData(Page + "/hours")]
    [InlineData("/me/calendar")]
    public async Task The_pages_have_their_landmarks_and_named_fields_in_every_language(string path)
    {
        var (_, account) = await app.AddVolunteerAsync(change: v => AddWindow(v, "08:30", "13:00"));
        var browser = await app.NewBrowserAsync(account);

        foreach (var language in (string[])["az", "ru", "en"])
        {
            var page = await browser.GetPageAsync($"/{language}{path}");

            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Single(page.All("h1"));
            Assert.Empty(page.All("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key));
            Assert.All(
                page.All("main input:not([type=hidden]), main select"),
                field => Assert.False(string.IsNullOrWhiteSpace(page.Document.QuerySelector($"label[for='{field.Id}']")?.TextContent ?? field.Closest("label")?.TextContent)));
            Assert.All(page.All("main form[method=post]"), form => Assert.Single(form.QuerySelectorAll("input[name=__RequestVerificationToken]")));
        }
    }

    [Fact]
    public async Task The_week_is_ticked_and_saved_and_own_times_stay()
    {
        var (volunteer, account) = await app.AddVolunteerAsync(change: v => AddWindow(v, "08:30", "13:00"));
        var browser = await app.NewBrowserAsync(account);
        var page = await browser.GetPageAsync(Page);
        Assert.Contains("08:30–13:00", page.Words, StringComparison.Ordinal);
        Assert.Empty(page.All("main :checked"));
        Assert.Equal(28, page.All(".week-grid input[type=checkbox]").Count);

        page = await browser.SubmitAsync(page, WeekForm, ("Free", "Monday-Morning"), ("Free", "Monday-Noon"), ("Free", "Sunday-Evening"));

        Assert.Equal("Həftəniz yadda saxlanıldı.", page.Notice);
        Assert.Equal(["Monday-Morning", "Monday-Noon", "Sunday-Evening"], page.All(".week-grid :checked").Select(box => box.GetAttribute("value")));
        Assert.Contains("08:30–13:00", page.Words, StringComparison.Ordinal);
        var windows = await app.QueryAsync(db => db.AvailabilityWindows.Where(w => w.VolunteerId == volunteer.VolunteerId).ToListAsync());
        Assert.Equal(
            ["Monday 08:30-13:00", "Monday 09:00-15:00", "Sunday 18:00-21:00"],
            windows.Select(w => FormattableString.Invariant($"{w.Day} {w.StartsAt:HH\\:mm}-{w.EndsAt:HH\\:mm}")).Order());

        page = await browser.SubmitAsync(page, WeekForm, ("Free", null));
        Assert.Contains("08:30–13:00", page.Words, StringComparison.Ordinal);
        page = await browser.SubmitAsync(page, "main form[action*='/availability/times/']");
        Assert.Contains("istənilən vaxtın", page.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Monday-Midnight")]
    [InlineData("Monday-Morning'--")]
    [InlineData("7-Morning")]
    public async Task A_cell_that_is_none_is_refused_and_changes_nothing(string cell)
    {
        var (volunteer, account) = await app.AddVolunteerAsync(change: v => AddWindow(v, "09:00", "12:00"));
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitAsync(await browser.GetPageAsync(Page), WeekForm, ("Free", cell));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(1, await app.QueryAsync(db => db.AvailabilityWindows.CountAsync(w => w.VolunteerId == volunteer.VolunteerId)));
    }

    [Fact]
    public async Task Ten_thousand_cells_are_refused()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);
        var fields = Enumerable.Repeat(("Free", (string?)"Monday-Morning"), 10_000).ToArray();

        var page = await browser.SubmitAsync(await browser.GetPageAsync(Page), WeekForm, fields);

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal(0, await app.QueryAsync(db => db.AvailabilityWindows.CountAsync(w => w.VolunteerId == volunteer.VolunteerId)));
    }

    [Theory]
    [InlineData("Monday", "13:00", "08:30", "Until")]
    [InlineData("Monday", "08:30", "08:30", "Until")]
    [InlineData("Monday", "٠٨:٣٠", "13:00", "From")]
    [InlineData("Monday", "25:00", "26:00", "From")]
    [InlineData("9", "08:30", "13:00", "Day")]
    [InlineData("", "08:30", "13:00", "Day")]
    [InlineData("Monday", "08:30", "", "Until")]
    public async Task Times_that_cannot_be_are_explained_beside_the_field_and_nothing_typed_is_lost(string day, string from, string until, string wrong)
    {
        var (_, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitAsync(await browser.GetPageAsync(Page + "/times"), ("Day", day), ("From", from), ("Until", until));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.False(string.IsNullOrEmpty(page.ComplaintOf(wrong)));
        Assert.Contains(until, page.One("#Until").OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-12-10", "2026-12-01", "LastOn")]
    [InlineData("0001-01-01", "0001-01-01", "LastOn")]
    [InlineData("9999-12-31", "9999-12-31", "FirstOn")]
    [InlineData("2026-12-01", "9999-12-31", "LastOn")]
    [InlineData("٢٠٢٦-١٢-٠١", "", "FirstOn")]
    [InlineData("", "2026-12-01", "FirstOn")]
    public async Task Days_that_cannot_be_are_explained(string first, string last, string wrong)
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitAsync(await browser.GetPageAsync(Page + "/away"), ("FirstOn", first), ("LastOn", last));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.False(string.IsNullOrEmpty(page.ComplaintOf(wrong)));
        Assert.Equal(0, await app.QueryAsync(db => db.BlackoutPeriods.CountAsync(b => b.VolunteerId == volunteer.VolunteerId)));
    }

    [Fact]
    public async Task Days_away_come_go_and_fold_away_when_they_are_over()
    {
        var today = BakuTime.DateOf(app.NowUtc);
        var (_, account) = await app.AddVolunteerAsync(change: v => v.Blackouts.Add(new BlackoutPeriod
        {
            BlackoutPeriodId = Guid.CreateVersion7(),
            VolunteerId = v.VolunteerId,
            FirstOn = today.AddDays(-9),
            LastOn = today.AddDays(-8),
        }));
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitAsync(await browser.GetPageAsync(Page + "/away"), ("FirstOn", "24.12.2026"), ("LastOn", ""));
        Assert.Contains("24 dekabr", page.Words, StringComparison.Ordinal);
        Assert.Contains("14 noyabr – 15 noyabr", page.Text("main details"), StringComparison.Ordinal);
        Assert.Null(page.One("main details").GetAttribute("open"));

        page = await browser.SubmitAsync(page, "main form[action*='/availability/away/']");
        Assert.DoesNotContain("24 dekabr", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_this_week_says_at_once_what_was_promised_and_cancels_nothing()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var place = await app.PlaceAsync(await app.AddShiftAsync(), volunteer);
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitAsync(await browser.GetPageAsync(Page), "main form[action$='/this/away']");

        Assert.Contains("Söz verdiyiniz 1 növbə", page.Notice, StringComparison.Ordinal);
        Assert.EndsWith($"/me/shifts/{place}/leave", page.LinkTo("Gələ bilmirəm"), StringComparison.Ordinal);
        Assert.Equal(AssignmentState.Confirmed, (await app.AssignmentAsync(place)).State);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetPageAsync($"/me/shifts/{place}/leave")).Status);

        page = await browser.SubmitAsync(page, "main form[action$='/this/free']");
        Assert.Single(page.All("main form[action$='/this/away']"));
        Assert.Empty(page.All("a[href$='/leave']"));
    }

    [Theory]
    [InlineData("4,5", 270)]
    [InlineData("4.5", 270)]
    [InlineData("15", 900)]
    [InlineData("", null)]
    public async Task The_limit_is_whole_or_half_hours(string typed, int? minutes)
    {
        var (volunteer, account) = await app.AddVolunteerAsync(change: v => v.WeeklyCapMinutes = 60);
        var browser = await app.NewBrowserAsync(account);

        await browser.SubmitAsync(await browser.GetPageAsync(Page + "/hours"), ("Hours", typed));

        Assert.Equal(minutes, (await app.ReloadAsync(volunteer)).WeeklyCapMinutes);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-2")]
    [InlineData("15,5")]
    [InlineData("4,25")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("٤")]
    [InlineData("dörd")]
    public async Task A_limit_that_cannot_be_is_explained_and_stays_as_typed(string typed)
    {
        var (volunteer, account) = await app.AddVolunteerAsync(change: v => v.WeeklyCapMinutes = 60);
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitAsync(await browser.GetPageAsync(Page + "/hours"), ("Hours", typed));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(typed, page.Value("Hours"));
        Assert.Equal(60, (await app.ReloadAsync(volunteer)).WeeklyCapMinutes);
    }

    [Fact]
    public async Task What_belongs_to_another_is_not_removed()
    {
        var (owner, _) = await app.AddVolunteerAsync(change: v => AddWindow(v, "08:30", "13:00"));
        var (_, curious) = await app.AddVolunteerAsync(change: v => AddWindow(v, "07:00", "08:00"));
        var window = await app.QueryAsync(db => db.AvailabilityWindows.Where(w => w.VolunteerId == owner.VolunteerId).Select(w => w.AvailabilityWindowId).SingleAsync());
        var browser = await app.NewBrowserAsync(curious);
        var page = await browser.GetPageAsync(Page);

        var token = page.One($"{WeekForm} input[name=__RequestVerificationToken]").GetAttribute("value")!;
        await browser.PostAsync($"{Page}/times/{window}/remove", ("__RequestVerificationToken", token));

        Assert.Equal(1, await app.QueryAsync(db => db.AvailabilityWindows.CountAsync(w => w.AvailabilityWindowId == window)));
    }

    [Fact]
    public async Task The_address_of_the_calendar_is_shown_renewed_and_stopped()
    {
        var (_, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitAsync(await browser.GetPageAsync("/me/calendar"), "main form");
        var address = page.Value("calendar-address")!;
        Assert.Equal(HttpStatusCode.OK, (await app.NewBrowser().GetPageAsync(new Uri(address).AbsolutePath)).Status);
        Assert.Equal(address.Replace("https:", "webcal:", StringComparison.Ordinal), page.One("a[href^=webcal]").GetAttribute("href"));
        Assert.Equal(address, (await browser.GetPageAsync("/me/calendar")).Value("calendar-address"));

        page = await browser.SubmitAsync(page, "main form[action$='/me/calendar']");
        Assert.NotEqual(address, page.Value("calendar-address"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.NewBrowser().GetPageAsync(new Uri(address).AbsolutePath)).Status);
        Assert.Empty((await (await app.NewBrowserAsync(account)).GetPageAsync("/me/calendar")).All("#calendar-address"));

        page = await browser.SubmitAsync(page, "main form[action$='/revoke']");
        Assert.Single(page.All(".empty-state"));
    }

    private static void AddWindow(Volunteer volunteer, string from, string until) => volunteer.Availability.Add(new AvailabilityWindow
    {
        AvailabilityWindowId = Guid.CreateVersion7(),
        VolunteerId = volunteer.VolunteerId,
        Day = DayOfWeek.Monday,
        StartsAt = TimeOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
        EndsAt = TimeOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture),
    });
}
