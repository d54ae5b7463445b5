using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>A mobile visit day: a coordinator makes it of what waits and sets the order, the team goes from door to door with a phone, a household follows.</summary>
[Trait("Category", "Browser")]
public sealed class VisitDayJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task A_coordinator_makes_a_day_the_team_visits_and_the_household_follows()
    {
        var requests = await AddRequestsAsync();
        var desk = await SignedInAsync(await site.App.AddCoordinatorAsync("1"), width: 1280);
        var (member, account) = await site.App.AddVolunteerAsync(change: v => v.GivenName = "Nərgiz");

        var dayId = await MakeAsync(desk, requests);
        await ArrangeAsync(desk, dayId);
        await site.App.PlaceAsync((await site.App.DayAsync(dayId)).Shift, member);
        await TellAndPrintAsync(desk, dayId);

        var first = (await site.App.DayAsync(dayId)).Stops[0];
        var household = await site.NewPersonAsync();
        await FollowAsync(household, requests.Single(r => r.HelpRequestId == first.HelpRequestId), "household-window");
        Assert.Equal(0, await household.GetByText("Hələ könüllü axtarırıq").CountAsync());
        await household.GetByText($"{At(first.ToldStartsAtUtc)}–{At(first.ToldEndsAtUtc)}").First.WaitForAsync();

        site.App.GoTo(first.ArrivesAtUtc.AddMinutes(-20));
        await VisitAsync(await SignedInAsync(account, width: 360), dayId);
        await FollowAsync(household, requests.Single(r => r.HelpRequestId == first.HelpRequestId), "household-done");
        Assert.Equal(HelpRequestState.Done, await site.App.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == first.HelpRequestId).Select(r => r.State).SingleAsync()));

        await LookInAsync("ru", desk, dayId);
        Assert.Empty(site.ForeignRequests);
    }

    private static async Task<Guid> MakeAsync(IPage desk, IReadOnlyList<HelpRequest> requests)
    {
        await desk.GotoAsync("/az/desk/visit-days");
        await desk.LooksRightOnBothAsync("visit-days-empty");
        await desk.Locator("main a[href$='/visit-days/new']").First.ClickAsync();
        await desk.WaitForURLAsync("**/desk/visit-days/new*");
        await desk.LooksRightOnBothAsync("visit-day-place");
        await desk.Locator("#place-district").SelectOptionAsync("yasamal");
        await desk.Locator("form.filters button").ClickAsync();
        await desk.Locator("#Vehicle").WaitForAsync();
        await desk.Locator("#Stops ~ .actions .button").First.ClickAsync();
        await desk.Locator(".error-summary").WaitForAsync();
        await desk.LooksRightOnBothAsync("visit-day-mistakes");
        await desk.Locator("#Vehicle").FillAsync("10-DO-142");
        await desk.Locator("input[name=Skills][value=driver]").UncheckAsync();

        foreach (var request in requests)
        {
            await desk.Locator("#Stops li", new PageLocatorOptions { HasText = request.TrackingCode }).Locator("input[type=checkbox]").CheckAsync();
        }

        await desk.LooksRightOnBothAsync("visit-day-new");
        await desk.Locator("#Stops ~ .actions .button").First.ClickAsync();
        await desk.WaitForURLAsync("**/desk/visit-days/*-*");
        await desk.Locator(".map .leaflet-control-zoom").WaitForAsync();
        Assert.Equal(requests.Count, await desk.Locator("#stops > li").CountAsync());
        await desk.LooksRightOnBothAsync("visit-day");

        return Guid.Parse(new Uri(desk.Url).Segments[^1]);
    }

    /// <summary>The second goes first, by hand: the times follow, and it says who set the order.</summary>
    private async Task ArrangeAsync(IPage desk, Guid dayId)
    {
        var before = (await site.App.DayAsync(dayId)).Stops.ConvertAll(s => s.VisitStopId);
        await desk.Locator("#stop-2 button[name=Up]").ClickAsync();
        await desk.Locator(".notice--good").WaitForAsync();

        var day = await site.App.DayAsync(dayId);
        Assert.Equal([before[1], before[0], .. before.Skip(2)], day.Stops.Select(s => s.VisitStopId));
        Assert.Equal(day.Stops.Select(s => s.ArrivesAtUtc).Order(), day.Stops.Select(s => s.ArrivesAtUtc));
        Assert.StartsWith($"1. {At(day.Stops[0].ArrivesAtUtc)}", await desk.Locator("#stop-1 h3").InnerTextAsync(), StringComparison.Ordinal);
        await desk.LooksRightOnBothAsync("visit-day-by-hand");
    }

    private async Task TellAndPrintAsync(IPage desk, Guid dayId)
    {
        await desk.ReloadAsync();
        await desk.Locator("form[action$='/tell'] button").ClickAsync();
        await desk.Locator(".notice--good").WaitForAsync();
        await desk.LooksRightOnBothAsync("visit-day-told");
        Assert.Equal(VisitDayState.Told, (await site.App.DayAsync(dayId)).State);
        Assert.True(await site.App.QueryAsync(db => db.OutboundMessages.AnyAsync(m => m.Kind == MessageKind.VisitWindowTold)));

        await desk.Locator("a[href$='/list']").ClickAsync();
        await desk.WaitForURLAsync("**/list");
        await desk.LooksRightOnBothAsync("visit-day-list");
        await desk.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await desk.LooksRightAsync("visit-day-list-printed");
        await desk.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        await desk.GotoAsync($"/az/desk/visit-days/{dayId}/team-list");
        await desk.LooksRightOnBothAsync("visit-day-team-list");

        foreach (var (path, name) in ((string, string)[])[("add", "visit-day-add"), ("call-off", "visit-day-call-off")])
        {
            await desk.GotoAsync($"/az/desk/visit-days/{dayId}/{path}");
            await desk.LooksRightOnBothAsync(name);
        }

        await desk.GotoAsync("/az/desk/visit-days");
        await desk.LooksRightOnBothAsync("visit-days");
    }

    /// <summary>On the way, there, done; and the next is open at once.</summary>
    private async Task VisitAsync(IPage phone, Guid dayId)
    {
        await phone.GotoAsync($"/az/me/visit-days/{dayId}");
        await phone.LooksRightOnBothAsync("team-next");
        await phone.Locator("form[action$='/on-the-way'] button").ClickAsync();
        await phone.Locator(".notice--good").WaitForAsync();
        await phone.LooksRightOnBothAsync("team-on-the-way");
        site.App.Clock.Advance(TimeSpan.FromMinutes(15));
        await phone.Locator("form[action$='/arrived'] button").ClickAsync();
        await phone.Locator("form[action$='/arrived']").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await phone.LooksRightOnBothAsync("team-arrived");
        site.App.Clock.Advance(TimeSpan.FromMinutes(20));
        await phone.Locator("form[action$='/done'] button").ClickAsync();
        await phone.WaitForURLAsync($"**/me/visit-days/{dayId}");
        await phone.LooksRightOnBothAsync("team-done");
        Assert.StartsWith("2.", await phone.Locator("#household").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task FollowAsync(IPage household, HelpRequest request, string name)
    {
        await household.GotoAsync("/az/help/track");
        await household.Locator("#Code").FillAsync(request.TrackingCode);
        await household.Locator("#Phone").FillAsync(request.ContactPhone);
        await household.Keyboard.PressAsync("Enter");
        await household.WaitForURLAsync("**/az/help/status");
        await household.LooksRightOnBothAsync(name);
    }

    private async Task LookInAsync(string culture, IPage desk, Guid dayId)
    {
        await site.App.AddTriagedAsync(w => w with { VisitorGender = Gender.Female, WantedOn = site.App.Tomorrow().AddDays(2) });
        var day = site.App.Tomorrow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        foreach (var (path, name) in ((string, string)[])[($"{dayId}", "visit-day"), ($"{dayId}/list", "visit-day-list"), ($"new?DistrictCode=yasamal&On={day}", "visit-day-new"), ("", "visit-days")])
        {
            await desk.GotoAsync($"/{culture}/desk/visit-days/{path}");
            await desk.LooksRightOnBothAsync($"{name}-{culture}");
        }
    }

    private async Task<IPage> SignedInAsync(UserAccount account, int width)
    {
        var page = await site.NewPersonAsync(width);
        await page.SignInAsync(account.Email!, TestData.Password);

        return page;
    }

    /// <summary>Four households of Yasamal: with and without a point, with wishes, and a long name.</summary>
    private async Task<IReadOnlyList<HelpRequest>> AddRequestsAsync()
    {
        (string Name, string Address, string Kind, PartOfDay Part, double Latitude, double Longitude)[] people =
        [
            ("Zərifə Abbasova", "Şərifzadə küçəsi 12, mənzil 4", "shopping", PartOfDay.Morning, 40.3821, 49.8104),
            ("Gülbəniz Əliyeva", "Mətbuat prospekti 23a, blok 2, mənzil 61", "medicine", PartOfDay.AnyTime, 40.3776, 49.8152),
            ("Məmmədhüseyn Abdurrəhmanov-Şıxəliyev", "İnşaatçılar prospekti 5, mənzil 118", "shopping", PartOfDay.Afternoon, 40.3902, 49.8033),
            ("Tamara Nəsirova", "Həsən bəy Zərdabi küçəsi 88", "medicine", PartOfDay.AnyTime, 40.3699, 49.8236),
        ];
        List<HelpRequest> requests = [];

        foreach (var (name, address, kind, part, latitude, longitude) in people)
        {
            var request = await site.App.AddTriagedAsync(w => w with { BeneficiaryName = name, Address = address, HelpCategoryCode = kind, WantedPart = part });
            await site.App.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == request.HelpRequestId && kind == "shopping")
                .ExecuteUpdateAsync(u => u.SetProperty(r => r.Latitude, latitude).SetProperty(r => r.Longitude, longitude)));
            requests.Add(request);
        }

        return requests;
    }

    private static string At(DateTime? utc) => BakuTime.TimeOf(utc!.Value).ToString("HH:mm", CultureInfo.InvariantCulture);
}
