using System.Globalization;
using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>An elder's daughter on a phone: asks for her mother, confirms by the code, follows, changes the day, says how it was.</summary>
[Trait("Category", "Browser")]
public class DaughterJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task A_daughter_asks_for_her_mother_follows_changes_the_day_and_thanks()
    {
        var page = await site.NewPersonAsync();
        await page.Context.GrantPermissionsAsync(["geolocation"]);
        await page.Context.SetGeolocationAsync(new Geolocation { Latitude = 40.38771f, Longitude = 49.81452f });

        await WalkAsync(page, (p, name) => p.LooksRightOnBothAsync(name), async () =>
        {
            var place = page.Locator("#Point");
            await place.Locator("summary").ClickAsync();
            await place.Locator(".leaflet-control-zoom").WaitForAsync();
            await place.GetByRole(AriaRole.Button, new() { Name = "İndi olduğum yeri seç" }).ClickAsync();
            await place.Locator(".map__here").WaitForAsync();
            Assert.Equal("40.38771,49.81452", await place.Locator("input[name=Point]").InputValueAsync());
        });

        Assert.Empty(site.ForeignRequests);
    }

    [ChromiumFact]
    public async Task The_same_works_with_JavaScript_off()
    {
        var page = await site.NewPersonAsync(hasScript: false);

        await WalkAsync(page, (p, _) => Task.CompletedTask, async () => Assert.False(await page.Locator("#Point").IsVisibleAsync()));
    }

    private async Task WalkAsync(IPage page, Func<IPage, string, Task> looksRight, Func<Task> setPlace)
    {
        var phone = TestData.NewPhone();
        await page.GotoAsync("/az/help");
        await looksRight(page, "daughter-kinds");
        await page.Locator("a.pick[href$='/help/ask/shopping']").ClickAsync();
        await page.WaitForURLAsync("**/az/help/ask/shopping");
        await page.GetByRole(AriaRole.Button, new() { Name = "Müraciəti göndər" }).ClickAsync();
        await page.Locator(".error-summary").WaitForAsync();
        await looksRight(page, "daughter-mistakes");

        await FillAsync(page, phone);
        await setPlace();
        await looksRight(page, "daughter-ask");
        await page.GetByRole(AriaRole.Button, new() { Name = "Müraciəti göndər" }).ClickAsync();
        await page.WaitForURLAsync("**/az/help/confirm");
        await looksRight(page, "daughter-code");

        var request = await site.App.QueryAsync(db => db.HelpRequests.SingleAsync(r => r.ContactPhone == phone));
        await page.GetByLabel("Kod", new() { Exact = true }).FillAsync((await site.App.LastCodeAsync(request.HelpRequestId))!);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/az/help/thanks");
        await looksRight(page, "daughter-thanks");

        await page.Locator("main a[href$='/help/status']").ClickAsync();
        await page.WaitForURLAsync("**/az/help/status");
        await looksRight(page, "daughter-status");
        await page.Locator("a[href$='/help/status/change']").ClickAsync();
        await page.WaitForURLAsync("**/az/help/status/change");
        await looksRight(page, "daughter-change");
        var day = BakuTime.DateOf(site.App.NowUtc).AddDays(3);
        await page.Locator("#WantedOn").FillAsync(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "Dəyişikliyi saxla" }).ClickAsync();
        await page.WaitForURLAsync("**/az/help/status");
        Assert.Equal(day, await site.App.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == request.HelpRequestId).Select(r => r.WantedOn).SingleAsync()));

        await ServeAsync(request.HelpRequestId);
        await page.GotoAsync("/az/help/track");
        await looksRight(page, "daughter-track");
        await page.Locator("#Code").FillAsync(request.TrackingCode);
        await page.Locator("#Phone").FillAsync(phone);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/az/help/status");
        await looksRight(page, "daughter-how-was-it");
        await page.GetByText("çox yaxşı", new() { Exact = false }).First.ClickAsync();
        await page.Locator("#Thanks").FillAsync("Anam çox sevindi, sağ olun!");
        await page.Locator("form[action$='/feedback'] .button").ClickAsync();
        await page.Locator(".notice").First.WaitForAsync();
        await page.GetByText("Anam çox sevindi").WaitForAsync();
        await looksRight(page, "daughter-thanked");
        Assert.Equal((5, HelpRequestState.Closed), await site.App.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == request.HelpRequestId).Select(r => new ValueTuple<int?, HelpRequestState>(r.Stars, r.State)).SingleAsync()));
    }

    private static async Task FillAsync(IPage page, string phone)
    {
        await page.Locator("input[name=For][value=other]").CheckAsync();
        await page.Locator("#AskerName").FillAsync("Sevda Əliyeva");
        await page.Locator("#AskerPhone").FillAsync(phone);
        await page.Locator("#Name").FillAsync("Gülbəniz Əliyeva");
        await page.Locator("#DistrictCode").SelectOptionAsync("yasamal");
        await page.Locator("#Address").FillAsync("Şərifzadə küçəsi 12, mənzil 4");
        await page.Locator("#Description").FillAsync("Çörək, süd və alma");
        await page.Locator("#Agrees").CheckAsync();
    }

    /// <summary>A coordinator plans, a volunteer comes, and the day passes.</summary>
    private async Task ServeAsync(Guid helpRequestId)
    {
        var (volunteer, _) = await site.App.AddVolunteerAsync();
        var start = site.App.NowUtc.AddHours(2);
        Shift shift;
        await using (var scope = site.App.NewScope())
        {
            var requests = scope.Get<HelpRequestService>();
            Assert.True(await requests.TriageAsync(helpRequestId, Urgency.Normal, RiskLevel.Low, CancellationToken.None));
            shift = (await requests.PlanAsync(helpRequestId, new NewShift(start, start.AddHours(1), "Blok", [new NewRole("Köməkçi", 1) { Vetting = VettingLevel.HomeVisit }]), null, CancellationToken.None))!;
        }

        var place = await site.App.PlaceAsync(shift, volunteer);
        site.App.GoTo(shift.StartsAtUtc);
        Assert.Equal(AttendanceOutcome.Done, await site.App.CheckInAsync(place));
        site.App.GoTo(shift.EndsAtUtc);
        Assert.Equal(AttendanceOutcome.Done, await site.App.CheckOutAsync(place));
        site.App.Clock.Advance(TimeSpan.FromHours(2));
        await site.App.AttendAsync(a => a.CloseAsync(100, CancellationToken.None));
    }
}
