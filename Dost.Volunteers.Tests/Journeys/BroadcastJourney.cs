using Dost.Volunteers.Core.Data.Demo;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>Writing to many in a real browser: from the filtered list to the stop, and what it cost.</summary>
[Trait("Category", "Browser")]
public sealed class BroadcastJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task A_coordinator_writes_to_the_filtered_list_looks_sends_and_stops()
    {
        await site.AddDemonstrationAsync();
        var desk = await site.SignedInAsync(DemoAccounts.Yasamal, "az", width: 1280);
        await desk.GotoAsync("/az/desk/volunteers?state=Active");
        await desk.ActivateAsync("a[href*='/desk/broadcasts/new']");
        await desk.WaitForURLAsync("**/desk/broadcasts/new**");
        await desk.ActivateAsync("form[action$='/desk/broadcasts'] .actions button");
        await desk.Locator("#TextAz-error, .error-summary").First.WaitForAsync();
        await desk.LooksRightOnBothAsync("broadcast-refused");

        await desk.Locator("input[name=Channel][value=Sms]").CheckAsync();
        await desk.FillAsync("#TextAz", "Şənbə günü saat 11:00-da mərkəzdə görüşürük. Gəlin!");
        await desk.FillAsync("#TextRu", "В субботу в 11:00 встречаемся в центре. Приходите!");
        await desk.ActivateAsync("form[action$='/desk/broadcasts'] .actions button");
        await desk.Locator("form[action$='/send']").WaitForAsync();
        await desk.LooksRightOnBothAsync("broadcast-look");

        await desk.ActivateAsync("form[action$='/try'] button");
        await desk.Locator(".notice--good").WaitForAsync();
        await desk.ActivateAsync("form[action$='/send'] button");
        await desk.Locator("form[action$='/stop']").WaitForAsync();
        await desk.LooksRightOnBothAsync("broadcast-going");
        await desk.ActivateAsync("form[action$='/stop'] button");
        await desk.Locator(".notice--good").WaitForAsync();
        await desk.LooksRightAsync("broadcast-stopped");

        await desk.GotoAsync("/az/desk/broadcasts");
        await desk.LooksRightOnBothAsync("broadcasts");
        await desk.GotoAsync("/ru/desk/costs");
        await desk.LooksRightOnBothAsync("costs");
        var administrator = await site.NewPersonAsync(width: 360, "en", ColorScheme.Dark);
        await administrator.SignInAsync(DemoAccounts.Administrator, DemoAccounts.Password);
        await administrator.GotoAsync("/en/desk/costs");
        await administrator.LooksRightAsync("costs-limits");
        Assert.Empty(site.ForeignRequests);
    }
}
