using System.Net;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Jobs;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests.Calls;

/// <summary>Whom to call for an urgent visit: at the desk at once, for the operators of 142 when the coordinators have had it for a while.</summary>
public sealed class CallListTests : JobTest
{
    [Fact]
    public async Task The_centre_has_the_list_at_once_and_nobody_else()
    {
        var (request, _) = await App.PlanUrgentAsync();
        await App.AddVolunteerAsync();
        var coordinator = await App.AddCoordinatorAsync("1");
        var path = $"/en/desk/requests/{request.HelpRequestId}/call-list";

        Assert.Single(Rows(await (await App.NewBrowserAsync(coordinator)).GetPageAsync(path)));
        Assert.True(await App.QueryAsync(db => db.AuditEntries.AnyAsync(e => e.Kind == AuditKind.Looked && e.ActorId == coordinator.Id && e.Action == "CallList")));

        Assert.Equal(HttpStatusCode.NotFound, (await (await App.NewBrowserAsync(await App.AddCoordinatorAsync("2"))).GetPageAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await App.NewBrowserAsync(await App.AddOperatorAsync())).GetPageAsync(path)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await App.NewBrowserAsync((await App.AddVolunteerAsync()).Account)).GetPageAsync(path)).Status);
        Assert.StartsWith("/en/account/sign-in", (await App.NewBrowser().GetPageAsync(path)).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operators_have_a_visit_only_after_the_search_and_the_coordinators_while()
    {
        var (request, _) = await App.PlanUrgentAsync();
        var browser = await App.NewBrowserAsync(await App.AddOperatorAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await (await App.NewBrowserAsync((await App.AddVolunteerAsync("barda")).Account)).GetPageAsync("/en/hotline/visits")).Status);

        // Still searching, then told to the coordinators a moment ago.
        await IsNotForOperatorsAsync(browser, request);
        await RunAsync("ClimbLadders");
        Assert.Equal(LadderState.CallList, (await App.LadderOfAsync(request)).State);
        await IsNotForOperatorsAsync(browser, request);
        App.Clock.Advance(TimeSpan.FromMinutes(14));
        await IsNotForOperatorsAsync(browser, request);

        App.Clock.Advance(TimeSpan.FromMinutes(1));
        var visits = await browser.GetPageAsync("/en/hotline/visits");
        Assert.Equal($"/hotline/visits/{request.HelpRequestId}", visits.One("main .card-row a").GetAttribute("href")!.Replace("/en/", "/", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetPageAsync($"/en/hotline/visits/{request.HelpRequestId}")).Status);
        Assert.Contains("Nobody is left to call", (await browser.GetPageAsync($"/en/hotline/visits/{request.HelpRequestId}")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_asked_and_still_thinks_comes_first_then_the_best_in_the_order_of_the_matcher()
    {
        var (request, shift) = await App.PlanUrgentAsync();

        for (var i = 0; i < 6; i++)
        {
            await App.AddVolunteerAsync();
        }

        await RunAsync("ClimbLadders");
        var asked = (await App.LadderOfAsync(request)).Asks.Select(a => a.VolunteerId).ToHashSet();
        var browser = await App.NewBrowserAsync(await App.AddCoordinatorAsync("1"));

        var page = await browser.GetPageAsync($"/en/desk/requests/{request.HelpRequestId}/call-list");

        await using var scope = App.NewScope();
        var best = (await scope.Get<CandidateFinder>().FindAsync(shift.Roles[0].ShiftRoleId, 30, CancellationToken.None)).Best.Select(c => c.VolunteerId).ToList();
        Assert.Equal((3, 6), (asked.Count, Rows(page).Count));
        Assert.Equal(asked, Rows(page).Take(3).ToHashSet());
        Assert.Equal(best.Where(v => !asked.Contains(v)), Rows(page).Skip(3));
        Assert.Equal(3, page.All("main .card-row__meta").Count(m => m.TextContent.Contains("was asked, has not answered", StringComparison.Ordinal)));

        // Nobody answered in time: they stay on the list, and it says so.
        App.Clock.Advance(TimeSpan.FromHours(4));
        await App.ExpireOffersAsync();
        var later = await browser.GetPageAsync($"/en/desk/requests/{request.HelpRequestId}/call-list");
        Assert.Equal(6, Rows(later).Count);
        Assert.Equal(3, later.All("main .card-row__meta").Count(m => m.TextContent.Contains("the offer has lapsed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_yes_on_the_telephone_fills_the_visit_once_and_ends_the_search()
    {
        var (request, shift) = await App.PlanUrgentAsync();

        for (var i = 0; i < 5; i++)
        {
            await App.AddVolunteerAsync();
        }

        await RunAsync("ClimbLadders");
        var browser = await App.NewBrowserAsync(await App.AddCoordinatorAsync("1"));
        var page = await browser.GetPageAsync($"/en/desk/requests/{request.HelpRequestId}/call-list");
        var (first, last) = (Rows(page)[0], Rows(page)[^1]);

        var given = await browser.SubmitAsync(page, YesOf(last));
        var again = await browser.SubmitAsync(page, YesOf(last));
        var other = await browser.SubmitAsync(page, YesOf(first));

        Assert.Equal("The place is given. Both are told.", given.Notice);
        Assert.All([again, other], p => Assert.StartsWith("The place is taken", p.Notice, StringComparison.Ordinal));
        Assert.Equal(1, await App.PlacesTakenAsync(shift));
        var place = (await App.AssignmentAsync(shift, last))!;
        Assert.Equal((AssignmentState.Confirmed, 1), (place.State, place.Round));
        Assert.Equal(2, await App.MessagesAsync(MessageKind.SignUpReceipt, place.AssignmentId));

        App.Clock.Advance(TimeSpan.FromHours(1));
        await RunAsync("ClimbLadders");
        await RunAsync("ClimbLadders");
        var ladder = await App.LadderOfAsync(request);
        Assert.Equal((LadderState.Filled, 3), (ladder.State, ladder.Asks.Count));
    }

    [Fact]
    public async Task A_no_on_the_telephone_is_noted_once_and_the_volunteer_is_neither_called_nor_asked_again()
    {
        var (request, shift) = await App.PlanUrgentAsync();

        for (var i = 0; i < 4; i++)
        {
            await App.AddVolunteerAsync();
        }

        await RunAsync("ClimbLadders");
        var browser = await App.NewBrowserAsync(await App.AddCoordinatorAsync("1"));
        var page = await browser.GetPageAsync($"/en/desk/requests/{request.HelpRequestId}/call-list");
        var (asked, unasked) = (Rows(page)[0], Rows(page)[3]);

        foreach (var volunteer in new[] { asked, asked, unasked, unasked })
        {
            Assert.Equal("Noted. The next one, please.", (await browser.SubmitAsync(page, NoOf(volunteer))).Notice);
        }

        Assert.Equal(2, Rows(await browser.GetPageAsync(page.Path)).Count);
        Assert.Equal(AssignmentState.Declined, (await App.AssignmentAsync(shift, asked))!.State);
        Assert.Equal(2, (await App.EventsAsync(request)).Count(e => e is HelpRequestEventKind.LadderSaidNo));

        App.Clock.Advance(TimeSpan.FromHours(3));
        await RunAsync("ClimbLadders");
        Assert.DoesNotContain((await App.LadderOfAsync(request)).Asks, a => a.VolunteerId == unasked);
    }

    [Fact]
    public async Task Nothing_is_noted_of_anybody_who_is_not_on_the_list()
    {
        var (request, shift) = await App.PlanUrgentAsync();
        await App.AddVolunteerAsync();
        var (unfit, _) = await App.AddVolunteerAsync(active: false);
        var browser = await App.NewBrowserAsync(await App.AddCoordinatorAsync("1"));
        var path = $"/en/desk/requests/{request.HelpRequestId}/call-list";
        var page = await browser.GetPageAsync(path);
        var form = NoOf(Rows(page).Single());

        foreach (var volunteer in new[] { unfit.VolunteerId, Guid.NewGuid() })
        {
            foreach (var answer in new[] { "yes", "no" })
            {
                Assert.StartsWith("The place is taken, or the visit has changed.", (await browser.SubmitToAsync(page, form, $"{path}/{volunteer}/{answer}")).Notice, StringComparison.Ordinal);
            }

            Assert.Null(await App.AssignmentAsync(shift, volunteer));
        }

        Assert.DoesNotContain(HelpRequestEventKind.LadderSaidNo, await App.EventsAsync(request));
    }

    [Fact]
    public async Task An_operator_fills_a_visit_and_it_leaves_the_list_and_another_centre_answers_nothing()
    {
        var (request, shift) = await App.PlanUrgentAsync();
        await RunAsync("ClimbLadders");
        App.Clock.Advance(TimeSpan.FromMinutes(15));
        var (volunteer, _) = await App.AddVolunteerAsync();
        var browser = await App.NewBrowserAsync(await App.AddOperatorAsync());
        var page = await browser.GetPageAsync($"/en/hotline/visits/{request.HelpRequestId}");

        var elsewhere = await App.NewBrowserAsync(await App.AddCoordinatorAsync("2"));
        var own = await elsewhere.GetPageAsync("/en/hotline");
        foreach (var answer in new[] { "yes", "no" })
        {
            foreach (var root in new[] { $"/en/desk/requests/{request.HelpRequestId}/call-list", $"/en/hotline/visits/{request.HelpRequestId}" })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.SubmitToAsync(own, "main form.hotline", $"{root}/{volunteer.VolunteerId}/{answer}")).Status);
            }
        }

        var given = await browser.SubmitAsync(page, YesOf(volunteer.VolunteerId));
        var again = await browser.SubmitAsync(page, YesOf(volunteer.VolunteerId));

        Assert.Equal("The place is given. Both are told.", given.Notice);
        Assert.Contains("No visit waits for a call", again.Words, StringComparison.Ordinal);
        Assert.Equal((AssignmentState.Confirmed, 1), ((await App.AssignmentAsync(shift, volunteer.VolunteerId))!.State, await App.PlacesTakenAsync(shift)));
    }

    private static async Task IsNotForOperatorsAsync(Browser browser, HelpRequest request)
    {
        Assert.Contains("No visit waits for a call", (await browser.GetPageAsync("/en/hotline/visits")).Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync($"/en/hotline/visits/{request.HelpRequestId}")).Status);
    }

    private static List<Guid> Rows(WebPage page) => [.. page.All("main form[action$='/yes']").Select(f => Guid.Parse(f.GetAttribute("action")!.Split('/')[^2]))];

    private static string YesOf(Guid volunteerId) => $"form[action$='{volunteerId}/yes']";

    private static string NoOf(Guid volunteerId) => $"form[action$='{volunteerId}/no']";
}
