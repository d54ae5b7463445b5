using Dost.Volunteers.Core.Data.Demo;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>A volunteer looks for a shift in a list, a calendar and on a map, without a mouse, and takes a place with one press.</summary>
[Trait("Category", "Browser")]
public sealed class OpenShiftsJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task A_shift_is_found_in_three_views_and_taken_by_keyboard()
    {
        await site.AddDemonstrationAsync();
        var page = await site.SignedInAsync(DemoAccounts.Young, "az", width: 1280);

        foreach (var (language, path) in ((string, string)[])[("az", "shifts"), ("ru", "shifts?view=Calendar"), ("en", "shifts?view=Map"), ("ru", "shifts?place=Centre&day=Monday&free=true")])
        {
            await page.GotoAsync($"/{language}/{path}");

            if (path.EndsWith("Map", StringComparison.Ordinal))
            {
                await page.Locator(".map__point").First.WaitForAsync();
            }

            await page.LooksRightOnBothAsync("open-" + language + path.Length);
        }

        // The filter, by the keyboard alone.
        await page.GotoAsync("/az/shifts");
        await page.ActivateAsync("main details > summary");
        await page.TabToAsync("#Place");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.ActivateAsync("main form[role=search] button");
        await page.WaitForURLAsync("**Place=Centre**");
        Assert.True(await page.Locator("main .cards li").CountAsync() > 0);

        // A point of the map is a link; so is a day of the calendar.
        await page.ActivateAsync(".tabs a[href*='view=Map']");
        await page.Locator(".map__point").First.WaitForAsync();
        await page.ActivateAsync(".map__point");
        await page.WaitForURLAsync("**centre=**");
        await page.ActivateAsync(".tabs a[href*='view=Calendar']");
        await page.WaitForURLAsync("**view=Calendar**");

        if (await page.Locator("table.month td a").CountAsync() == 0)
        {
            await page.ActivateAsync("a[rel=next]");
            await page.WaitForURLAsync("**month=**");
        }

        await page.ActivateAsync("table.month td a");
        await page.WaitForURLAsync("**until=**");

        // Why the rest does not fit.
        await page.GotoAsync("/az/shifts");
        await page.ActivateAsync("section[aria-labelledby=unfit] summary");
        Assert.True(await page.Locator("section[aria-labelledby=unfit] details[open] a").First.IsVisibleAsync());
        await page.LooksRightOnBothAsync("open-why");

        // One press.
        await page.ActivateAsync("form.card-row__deed button");
        await page.WaitForURLAsync("**/me/shifts/*");
        await page.Locator(".notice").WaitForAsync();
        Assert.Empty(site.ForeignRequests);
    }

    [ChromiumFact]
    public async Task Totals_and_holidays_look_right()
    {
        if (await site.App.QueryAsync(db => Task.FromResult(!db.Volunteers.Any())))
        {
            await site.AddDemonstrationAsync();
        }

        var page = await site.SignedInAsync(DemoAccounts.Administrator, "az");

        foreach (var path in (string[])["/az/desk/hours/totals", "/ru/desk/hours/totals?by=Month", "/az/admin/holidays?year=2027", "/ru/admin/holidays/2027-05-16/change"])
        {
            await page.GotoAsync(path);
            await page.LooksRightOnBothAsync("totals-" + path.Length);
        }
    }
}
