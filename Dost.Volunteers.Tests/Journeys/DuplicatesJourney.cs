using Dost.Volunteers.Core.Data.Demo;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>Two records of one person in a real browser, by keyboard alone: found, looked at side by side, merged.</summary>
[Trait("Category", "Browser")]
public sealed class DuplicatesJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task Two_records_of_one_person_become_one()
    {
        await site.AddDemonstrationAsync();
        await site.App.RunJobAsync("FindLikelyDuplicates");
        var page = await site.SignedInAsync(DemoAccounts.Yasamal, "az", width: 1280);
        await page.GotoAsync("/az/desk/duplicates");
        await page.LooksRightOnBothAsync("duplicates");
        await page.ActivateAsync("main .stack a");
        await page.Locator("#Reason").WaitForAsync();

        foreach (var language in (string[])["ru", "en", "az"])
        {
            await page.GotoAsync(new Uri(page.Url).PathAndQuery.Replace("/az/", $"/{language}/", StringComparison.Ordinal).Replace("/ru/", $"/{language}/", StringComparison.Ordinal).Replace("/en/", $"/{language}/", StringComparison.Ordinal));
            await page.LooksRightOnBothAsync($"duplicates-compare-{language}");
        }

        await page.TypeIntoAsync("#Reason", "Telefonla soruşdum: eyni adamdır");
        await page.ActivateAsync("form:has(#Reason) button");
        await page.Locator(".notice[role=status]").WaitForAsync();
        await page.LooksRightOnBothAsync("duplicates-merged");
        Assert.Equal(1, await site.App.QueryAsync(db => db.Volunteers.CountAsync(v => v.MergedIntoId != null)));
        Assert.Empty(site.ForeignRequests);
    }
}
