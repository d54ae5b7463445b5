using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>
/// The whole story in a real browser, by the words that people read: somebody asks for help, a coordinator plans it and offers it, a
/// volunteer says yes on the phone, serves, and the hours count. Each page is looked at as on a phone and as on a desk.
/// </summary>
[Trait("Category", "Browser")]
public sealed class StoryJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    private const string Password = TestData.Password;
    private static readonly DateOnly _day = new(2026, 11, 26);

    private readonly string _askersPhone = TestData.NewPhone();

    [ChromiumFact]
    public async Task Somebody_asks_and_is_helped_and_the_hours_count()
    {
        var (volunteer, _) = await site.App.AddVolunteerAsync();
        await site.App.AddVolunteerAsync(vetting: Core.Volunteers.VettingLevel.None);
        var account = await site.App.AddCoordinatorAsync("1");
        var asker = await site.NewPersonAsync();
        await AskAsync(asker);

        var desk = await site.NewPersonAsync(1280);
        await SignInAsync(desk, account.Email!);
        await PlanAsync(desk);
        await OfferAsync(desk, volunteer.FullName);

        var phone = await site.NewPersonAsync();
        await AcceptAsync(phone, volunteer.Phone);
        await ServeAsync(phone, volunteer.Phone);
        await ApproveAsync(desk);
        await ThankAsync(asker);
        Assert.Empty(site.ForeignRequests);
    }

    private async Task AskAsync(IPage page)
    {
        await page.GotoAsync("/az/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Mənə kömək lazımdır" }).Last.ClickAsync();
        await page.LooksRightOnBothAsync("help");
        await page.GetByRole(AriaRole.Link, new() { Name = "Ərzaq almaq" }).ClickAsync();
        await page.LooksRightOnBothAsync("help-ask");
        await page.Locator("button.button--large").ClickAsync();
        await page.Locator(".error-summary").WaitForAsync();
        await page.LooksRightOnBothAsync("help-ask-mistakes");

        await page.Locator("input[name=For][value=self]").CheckAsync();
        await page.FillAsync("#Name", "Zərifə Abbasova");
        await page.FillAsync("#Phone", _askersPhone);
        await page.SelectOptionAsync("#DistrictCode", "yasamal");
        await page.FillAsync("#Address", "Şərifzadə küçəsi 12, mənzil 4");
        await page.FillAsync("#Description", "Çörək, süd, alma");
        await page.FillAsync("#WantedOn", await page.GetAttributeAsync("#WantedOn", "type") is "date" ? "2026-11-26" : "26.11.2026");
        await page.Locator("input[name=WantedPart]").First.CheckAsync();
        await page.Locator("input[name=VisitorGender]").First.CheckAsync();
        await page.Locator("input[type=checkbox][name=Agrees]").CheckAsync();
        await page.Locator("button.button--large").ClickAsync();
        await page.WaitForURLAsync("**/help/confirm");
        var request = await site.App.QueryAsync(db => db.HelpRequests.OrderByDescending(r => r.AskedAtUtc).Select(r => r.HelpRequestId).FirstAsync());
        await page.GetByLabel("Kod", new() { Exact = true }).FillAsync((await site.App.LastCodeAsync(request))!);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".code-shown").WaitForAsync();
        await page.LooksRightOnBothAsync("help-thanks");

        await page.GotoAsync("/az/help/track");
        await page.LooksRightOnBothAsync("help-track");
        await page.GotoAsync("/az/help/status");
        await page.LooksRightOnBothAsync("help-status-new");
    }

    private static async Task SignInAsync(IPage page, string email)
    {
        await page.SignInAsync(email, Password);
        await page.LooksRightOnBothAsync("desk");
    }

    private async Task PlanAsync(IPage page)
    {
        await page.GotoAsync("/az/desk/volunteers");
        await page.LooksRightOnBothAsync("desk-volunteers");
        await page.GotoAsync("/az/desk/requests");
        await page.LooksRightOnBothAsync("desk-requests");
        await page.GetByRole(AriaRole.Link, new() { Name = "Zərifə Abbasova" }).ClickAsync();
        await page.LooksRightOnBothAsync("desk-request");
        await page.Locator("input[name=Urgency][value=Soon]").CheckAsync();
        await page.Locator("form[action$='/triage'] button").ClickAsync();
        await page.Locator("a[href$='/plan']").ClickAsync();
        await page.LooksRightOnBothAsync("desk-plan");
        await page.FillAsync("#StartsAt", "10:00");
        await page.FillAsync("#EndsAt", "12:00");
        await page.FillAsync("#MeetingPoint", "Metronun çıxışı");
        await page.FillAsync("[name='Role.Name']", "Köməkçi");
        await page.FillAsync("[name='Role.People']", "1");
        await page.Locator("main form button.button").First.ClickAsync();
        await page.WaitForURLAsync("**/desk/shifts/*");
    }

    private static async Task OfferAsync(IPage page, string name)
    {
        await page.Locator("main details summary").First.WaitForAsync();
        await page.LooksRightOnBothAsync("desk-shift");
        await page.GetByLabel(name).First.CheckAsync();
        await page.Locator("form[action$='/offer'] button").ClickAsync();
        await page.Locator(".notice").WaitForAsync();
        await page.LooksRightOnBothAsync("desk-shift-offered");
        await page.GotoAsync("/az/desk/shifts");
        await page.LooksRightOnBothAsync("desk-shifts");
    }

    private async Task AcceptAsync(IPage page, string phone)
    {
        await site.App.RunJobAsync("SendMessages");
        await page.GotoAsync(Mailbox.LinkIn((await site.App.SmsToAsync(phone))[^1]));
        await page.LooksRightOnBothAsync("one-tap-offer");
        await page.Locator("form[action$='/yes'] button").ClickAsync();
        await page.Locator("a[href$='/contact']").WaitForAsync();
        await page.LooksRightOnBothAsync("one-tap-accepted");
        await page.Locator("a[href$='/contact']").ClickAsync();
        Assert.Contains("Şərifzadə küçəsi 12", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.LooksRightOnBothAsync("one-tap-contact");
    }

    private async Task ServeAsync(IPage page, string phone)
    {
        await page.GotoAsync("/az/account/sign-in");
        await page.FillAsync("input[type=tel]", phone);
        await page.Locator("form:has(input[type=tel]) button").ClickAsync();
        await page.WaitForURLAsync("**/account/code");
        await site.App.RunJobAsync("SendMessages");
        await page.GetByLabel("Kod").FillAsync(new string((await site.App.SmsToAsync(phone))[^1].Where(char.IsAsciiDigit).Take(6).ToArray()));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/me");
        await page.LooksRightOnBothAsync("me");

        site.App.Clock.SetUtcNow(BakuTime.ToUtc(_day, new TimeOnly(9, 55)));
        await page.GotoAsync("/az/me");
        await page.Locator("form[action$='/check-in'] button").ClickAsync();
        await page.Locator(".notice").First.WaitForAsync();
        await page.LooksRightOnBothAsync("me-shift-checked-in");

        site.App.Clock.SetUtcNow(BakuTime.ToUtc(_day, new TimeOnly(12, 5)));
        await page.GotoAsync("/az/me");
        await page.Locator("form[action$='/check-out'] button").First.ClickAsync();
        await page.Locator(".notice").First.WaitForAsync();
        await page.LooksRightOnBothAsync("me-shift-over");
        await page.GotoAsync("/az/me/profile");
        await page.LooksRightOnBothAsync("me-profile");
    }

    private async Task ApproveAsync(IPage page)
    {
        await page.GotoAsync("/az/desk/hours");
        await page.LooksRightOnBothAsync("desk-hours");
        await page.Locator("input[name=ids]").First.CheckAsync();
        await page.Locator("form[action$='/approve'] button:not([type=button]):not([formaction])").ClickAsync();
        await page.Locator(".notice").First.WaitForAsync();
        Assert.Equal(120, await site.App.QueryAsync(db => db.HoursEntries.Where(h => h.State == Core.Hours.HoursState.Approved).SumAsync(h => h.Minutes)));

        var volunteerId = await site.App.QueryAsync(db => db.Assignments.Where(a => a.State == AssignmentState.Attended).Select(a => a.VolunteerId).SingleAsync());
        await page.GotoAsync($"/az/desk/volunteers/{volunteerId}");
        await page.LooksRightOnBothAsync("desk-volunteer");
    }

    private async Task ThankAsync(IPage page)
    {
        site.App.Clock.SetUtcNow(BakuTime.ToUtc(_day, new TimeOnly(13, 30)));
        await site.App.RunJobAsync("CloseForgottenAttendance");
        await site.App.RunJobAsync("SendMessages");
        await page.GotoAsync(Mailbox.LinkIn((await site.App.SmsToAsync(_askersPhone))[^1]));
        await page.WaitForURLAsync("**/help/status");
        await page.LooksRightOnBothAsync("help-status-done");
        await page.Locator("input[name=Stars][value='5']").CheckAsync();
        await page.Locator("form[action$='/feedback'] button").ClickAsync();
        await page.Locator(".notice").First.WaitForAsync();
        await page.LooksRightOnBothAsync("help-status-closed");
    }
}
