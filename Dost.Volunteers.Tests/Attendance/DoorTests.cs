using System.Net;
using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Attendance;

/// <summary>The code at the door: who scans it is there, who copied it is not.</summary>
public sealed class DoorTests : IAsyncLifetime
{
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await TestApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_screen_shows_another_code_each_minute_and_nothing_of_anybody()
    {
        var coordinator = await _app.AddCoordinatorAsync();
        var browser = await _app.NewBrowserAsync(coordinator);

        // Who has one centre is led to its screen.
        var first = await browser.GetPageAsync("/desk/door");
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await browser.GetPageAsync("/desk/door/1");

        Assert.Equal("/desk/door/1", first.Path);
        Assert.NotEqual(LinkOf(first), LinkOf(second));
        Assert.NotEqual(NumberOf(first), NumberOf(second));
        Assert.DoesNotContain(coordinator.DisplayName, second.Html, StringComparison.Ordinal);
        Assert.Equal("61", second.One("meta[http-equiv=refresh]").GetAttribute("content"));
        Assert.Contains("no-store", second.Response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_has_no_screen_of_another_centre()
    {
        var browser = await _app.NewBrowserAsync(await _app.AddCoordinatorAsync("1"));

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync("/desk/door/2")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync("/desk/door/nothing")).Status);
    }

    [Fact]
    public async Task Who_scans_the_code_checks_in_and_out_by_the_door()
    {
        var (browser, shift, place) = await WithPlaceAsync();
        _app.GoTo(shift.StartsAtUtc.AddMinutes(-5));

        var here = await browser.GetPageAsync(await LinkAsync());
        Assert.Equal(AssignmentState.Confirmed, (await _app.AssignmentAsync(place)).State);
        var came = await browser.SubmitAsync(here, "form[action$='/door/check-in']");

        Assert.Equal($"/me/shifts/{place}", came.Path);
        Assert.StartsWith("Gəlişiniz qeyd olundu", came.Notice, StringComparison.Ordinal);
        Assert.Equal((AssignmentState.CheckedIn, AttendanceMethod.Door), await StateAsync(place));

        _app.GoTo(shift.EndsAtUtc);
        var went = await browser.SubmitAsync(await browser.GetPageAsync(await LinkAsync()), "form[action$='/door/check-out']");

        Assert.StartsWith("Gedişiniz qeyd olundu", went.Notice, StringComparison.Ordinal);
        Assert.Equal(AttendanceMethod.Door, (await _app.AssignmentAsync(place)).CheckedOutBy);
        Assert.Contains("Bu gün burada xidmət etmisiniz", (await browser.GetPageAsync(await LinkAsync())).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copied_link_opens_nothing_after_its_minute_and_the_grace()
    {
        var (browser, shift, _) = await WithPlaceAsync();
        _app.GoTo(shift.StartsAtUtc.AddSeconds(59));
        var copied = await LinkAsync();

        _app.GoTo(shift.StartsAtUtc.AddSeconds(89));
        Assert.Equal("/door", (await browser.GetPageAsync(copied)).Path);

        _app.GoTo(shift.StartsAtUtc.AddSeconds(91));
        var late = await (await _app.NewBrowserAsync((await _app.AddVolunteerAsync()).Account)).GetPageAsync(copied);
        Assert.Equal((HttpStatusCode.Gone, "Bu kodun vaxtı bitib"), (late.Status, late.Heading));
    }

    [Theory]
    [InlineData("/door/1/AAAAAAAAAAAAAAAA")]
    [InlineData("/door/1/%F0%9F%98%80AAAAAAAAAAAAAA")]
    [InlineData("/door/1/short")]
    [InlineData("/door/99/AAAAAAAAAAAAAAAA")]
    public async Task What_was_never_on_a_screen_opens_nothing(string link)
    {
        var page = await _app.NewBrowser().GetPageAsync(link);

        Assert.Equal((HttpStatusCode.Gone, "Bu, bizim kod deyil"), (page.Status, page.Heading));
    }

    [Fact]
    public async Task A_code_of_one_centre_is_none_of_another()
    {
        var token = (await LinkAsync()).Split('/')[^1];

        Assert.Equal(HttpStatusCode.Gone, (await _app.NewBrowser().GetPageAsync($"/door/2/{token}")).Status);
    }

    [Fact]
    public async Task Who_must_sign_in_first_and_types_slowly_does_not_lose_the_check_in()
    {
        var (signedIn, shift, place) = await WithPlaceAsync();
        _app.GoTo(shift.StartsAtUtc);
        var stranger = _app.NewBrowser();

        var asked = await stranger.GetPageAsync(await LinkAsync());
        Assert.StartsWith("/account/sign-in?returnUrl=%2Fdoor", asked.Path, StringComparison.Ordinal);

        _app.Clock.Advance(TimeSpan.FromMinutes(5));
        stranger.WithCookie("dost.account", signedIn.Cookies["dost.account"]);
        await stranger.SubmitAsync(await stranger.GetPageAsync("/door"), "form[action$='/door/check-in']");

        Assert.Equal((AssignmentState.CheckedIn, AttendanceMethod.Door), await StateAsync(place));
    }

    [Fact]
    public async Task The_proof_of_the_scan_runs_out()
    {
        var (browser, shift, place) = await WithPlaceAsync();
        _app.GoTo(shift.StartsAtUtc);
        var here = await browser.GetPageAsync(await LinkAsync());

        _app.Clock.Advance(TimeSpan.FromMinutes(16));
        var late = await browser.SubmitAsync(here, "form[action$='/door/check-in']");

        Assert.StartsWith("Çox vaxt keçib", late.Notice, StringComparison.Ordinal);
        Assert.Equal(AssignmentState.Confirmed, (await _app.AssignmentAsync(place)).State);
    }

    [Fact]
    public async Task Each_case_at_the_door_is_said_in_words()
    {
        var (browser, shift, _) = await WithPlaceAsync();
        _app.GoTo(shift.StartsAtUtc.AddHours(-2));
        Assert.Contains("Tez gəlmisiniz. Gəlişinizi saat 09:30", (await browser.GetPageAsync(await LinkAsync())).Words, StringComparison.Ordinal);

        // At the door of another centre.
        var elsewhere = await browser.GetPageAsync(await LinkAsync("2"));
        Assert.Contains("İndi bu mərkəzdə növbəniz yoxdur", elsewhere.Words, StringComparison.Ordinal);
        Assert.NotEmpty(elsewhere.All("#elsewhere"));

        var other = await (await _app.NewBrowserAsync((await _app.AddVolunteerAsync()).Account)).GetPageAsync(await LinkAsync());
        Assert.Contains("İndi bu mərkəzdə növbəniz yoxdur", other.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_camera_types_the_number_of_the_screen()
    {
        var (browser, shift, place) = await WithPlaceAsync();
        _app.GoTo(shift.StartsAtUtc);
        var wrong = await browser.SubmitAsync(await browser.GetPageAsync("/door"), ("Number", "000 000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.StartsWith("Mərkəzinizin ekranında indi bu nömrə yoxdur", wrong.ComplaintOf("Number"), StringComparison.Ordinal);

        var here = await browser.SubmitAsync(wrong, ("Number", await NumberAsync()));
        await browser.SubmitAsync(here, "form[action$='/door/check-in']");

        Assert.Equal((AssignmentState.CheckedIn, AttendanceMethod.Door), await StateAsync(place));
    }

    [Fact]
    public async Task The_number_is_tried_a_few_times_only()
    {
        var (browser, shift, _) = await WithPlaceAsync();
        _app.GoTo(shift.StartsAtUtc);
        var page = await browser.GetPageAsync("/door");
        var answer = page;

        for (var tries = 0; tries < 31 && answer.Status is not HttpStatusCode.TooManyRequests; tries++)
        {
            answer = await browser.SubmitAsync(page, ("Number", "123"));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
    }

    [Fact]
    public async Task A_place_elsewhere_is_not_checked_in_by_this_door()
    {
        var (browser, shift, _) = await WithPlaceAsync();
        var (volunteer, account) = await _app.AddVolunteerAsync();
        var remote = await _app.PlaceAsync(await _app.AddShiftAsync(place: Core.Tasks.PlaceKind.Remote, category: "friendly-call"), volunteer);
        _app.GoTo(shift.StartsAtUtc);
        var here = await browser.GetPageAsync(await LinkAsync());
        var other = await _app.NewBrowserAsync(account);
        await other.GetPageAsync(await LinkAsync());

        // The form of somebody else, with one's own place in another kind of work.
        var token = (await other.GetPageAsync("/me/profile")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        var answer = await other.PostAsync("/door/check-in", ("assignment", remote.ToString()), ("__RequestVerificationToken", token));

        Assert.StartsWith("Heç nə qeyd olunmadı", answer.Notice, StringComparison.Ordinal);
        Assert.Equal(AssignmentState.Confirmed, (await _app.AssignmentAsync(remote)).State);
        Assert.NotEmpty(here.All("form[action$='/door/check-in']"));
    }

    private async Task<(Browser Browser, Shift Shift, Guid AssignmentId)> WithPlaceAsync()
    {
        var shift = await _app.AddShiftAsync();
        var (volunteer, account) = await _app.AddVolunteerAsync();

        return (await _app.NewBrowserAsync(account), shift, await _app.PlaceAsync(shift, volunteer));
    }

    private async Task<(AssignmentState, AttendanceMethod?)> StateAsync(Guid place) => await _app.AssignmentAsync(place) is var a ? (a.State, a.CheckedInBy) : default;

    private async Task<string> LinkAsync(string centre = "1")
    {
        await using var scope = _app.NewScope();
        var id = await scope.Db.Centres.Where(c => c.Code == centre).Select(c => c.CentreId).SingleAsync();

        return $"/door/{centre}/{scope.Get<DoorCodes>().Now(id).Token}";
    }

    private async Task<string> NumberAsync()
    {
        await using var scope = _app.NewScope();

        return scope.Get<DoorCodes>().Now((await scope.Db.Centres.SingleAsync(c => c.Code == "1")).CentreId).Number;
    }

    private static string LinkOf(WebPage page) => page.One("#code a").GetAttribute("href")!;

    private static string NumberOf(WebPage page) => page.Text(".code-shown");
}
