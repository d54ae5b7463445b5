using System.Collections.Concurrent;
using System.Net;
using Dost.Volunteers.Core.Calendar;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dost.Volunteers.Tests.Calendar;

/// <summary>The private calendar of a volunteer, as programs read it over HTTP.</summary>
public sealed class CalendarFeedTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_place_grows_in_sequence_from_the_offer_over_the_move_to_the_end_and_keeps_its_id()
    {
        var shift = await app.AddShiftAsync(daysAhead: 3);
        var (volunteer, _) = await app.AddVolunteerAsync();
        var token = await RenewAsync(app, volunteer);
        var place = await app.OfferAsync(shift, volunteer);
        var seen = new List<(string Status, int Sequence, string Start)>();

        async Task SeeAsync()
        {
            var entry = (await ReadAsync(token)).Event(place);
            seen.Add((entry["STATUS"], int.Parse(entry["SEQUENCE"], System.Globalization.CultureInfo.InvariantCulture), entry["DTSTART"]));
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await SeeAsync();
        await app.AcceptAsync(place);
        await SeeAsync();
        await MoveAsync(shift, hours: 2);
        await SeeAsync();
        await app.WithdrawAsync(place);
        await SeeAsync();
        Assert.Equal([volunteer.VolunteerId], (await app.OfferAsync(shift, volunteer.VolunteerId)).Offered);
        await SeeAsync();
        await app.DeclineAsync(place);
        await SeeAsync();
        Assert.Equal(PlacementOutcome.Done, (await app.SignUpAsync(shift, volunteer.VolunteerId)).Outcome);
        await SeeAsync();
        await CancelAsync(shift);
        await SeeAsync();

        Assert.Equal(["TENTATIVE", "CONFIRMED", "CONFIRMED", "CANCELLED", "TENTATIVE", "CANCELLED", "CONFIRMED", "CANCELLED"], seen.Select(s => s.Status));
        Assert.All(seen.Zip(seen.Skip(1)), pair => Assert.True(pair.Second.Sequence > pair.First.Sequence, $"{pair}"));
        Assert.Equal(FormattableString.Invariant($"{shift.StartsAtUtc.AddHours(2):yyyyMMdd'T'HHmmss'Z'}"), seen[2].Start);
    }

    [Fact]
    public async Task An_offer_whose_time_is_over_is_off_before_any_job_comes_by()
    {
        await using var own = await TestApp.StartAsync();
        var shift = await own.AddShiftAsync(daysAhead: 5);
        var (volunteer, _) = await own.AddVolunteerAsync();
        var token = await RenewAsync(own, volunteer);
        var place = await own.OfferAsync(shift, volunteer);

        own.Clock.Advance(TimeSpan.FromHours(25));
        var lapsed = (await ReadAsync(token, own)).Event(place);
        await own.ExpireOffersAsync();
        var expired = (await ReadAsync(token, own)).Event(place);

        Assert.Equal(("CANCELLED", "CANCELLED"), (lapsed["STATUS"], expired["STATUS"]));
        Assert.True(string.CompareOrdinal(lapsed["SEQUENCE"], expired["SEQUENCE"]) < 0);
    }

    [Fact]
    public async Task What_is_over_leaves_after_some_weeks_and_a_turn_in_the_queue_is_no_entry()
    {
        await using var own = await TestApp.StartAsync();
        var (volunteer, _) = await own.AddVolunteerAsync();
        var token = await RenewAsync(own, volunteer);
        var place = await own.PlaceAsync(await own.AddShiftAsync(), volunteer);
        var full = await own.AddShiftAsync(daysAhead: 2, capacity: 1);
        await own.AddSignedUpAsync(full);
        Assert.Equal(PlacementOutcome.Waitlisted, (await own.SignUpAsync(full, volunteer.VolunteerId)).Outcome);

        Assert.Equal([$"{place:N}@dost-volunteers"], (await ReadAsync(token, own)).Events.Select(e => e["UID"]));
        own.Clock.Advance(TimeSpan.FromDays(OwnCalendarReader.DaysKept));
        Assert.Single((await ReadAsync(token, own)).Events);
        own.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Empty((await ReadAsync(token, own)).Events);
    }

    [Theory]
    [InlineData("az", "DOST növbələrim", "cavabınızı gözləyir")]
    [InlineData("ru", "Мои смены DOST", "ждёт вашего ответа")]
    [InlineData("en", "My DOST shifts", "waits for your answer")]
    public async Task It_speaks_the_language_of_the_volunteer_whatever_the_program_asks_for(string culture, string name, string waits)
    {
        var (volunteer, _) = await app.AddVolunteerAsync(change: v => v.Culture = culture);
        var place = await app.OfferAsync(await app.AddShiftAsync(), volunteer);
        var token = await RenewAsync(app, volunteer);

        var file = CalendarText.Read(await (await SendAsync(app, token, r => r.Headers.AcceptLanguage.ParseAdd("fr"))).Content.ReadAsByteArrayAsync());

        Assert.Equal(name, file["X-WR-CALNAME"]);
        Assert.Contains(waits, file.Event(place)["SUMMARY"], StringComparison.Ordinal);
        Assert.Contains($"https://localhost/{culture}/me/shifts/{place}", file.Event(place)["DESCRIPTION"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_the_person_visited_is_in_it()
    {
        var (request, shift) = await app.PlanVisitAsync();
        var (volunteer, _) = await app.AddVolunteerAsync();
        var place = await app.PlaceAsync(shift, volunteer);

        var file = await (await SendAsync(app, await RenewAsync(app, volunteer))).Content.ReadAsByteArrayAsync();
        var entry = CalendarText.Read(file).Event(place);
        var words = string.Join('\n', entry.Values);

        string[] secrets = ["Zərifə", "Abbasova", "Şərifzadə", "mənzil", "Çörək", "Blokun", "Zəngi", request.Beneficiary?.Phone ?? "+994"];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, words, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Yasamal", entry["LOCATION"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_has_it_already_gets_no_copy_and_nobody_between_keeps_one()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        var token = await RenewAsync(app, volunteer);
        await app.PlaceAsync(await app.AddShiftAsync(), volunteer);

        var first = await SendAsync(app, token);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = await SendAsync(app, token, r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!));
        await app.PlaceAsync(await app.AddShiftAsync(daysAhead: 4), volunteer);
        var third = await SendAsync(app, token, r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK), (first.StatusCode, second.StatusCode, third.StatusCode));
        Assert.Equal("text/calendar; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        Assert.True(first.Headers.CacheControl is { Private: true, NoCache: true, Public: false });
        Assert.Contains("noindex", Assert.Single(first.Headers.GetValues("X-Robots-Tag")), StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(first.Headers.GetValues("Referrer-Policy")));
        Assert.False(first.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Renewing_and_revoking_end_the_old_address_and_look_as_if_it_never_was()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        var first = await RenewAsync(app, volunteer);
        var second = await RenewAsync(app, volunteer);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), ((await SendAsync(app, first)).StatusCode, (await SendAsync(app, second)).StatusCode));

        await using (var scope = app.NewScope())
        {
            Assert.True(await scope.Get<CalendarFeedService>().RevokeAsync(volunteer.VolunteerId, CancellationToken.None));
            Assert.False(await scope.Get<CalendarFeedService>().RevokeAsync(volunteer.VolunteerId, CancellationToken.None));
        }

        var revoked = await SendAsync(app, second);
        var never = await SendAsync(app, new string('x', CalendarFeedService.TokenLength));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (revoked.StatusCode, never.StatusCode));
        Assert.Equal(await WordsAsync(never, new string('x', CalendarFeedService.TokenLength)), await WordsAsync(revoked, second));
    }

    [Fact]
    public async Task The_database_holds_no_address_and_two_at_once_leave_one_standing()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();

        var tokens = await Task.WhenAll(RenewAsync(app, volunteer), RenewAsync(app, volunteer), RenewAsync(app, volunteer));

        var rows = await app.QueryAsync(db => db.CalendarFeeds.Where(f => f.VolunteerId == volunteer.VolunteerId).ToListAsync());
        Assert.Single(rows, r => r.RevokedAtUtc is null);
        Assert.All(rows, r => Assert.Equal(CalendarFeed.TokenHashLength, r.TokenHash.Length));
        Assert.All(tokens, token => Assert.DoesNotContain(rows, r => r.TokenHash.Contains(token, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(3, tokens.Distinct().Count());
    }

    [Fact]
    public async Task Guessing_is_refused_after_a_while_and_old_addresses_are_no_guesses()
    {
        await using var own = (await TestApp.StartAsync()).With("RateLimits:OneTap:Permits", "5");
        var (volunteer, _) = await own.AddVolunteerAsync();
        var old = await RenewAsync(own, volunteer);
        var token = await RenewAsync(own, volunteer);

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(own, old)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(own, token)).StatusCode);

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(own, new string((char)('a' + i), CalendarFeedService.TokenLength))).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(own, token)).StatusCode);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("%F0%9F%98%80")]
    [InlineData("%27%20OR%201=1--aaaaaaaaaaaaaaaaaaa")]
    public async Task What_is_no_address_is_not_found(string token) => Assert.Contains((await SendAsync(app, token)).StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.BadRequest]);

    [Fact]
    public async Task No_log_holds_the_address()
    {
        var lines = new ConcurrentQueue<string>();
        await using var own = (await TestApp.StartAsync()).With("Logging:LogLevel:Default", "Information").With(services => services.AddSingleton<ILoggerProvider>(_ => new CapturingLog(lines)));
        var (volunteer, account) = await own.AddVolunteerAsync();
        var browser = await own.NewBrowserAsync(account);
        var page = await browser.SubmitAsync(await browser.GetPageAsync("/me/calendar"), "main form[action$='/me/calendar']");
        var token = page.Value("calendar-address")!.Split('/')[^1].Replace(".ics", "", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(own, token)).StatusCode);
        await RenewAsync(own, volunteer);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(own, token)).StatusCode);

        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line => line.Contains(token, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task When_it_was_read_is_noted_once_an_hour()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        var token = await RenewAsync(app, volunteer);
        await SendAsync(app, token);
        var first = await LastReadAsync(volunteer);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await SendAsync(app, token);
        Assert.Equal(first, await LastReadAsync(volunteer));
        app.Clock.Advance(TimeSpan.FromMinutes(51));
        await SendAsync(app, token);
        Assert.True(await LastReadAsync(volunteer) > first);
    }

    /// <summary>The page, but for the address that it was asked under.</summary>
    private static async Task<string> WordsAsync(HttpResponseMessage answer, string token) => (await answer.Content.ReadAsStringAsync()).Replace(token, "", StringComparison.Ordinal);

    private Task<DateTime?> LastReadAsync(Volunteer volunteer) => app.QueryAsync(db => db.CalendarFeeds.Where(f => f.VolunteerId == volunteer.VolunteerId).Select(f => f.LastReadAtUtc).SingleAsync());

    private static async Task<string> RenewAsync(TestApp app, Volunteer volunteer)
    {
        await using var scope = app.NewScope();

        return (await scope.Get<CalendarFeedService>().RenewAsync(volunteer.VolunteerId, CancellationToken.None))!;
    }

    private async Task<CalendarText> ReadAsync(string token, TestApp? own = null)
    {
        var answer = await SendAsync(own ?? app, token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        return CalendarText.Read(await answer.Content.ReadAsByteArrayAsync());
    }

    private static Task<HttpResponseMessage> SendAsync(TestApp app, string token, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/calendar/{token}.ics");
        change?.Invoke(request);

        return app.NewBrowser().SendAsync(request);
    }

    private async Task MoveAsync(Shift shift, int hours)
    {
        await using var scope = app.NewScope();
        var version = await scope.Db.Shifts.Where(s => s.ShiftId == shift.ShiftId).Select(s => s.Version).SingleAsync();
        var time = new NewTime(shift.StartsAtUtc.AddHours(hours), shift.EndsAtUtc.AddHours(hours), "Qapının önü");
        Assert.Equal(MoveOutcome.Moved, (await scope.Get<ShiftService>().MoveAsync(shift.ShiftId, version, time, CancellationToken.None)).Outcome);
    }

    private async Task CancelAsync(Shift shift)
    {
        await using var scope = app.NewScope();
        Assert.True(await scope.Get<ShiftService>().CancelAsync(shift.ShiftId, "Təmir", CancellationToken.None));
    }
}
