using Dost.Volunteers.Core.Data.Demo;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>What counts among candidates, for administrators, and what a volunteer likes to do: in three languages, at both widths.</summary>
[Trait("Category", "Browser")]
public sealed class WeightsJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task Weights_and_wishes_can_be_used_by_everybody()
    {
        await site.AddDemonstrationAsync();

        foreach (var (account, path, name) in ((string, string, string)[])[(DemoAccounts.Administrator, "admin/matching", "weights"), (DemoAccounts.Young, "me/likes", "likes")])
        {
            var page = await site.SignedInAsync(account, "az", width: 1280);

            foreach (var culture in (string[])["az", "ru", "en"])
            {
                await page.GotoAsync($"/{culture}/{path}");
                await page.LooksRightOnBothAsync($"{name}-{culture}");
            }
        }
    }
}
