using Dost.Volunteers.Core.Data.Demo;
using Dost.Volunteers.Core.HelpRequests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>A coordinator's morning: the board with the late one on top, judged with needs, another referred elsewhere, then the figures and the week.</summary>
[Trait("Category", "Browser")]
public sealed class MorningJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task A_coordinator_finds_what_is_late_judges_refers_and_looks_back()
    {
        await site.AddDemonstrationAsync();
        var desk = await site.SignedInAsync(DemoAccounts.Yasamal, "az", width: 1280);
        await desk.GotoAsync("/az/desk/requests");
        await desk.LooksRightOnBothAsync("board");

        var column = desk.Locator("section[aria-labelledby='column-New']");
        Assert.Contains("Gecikir", await column.Locator("li").First.InnerTextAsync(), StringComparison.Ordinal);
        var late = await JudgeAsync(desk, column);
        var referred = await ReferAsync(desk);
        Assert.NotEqual(late, referred);

        await desk.GotoAsync("/az/desk/requests?column=Triaged");
        await desk.LooksRightOnBothAsync("board-column");
        await desk.GotoAsync("/az/desk/figures");
        await desk.LooksRightOnBothAsync("figures");
        await ReviewAsync(desk);

        foreach (var (path, name) in ((string, string)[])[("/ru/desk/requests", "board-ru"), ("/en/desk/requests?late=true", "board-late-en"), ("/ru/desk/figures", "figures-ru"), ("/en/desk/figures/review", "review-en")])
        {
            await desk.GotoAsync(path);
            await desk.LooksRightOnBothAsync(name);
        }

        Assert.Empty(site.ForeignRequests);
    }

    private async Task<Guid> JudgeAsync(IPage desk, ILocator column)
    {
        await column.Locator("li a").First.ClickAsync();
        await desk.WaitForURLAsync("**/desk/requests/*-*");
        var id = Guid.Parse(new Uri(desk.Url).Segments[^1]);
        await desk.LooksRightOnBothAsync("request-late");
        await desk.CheckAsync("input[name=Urgency][value=Urgent]");
        await desk.CheckAsync("input[name=Risk][value=Raised]");
        await desk.CheckAsync("#VisitedByTwo");
        await desk.FillAsync("#HealthNotes", "Lift işləmir, beşinci mərtəbə");
        await desk.Locator("form[action$='/triage'] button").ClickAsync();
        await desk.Locator("a[href$='/plan']").WaitForAsync();
        await desk.LooksRightOnBothAsync("request-judged");
        var found = await site.App.QueryAsync(db => db.HelpRequests.Include(r => r.Beneficiary).SingleAsync(r => r.HelpRequestId == id));
        Assert.Equal((HelpRequestState.Triaged, Urgency.Urgent, RiskLevel.Raised, true), (found.State, found.Urgency, found.Risk, found.Beneficiary.VisitedByTwo));

        return id;
    }

    private async Task<Guid> ReferAsync(IPage desk)
    {
        await desk.GotoAsync("/az/desk/requests");
        await desk.Locator("section[aria-labelledby='column-New'] li a").First.ClickAsync();
        await desk.WaitForURLAsync("**/desk/requests/*-*");
        var id = Guid.Parse(new Uri(desk.Url).Segments[^1]);
        await desk.Locator("details:has(form[action$='/refer']) summary").ClickAsync();
        await desk.Locator("form[action$='/refer'] button").ClickAsync();
        await desk.Locator(".error-summary").WaitForAsync();
        await desk.LooksRightOnBothAsync("request-refer-wrong");
        await desk.FillAsync("#Office", "Yasamal rayon Sosial Müdafiə Şöbəsi, 012 555 11 22");
        await desk.FillAsync("#Why", "Bu sənədi yalnız həmin idarə verir");
        await desk.Locator("form[action$='/refer'] button").ClickAsync();
        await desk.Locator(".notice", new PageLocatorOptions { HasText = "yönləndirildi" }).WaitForAsync();
        await desk.LooksRightOnBothAsync("request-referred");
        Assert.Equal(HelpRequestState.Rejected, await site.App.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == id).Select(r => r.State).SingleAsync()));

        return id;
    }

    private static async Task ReviewAsync(IPage desk)
    {
        await desk.GotoAsync("/az/desk/figures/review");
        await desk.LooksRightOnBothAsync("review");
        await desk.Locator("a[href*='/late/']").First.ClickAsync();
        await desk.Locator("input[name=Reason][value=Transport]").CheckAsync();
        await desk.LooksRightOnBothAsync("review-late");
        await desk.Locator("main form button.button").ClickAsync();
        await desk.Locator(".tag", new PageLocatorOptions { HasText = "Nəqliyyat" }).WaitForAsync();
        await desk.FillAsync("#WhatChanged", "Səhər saat 10-a qədər hamıya zəng edirik.");
        await desk.Locator("form:has(#WhatChanged) button").ClickAsync();
        await desk.Locator("blockquote").WaitForAsync();
        await desk.LooksRightOnBothAsync("review-written");
    }
}
