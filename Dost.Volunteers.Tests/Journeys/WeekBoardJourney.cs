using Dost.Volunteers.Core.Data.Demo;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>The board of the week in a real browser: somebody asked by the keyboard alone, somebody dragged with the mouse, and what a colleague does showing by itself.</summary>
[Trait("Category", "Browser")]
public sealed class WeekBoardJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task People_are_asked_by_keyboard_and_moved_with_the_mouse_while_a_colleague_is_at_it()
    {
        await site.AddDemonstrationAsync();
        var app = site.App;
        var from = await app.AddShiftAsync(daysAhead: 1, hour: 7, title: "Səhər açılışı");
        var to = await app.AddShiftAsync(daysAhead: 2, hour: 7, title: "Ertəsi səhər");
        var (volunteerId, assignmentId) = await app.AddSignedUpAsync(from);
        var desk = await site.SignedInAsync(DemoAccounts.Yasamal, "az", width: 1280);
        await desk.GotoAsync("/az/desk/shifts");
        await desk.Locator(".week__name").First.WaitForAsync();
        await desk.LooksRightOnBothAsync("board");

        // By keyboard: the shift, those who fit, one of them asked.
        await desk.ActivateAsync($"#r-{to.Roles[0].ShiftRoleId}");
        await desk.Locator("[data-week-place] button[name=Ask]").First.WaitForAsync();
        await desk.LooksRightAsync("board-candidates");
        await desk.ActivateAsync("[data-week-place] button[name=Ask]");
        await desk.Locator($"#s-{to.ShiftId} [data-said].notice--good").WaitForAsync();
        Assert.Single(await desk.Locator($"#s-{to.ShiftId} [data-assignment]").AllAsync());
        await desk.Locator("[data-week-people] h2:focus").WaitForAsync();
        await desk.Keyboard.PressAsync("Escape");
        await desk.Locator($"#r-{to.Roles[0].ShiftRoleId}:focus").WaitForAsync();

        // With the mouse: from one shift to another.
        await desk.Locator($"li[data-assignment='{assignmentId}']").DragToAsync(desk.Locator($"[data-role='{to.Roles[0].ShiftRoleId}']"));

        await desk.Locator($"#s-{to.ShiftId} li:not(:has(.tag)) a").WaitForAsync();
        Assert.Equal(AssignmentState.Confirmed, (await app.AssignmentAsync(to, volunteerId))!.State);
        Assert.Equal(AssignmentState.Removed, await app.StateAsync(assignmentId));

        // A place is dropped on a shift that a colleague has changed: nothing is done, and it is said beside it.
        await app.AddSignedUpAsync(from);
        await desk.Locator($"#s-{to.ShiftId} li[data-assignment]:not(:has(.tag))").DragToAsync(desk.Locator($"[data-role='{from.Roles[0].ShiftRoleId}']"));
        await desk.Locator($"#s-{from.ShiftId} [data-said].notice--wait").WaitForAsync();
        await desk.LooksRightOnBothAsync("board-conflict");
        Assert.Equal(AssignmentState.Confirmed, (await app.AssignmentAsync(to, volunteerId))!.State);

        await ChangesShowAsync(desk, from);
        await PagesAsync(desk, to, volunteerId);
        Assert.Empty(site.ForeignRequests);
    }

    /// <summary>What somebody else does shows by itself, is said politely, and takes no focus.</summary>
    private async Task ChangesShowAsync(IPage desk, Shift shift)
    {
        await desk.Locator($"#a-{shift.ShiftId}").FocusAsync();
        var (newcomer, _) = await site.App.AddVolunteerAsync(change: v => (v.GivenName, v.FamilyName) = ("Yeni", "Gələn"));
        await site.App.SignUpAsync(shift, newcomer.VolunteerId);
        await desk.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        await desk.Locator($"#s-{shift.ShiftId}", new PageLocatorOptions { HasText = "Yeni Gələn" }).WaitForAsync();
        Assert.Contains("Həftə dəyişib", await desk.Locator("[data-week-status][role=status]").InnerTextAsync(), StringComparison.Ordinal);
        await desk.Locator($"#a-{shift.ShiftId}:focus").WaitForAsync();
    }

    private async Task PagesAsync(IPage desk, Shift shift, Guid volunteerId)
    {
        var place = (await site.App.AssignmentAsync(shift, volunteerId))!.AssignmentId;

        foreach (var (path, name) in ((string, string)[])[
            ($"/ru/desk/shifts/{shift.ShiftId}/transfer/{place}", "board-transfer"), ("/az/desk/shifts/roster", "board-roster"), ("/ru/desk/day?date=2026-11-24", "board-day"), ("/en/desk/shifts?day=2026-11-24", "board-one-day")])
        {
            await desk.GotoAsync(path);
            await desk.LooksRightOnBothAsync(name);
        }
    }
}
