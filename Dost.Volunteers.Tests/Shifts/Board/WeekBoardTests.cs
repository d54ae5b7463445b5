using System.Data.Common;
using System.Net;
using System.Net.Http.Headers;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Board;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Tests.Shifts.Board;

/// <summary>The board of the week over HTTP, as without a script and as the script asks for it.</summary>
public sealed class WeekBoardTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task The_board_shows_who_is_in_who_was_asked_and_who_waits_with_what_is_needed_first()
    {
        await using var own = await TestApp.StartAsync();
        var full = await own.AddShiftAsync(daysAhead: 1, hour: 9, capacity: 1, title: "Dolu növbə");
        await own.AddSignedUpAsync(full);
        await own.AddSignedUpAsync(full, PlacementOutcome.Waitlisted);
        var needs = await own.AddShiftAsync(daysAhead: 1, hour: 15, capacity: 3, title: "Boş növbə");
        await own.AddOfferedAsync(needs);
        await own.AddShiftAsync(daysAhead: 1, hour: 8, title: "Qaralama növbə", publish: false);

        var page = await (await own.NewBrowserAsync(await own.AddCoordinatorAsync())).GetPageAsync("/en/desk/shifts");

        Assert.Equal(["Boş növbə", "Qaralama növbə", "Dolu növbə"], page.All(".shift-card__hours + a").Select(a => a.TextContent.Trim()));
        Assert.Contains("3 places to fill", page.Text($"#s-{needs.ShiftId}"), StringComparison.Ordinal);
        Assert.Contains("Leyla Quliyeva: Move to another shift Asked", page.Text($"#s-{needs.ShiftId}"), StringComparison.Ordinal);
        Assert.Contains("Full Köməkçi 1 / 1", page.Text($"#s-{full.ShiftId}"), StringComparison.Ordinal);
        Assert.Contains("1 on the waiting list", page.Text($"#s-{full.ShiftId}"), StringComparison.Ordinal);
        Assert.Empty(page.All($"#s-{full.ShiftId} .shift-card__put"));
    }

    [Fact]
    public async Task Who_types_week_comes_to_the_board_and_another_centre_is_not_there()
    {
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync("1", "3"));
        var other = (await app.CentreAsync("2")).CentreId;
        var third = (await app.CentreAsync("3")).CentreId;

        Assert.StartsWith("/en/desk/shifts?week=2026-12-01", (await browser.GetPageAsync("/en/desk/week?week=2026-12-01")).Path, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetPageAsync($"/desk/shifts?centre={third}")).Status);

        foreach (var path in new[] { "/desk/shifts?centre=", "/desk/shifts/people?centre=", "/desk/shifts/roster?centre=", "/desk/day?centre=" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync(path + other)).Status);
        }
    }

    [Theory]
    [InlineData("/desk/shifts?day=0001-01-01&page=-4&centre=x")]
    [InlineData("/desk/shifts?day=2026-11-24&page=1000000000")]
    [InlineData("/desk/shifts/roster?week=9999-12-31")]
    [InlineData("/desk/day?date=someday&centre=nothing")]
    [InlineData("/desk/shifts/people?s=broken")]
    public async Task What_cannot_be_read_is_answered_calmly(string path) => Assert.Equal(HttpStatusCode.OK, (await (await StaffAsync()).GetPageAsync(path)).Status);

    [Fact]
    public async Task A_volunteer_sees_neither_the_board_nor_a_sheet()
    {
        var browser = await app.NewBrowserAsync((await app.AddVolunteerAsync()).Account);

        foreach (var path in new[] { "/desk/shifts", "/desk/week", "/desk/shifts/roster", "/desk/day", "/desk/shifts/people" })
        {
            var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
            Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Redirect, $"{path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Somebody_is_found_by_name_with_what_stands_against_them_and_the_name_is_in_no_address()
    {
        var shift = await app.AddShiftAsync(daysAhead: 2, hour: 18, title: "Axşam");
        var (free, _) = await app.AddVolunteerAsync(change: v => (v.GivenName, v.FamilyName) = ("Şəhla", "O'Brayen"));
        var (busy, _) = await app.AddVolunteerAsync(change: v => (v.GivenName, v.FamilyName) = ("Şəhla", "Məşğul"));
        await app.SignUpAsync(await app.AddShiftAsync(daysAhead: 2, hour: 18), busy.VolunteerId);
        var browser = await StaffAsync();

        var found = await browser.SubmitAsync(await browser.GetPageAsync($"/en/desk/shifts/{shift.ShiftId}/people"), "form[data-week-search]", ("q", "şəhla"));

        Assert.DoesNotContain("hla", Uri.UnescapeDataString(found.Path), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Şəhla Məşğul Cannot come: has another shift at that time", found.Words, StringComparison.Ordinal);
        Assert.Equal(free.VolunteerId.ToString(), found.All("button[name=PutIn]").Single().GetAttribute("value"));

        var placed = await browser.SubmitAsync(found, "form[data-week-place]", ("PutIn", free.VolunteerId.ToString()));
        Assert.Equal("Şəhla O'Brayen has the place, and gets a message about it.", placed.Notice);
        Assert.Equal(AssignmentState.Confirmed, (await app.AssignmentAsync(shift, free.VolunteerId))!.State);

        var forced = await browser.SubmitAsync(found, "form[data-week-place]", ("PutIn", busy.VolunteerId.ToString()));
        Assert.StartsWith("Nothing was done: somebody has changed this shift meanwhile.", forced.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_is_told_in_words_what_went_wrong_and_nothing_is_done()
    {
        var shift = await app.AddShiftAsync(daysAhead: 3, role: new NewRole("Tərcüməçi", 1) { Languages = ["en"] });
        var (volunteer, _) = await app.AddVolunteerAsync();
        var browser = await StaffAsync();
        var page = await browser.GetPageAsync("/en/desk/shifts");
        var seen = page.One($"#s-{shift.ShiftId}").GetAttribute("data-stamp")!;

        var (refused, words) = await ScriptAsync(browser, page, $"/en/desk/shifts/{shift.ShiftId}/place", ("Role", shift.Roles[0].ShiftRoleId.ToString()), ("Seen", seen), ("Ask", volunteer.VolunteerId.ToString()));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Nothing was done: Leyla Quliyeva does not speak the language: English."), (refused, words));

        var (stale, conflict) = await ScriptAsync(browser, page, $"/en/desk/shifts/{shift.ShiftId}/place", ("Role", shift.Roles[0].ShiftRoleId.ToString()), ("Seen", "old"), ("PutIn", volunteer.VolunteerId.ToString()));
        Assert.Equal(HttpStatusCode.Conflict, stale);
        Assert.StartsWith("Nothing was done: somebody has changed", conflict, StringComparison.Ordinal);
        Assert.Null(await app.AssignmentAsync(shift, volunteer.VolunteerId));
    }

    [Fact]
    public async Task The_board_is_sent_again_only_when_something_has_changed()
    {
        var shift = await app.AddShiftAsync(daysAhead: 5);
        var browser = await StaffAsync();
        var tag = (await browser.GetPageAsync("/en/desk/shifts")).Response.Headers.ETag!;

        Assert.Equal(HttpStatusCode.NotModified, (await AskAgainAsync(browser, tag)).StatusCode);
        var (_, offer) = await app.AddOfferedAsync(shift);
        var changed = await AskAgainAsync(browser, tag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await AskAgainAsync(browser, changed.Headers.ETag!)).StatusCode);
        await app.DeclineAsync(offer);
        Assert.Equal(HttpStatusCode.OK, (await AskAgainAsync(browser, changed.Headers.ETag!)).StatusCode);
    }

    [Fact]
    public async Task Somebody_is_moved_on_a_page_that_names_where_they_can_go()
    {
        var from = await app.AddShiftAsync(daysAhead: 4, title: "Buradan");
        var to = await app.AddShiftAsync(daysAhead: 4, hour: 11, title: "Bura");
        var guarded = await app.AddShiftAsync(daysAhead: 4, hour: 16, title: "Ora", role: new NewRole("Operator", 1) { Languages = ["en"] });
        var (volunteerId, assignmentId) = await app.AddSignedUpAsync(from);
        var browser = await StaffAsync();
        var page = await browser.GetPageAsync($"/en/desk/shifts/{from.ShiftId}/transfer/{assignmentId}");

        Assert.Contains("Ora, Operator", page.Text("details.panel"), StringComparison.Ordinal);
        Assert.StartsWith("Choose the shift", (await browser.SubmitAsync(page)).Notice, StringComparison.Ordinal);
        var choice = page.One($"#to-{to.Roles[0].ShiftRoleId}").GetAttribute("value");
        var moved = await browser.SubmitAsync(page, ("To", choice));
        Assert.Equal("Leyla Quliyeva has the place, and gets a message about it.", moved.Notice);
        Assert.StartsWith("Nothing was done:", (await browser.SubmitAsync(page, ("To", choice))).Notice, StringComparison.Ordinal);

        Assert.Equal(AssignmentState.Confirmed, (await app.AssignmentAsync(to, volunteerId))!.State);
        Assert.Equal(0, await app.PlacesTakenAsync(guarded));
    }

    [Fact]
    public async Task Nobody_is_moved_to_a_shift_of_another_centre_nor_named_from_there()
    {
        var from = await app.AddShiftAsync(daysAhead: 4);
        var elsewhere = await app.AddShiftAsync(centreCode: "2", daysAhead: 5);
        var (_, assignmentId) = await app.AddSignedUpAsync(from);
        var (stranger, _) = await app.AddVolunteerAsync(districtCode: "khazar");
        var browser = await StaffAsync();
        var page = await browser.GetPageAsync("/en/desk/shifts");
        string StampOf(Shift shift) => page.One($"#s-{shift.ShiftId}").GetAttribute("data-stamp")!;

        Assert.Equal(HttpStatusCode.NotFound, (await ScriptAsync(browser, page, $"/desk/shifts/{from.ShiftId}/transfer/{assignmentId}", ("To", $"{elsewhere.Roles[0].ShiftRoleId}:x"), ("Seen", StampOf(from)))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ScriptAsync(browser, page, $"/desk/shifts/{from.ShiftId}/place", ("Role", from.Roles[0].ShiftRoleId.ToString()), ("Seen", StampOf(from)), ("PutIn", stranger.VolunteerId.ToString()))).Status);
        Assert.Equal(AssignmentState.Confirmed, await app.StateAsync(assignmentId));
    }

    [Fact]
    public async Task The_sheets_hold_names_and_nothing_else_of_a_person()
    {
        var shift = await app.AddShiftAsync(daysAhead: 2, hour: 13, capacity: 3, title: "Siyahı");
        var (volunteer, _) = await app.AddVolunteerAsync(change: v => v.GivenName = "Ülkər");
        await app.SignUpAsync(shift, volunteer.VolunteerId);
        var (asked, _) = await app.AddVolunteerAsync(change: v => v.GivenName = "Soruşulan");
        await app.OfferAsync(shift, asked.VolunteerId);
        var browser = await StaffAsync();

        foreach (var path in new[] { "/en/desk/shifts/roster?week=2026-11-23", "/en/desk/day?date=2026-11-25" })
        {
            var page = await browser.GetPageAsync(path);
            Assert.Contains("13:00–15:00", page.Words, StringComparison.Ordinal);
            Assert.Contains("Ülkər Quliyeva", page.Words, StringComparison.Ordinal);
            Assert.DoesNotContain("Soruşulan", page.Words, StringComparison.Ordinal);
            Assert.DoesNotContain(PhoneNumber.Display(volunteer.Phone), page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(volunteer.Phone[4..], page.Html.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_long_day_is_cut_and_the_number_of_queries_does_not_grow()
    {
        var counter = new QueryCounter();
        await using var own = await TestApp.StartAsync();
        own.With(services => services.ConfigureDbContext<SqliteVolunteersDbContext>(o => o.AddInterceptors(counter)));
        await using var scope = await own.AsAdministratorAsync();
        var reader = scope.Get<WeekReader>();
        var week = new WeekQuestion(new DateOnly(2026, 11, 23));
        await own.AddSignedUpAsync(await own.AddShiftAsync(daysAhead: 1, hour: 9));
        var queriesOfOne = await QueriesAsync(counter, () => reader.ReadAsync(week, default));

        for (var i = 0; i < WeekReader.ShownOfADay + 2; i++)
        {
            await own.AddSignedUpAsync(await own.AddShiftAsync(daysAhead: 1, hour: 9));
        }

        var browser = await own.NewBrowserAsync(await own.AddCoordinatorAsync());
        var page = await browser.GetPageAsync("/en/desk/shifts");
        var day = await browser.GetPageAsync(page.LinkTo("3 more shifts of this day"));
        var board = await reader.ReadAsync(week, default);

        Assert.True(queriesOfOne > 0, "Nothing was counted.");
        Assert.Equal(queriesOfOne, await QueriesAsync(counter, () => reader.ReadAsync(week, default)));
        Assert.Equal((WeekReader.ShownOfADay, WeekReader.ShownOfADay + 3), (page.All(".shift-card").Count, day.All(".shift-card").Count));
        Assert.Equal((15, 30, 15), (board.Days[1].Shifts, board.PlacesWanted, board.PlacesTaken));
        Assert.Equal(board.Stamp, await reader.StampAsync(week, default));
    }

    private static async Task<int> QueriesAsync(QueryCounter counter, Func<Task> read)
    {
        var before = counter.Count;
        await read();

        return counter.Count - before;
    }

    private sealed class QueryCounter : DbCommandInterceptor
    {
        private int _count;

        public int Count => _count;

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _count);

            return ValueTask.FromResult(result);
        }
    }

    private async Task<Browser> StaffAsync() => await app.NewBrowserAsync(await app.AddCoordinatorAsync());

    private static Task<HttpResponseMessage> AskAgainAsync(Browser browser, EntityTagHeaderValue tag) =>
        browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/en/desk/shifts") { Headers = { IfNoneMatch = { tag } } });

    /// <summary>As the script of the board sends it, with the token of the page.</summary>
    private static async Task<(HttpStatusCode Status, string Words)> ScriptAsync(Browser browser, WebPage page, string path, params (string Name, string Value)[] fields)
    {
        var token = page.One("form[data-week-form] input[name=__RequestVerificationToken]").GetAttribute("value")!;
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))),
            Headers = { { "X-Requested-With", "fetch" } },
        };
        var response = await browser.SendAsync(request);
        var words = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync()).QuerySelector("[data-said]")?.TextContent ?? "";

        return (response.StatusCode, words);
    }
}
