using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>In by the code at the door, out without a connection, sent when it is back, and seen by the coordinator.</summary>
[Trait("Category", "Browser")]
public sealed class AttendanceJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    private TestApp App => site.App;

    [ChromiumFact]
    public async Task In_by_the_door_and_out_without_a_connection()
    {
        var shift = await App.AddShiftAsync(title: "Növbədə kömək");
        var (volunteer, account) = await App.AddVolunteerAsync(change: v => (v.GivenName, v.FamilyName) = ("Əzizə", "O'Sullivan"));
        var place = await App.PlaceAsync(shift, volunteer);
        App.GoTo(shift.StartsAtUtc.AddMinutes(-5));
        var desk = await SignedInAsync(await App.AddCoordinatorAsync(), width: 1280);
        var person = await SignedInAsync(account);

        // The screen at the door; the camera is its link.
        await desk.GotoAsync("/desk/door/1");
        await desk.LooksRightOnBothAsync("door");
        await person.GotoAsync(new Uri((await desk.Locator("#code a").GetAttributeAsync("href"))!).AbsolutePath);
        await person.WaitForURLAsync("**/door");
        await person.LooksRightOnBothAsync("at-the-door");
        await person.Locator("form[action$='/door/check-in'] button").ClickAsync();
        await person.WaitForURLAsync($"**/me/shifts/{place}");
        Assert.Equal(AttendanceMethod.Door, (await App.AssignmentAsync(place)).CheckedInBy);

        // Out without a connection: the phone keeps it and says so.
        App.GoTo(shift.StartsAtUtc.AddMinutes(90));
        await person.GotoAsync("/me");
        await person.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await person.WaitForFunctionAsync("navigator.serviceWorker.ready.then((worker) => worker.active?.state === 'activated')");
        await person.Context.SetOfflineAsync(true);
        await person.Locator("form.attend button").ClickAsync();
        await person.Locator(".kept .card-row").WaitForAsync();
        await person.LooksRightOnBothAsync("kept");
        Assert.Equal(AssignmentState.CheckedIn, (await App.AssignmentAsync(place)).State);

        // Any other page leads to the one that opens without a connection, and it still knows.
        await person.GotoAsync("/me/hours");
        await person.Locator(".kept .card-row").WaitForAsync();
        Assert.Contains("Bağlantı yoxdur", await person.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        await person.LooksRightOnBothAsync("offline");

        // Back again: sent by itself, once.
        await person.Context.SetOfflineAsync(false);
        await person.GotoAsync("/me");
        await person.Locator(".kept .card-row").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await person.WaitForFunctionAsync("localStorage.getItem('dost.kept') === '[]'");
        var gone = await App.AssignmentAsync(place);
        Assert.Equal((AssignmentState.Attended, true), (gone.State, gone.WasSentLater));
        Assert.Equal(1, await App.QueryAsync(db => db.HoursEntries.CountAsync(h => h.AssignmentId == place)));

        // The coordinator sees how it was, and signing out leaves nothing on the phone.
        await desk.GotoAsync($"/desk/shifts/{shift.ShiftId}/attendance");
        await desk.LooksRightOnBothAsync("attendance");
        Assert.Contains("Telefondan sonra göndərilib", await desk.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await desk.GotoAsync($"/desk/shifts/{shift.ShiftId}/attendance/{place}");
        await desk.LooksRightOnBothAsync("correct-attendance");
        await person.SetViewportSizeAsync(1280, 900);
        await person.Locator(".menu__account button").ClickAsync();
        await person.WaitForURLAsync("**/");
        Assert.Equal("[]", await person.EvaluateAsync<string>("localStorage.getItem('dost.shifts')"));
        Assert.Empty(site.ForeignRequests);
    }

    private async Task<IPage> SignedInAsync(UserAccount account, int width = 360)
    {
        var page = await site.NewPersonAsync(width);
        var cookies = (await App.NewBrowserAsync(account)).Cookies;
        await page.Context.AddCookiesAsync(cookies.Select(c => new Cookie { Name = c.Key, Value = c.Value, Url = site.Address }));

        return page;
    }
}
