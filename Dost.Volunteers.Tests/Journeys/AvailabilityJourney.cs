using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>Saying when one can serve, on a phone and by keyboard alone.</summary>
[Trait("Category", "Browser")]
public sealed class AvailabilityJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task The_pages_stand_in_every_language()
    {
        foreach (var (culture, scheme) in (IEnumerable<(string, ColorScheme)>)[("az", ColorScheme.Light), ("ru", ColorScheme.Dark), ("en", ColorScheme.Light)])
        {
            var page = await SignedInAsync(culture, scheme);

            foreach (var path in (string[])["/me/availability", "/me/availability/times", "/me/availability/away", "/me/availability/hours", "/me/calendar"])
            {
                Assert.Equal(200, (await page.GotoAsync($"/{culture}{path}"))!.Status);
                await page.LooksRightOnBothAsync($"{culture}{path.Replace('/', '-')}");
            }

            await page.Locator("main form[action$='/me/calendar'] button").ClickAsync();
            await page.Locator("#calendar-address").WaitForAsync();
            await page.LooksRightOnBothAsync($"{culture}-calendar-made");
        }
    }

    [ChromiumFact]
    public async Task The_week_is_set_by_keyboard_alone()
    {
        var page = await SignedInAsync("az", ColorScheme.Light);
        await page.GotoAsync("/me/availability");

        await page.Locator("#Free-Tuesday-Morning").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".notice").First.WaitForAsync();

        Assert.True(await page.Locator("#Free-Tuesday-Morning").IsCheckedAsync());
        Assert.True(await page.Locator("#Free-Tuesday-Noon").IsCheckedAsync());

        // What stood before still stands, and nothing else was ticked.
        Assert.True(await page.Locator("#Free-Tuesday-Afternoon").IsCheckedAsync());
        Assert.False(await page.Locator("#Free-Thursday-Morning").IsCheckedAsync());
    }

    private async Task<IPage> SignedInAsync(string culture, ColorScheme scheme)
    {
        var app = site.App;
        var today = BakuTime.DateOf(app.NowUtc);
        var (volunteer, account) = await app.AddVolunteerAsync(change: v =>
        {
            v.Culture = culture;
            v.WeeklyCapMinutes = 270;
            v.Availability.Add(Window(v, DayOfWeek.Monday, new TimeOnly(8, 30), new TimeOnly(13, 0)));
            v.Availability.Add(Window(v, DayOfWeek.Tuesday, new TimeOnly(15, 0), new TimeOnly(21, 0)));
            v.Availability.Add(Window(v, DayOfWeek.Wednesday, new TimeOnly(9, 0), new TimeOnly(18, 0)));
        });
        await app.PlaceAsync(await app.AddShiftAsync(daysAhead: 2), volunteer);
        await using var scope = app.NewScope();
        scope.Db.BlackoutPeriods.AddRange(
            new BlackoutPeriod { BlackoutPeriodId = Guid.CreateVersion7(), VolunteerId = volunteer.VolunteerId, FirstOn = today.AddDays(2), LastOn = today.AddDays(16) },
            new BlackoutPeriod { BlackoutPeriodId = Guid.CreateVersion7(), VolunteerId = volunteer.VolunteerId, FirstOn = today.AddDays(-20), LastOn = today.AddDays(-20) });
        await scope.Db.SaveChangesAsync();
        var page = await site.NewPersonAsync(scheme: scheme);
        await page.Context.AddCookiesAsync((await app.NewBrowserAsync(account)).Cookies.Select(c => new Cookie { Name = c.Key, Value = c.Value, Url = site.Address }));

        return page;
    }

    private static AvailabilityWindow Window(Volunteer volunteer, DayOfWeek day, TimeOnly from, TimeOnly until) =>
        new() { AvailabilityWindowId = Guid.CreateVersion7(), VolunteerId = volunteer.VolunteerId, Day = day, StartsAt = from, EndsAt = until };
}
