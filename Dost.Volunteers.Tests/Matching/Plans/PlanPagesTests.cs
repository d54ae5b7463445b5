using System.Net;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Matching.Plans;

/// <summary>The pages of plans over HTTP: make, look, wish, choose another, offer, take back, what if; and who sees them.</summary>
public sealed class PlanPagesTests : IAsyncLifetime, IDisposable
{
    private readonly TestApp _app = new();
    private UserAccount _coordinator = null!;
    private Browser _browser = null!;

    public async Task InitializeAsync()
    {
        await _app.InitializeAsync();
        _coordinator = await _app.AddCoordinatorAsync("1");
        _browser = await _app.NewBrowserAsync(_coordinator);
    }

    public async Task DisposeAsync() => await ((IAsyncLifetime)_app).DisposeAsync();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_plan_is_made_from_the_form_offered_and_taken_back()
    {
        await _app.AddShiftAsync(capacity: 1, daysAhead: 2);
        await _app.AddVolunteerAsync();
        var form = await _browser.GetPageAsync("/en/desk/plans");
        Assert.Contains("There is no plan yet", form.Words, StringComparison.Ordinal);

        var plan = await PressAsync(form, "Make a plan", ("From", "2026-11-23"), ("To", "2026-11-29"));
        Assert.Contains("The one place is filled.", plan.Words, StringComparison.Ordinal);
        Assert.Contains("Leyla Quliyeva", plan.Words, StringComparison.Ordinal);
        Assert.Contains("has not served yet, waits for a first turn", plan.Words, StringComparison.Ordinal);

        var offered = await PressAsync(plan, "Ask 1 person for this place");
        Assert.Contains("The plan is offered.", offered.Words, StringComparison.Ordinal);
        Assert.Equal(1, await _app.QueryAsync(db => db.Assignments.CountAsync(a => a.State == AssignmentState.Offered)));

        var back = await PressAsync(offered, "Take all offers back");
        Assert.Contains("All offers of the plan are taken back.", back.Words, StringComparison.Ordinal);
        Assert.Equal(0, await _app.QueryAsync(db => db.Assignments.CountAsync(a => a.State == AssignmentState.Offered)));
    }

    [Theory]
    [InlineData("", "2026-11-29", "Enter the first day")]
    [InlineData("2026-11-29", "2026-11-23", "The last day must not be before the first")]
    [InlineData("2026-11-23", "2027-11-23", "At most 35 days are planned at once")]
    [InlineData("2026-11-02", "2026-11-08", "Choose days that are still to come")]
    public async Task Wrong_days_are_said_and_stay_as_typed(string from, string to, string says)
    {
        var page = await PressAsync(await _browser.GetPageAsync("/en/desk/plans"), "Make a plan", ("From", from), ("To", to));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(says, page.Words, StringComparison.Ordinal);
        Assert.Equal(0, await _app.QueryAsync(db => db.MatchPlans.CountAsync()));
    }

    [Fact]
    public async Task The_form_pressed_twice_asks_for_one_plan()
    {
        var form = await _browser.GetPageAsync("/en/desk/plans");

        await PressAsync(form, "Make a plan");
        await PressAsync(form, "Make a plan");

        Assert.Equal(1, await _app.QueryAsync(db => db.MatchPlans.CountAsync()));
    }

    [Fact]
    public async Task Empty_places_say_why_and_what_would_help()
    {
        await _app.AddShiftAsync(capacity: 2, role: new NewRole("Sürücü", 2) { Skills = ["driver"] });
        await _app.AddVolunteerAsync();
        var plan = await _app.PlanAsync(_coordinator);

        var page = await _browser.GetPageAsync($"/en/desk/plans/{plan.MatchPlanId}?empty=true&page=1000000000");

        Assert.Contains("0 of 2 places are filled.", page.Words, StringComparison.Ordinal);
        Assert.Contains("2 more are needed: Sürücü, tomorrow, 24 November, in the morning", page.Words, StringComparison.Ordinal);
        Assert.Contains("1 person lacks the skill:", page.Words, StringComparison.Ordinal);
        Assert.Contains("1 person could come but for one thing: lacks the skill:", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_is_pinned_beside_their_name_and_the_wish_taken_back()
    {
        await _app.AddShiftAsync(capacity: 1);
        await _app.AddVolunteerAsync();
        var plan = await _app.PlanAsync(_coordinator);
        var page = await _browser.GetPageAsync($"/en/desk/plans/{plan.MatchPlanId}");

        var pinned = await PressAsync(page, "Pin here: Leyla Quliyeva");
        Assert.Contains("You have wishes that the plan does not know yet.", pinned.Words, StringComparison.Ordinal);
        Assert.Contains("pinned here", pinned.Words, StringComparison.Ordinal);
        var again = await PressAsync(pinned, "Make it anew");
        Assert.DoesNotContain("You have wishes that the plan does not know yet.", again.Words, StringComparison.Ordinal);
        Assert.True((await _app.ReadPlanAsync(plan.MatchPlanId)).Places().Single().IsPinned);

        var freed = await PressAsync(again, "Take the wish back: Leyla Quliyeva");
        Assert.Empty((await _app.ReadPlanAsync(plan.MatchPlanId)).Wishes);
        Assert.Contains("You have wishes that the plan does not know yet.", freed.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_else_is_chosen_on_a_page_of_their_own()
    {
        var shift = await _app.AddShiftAsync(capacity: 1);
        await _app.AddVolunteerAsync(change: v => v.GivenName = "Nərmin");
        await _app.AddVolunteerAsync(change: v => v.GivenName = "O'Kənan");
        var plan = await _app.PlanAsync(_coordinator);
        var place = plan.Places().Single();

        var page = await _browser.GetPageAsync($"/en/desk/plans/{plan.MatchPlanId}/roles/{place.ShiftRoleId}/volunteers/{place.VolunteerId}");
        Assert.Contains("1 more person may take it by the rules.", page.Words, StringComparison.Ordinal);
        var other = page.Words.Contains("Choose: Nərmin Quliyeva", StringComparison.Ordinal) ? "Nərmin" : "O'Kənan";
        var chosen = await PressAsync(page, $"Choose: {other} Quliyeva");

        Assert.Contains("The place has somebody else now.", chosen.Words, StringComparison.Ordinal);
        Assert.NotEqual(place.VolunteerId, (await _app.ReadPlanAsync(plan.MatchPlanId)).Places().Single(p => p.ShiftRoleId == shift.Roles[0].ShiftRoleId).VolunteerId);
    }

    [Fact]
    public async Task A_plan_whose_shifts_have_changed_says_so()
    {
        var shift = await _app.AddShiftAsync(capacity: 2);
        await _app.AddVolunteerAsync();
        var plan = await _app.PlanAsync(_coordinator);
        const string Says = "The shifts have changed since the plan was made.";
        Assert.DoesNotContain(Says, (await _browser.GetPageAsync($"/en/desk/plans/{plan.MatchPlanId}")).Words, StringComparison.Ordinal);

        await _app.AddSignedUpAsync(shift);

        Assert.Contains(Says, (await _browser.GetPageAsync($"/en/desk/plans/{plan.MatchPlanId}")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_waits_shows_how_far_it_is_and_can_be_stopped()
    {
        var id = await _app.AskPlanAsync(_coordinator);
        var page = await _browser.GetPageAsync($"/en/desk/plans/{id}");
        Assert.NotNull(page.Document.QuerySelector("#plan[data-module=refresh] progress"));

        var stopped = await PressAsync(page, "Stop, and keep the best so far");

        Assert.Contains("The search was stopped before anything was found", stopped.Words, StringComparison.Ordinal);
        Assert.Null(stopped.Document.QuerySelector("[data-module=refresh]"));
    }

    [Fact]
    public async Task Who_serves_how_much_is_shown_before_and_after()
    {
        await _app.AddShiftAsync(capacity: 1);
        await _app.AddVolunteerAsync();
        await _app.AddVolunteerAsync();
        var plan = await _app.PlanAsync(_coordinator);

        var page = await _browser.GetPageAsync($"/en/desk/plans/{plan.MatchPlanId}/hours?sort=least&page=0");

        Assert.Contains("2 people who could serve in these days", page.Words, StringComparison.Ordinal);
        Assert.Equal(["2 hours", "2"], page.Document.QuerySelectorAll("table")[0].QuerySelectorAll("tr").Where(r => r.TextContent.Contains("The most", StringComparison.Ordinal) || r.TextContent.Contains("do not serve", StringComparison.Ordinal))
            .Select((r, i) => r.QuerySelectorAll("td")[i == 0 ? 1 : 0].TextContent.Trim()));
    }

    [Fact]
    public async Task What_if_is_answered_beside_the_plan()
    {
        await _app.AddShiftAsync(capacity: 1);
        await _app.AddVolunteerAsync();
        var plan = await _app.PlanAsync(_coordinator);

        var page = await _browser.GetPageAsync($"/en/desk/plans/{plan.MatchPlanId}/what-if?Leave=1");
        Assert.Contains("Without 1 person, drawn by lot.", page.Words, StringComparison.Ordinal);
        Assert.Contains("0 of 1", page.Words, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _browser.GetPageAsync($"/en/desk/plans/{plan.MatchPlanId}/what-if?Leave=-3")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _browser.GetPageAsync($"/en/desk/plans/{plan.MatchPlanId}/what-if?Like=nothing&On=2026-11-29")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _browser.GetPageAsync($"/en/desk/plans/{plan.MatchPlanId}/what-if?Like={Guid.NewGuid()}&On=2026-11-29")).Status);
    }

    [Fact]
    public async Task A_plan_of_several_centres_is_seen_only_by_who_manages_all_of_them()
    {
        var both = await _app.AddCoordinatorAsync("1", "2");
        var id = Guid.CreateVersion7();
        await using (var scope = await _app.AsAsync(both))
        {
            var today = BakuTime.DateOf(_app.NowUtc);
            Assert.Equal(AskPlanOutcome.Asked, await scope.Get<MatchPlanService>().AskAsync(id, new PlanScope(scope.Get<CurrentUser>().CentreIds, today, today), CancellationToken.None));
        }

        Assert.Equal(HttpStatusCode.OK, (await (await _app.NewBrowserAsync(both)).GetPageAsync($"/en/desk/plans/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _browser.GetPageAsync($"/en/desk/plans/{id}")).Status);
        Assert.DoesNotContain(id.ToString(), (await _browser.GetPageAsync("/en/desk/plans")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_volunteer_sees_no_plan()
    {
        var (_, account) = await _app.AddVolunteerAsync();
        var plan = await _app.PlanAsync(_coordinator);

        Assert.Equal(HttpStatusCode.Forbidden, (await (await _app.NewBrowserAsync(account)).GetPageAsync($"/en/desk/plans/{plan.MatchPlanId}")).Status);
    }

    /// <summary>Presses the button with these words, as a person would.</summary>
    private Task<WebPage> PressAsync(WebPage page, string button, params (string Name, string? Value)[] values)
    {
        string WordsOf(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" :", ":", StringComparison.Ordinal);

        var pressed = (AngleSharp.Html.Dom.IHtmlButtonElement)page.All("main button").First(b => WordsOf(b) == button);
        pressed.Form!.Id = "pressed";

        return _browser.SubmitAsync(page, "#pressed", [.. values, .. pressed.Name is { Length: > 0 } name ? [(name, (string?)pressed.Value)] : Array.Empty<(string, string?)>()]);
    }
}
