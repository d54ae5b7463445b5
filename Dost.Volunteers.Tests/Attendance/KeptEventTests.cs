using System.Globalization;
using System.Net;
using System.Text.Json;
using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Attendance;

/// <summary>What a phone kept without a connection: taken once, with its time, and only if it can be true.</summary>
public sealed class KeptEventTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_coming_that_was_kept_counts_from_its_own_time_and_is_marked()
    {
        var (shift, place, _, browser) = await PlaceAsync();
        app.GoTo(shift.StartsAtUtc.AddMinutes(40));

        Assert.True((await SendAsync(browser, place, Guid.NewGuid(), "CheckIn", TimeSpan.FromMinutes(45))).Done);

        var assignment = await app.AssignmentAsync(place);
        Assert.Equal((AssignmentState.CheckedIn, shift.StartsAtUtc.AddMinutes(-5), true), (assignment.State, assignment.CheckedInAtUtc, assignment.WasSentLater));
    }

    [Fact]
    public async Task Sent_twice_or_at_once_it_is_taken_once()
    {
        var (shift, place, volunteerId, browser) = await PlaceAsync();
        app.GoTo(shift.StartsAtUtc);
        await app.CheckInAsync(place);
        app.GoTo(shift.EndsAtUtc.AddMinutes(20));
        var id = Guid.NewGuid();
        var age = TimeSpan.FromMinutes(50);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TakeAsync(
            place, AttendanceProof.Tap with { KeptId = id, Age = age })));
        var again = await SendAsync(browser, place, id, "CheckOut", age);

        Assert.All(answers, answer => Assert.Equal(AttendanceOutcome.Done, answer));
        Assert.True(again.Done);
        Assert.Equal(1, await app.QueryAsync(db => db.AttendanceEvents.CountAsync(e => e.AssignmentId == place && e.KeptId == id)));
        Assert.Equal(90, Assert.Single(await app.QueryAsync(db => db.HoursEntries.AsNoTracking().Where(h => h.VolunteerId == volunteerId).ToListAsync())).Minutes);
    }

    [Theory]
    [InlineData("CheckIn", -600, "telefonun göstərdiyi vaxt")]
    [InlineData("CheckIn", 172_900, "telefonda çox uzun qalıb")]
    [InlineData("CheckIn", 7_200, "tezdir")]
    [InlineData("CheckOut", 0, "")]
    [InlineData("Correction", 0, "telefonun göstərdiyi vaxt")]
    public async Task What_cannot_be_true_is_refused_with_the_reason(string kind, int secondsAgo, string words)
    {
        var (shift, place, _, browser) = await PlaceAsync();
        app.GoTo(shift.StartsAtUtc.AddMinutes(5));

        var answer = await SendAsync(browser, place, Guid.NewGuid(), kind, TimeSpan.FromSeconds(secondsAgo));

        Assert.False(answer.Done);
        Assert.True(answer.Words.Length > 20 && answer.Words.Contains(words, StringComparison.OrdinalIgnoreCase), answer.Words);
        Assert.Equal(AssignmentState.Confirmed, (await app.AssignmentAsync(place)).State);
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_and_not_an_error()
    {
        var (shift, place, _, browser) = await PlaceAsync();
        app.GoTo(shift.StartsAtUtc);
        var token = await TokenAsync(browser);

        var page = await browser.PostAsync($"/me/shifts/{place}/kept", ("event", "no id"), ("kind", "Anything"), ("seconds", "many"), ("__RequestVerificationToken", token));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("\"done\":false", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_called_a_no_show_and_was_there_has_the_hours_after_all()
    {
        var (request, shift) = await app.PlanVisitAsync();
        var (volunteer, account) = await app.AddVolunteerAsync();
        var place = await app.PlaceAsync(shift, volunteer);
        var browser = await app.NewBrowserAsync(account);
        app.GoTo(shift.EndsAtUtc.AddHours(3));
        await CloseAsync();
        Assert.Equal((AssignmentState.NoShow, HelpRequestState.NotDone), ((await app.AssignmentAsync(place)).State, await StateAsync(request)));

        Assert.True((await SendAsync(browser, place, Guid.NewGuid(), "CheckIn", TimeSpan.FromHours(5))).Done);
        Assert.True((await SendAsync(browser, place, Guid.NewGuid(), "CheckOut", TimeSpan.FromMinutes(210))).Done);
        await CloseAsync();
        await CloseAsync();

        var assignment = await app.AssignmentAsync(place);
        Assert.Equal((AssignmentState.Attended, true), (assignment.State, assignment.WasSentLater));
        Assert.Equal(90, await app.QueryAsync(db => db.HoursEntries.Where(h => h.AssignmentId == place).Select(h => h.Minutes).SingleAsync()));
        Assert.Equal(HelpRequestState.Done, await StateAsync(request));
    }

    [Fact]
    public async Task The_coming_alone_is_closed_again_by_the_job()
    {
        var (shift, place, _, browser) = await PlaceAsync();
        app.GoTo(shift.EndsAtUtc.AddHours(3));
        await CloseAsync();

        await SendAsync(browser, place, Guid.NewGuid(), "CheckIn", TimeSpan.FromHours(5));
        Assert.Equal(AssignmentState.CheckedIn, (await app.AssignmentAsync(place)).State);
        await CloseAsync();

        var assignment = await app.AssignmentAsync(place);
        Assert.Equal((AssignmentState.Attended, AttendanceMethod.Job), (assignment.State, assignment.CheckedOutBy));
        Assert.Equal(ShiftState.Completed, await app.QueryAsync(db => db.Shifts.Where(s => s.ShiftId == shift.ShiftId).Select(s => s.State).SingleAsync()));
    }

    [Fact]
    public async Task A_going_that_comes_after_the_job_changes_no_entry_but_shows_in_the_queue()
    {
        var (shift, place, _, browser) = await PlaceAsync();
        app.GoTo(shift.StartsAtUtc);
        await app.CheckInAsync(place);
        app.GoTo(shift.EndsAtUtc.AddHours(2));
        await CloseAsync();

        Assert.True((await SendAsync(browser, place, Guid.NewGuid(), "CheckOut", TimeSpan.FromHours(3))).Done);

        Assert.Equal(shift.StartsAtUtc.AddHours(1), (await app.AssignmentAsync(place)).CheckedOutAtUtc);
        Assert.Equal(120, await app.QueryAsync(db => db.HoursEntries.Where(h => h.AssignmentId == place).Select(h => h.Minutes).SingleAsync()));
        var queue = await (await app.NewBrowserAsync(await app.AddCoordinatorAsync())).GetPageAsync("/desk/hours");
        Assert.Contains("Saat 11:00 gedib: əvvəlcə davamiyyəti düzəldin", queue.Words, StringComparison.Ordinal);
        Assert.Contains("Telefondan sonra göndərilib", queue.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_place_of_somebody_else_is_not_found()
    {
        var (_, place, _, _) = await PlaceAsync();
        var other = await app.NewBrowserAsync((await app.AddVolunteerAsync()).Account);

        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/me/shifts/{place}/kept", ("kind", "CheckIn"), ("__RequestVerificationToken", await TokenAsync(other)))).Status);
    }

    [Fact]
    public async Task The_page_that_opens_without_a_connection_holds_nothing_of_anybody()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var page = await (await app.NewBrowserAsync(account)).GetPageAsync("/az/offline");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain(volunteer.GivenName, page.Html, StringComparison.Ordinal);
        Assert.Empty(page.All("form"));
    }

    private async Task<AttendanceOutcome> TakeAsync(Guid place, AttendanceProof proof)
    {
        await using var scope = app.NewScope();

        return await scope.Get<KeptEventService>().TakeAsync(place, AttendanceKind.CheckOut, proof, CancellationToken.None);
    }

    private async Task<(bool Done, string Words)> SendAsync(Browser browser, Guid place, Guid id, string kind, TimeSpan age)
    {
        var page = await browser.PostAsync(
            $"/me/shifts/{place}/kept",
            ("event", id.ToString()),
            ("kind", kind),
            ("seconds", ((int)age.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
            ("__RequestVerificationToken", await TokenAsync(browser)));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        using var answer = JsonDocument.Parse(page.Html);

        return (answer.RootElement.GetProperty("done").GetBoolean(), answer.RootElement.GetProperty("words").GetString()!);
    }

    private static async Task<string> TokenAsync(Browser browser) => (await browser.GetPageAsync("/me/kept")).One("#token input[name=__RequestVerificationToken]").GetAttribute("value")!;

    private async Task<(Shift Shift, Guid AssignmentId, Guid VolunteerId, Browser Browser)> PlaceAsync()
    {
        var shift = await app.AddShiftAsync();
        var (volunteer, account) = await app.AddVolunteerAsync();

        return (shift, await app.PlaceAsync(shift, volunteer), volunteer.VolunteerId, await app.NewBrowserAsync(account));
    }

    private Task<int> CloseAsync() => app.AttendAsync(a => a.CloseAsync(100, CancellationToken.None));

    private Task<HelpRequestState> StateAsync(HelpRequest request) =>
        app.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == request.HelpRequestId).Select(r => r.State).SingleAsync());
}
