using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>Help that comes back: a coordinator sets it, its visits are planned by themselves, and the usual visitor is asked on the phone.</summary>
[Trait("Category", "Browser")]
public sealed class RegularVisitJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task A_coordinator_sets_a_regular_visit_and_the_usual_visitor_says_yes()
    {
        var request = await site.App.AddHelpRequestAsync();
        var (usual, account) = await site.App.AddVolunteerAsync(change: v => v.GivenName = "Nərgiz");
        await site.App.AddKnownAsync(request.BeneficiaryId, usual.VolunteerId);
        var record = $"/desk/people-helped/{request.BeneficiaryId}";
        var coordinator = await site.App.AddCoordinatorAsync("1");
        var desk = await site.NewPersonAsync(1280);
        await desk.SignInAsync(coordinator.Email!, TestData.Password);

        await desk.GotoAsync($"/az{record}");
        await desk.LooksRightOnBothAsync("regular-none");
        await SetAsync(desk, usual.VolunteerId);
        await desk.WaitForURLAsync($"**{record}");
        await desk.LooksRightOnBothAsync("regular-set");
        Assert.Equal(["sabah, 24 noyabr", "Nərgiz Quliyeva"], (await desk.Locator("section[aria-labelledby=regular] .facts dd").AllInnerTextsAsync()).Where((_, i) => i != 1));

        // A week passes, and the job makes what has come into sight.
        site.App.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(1, await MakeDueAsync());
        Assert.Equal(0, await MakeDueAsync());
        var next = await site.App.VisitOfAsync((await MadeAsync(request))[^1]);
        var offer = Assert.Single(next.Assignments, a => a.VolunteerId == usual.VolunteerId);

        await AnswerAsync(await PhoneAsync(account.Email!), offer.AssignmentId);
        Assert.Equal(AssignmentState.Confirmed, (await site.App.AssignmentAsync(offer.AssignmentId)).State);

        await desk.GotoAsync($"/az{record}");
        await desk.GetByText("Nərgiz Quliyeva").First.WaitForAsync();
        await desk.LooksRightOnBothAsync("regular-confirmed");
        await desk.Locator("section[aria-labelledby=regular] a[href*='/regular/']:not([href$='/new'])").ClickAsync();
        await desk.Locator("form[action$='/end']").WaitForAsync();
        await desk.LooksRightOnBothAsync("regular-change");
        await LookInRussianAsync(desk, record);

        await desk.Locator("form[action$='/end'] button").ClickAsync();
        await desk.Locator(".notice").First.WaitForAsync();
        await desk.LooksRightOnBothAsync("regular-ended");
        Assert.Empty(site.ForeignRequests);
    }

    private static async Task SetAsync(IPage desk, Guid usualId)
    {
        await desk.Locator("a[href$='/regular/new']").ClickAsync();
        await desk.Locator("#Description").WaitForAsync();
        await desk.LooksRightOnBothAsync("regular-new");
        await desk.Locator("#Description").FillAsync("Çörək, süd və dərman almaq");
        await desk.Locator("main form.form .button").First.ClickAsync();
        await desk.Locator(".error-summary").WaitForAsync();
        await desk.LooksRightOnBothAsync("regular-mistakes");
        await desk.Locator("#HelpCategoryCode").SelectOptionAsync("shopping");
        await desk.Locator("#Day").SelectOptionAsync(nameof(DayOfWeek.Tuesday));
        await desk.Locator("#StartsAt").FillAsync("10:00");
        await desk.Locator("#VolunteerId").SelectOptionAsync(usualId.ToString());
        await desk.Locator("main form.form .button").First.ClickAsync();
    }

    private static async Task AnswerAsync(IPage phone, Guid offer)
    {
        await phone.GotoAsync("/az/me");
        await phone.LooksRightOnBothAsync("regular-asked");
        await phone.Locator($"a[href$='/me/shifts/{offer}']").First.ClickAsync();
        await phone.Locator("form[action$='/yes'] button").WaitForAsync();
        await phone.LooksRightOnBothAsync("regular-offer");
        await phone.Locator("form[action$='/yes'] button").ClickAsync();
        await phone.Locator("form[action$='/no']").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await phone.LooksRightOnBothAsync("regular-yes");
    }

    /// <summary>The form as it stands, and the record, in Russian; then back to where it was.</summary>
    private static async Task LookInRussianAsync(IPage desk, string record)
    {
        var here = desk.Url;
        await desk.GotoAsync(here.Replace("/az/", "/ru/", StringComparison.Ordinal));
        await desk.LooksRightOnBothAsync("regular-change-ru");
        await desk.GotoAsync($"/ru{record}");
        await desk.LooksRightOnBothAsync("regular-ru");
        await desk.GotoAsync(here);
    }

    private async Task<IPage> PhoneAsync(string email)
    {
        var page = await site.NewPersonAsync();
        await page.SignInAsync(email, TestData.Password);

        return page;
    }

    private async Task<int> MakeDueAsync()
    {
        await using var scope = site.App.NewScope();

        return await scope.Get<RegularVisitMaker>().MakeDueAsync(CancellationToken.None);
    }

    private async Task<List<HelpRequest>> MadeAsync(HelpRequest request) =>
        await site.App.MadeOfAsync(await site.App.QueryAsync(db => db.RegularVisits.Where(v => v.BeneficiaryId == request.BeneficiaryId).Select(v => v.RegularVisitId).SingleAsync()));
}
