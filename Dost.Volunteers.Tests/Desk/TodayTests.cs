using System.Net;
using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Desk;

/// <summary>The first page of a coordinator's day. Each test has a site of its own: the figures are of the whole centre.</summary>
public sealed class TodayTests : IAsyncLifetime, IDisposable
{
    private readonly TestApp _app = new();

    public Task InitializeAsync() => ((IAsyncLifetime)_app).InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_app).DisposeAsync();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_quiet_day_is_said_kindly()
    {
        var page = await TodayAsync();

        Assert.All(page.All(".big-number strong"), number => Assert.Equal("0", number.TextContent));
        Assert.Contains("Hazırda davam edən növbə yoxdur.", page.Words, StringComparison.Ordinal);
        Assert.Contains("Bu gün və sabah daha növbə yoxdur", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_number_leads_to_what_it_counts()
    {
        await _app.AddVolunteerAsync(active: false);
        await _app.AddVolunteerAsync(active: false);
        await _app.AddVolunteerAsync("khazar", active: false);
        await _app.AddHelpRequestAsync();
        await _app.AddShiftAsync(capacity: 3);
        var browser = await CoordinatorAsync();
        var page = await browser.GetPageAsync("/desk");

        Assert.Equal(["2", "1", "0", "0", "3", "0"], page.All(".big-number strong").Select(n => n.TextContent));
        var applicants = await browser.GetPageAsync(page.All(".big-number")[0].GetAttribute("href")!);
        Assert.Equal(2, applicants.All("main li.card-row").Count);
        Assert.Equal(["/desk/intake?column=Applied", "/desk/requests", "/desk/hours", "/desk/credentials", "#coming", "#offers"], page.All(".big-number").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task A_request_of_yesterday_and_one_for_today_are_late()
    {
        await _app.AddHelpRequestAsync();
        Assert.Empty((await TodayAsync()).All(".cards .tag--bad"));

        await _app.AddHelpRequestAsync(r => r with { WantedOn = Core.Common.BakuTime.DateOf(_app.NowUtc) });
        Assert.Equal("1 gecikmiş", (await TodayAsync()).Text(".cards .tag--bad"));

        _app.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal("2 gecikmiş", (await TodayAsync()).Text(".cards .tag--bad"));
    }

    [Fact]
    public async Task A_running_shift_shows_who_is_there_and_who_is_not()
    {
        var shift = await _app.AddShiftAsync(daysAhead: 0, hour: 11, capacity: 3);
        var (came, _) = await _app.AddVolunteerAsync(change: v => v.GivenName = "Gəlib");
        var (late, _) = await _app.AddVolunteerAsync(change: v => v.GivenName = "Gecikir");
        var assignment = await ConfirmAsync(shift, came.VolunteerId);
        await ConfirmAsync(shift, late.VolunteerId);
        _app.Clock.Advance(TimeSpan.FromMinutes(61));
        await using (var scope = _app.NewScope())
        {
            Assert.Equal(AttendanceOutcome.Done, await scope.Get<AttendanceService>().CheckInAsync(assignment, CancellationToken.None));
        }

        var page = await TodayAsync();

        Assert.Equal(
            ["Gecikir Quliyeva Hələ gəlişini qeyd etməyib", "Gəlib Quliyeva Saat 11:01 gəlib"],
            page.All(".presence li").Select(li => string.Join(' ', li.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal("1 yer çatmır", page.Text(".section .card-row .tag--bad"));
    }

    [Fact]
    public async Task An_offer_that_runs_out_soon_is_there()
    {
        var soon = await _app.AddShiftAsync(daysAhead: 0, hour: 18);
        var later = await _app.AddShiftAsync(daysAhead: 1, hour: 18);
        var (volunteer, _) = await _app.AddVolunteerAsync(change: v => v.GivenName = "Susan");
        await OfferAsync(soon, volunteer.VolunteerId, soon.StartsAtUtc.AddHours(-1));
        await OfferAsync(later, volunteer.VolunteerId, later.StartsAtUtc.AddHours(-1));

        var page = await TodayAsync();

        Assert.Equal("1", page.All(".big-number strong")[5].TextContent);
        Assert.Contains("Susan Quliyeva cavab verməyib.", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_without_a_centre_is_told_whom_to_ask()
    {
        var account = await _app.AddCoordinatorAsync("no such centre");

        var page = await (await _app.NewBrowserAsync(account)).GetPageAsync("/desk");

        Assert.Equal("Hələ sizə mərkəz təyin olunmayıb", page.Text(".empty-state__title"));
    }

    [Fact]
    public async Task The_desk_is_for_staff()
    {
        var (_, volunteer) = await _app.AddVolunteerAsync();
        var administrator = await _app.AddAdministratorAsync();

        foreach (var path in new[] { "/desk", "/desk/volunteers", "/desk/hours", "/desk/import" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await (await _app.NewBrowserAsync(volunteer)).GetPageAsync(path)).Status);
            Assert.Equal(HttpStatusCode.OK, (await (await _app.NewBrowserAsync(administrator)).GetPageAsync(path)).Status);
            Assert.Equal(HttpStatusCode.Redirect, (await _app.NewBrowser().SendAsync(new HttpRequestMessage(HttpMethod.Get, path))).StatusCode);
        }
    }

    private async Task<Browser> CoordinatorAsync() => await _app.NewBrowserAsync(await _app.AddCoordinatorAsync());

    private async Task<WebPage> TodayAsync() => await (await CoordinatorAsync()).GetPageAsync("/desk");

    private async Task<Guid> ConfirmAsync(Shift shift, Guid volunteerId)
    {
        var id = await OfferAsync(shift, volunteerId, shift.StartsAtUtc);
        await using var scope = _app.NewScope();
        var assignment = await scope.Db.Assignments.SingleAsync(a => a.AssignmentId == id);
        var role = await scope.Db.ShiftRoles.SingleAsync(r => r.ShiftRoleId == assignment.ShiftRoleId);
        Assert.True(role.TakePlace());
        assignment.Confirm(_app.NowUtc);
        await scope.Db.SaveChangesAsync();

        return id;
    }

    private async Task<Guid> OfferAsync(Shift shift, Guid volunteerId, DateTime expiresAtUtc)
    {
        await using var scope = _app.NewScope();
        var roleId = await scope.Db.ShiftRoles.Where(r => r.ShiftId == shift.ShiftId).Select(r => r.ShiftRoleId).SingleAsync();
        var assignment = new Assignment { AssignmentId = Guid.CreateVersion7(), ShiftId = shift.ShiftId, ShiftRoleId = roleId, VolunteerId = volunteerId };
        assignment.Offer(_app.NowUtc, expiresAtUtc);
        scope.Db.Assignments.Add(assignment);
        await scope.Db.SaveChangesAsync();

        return assignment.AssignmentId;
    }
}
