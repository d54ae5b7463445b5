using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Shifts.Series;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>
/// A centre from the plan of a week to the certificate: the series is made and the week published, somebody signs up, comes in by the code at the
/// door, goes out without a connection, and has in the end a certificate that a stranger can check.
/// </summary>
[Trait("Category", "Browser")]
public sealed class CentreDayJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    private TestApp App => site.App;

    [ChromiumFact]
    public async Task A_week_is_planned_a_day_is_served_and_a_certificate_tells_of_it()
    {
        var (volunteer, account) = await App.AddVolunteerAsync(change: v => (v.GivenName, v.FamilyName) = ("Əzizə", "O'Sullivan"));
        var desk = await SignedInAsync(await App.AddCoordinatorAsync(), width: 1280);
        var person = await SignedInAsync(account);

        await PlanAsync(desk, await App.AddTaskAsync());
        var shift = await App.QueryAsync(db => db.Shifts.Include(s => s.Roles).Where(s => s.State == ShiftState.Published).OrderBy(s => s.StartsAtUtc).FirstAsync());
        await SignUpAsync(person, shift);
        var place = (await App.AssignmentAsync(shift, volunteer.VolunteerId))!.AssignmentId;

        App.GoTo(shift.StartsAtUtc.AddMinutes(-5));
        await ComeAsync(desk, person, place);
        App.GoTo(shift.StartsAtUtc.AddMinutes(90));
        await GoWithoutConnectionAsync(person, place);
        await SeeAndApproveAsync(desk, shift, place);
        await CertifyAsync(person, volunteer.FamilyName);
        await LeavePhoneAsync(person);
        Assert.Empty(site.ForeignRequests);
    }

    private async Task PlanAsync(IPage desk, Guid task)
    {
        await desk.GotoAsync($"/desk/tasks/{task}/series");
        await desk.CheckAsync("input[name=Days][value=Wednesday]");
        await desk.CheckAsync("input[name=Blocks][value='09:00-12:00']");
        await desk.UncheckAsync("input[type=checkbox][name=Publish]");
        await desk.Locator("form[method=get] button").First.ClickAsync();
        await desk.Locator(".notice form button").ClickAsync();
        await desk.WaitForURLAsync(url => url.Contains("/desk/series/", StringComparison.Ordinal));

        await desk.GotoAsync("/desk/shifts/several?week=2026-11-23");
        await desk.Locator("input[name=Chosen]").First.CheckAsync();
        await desk.Locator("button[name=CallOff][value=false]").ClickAsync();
        await desk.WaitForURLAsync("**/several/look");
        await desk.Locator("main form button.button").First.ClickAsync();
        await desk.Locator(".notice").First.WaitForAsync();
        Assert.Equal(1, await App.QueryAsync(db => db.Shifts.CountAsync(s => s.State == ShiftState.Published)));
        await desk.GotoAsync("/desk/shifts?week=2026-11-23");
        await desk.LooksRightOnBothAsync("day-week");
    }

    private static async Task SignUpAsync(IPage person, Shift shift)
    {
        await person.GotoAsync("/shifts");
        await person.LooksRightOnBothAsync("day-open");
        await person.Locator($"form[action$='/me/open/{shift.Roles[0].ShiftRoleId}'] button").First.ClickAsync();
        await person.WaitForURLAsync("**/me/shifts/*");
        await person.LooksRightOnBothAsync("day-signed-up");
    }

    /// <summary>The screen at the door; the camera is its link.</summary>
    private async Task ComeAsync(IPage desk, IPage person, Guid place)
    {
        await desk.GotoAsync("/desk/door/1");
        await desk.LooksRightOnBothAsync("day-door");
        await person.GotoAsync(new Uri((await desk.Locator("#code a").GetAttributeAsync("href"))!).AbsolutePath);
        await person.WaitForURLAsync("**/door");
        await person.LooksRightOnBothAsync("day-at-the-door");
        await person.Locator("form[action$='/door/check-in'] button").ClickAsync();
        await person.WaitForURLAsync($"**/me/shifts/{place}");
        Assert.Equal(AttendanceMethod.Door, (await App.AssignmentAsync(place)).CheckedInBy);
    }

    private async Task GoWithoutConnectionAsync(IPage person, Guid place)
    {
        await person.GotoAsync("/me");
        await person.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await person.EvaluateAsync("navigator.serviceWorker.ready.then(({ active }) => active.state === 'activated' || new Promise((done) => active.addEventListener('statechange', done, { once: true })))");
        await person.Context.SetOfflineAsync(true);
        await person.Locator("form.attend button").ClickAsync();
        await person.Locator(".kept .card-row").WaitForAsync();
        await person.LooksRightOnBothAsync("day-kept");
        Assert.Equal(AssignmentState.CheckedIn, (await App.AssignmentAsync(place)).State);

        // Any other page leads to the one that opens without a connection, and it still knows.
        await person.GotoAsync("/me/hours");
        await person.Locator(".kept .card-row").WaitForAsync();
        Assert.Contains("Bağlantı yoxdur", await person.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        await person.LooksRightOnBothAsync("day-offline");

        // Back again: sent by itself, once; the page then says that there is nothing to check out of.
        await person.Context.SetOfflineAsync(false);
        await person.GotoAsync("/me");
        await person.Locator("form.attend").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        var gone = await App.AssignmentAsync(place);
        Assert.Equal((AssignmentState.Attended, true), (gone.State, gone.WasSentLater));
        Assert.Equal(1, await App.QueryAsync(db => db.HoursEntries.CountAsync(h => h.AssignmentId == place)));
        Assert.Equal("[]", await person.EvaluateAsync<string>("localStorage.getItem('dost.kept')"));
    }

    private static async Task SeeAndApproveAsync(IPage desk, Shift shift, Guid place)
    {
        await desk.GotoAsync($"/desk/shifts/{shift.ShiftId}/attendance");
        await desk.LooksRightOnBothAsync("day-attendance");
        Assert.Contains("Telefondan sonra göndərilib", await desk.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await desk.GotoAsync($"/desk/shifts/{shift.ShiftId}/attendance/{place}");
        await desk.LooksRightOnBothAsync("day-correct");
        await desk.GotoAsync("/desk/hours");
        await desk.Locator("input[name=ids]").First.CheckAsync();
        await desk.Locator("form[action$='/approve'] button:not([type=button]):not([formaction])").ClickAsync();
        await desk.Locator(".notice").First.WaitForAsync();
    }

    private async Task CertifyAsync(IPage person, string familyName)
    {
        await person.GotoAsync("/me/certificates");
        await person.Locator("main form button.button").ClickAsync();
        await person.WaitForURLAsync("**/me/certificates/*");
        Assert.Contains(familyName, await person.Locator(".certificate").InnerTextAsync(), StringComparison.Ordinal);

        var stranger = await site.NewPersonAsync();
        await stranger.GotoAsync(new Uri((await person.Locator(".certificate__address").InnerTextAsync()).Trim()).AbsolutePath);
        await stranger.LooksRightOnBothAsync("day-verified");
        Assert.Contains("Ə. O.", await stranger.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(familyName, await stranger.ContentAsync(), StringComparison.Ordinal);
    }

    /// <summary>Signing out leaves nothing on the phone.</summary>
    private static async Task LeavePhoneAsync(IPage person)
    {
        await person.SetViewportSizeAsync(1280, 900);
        await person.Locator(".menu__account button").ClickAsync();
        await person.WaitForURLAsync("**/");
        Assert.Equal("[]", await person.EvaluateAsync<string>("localStorage.getItem('dost.shifts')"));
    }

    private async Task<IPage> SignedInAsync(UserAccount account, int width = 360)
    {
        var page = await site.NewPersonAsync(width);
        var cookies = (await App.NewBrowserAsync(account)).Cookies;
        await page.Context.AddCookiesAsync(cookies.Select(c => new Cookie { Name = c.Key, Value = c.Value, Url = site.Address }));

        return page;
    }
}
