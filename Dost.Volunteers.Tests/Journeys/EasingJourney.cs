using Dost.Volunteers.Core.Data.Demo;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>Two coordinators of a centre, one of them without scripts, ease what protects a person, each agreeing to what the other asked.</summary>
[Trait("Category", "Browser")]
public class EasingJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task What_one_coordinator_eases_holds_when_the_other_agrees()
    {
        await site.AddDemonstrationAsync();
        var personId = await site.App.QueryAsync(db => db.SafeguardEasings.Where(e => e.State == EasingState.Waiting).Select(e => e.BeneficiaryId).SingleAsync());
        var page = await site.SignedInAsync(DemoAccounts.Yasamal, "az");

        await page.LooksRightOnBothAsync("easing-desk");
        await page.Locator("section[aria-labelledby=easings] a").First.ClickAsync();
        await page.WaitForURLAsync($"**/az/desk/people-helped/{personId}#easings");
        await page.LooksRightOnBothAsync("easing-record");
        await page.Locator("form[action*='/easings/'][action$='/agree'] button").ClickAsync();
        await page.GetByText("Razılıq verildi").WaitForAsync();
        Assert.False((await PersonAsync(personId)).VisitedByTwo);

        // Stricter at once; easing it again needs a reason, and then a colleague.
        await page.GotoAsync($"/az/desk/people-helped/{personId}/needs");
        await page.Locator("#KnownVisitorsOnly").CheckAsync();
        await SaveAsync(page);
        Assert.True((await PersonAsync(personId)).KnownVisitorsOnly);
        await page.GotoAsync($"/az/desk/people-helped/{personId}/needs");
        await page.Locator("#KnownVisitorsOnly").UncheckAsync();
        await SaveAsync(page, isDone: false);
        await page.Locator(".error-summary:focus").WaitForAsync();
        Assert.False(await page.Locator("#KnownVisitorsOnly").IsCheckedAsync());
        await page.LooksRightOnBothAsync("easing-reason-missing");
        await page.Locator("#WhyLess").FillAsync("Qızı hər ziyarətdə evdədir");
        await SaveAsync(page);
        await page.LooksRightOnBothAsync("easing-asked");
        Assert.Equal(0, await page.Locator("form[action*='/easings/'][action$='/agree']").CountAsync());
        await ExcludeAsync(personId, await site.App.QueryAsync(db => db.Volunteers.Where(v => v.Centre.Code == "1" && v.State == VolunteerState.Active).Select(v => v.VolunteerId).FirstAsync()));
        await page.GotoAsync($"/az/desk/people-helped/{personId}");
        await page.Locator("a[href*='/excluded/']").First.ClickAsync();
        await page.Locator("#WhyLess").WaitForAsync();
        await page.LooksRightOnBothAsync("easing-allow");

        var colleague = await site.NewPersonAsync(hasScript: false);
        await colleague.SignInAsync(DemoAccounts.TwoCentres, DemoAccounts.Password);
        await colleague.Locator("section[aria-labelledby=easings] a").First.ClickAsync();
        await colleague.Locator("form[action*='/easings/'][action$='/agree'] button").ClickAsync();
        await colleague.GetByText("Razılıq verildi").WaitForAsync();
        Assert.False((await PersonAsync(personId)).KnownVisitorsOnly);
        await page.GotoAsync($"/az/desk/people-helped/{personId}");
        await page.LooksRightOnBothAsync("easing-decided");
    }

    private static async Task SaveAsync(IPage page, bool isDone = true)
    {
        await page.Locator("main form:has(#Version) button.button").First.ClickAsync();

        if (isDone)
        {
            await page.WaitForURLAsync(url => !url.EndsWith("/needs", StringComparison.Ordinal));
        }
    }

    private Task<Beneficiary> PersonAsync(Guid personId) => site.App.QueryAsync(db => db.Beneficiaries.AsNoTracking().SingleAsync(b => b.BeneficiaryId == personId));

    private Task<int> ExcludeAsync(Guid personId, Guid volunteerId) => site.App.QueryAsync(db =>
    {
        db.ExcludedPairs.Add(new ExcludedPair { BeneficiaryId = personId, VolunteerId = volunteerId, ExcludedAtUtc = site.App.NowUtc });

        return db.SaveChangesAsync();
    });
}
