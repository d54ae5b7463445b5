using Dost.Volunteers.Core.Data.Demo;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>The settings in a real browser: every page of them in three languages and at both widths, and a change by keyboard.</summary>
[Trait("Category", "Browser")]
public sealed class SettingsJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task An_administrator_reads_and_changes_settings()
    {
        await site.AddDemonstrationAsync();
        var page = await site.SignedInAsync(DemoAccounts.Administrator, "az", width: 1280);

        foreach (var culture in (string[])["az", "ru", "en"])
        {
            await page.GotoAsync($"/{culture}/admin/settings");
            await page.LooksRightOnBothAsync($"settings-{culture}");
            await page.GotoAsync($"/{culture}/admin/settings/messages");
            await page.LooksRightOnBothAsync($"settings-messages-{culture}");
        }

        await page.GotoAsync("/az/admin/settings/messages");
        await page.FillAsync("[name='Values[Messaging.SmsPartMillis]']", "70");
        await page.SelectOptionAsync("[name='Values[Messaging.DigestOn]']", "Friday");
        await page.ActivateAsync("main form button");
        await page.Locator(".notice[role=status]").WaitForAsync();
        await page.LooksRightOnBothAsync("settings-changed");
        await page.GotoAsync("/ru/admin/settings/messages");
        await page.LooksRightOnBothAsync("settings-messages-changed");
        Assert.Equal(2, await page.Locator("form[action$='/default']").CountAsync());
        Assert.Empty(site.ForeignRequests);
    }
}
