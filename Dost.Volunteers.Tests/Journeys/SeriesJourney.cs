using Dost.Volunteers.Core.Data.Demo;
using Dost.Volunteers.Core.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>A coordinator plans what repeats: a task from a template, its series, the week, in a real browser.</summary>
[Trait("Category", "Browser")]
public sealed class SeriesJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task A_series_is_planned_from_a_template_and_the_week_is_published()
    {
        await using (var scope = site.App.NewScope())
        {
            Assert.True(await scope.Get<DemoData>().AddAsync(CancellationToken.None));
        }

        var template = await site.App.QueryAsync(db => db.VolunteerTasks.Where(t => t.Kind == TaskKind.Template && t.Centre.Code == "1").OrderBy(t => t.VolunteerTaskId).Select(t => t.VolunteerTaskId).FirstAsync());
        var page = await site.NewPersonAsync(1280, "az");
        await page.GotoAsync("/az/account/sign-in");
        await page.FillAsync("input[type=email]", DemoAccounts.Yasamal);
        await page.FillAsync("input[type=password]", DemoAccounts.Password);
        await page.Locator("form:has(input[type=password]) button").ClickAsync();
        await page.WaitForURLAsync(url => url.EndsWith("/desk", StringComparison.Ordinal));

        foreach (var path in (string[])["tasks", "tasks?shelf=Templates", "tasks?shelf=Archive", $"tasks/{template}", "shifts", "shifts/several", "shifts/several/copy"])
        {
            await page.GotoAsync($"/az/desk/{path}");
            await page.LooksRightOnBothAsync("series-" + path.Replace('/', '-').Replace('?', '-')[..Math.Min(14, path.Length)]);
        }

        await page.GotoAsync($"/az/desk/tasks/new?template={template}");
        await page.LooksRightOnBothAsync("series-new-task");
        await page.FillAsync("#Title", "Səhər qəbulu");
        await page.Locator("main form button.button").First.ClickAsync();
        await page.Locator(".notice").WaitForAsync();
        await page.LooksRightOnBothAsync("series-task");

        await page.Locator("a[href$='/series']").ClickAsync();
        await page.CheckAsync("input[name=Days][value=Monday]");
        await page.CheckAsync("input[name=Days][value=Thursday]");
        await page.CheckAsync("input[name=Blocks][value='09:00-12:00']");
        await page.Locator("form[method=get] button").First.ClickAsync();
        await page.Locator("#preview").WaitForAsync();
        await page.LooksRightOnBothAsync("series-preview");
        await page.Locator(".notice form button").ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/desk/series/", StringComparison.Ordinal));
        await page.LooksRightOnBothAsync("series-made");

        await page.GotoAsync(page.Url + "/change");
        await page.LooksRightOnBothAsync("series-change");
        await page.GotoAsync(page.Url.Replace("/change", "/end", StringComparison.Ordinal));
        await page.LooksRightOnBothAsync("series-end");

        var shift = await site.App.QueryAsync(db => db.Shifts.Where(s => s.VolunteerTask.Title == "Səhər qəbulu").OrderBy(s => s.StartsAtUtc).Select(s => s.ShiftId).FirstAsync());
        await page.GotoAsync($"/az/desk/shifts/{shift}/roles");
        await page.LooksRightOnBothAsync("series-roles");
        await page.GotoAsync("/az/desk/shifts/several?week=2026-11-30");
        await page.Locator("input[name=Chosen]").First.CheckAsync();
        await page.Locator("button[name=CallOff][value=true]").ClickAsync();
        await page.Locator("#Reason").WaitForAsync();
        await page.LooksRightOnBothAsync("series-call-off");
        Assert.Empty(site.ForeignRequests);
    }
}
