using Dost.Volunteers.Core.Data.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>An operator of 142, without a mouse: a known caller is found while the number is typed, and the next call comes.</summary>
[Trait("Category", "Browser")]
public sealed class OperatorJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task An_operator_takes_calls_by_keyboard_alone()
    {
        await site.AddDemonstrationAsync();
        var known = await site.App.QueryAsync(db => db.HelpRequests.Where(r => r.AskerName == null && r.HelpCategoryCode != "friendly-call").OrderBy(r => r.HelpRequestId)
            .Select(r => new { r.Beneficiary.Phone, r.Beneficiary.FullName, r.BeneficiaryId }).FirstAsync());
        var page = await site.SignedInAsync(DemoAccounts.Operator, "az", width: 1280);
        await page.GotoAsync("/az/hotline");
        await page.LooksRightOnBothAsync("hotline-az");

        // Known: the number, Alt and 1, what it is about, a yes.
        await page.Locator("#Phone:focus").WaitForAsync();
        await page.Keyboard.TypeAsync("0" + known.Phone[4..]);
        await page.Locator("[data-pick='1']").WaitForAsync();
        await page.LooksRightAsync("hotline-known");
        await page.Keyboard.PressAsync("Alt+1");
        await page.WaitForURLAsync("**/hotline/pick");
        Assert.Equal(known.FullName, await page.InputValueAsync("#Name"));
        await page.Locator("#HelpCategoryCode:focus").WaitForAsync();
        await page.LooksRightAsync("hotline-picked");
        await page.Keyboard.PressAsync("End");
        await page.TypeIntoAsync("#Description", "Həftədə bir dəfə zəng etmək");
        await page.ActivateAsync("#Agrees", "Space");
        await page.Keyboard.PressAsync("Control+Enter");
        await SendAgainIfAskedAsync(page);
        await page.WaitForURLAsync("**/hotline/done");
        await page.LooksRightOnBothAsync("hotline-done");

        // New: the next call comes by Enter.
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/hotline");
        await page.Keyboard.TypeAsync("050 020 99 77");
        await page.TypeIntoAsync("#Name", "Əminə O'Qasımova");
        await page.TabToAsync("#HelpCategoryCode");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.TypeIntoAsync("#Description", "Çörək və süd");
        await page.TabToAsync("#DistrictCode");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.TypeIntoAsync("#Address", "Bakıxanov küçəsi 4");
        await page.ActivateAsync("#Agrees", "Space");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.WaitForURLAsync("**/hotline/done");
        Assert.True(await site.App.QueryAsync(db => db.HelpRequests.AnyAsync(r => r.Beneficiary.FullName == "Əminə O'Qasımova")));
        Assert.Equal(2, await site.App.QueryAsync(db => db.HelpRequests.CountAsync(r => r.AskedThrough == Core.HelpRequests.AskedThrough.Hotline && r.EnteredById != null && r.AskedAtUtc > site.App.NowUtc.AddHours(-1))));

        await AskTheSameAgainAsync(page);

        foreach (var culture in (string[])["ru", "en"])
        {
            await page.GotoAsync($"/{culture}/hotline");
            await page.LooksRightOnBothAsync($"hotline-{culture}");
        }

        Assert.Empty(site.ForeignRequests);
    }

    /// <summary>The same once more is held up, with the code of what stands.</summary>
    private static async Task AskTheSameAgainAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/hotline");
        await page.Keyboard.TypeAsync("0500209977");
        await page.Locator("[data-pick='1']").WaitForAsync();
        await page.Keyboard.PressAsync("Alt+1");
        await page.WaitForURLAsync("**/hotline/pick");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.TypeIntoAsync("#Description", "Yenə çörək");
        await page.ActivateAsync("#Agrees", "Space");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.Locator("section.notice").WaitForAsync();
        await page.LooksRightOnBothAsync("hotline-same");
        await page.ActivateAsync("section.notice [name=same]");
        await page.WaitForURLAsync("**/hotline/done");
    }

    private static async Task SendAgainIfAskedAsync(IPage page)
    {
        await page.Locator("section.notice, .code-shown").First.WaitForAsync();

        if (await page.Locator("section.notice").CountAsync() > 0)
        {
            await page.ActivateAsync("section.notice [name=IsAnother]");
        }
    }
}
