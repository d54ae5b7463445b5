using Dost.Volunteers.Core.Data.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>The coordinator's list in a real browser, by keyboard alone and in three languages: search, filters, many people at once, export, one person.</summary>
[Trait("Category", "Browser")]
public sealed class RosterJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task A_coordinator_finds_people_and_does_something_for_many_of_them()
    {
        await site.AddDemonstrationAsync();
        var page = await site.SignedInAsync(DemoAccounts.Yasamal, "az", width: 1280);
        var volunteer = await site.App.QueryAsync(db => db.Volunteers.AsNoTracking().FirstAsync(v => v.Centre.Code == "1" && v.Email == DemoAccounts.Young));
        await page.GotoAsync("/az/desk/volunteers");
        await page.LooksRightOnBothAsync("roster");

        // As one types, whatever letters: the list answers without the button, and says how many there are.
        await page.TypeIntoAsync("#q", volunteer.FullName.Replace('ə', 'e').Replace('İ', 'i').ToUpperInvariant());
        await page.Locator("#people li").Filter(new LocatorFilterOptions { HasText = $"{volunteer.FamilyName} {volunteer.GivenName}" }).First.WaitForAsync();
        Assert.DoesNotContain(volunteer.FamilyName, Uri.UnescapeDataString(page.Url), StringComparison.OrdinalIgnoreCase);
        await page.LooksRightAsync("roster-found");

        await page.GotoAsync("/ru/desk/volunteers?state=Active");
        await page.LooksRightOnBothAsync("roster-filtered");
        await page.ActivateAsync("#people input[type=checkbox]", "Space");
        await page.ActivateAsync("form#many details summary");
        await page.LooksRightOnBothAsync("roster-many");
        await page.ActivateAsync("form#many input[name=Action]", "Space");
        await page.TypeIntoAsync("form#many #TagName", "курс 2026");
        await page.ActivateAsync("form#many details .button:not(.button--quiet)");
        await page.Locator("form[action$='/confirm']").WaitForAsync();
        await page.LooksRightOnBothAsync("roster-preview");
        await page.ActivateAsync("form[action$='/confirm'] button");
        await page.Locator("form[action$='/confirm']").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await page.LooksRightAsync("roster-done");

        foreach (var path in (string[])["/en/desk/volunteers/export", "/en/desk/exports", $"/en/desk/volunteers/{volunteer.VolunteerId}/timeline", $"/ru/desk/volunteers/{volunteer.VolunteerId}/notes", $"/en/desk/volunteers/{volunteer.VolunteerId}"])
        {
            await page.GotoAsync(path);
            await page.LooksRightOnBothAsync("roster-" + path.Split('/')[^1][..Math.Min(8, path.Split('/')[^1].Length)]);
        }

        await page.GotoAsync("/az/desk/volunteers?state=Rejected&skill=driving&language=ru");
        await page.LooksRightOnBothAsync("roster-nobody");
        Assert.Empty(site.ForeignRequests);
    }
}
