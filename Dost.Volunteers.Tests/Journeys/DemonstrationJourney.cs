using Dost.Volunteers.Core.Data.Demo;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>What a visitor of the demonstration sees first; with <c>DOST_SCREENSHOTS</c> also the pictures of the README (eng/take-pictures).</summary>
[Trait("Category", "Browser")]
public sealed class DemonstrationJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task The_home_page_and_a_shift_with_candidates_stand_with_demo_data()
    {
        await site.AddDemonstrationAsync();

        var page = await site.NewPersonAsync(1280);
        await page.GotoAsync("/az/");
        await page.LooksRightAsync("picture-home");

        await page.SignInAsync(DemoAccounts.Yasamal, DemoAccounts.Password);

        var now = site.App.NowUtc;
        var shiftId = await site.App.QueryAsync(db => db.Shifts
            .Where(s => s.Centre.Code == "1" && s.State == ShiftState.Published && s.StartsAtUtc > now && s.VolunteerTask.HelpRequestId != null && s.Roles.Any(r => r.PlacesTaken < r.Capacity))
            .OrderBy(s => s.StartsAtUtc).Select(s => s.ShiftId).FirstAsync());
        await page.GotoAsync($"/az/desk/shifts/{shiftId}");
        await page.Locator(".candidate").First.WaitForAsync();
        await page.LooksRightOnBothAsync("picture-shift");
        Assert.Empty(site.ForeignRequests);
    }
}
