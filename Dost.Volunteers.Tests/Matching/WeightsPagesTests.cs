using System.Net;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Matching;

/// <summary>An administrator says what counts among candidates, sees what it does, and the next list follows.</summary>
public sealed class WeightsPagesTests
{
    [Fact]
    public async Task What_is_saved_holds_for_the_next_list_and_is_written_down()
    {
        await using var app = await TestApp.StartAsync();
        var (near, _) = await app.AddVolunteerAsync(districtCode: "yasamal", change: v => v.WeeklyCapMinutes = 180);
        var (far, _) = await app.AddVolunteerAsync(districtCode: "sabail");
        var shift = await app.AddShiftAsync();
        Assert.Equal([near.VolunteerId, far.VolunteerId], await OrderAsync(app, shift.Roles[0].ShiftRoleId));
        await using (var scope = app.NewScope())
        {
            // The far one likes it, the near one likes something else.
            scope.Db.LikedKinds.AddRange(
                new Core.Volunteers.LikedKind { VolunteerId = far.VolunteerId, HelpCategoryCode = "reception" },
                new Core.Volunteers.LikedKind { VolunteerId = near.VolunteerId, HelpCategoryCode = "queue" });
            await scope.Db.SaveChangesAsync();
        }

        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());
        var done = await SaveAsync(browser, ("Distance", "0"), ("Preference", "10"), ("Spread", "20"));

        Assert.StartsWith("The weights are saved.", done.Notice, StringComparison.Ordinal);
        Assert.Equal([far.VolunteerId, near.VolunteerId], await OrderAsync(app, shift.Roles[0].ShiftRoleId));
        Assert.Equal(1, await app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Action == "MatchingWeightsChanged")));
        await using var after = app.NewScope();
        var policy = await after.Get<PolicyReader>().ReadAsync(CancellationToken.None);
        Assert.Equal((0, 10, 0.2), (ScoreWeights.Of(policy).Distance, ScoreWeights.Of(policy).Preference, policy.MatchingSpread));
    }

    [Fact]
    public async Task Trying_shows_another_order_and_saves_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());
        var page = await browser.GetPageAsync("/en/admin/matching");
        Assert.Equal("Leyla", FirstOf(page));

        var tried = await browser.SubmitAsync(page, "form[action$='/matching/try']", [.. Nullable("Idle")]);

        Assert.Equal("Elçin", FirstOf(tried));
        Assert.Contains("They are not saved yet", tried.Words, StringComparison.Ordinal);
        Assert.Equal("Leyla", FirstOf(await browser.GetPageAsync("/en/admin/matching")));
        Assert.Equal("Rəna", FirstOf(await browser.SubmitAsync(page, "form[action$='/matching/try']", [.. Nullable("Distance")])));
    }

    [Theory]
    [InlineData("11")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("üç")]
    public async Task What_is_wrong_is_said_and_kept_as_typed(string typed)
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());

        var page = await SaveAsync(browser, ("Idle", typed), ("Distance", "7"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("7", page.Value("Distance"));
        Assert.Equal(3, (await ReadAsync(app)).Weights.Distance);
    }

    [Fact]
    public async Task Not_all_weights_can_be_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());

        var page = await SaveAsync(browser, [.. Only("none")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("more than 0", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_change_them_the_second_is_told_and_the_recommended_come_back()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());
        var second = await browser.GetPageAsync("/en/admin/matching");
        await SaveAsync(browser, ("Idle", "9"));

        var told = await browser.SubmitAsync(second, "form[action$='/recommended']");
        Assert.StartsWith("Somebody has changed the weights meanwhile.", told.Notice, StringComparison.Ordinal);
        Assert.Equal(9, (await ReadAsync(app)).Weights.Idle);

        await browser.SubmitAsync(await browser.GetPageAsync("/en/admin/matching"), "form[action$='/recommended']");
        Assert.Equal(MatchingValues.Recommended, await ReadAsync(app));
    }

    [Fact]
    public async Task Only_an_administrator_sees_them()
    {
        await using var app = await TestApp.StartAsync();
        var coordinator = await app.NewBrowserAsync(await app.AddCoordinatorAsync());

        Assert.NotEqual(HttpStatusCode.OK, (await coordinator.GetPageAsync("/en/admin/matching")).Status);
    }

    private static IEnumerable<(string, string)> Only(string weight) =>
        new[] { "Skills", "Distance", "Idle", "Reliability", "ThisWeek", "Continuity", "Preference" }.Select(w => (w, w == weight ? "10" : "0"));

    private static IEnumerable<(string, string?)> Nullable(string weight) => Only(weight).Select(f => (f.Item1, (string?)f.Item2));

    private static string FirstOf(WebPage page) => page.Text("#example li strong");

    private static async Task<WebPage> SaveAsync(Browser browser, params (string, string)[] typed)
    {
        var page = await browser.GetPageAsync("/en/admin/matching");

        page.Form("main form").SetAttribute("action", page.One("button[formaction]").GetAttribute("formaction"));

        return await browser.SubmitAsync(page, "main form", [.. typed.Select(f => (f.Item1, (string?)f.Item2))]);
    }

    private static async Task<MatchingValues> ReadAsync(TestApp app)
    {
        await using var scope = app.NewScope();

        return await scope.Get<MatchingSettings>().ReadAsync(CancellationToken.None);
    }

    private static async Task<IReadOnlyList<Guid>> OrderAsync(TestApp app, Guid roleId)
    {
        await using var scope = app.NewScope();

        return [.. (await scope.Get<CandidateFinder>().FindAsync(roleId, 10, CancellationToken.None)).Best.Select(c => c.VolunteerId)];
    }
}
