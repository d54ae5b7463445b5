using Dost.Volunteers.Core.Data.Demo;
using Dost.Volunteers.Core.Messaging.Inbound;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>What came in and what goes out, in a real browser by keyboard: a message is answered in the person's name, another written back to.</summary>
[Trait("Category", "Browser")]
public sealed class MessagesJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task A_coordinator_settles_the_inbox_and_sees_what_goes_out()
    {
        await site.AddDemonstrationAsync();
        var desk = await site.SignedInAsync(DemoAccounts.Yasamal, "az", width: 1280);
        await desk.GotoAsync("/az/desk");
        await desk.ActivateAsync("a[href$='/desk/inbox']");
        await desk.WaitForURLAsync("**/desk/inbox");
        await desk.LooksRightOnBothAsync("inbox");

        await desk.ActivateAsync("form[action$='/yes'] button");
        await desk.Locator(".notice[role=status]").WaitForAsync();
        await desk.ActivateAsync("main .stack a.button");
        await desk.Locator("#Phrase").WaitForAsync();
        await desk.LooksRightOnBothAsync("inbox-message");
        await desk.SelectOptionAsync("#Phrase", "call");
        await desk.Locator("#shown-text .cost strong").WaitForAsync();
        await desk.LooksRightOnBothAsync("inbox-reply-cost");
        await desk.ActivateAsync("form[action$='/reply'] button");
        await desk.Locator(".notice[role=status]").WaitForAsync();
        await desk.LooksRightOnBothAsync("inbox-empty");
        await desk.GotoAsync("/ru/desk/inbox?show=done");
        await desk.LooksRightOnBothAsync("inbox-done-ru");

        await desk.GotoAsync("/az/desk/messages");
        await desk.LooksRightOnBothAsync("messages");
        await desk.FillAsync("#q", "bdfk");
        await desk.Locator("#results .empty-state").WaitForAsync();
        await desk.FillAsync("#q", "a");
        await desk.Locator("#results .card-row").First.WaitForAsync();
        Assert.Contains("s=", desk.Url, StringComparison.Ordinal);
        await desk.LooksRightOnBothAsync("messages-found");
        await desk.GotoAsync("/ru/desk/messages?state=Failed");
        await desk.ActivateAsync("main .card-row__title a");
        await desk.Locator("dl.facts").WaitForAsync();
        await desk.LooksRightOnBothAsync("message-ru");
        Assert.Equal(1, await site.App.QueryAsync(db => db.InboundSms.CountAsync(i => i.Deed == InboundDeed.AnsweredYes)));
        Assert.Equal(1, await site.App.QueryAsync(db => db.InboundSms.CountAsync(i => i.Deed == InboundDeed.Replied)));
        Assert.Empty(site.ForeignRequests);
    }
}
