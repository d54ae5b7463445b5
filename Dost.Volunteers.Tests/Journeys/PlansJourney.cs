using Dost.Volunteers.Core.Data.Demo;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Matching.Plans;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>A plan for many shifts in a real browser, by keyboard: made, looked at, a pair pinned and another kept out, made anew, offered, taken back.</summary>
[Trait("Category", "Browser")]
public sealed class PlansJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task A_plan_is_made_changed_offered_and_taken_back()
    {
        await site.AddDemonstrationAsync();
        var desk = await site.SignedInAsync(DemoAccounts.Yasamal, "az", width: 1280);
        await desk.GotoAsync("/az/desk/shifts");
        await desk.ActivateAsync("a[href$='/desk/plans']");
        await desk.WaitForURLAsync("**/desk/plans");
        await desk.LooksRightOnBothAsync("plans");

        // By keyboard: the days, and the plan.
        await desk.FillAsync("#From", "2026-11-24");
        await desk.FillAsync("#To", "2026-12-03");
        await desk.ActivateAsync("form[action$='/desk/plans'] button");
        await desk.Locator("#certificate").WaitForAsync();
        var id = Guid.Parse(new Uri(desk.Url).Segments[^1]);
        await desk.LooksRightOnBothAsync("plan");

        await WishAsync(desk, id);
        await PagesAsync(desk, id);
        await OfferAsync(desk, id);
        await ShowsItselfAsync();
        Assert.Empty(site.ForeignRequests);
    }

    /// <summary>A plan that is being made shows itself when it is there, without a press.</summary>
    private async Task ShowsItselfAsync()
    {
        var coordinator = await site.App.AddCoordinatorAsync();
        var id = await site.App.AskPlanAsync(coordinator);
        var desk = await site.NewPersonAsync(width: 360, "ru");
        await desk.SignInAsync(coordinator.Email!, TestData.Password);
        await desk.GotoAsync($"/ru/desk/plans/{id}");
        await desk.Locator("#plan progress").WaitForAsync();
        await desk.LooksRightAsync("plan-busy");

        await using (var scope = await site.App.AsAsync(coordinator))
        {
            Assert.True(await scope.Get<PlanWorker>().MakeAtOnceAsync(id, CancellationToken.None));
        }

        await desk.Locator("#plan #certificate").WaitForAsync();
        await desk.Locator("#plan:focus").WaitForAsync();
        await desk.LooksRightAsync("plan-there");
    }

    private async Task WishAsync(IPage desk, Guid id)
    {
        await desk.ActivateAsync("button[name=Kind][value=Pin]");
        await desk.Locator(".tag", new PageLocatorOptions { HasText = "bura bərkidilib" }).First.WaitForAsync();
        await desk.Locator("button[name=Kind][value=Forbid]").Nth(1).ClickAsync();
        await desk.Locator(".tag", new PageLocatorOptions { HasText = "növbəti dəfə bura olmasın" }).First.WaitForAsync();
        await desk.LooksRightOnBothAsync("plan-wishes");
        var wished = await site.App.ReadPlanAsync(id);
        await desk.ActivateAsync("form[action$='/again'] button");
        await desk.Locator(".notice", new PageLocatorOptions { HasText = "yenidən qurulur" }).WaitForAsync();
        var made = await site.App.ReadPlanAsync(id);
        var (pin, ban) = (wished.Wishes.Single(w => w.Kind is PlanWishKind.Pin), wished.Wishes.Single(w => w.Kind is PlanWishKind.Forbid));
        Assert.Contains(made.Places(), p => (p.ShiftRoleId, p.VolunteerId) == (pin.ShiftRoleId, pin.VolunteerId));
        Assert.DoesNotContain(made.Places(), p => (p.ShiftRoleId, p.VolunteerId) == (ban.ShiftRoleId, ban.VolunteerId));
    }

    private static async Task PagesAsync(IPage desk, Guid id)
    {
        var another = (await desk.Locator("a[href*='/roles/']").First.GetAttributeAsync("href"))!.Replace("/az/", "/ru/", StringComparison.Ordinal);

        foreach (var (path, name) in ((string, string)[])[
            (another, "plan-another"), ($"/ru/desk/plans/{id}?empty=true", "plan-empty"), ($"/en/desk/plans/{id}/hours", "plan-hours"), ($"/az/desk/plans/{id}/what-if?Leave=30&Seed=7", "plan-what-if"), ($"/en/desk/plans/{id}", "plan-en")])
        {
            await desk.GotoAsync(path);
            await desk.LooksRightOnBothAsync(name);
        }
    }

    private async Task OfferAsync(IPage desk, Guid id)
    {
        var before = await site.App.QueryAsync(db => db.Assignments.CountAsync(a => a.State == AssignmentState.Offered));
        await desk.GotoAsync($"/az/desk/plans/{id}");
        await desk.ActivateAsync("form[action$='/apply'] button");
        await desk.Locator("form[action$='/undo'] button").WaitForAsync();
        await desk.LooksRightOnBothAsync("plan-offered");
        var plan = await site.App.ReadPlanAsync(id);
        Assert.Equal(before + plan.Places().Count(p => p.State is PlanPlaceState.Offered), await site.App.QueryAsync(db => db.Assignments.CountAsync(a => a.State == AssignmentState.Offered)));

        await desk.ActivateAsync("form[action$='/undo'] button");
        await desk.Locator(".notice", new PageLocatorOptions { HasText = "geri götürüldü" }).First.WaitForAsync();
        await desk.LooksRightOnBothAsync("plan-undone");
        Assert.Equal(before, await site.App.QueryAsync(db => db.Assignments.CountAsync(a => a.State == AssignmentState.Offered)));
    }
}
