using System.Net;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Shifts;

/// <summary>A place changes hands whole: it is never free between two people, nobody gets past a rule or the queue by it, and all concerned know.</summary>
public sealed class SwapTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Reason = "Bu növbədə təcrübəli könüllü lazımdır";

    [Fact]
    public async Task The_place_stays_until_the_coordinator_agrees_and_then_it_is_the_colleagues()
    {
        await using var own = await TestApp.StartAsync();
        var coordinator = await own.AddCoordinatorAsync("1");
        var (place, colleague, swap) = await AskedAsync(own, await own.AddShiftAsync(capacity: 1));

        Assert.Equal(SwapOutcome.AwaitsApproval, (await own.SwapAsync(s => s.AcceptAsync(swap, CancellationToken.None))).Outcome);
        Assert.Equal(SwapOutcome.AwaitsApproval, (await own.SwapAsync(s => s.AcceptAsync(swap, CancellationToken.None))).Outcome);
        Assert.Equal(AssignmentState.Confirmed, await own.StateAsync(place.AssignmentId));
        Assert.Equal(2, await own.MessagesAsync(MessageKind.SwapToApprove, swap));
        Assert.All(await own.QueryAsync(db => db.OutboundMessages.Where(m => m.Kind == MessageKind.SwapToApprove).Select(m => m.RecipientId).ToListAsync()), r => Assert.Equal(coordinator.Id, r));

        Assert.Equal(SwapOutcome.Done, (await DecideAsync(own, s => s.ApproveAsync(swap, CancellationToken.None))).Outcome);
        Assert.Equal(SwapOutcome.Done, (await DecideAsync(own, s => s.ApproveAsync(swap, CancellationToken.None))).Outcome);

        Assert.Equal(AssignmentState.Withdrawn, await own.StateAsync(place.AssignmentId));
        var taken = await own.QueryAsync(db => db.Assignments.SingleAsync(a => a.ShiftId == place.ShiftId && a.VolunteerId == colleague));
        Assert.Equal(AssignmentState.Confirmed, taken.State);
        Assert.Equal(1, await own.QueryAsync(db => db.ShiftRoles.Where(r => r.ShiftId == place.ShiftId).SumAsync(r => r.PlacesTaken)));
        Assert.Equal(2, await own.MessagesAsync(MessageKind.SwapDone, swap));
        Assert.Equal(2, await own.MessagesAsync(MessageKind.SignUpReceipt, taken.AssignmentId));
    }

    [Fact]
    public async Task Where_the_setting_lets_it_the_yes_is_enough_but_not_past_the_queue()
    {
        await using var own = await TestApp.StartAsync();
        await own.QueryAsync(db => db.Settings.Where(s => s.SettingKey == "Shifts.SwapsNeedApproval").ExecuteUpdateAsync(s => s.SetProperty(x => x.Value, "false")));
        var (place, colleague, swap) = await AskedAsync(own, await own.AddShiftAsync(capacity: 1));
        Assert.Equal(SwapOutcome.Done, (await own.SwapAsync(s => s.AcceptAsync(swap, CancellationToken.None))).Outcome);
        Assert.Equal(AssignmentState.Confirmed, await own.QueryAsync(db => db.Assignments.Where(a => a.ShiftId == place.ShiftId && a.VolunteerId == colleague).Select(a => a.State).SingleAsync()));

        var full = await own.AddShiftAsync(daysAhead: 3, capacity: 1);
        var (_, _, second) = await AskedAsync(own, full);
        await own.AddSignedUpAsync(full, PlacementOutcome.Waitlisted);
        Assert.Equal(SwapOutcome.AwaitsApproval, (await own.SwapAsync(s => s.AcceptAsync(second, CancellationToken.None))).Outcome);
    }

    [Fact]
    public async Task A_no_leaves_the_place_and_says_so()
    {
        var (place, _, swap) = await AskedAsync(app, await app.AddShiftAsync());

        Assert.Equal(SwapOutcome.Done, await app.SwapAsync(s => s.DeclineAsync(swap, CancellationToken.None)));
        Assert.Equal(SwapOutcome.Gone, (await app.SwapAsync(s => s.AcceptAsync(swap, CancellationToken.None))).Outcome);
        Assert.Equal(AssignmentState.Confirmed, await app.StateAsync(place.AssignmentId));
        Assert.Equal(2, await app.MessagesAsync(MessageKind.SwapFailed, swap));
    }

    [Fact]
    public async Task One_is_asked_at_a_time_and_five_at_most()
    {
        var place = await SignedUpAsync(app, await app.AddShiftAsync());
        var first = await app.AskSwapAsync(place.AssignmentId, await app.AddVolunteerIdAsync());
        var another = await app.AddVolunteerIdAsync();
        Assert.Equal(SwapOutcome.AlreadyAsked, await app.SwapAsync(s => s.AskAsync(place.AssignmentId, another, CancellationToken.None)));
        await app.SwapAsync(s => s.CallOffAsync(place.AssignmentId, first, CancellationToken.None));

        for (var i = 1; i < SwapService.MostAsked; i++)
        {
            var next = await app.AskSwapAsync(place.AssignmentId, await app.AddVolunteerIdAsync());
            await app.SwapAsync(s => s.DeclineAsync(next, CancellationToken.None));
        }

        Assert.Equal(SwapOutcome.TooManyAsked, await app.SwapAsync(s => s.AskAsync(place.AssignmentId, another, CancellationToken.None)));
    }

    [Fact]
    public async Task Two_questions_at_the_same_moment_are_one()
    {
        var place = await SignedUpAsync(app, await app.AddShiftAsync());
        List<Guid> colleagues = [await app.AddVolunteerIdAsync(), await app.AddVolunteerIdAsync()];

        var outcomes = await Task.WhenAll(colleagues.Select(c => app.SwapAsync(s => s.AskAsync(place.AssignmentId, c, CancellationToken.None))));

        Assert.Equal([SwapOutcome.Done, SwapOutcome.AlreadyAsked], outcomes.Order());
        Assert.Equal(1, await app.QueryAsync(db => db.Swaps.CountAsync(s => s.AssignmentId == place.AssignmentId)));
    }

    [Fact]
    public async Task Who_may_not_have_the_place_is_not_asked_and_who_lost_the_right_does_not_get_it()
    {
        var shift = await app.AddShiftAsync(hour: 10);
        var place = await SignedUpAsync(app, shift);
        var busy = await app.AddVolunteerIdAsync();
        Assert.Equal(PlacementOutcome.Done, (await app.SignUpAsync(await app.AddShiftAsync(hour: 11), busy)).Outcome);
        Assert.Equal(SwapOutcome.CannotCome, await app.SwapAsync(s => s.AskAsync(place.AssignmentId, busy, CancellationToken.None)));

        var colleague = await app.AddVolunteerIdAsync();
        var swap = await app.AskSwapAsync(place.AssignmentId, colleague);
        await app.SwapAsync(s => s.AcceptAsync(swap, CancellationToken.None));
        Assert.Equal(PlacementOutcome.Done, (await app.SignUpAsync(await app.AddShiftAsync(hour: 11), colleague)).Outcome);

        var result = await DecideAsync(app, s => s.ApproveAsync(swap, CancellationToken.None));
        Assert.Equal(SwapOutcome.CannotCome, result.Outcome);
        Assert.NotEmpty(result.Breaches!);
        Assert.Equal(AssignmentState.Confirmed, await app.StateAsync(place.AssignmentId));
        Assert.Equal(1, await app.PlacesTakenAsync(shift));
    }

    [Fact]
    public async Task A_moved_shift_is_another_question()
    {
        await using var own = await TestApp.StartAsync();
        var shift = await own.AddShiftAsync(hour: 10);
        var (place, _, swap) = await AskedAsync(own, shift);
        await own.SwapAsync(s => s.AcceptAsync(swap, CancellationToken.None));

        await using (var scope = own.NewScope())
        {
            var now = await scope.Db.Shifts.AsNoTracking().SingleAsync(s => s.ShiftId == shift.ShiftId);
            await scope.Get<ShiftService>().MoveAsync(shift.ShiftId, now.Version, new NewTime(now.StartsAtUtc.AddHours(2), now.EndsAtUtc.AddHours(2), "Giriş"), CancellationToken.None);
        }

        Assert.Equal(SwapOutcome.Gone, (await DecideAsync(own, s => s.ApproveAsync(swap, CancellationToken.None))).Outcome);
        await own.RunJobAsync("ExpireOffers");
        await own.RunJobAsync("ExpireOffers");
        Assert.Equal(SwapState.Lapsed, await StateAsync(own, swap));
        Assert.Equal(2, await own.MessagesAsync(MessageKind.SwapCalledOff, swap));
        Assert.Equal(2, await own.MessagesAsync(MessageKind.SwapFailed, swap));
        Assert.Equal(AssignmentState.Confirmed, await own.StateAsync(place.AssignmentId));
    }

    [Fact]
    public async Task A_question_lapses_when_its_time_is_over()
    {
        await using var own = await TestApp.StartAsync();
        var (_, _, swap) = await AskedAsync(own, await own.AddShiftAsync(daysAhead: 4));
        own.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal(SwapOutcome.Gone, (await own.SwapAsync(s => s.AcceptAsync(swap, CancellationToken.None))).Outcome);
        await own.RunJobAsync("ExpireOffers");
        Assert.Equal(SwapState.Lapsed, await StateAsync(own, swap));
    }

    [Fact]
    public async Task On_their_pages_one_asks_by_number_and_the_other_answers_by_the_link()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var (colleague, colleagueAccount) = await app.AddVolunteerAsync();
        var shift = await app.AddShiftAsync(daysAhead: 5, hour: 12);
        Assert.Equal(PlacementOutcome.Done, (await app.SignUpAsync(shift, volunteer.VolunteerId)).Outcome);
        var place = (await app.AssignmentAsync(shift, volunteer.VolunteerId))!.AssignmentId;
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.GetPageAsync($"/me/shifts/{place}/swap");
        var refused = await browser.SubmitAsync(page, "form.form", ("Phone", "12"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("value=\"12\"", refused.Html, StringComparison.Ordinal);
        var unknown = await browser.SubmitAsync(refused, "form.form", ("Phone", "050 999 88 77"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.Status);
        await browser.SubmitAsync(unknown, "form.form", ("Phone", colleague.Phone));
        var swap = await app.QueryAsync(db => db.Swaps.Where(s => s.AssignmentId == place).Select(s => s.SwapId).SingleAsync());

        var mine = await app.NewBrowserAsync(colleagueAccount);
        Assert.Contains($"/me/swaps/{swap}", (await mine.GetPageAsync("/me")).Html, StringComparison.Ordinal);

        var link = $"/t/{await app.TokenAsync(LinkPurpose.AnswerSwap, swap)}";
        var stranger = app.NewBrowser();
        var question = await stranger.GetPageAsync(link);
        Assert.Equal(SwapState.Asked, await StateAsync(app, swap));
        await stranger.SubmitAsync(question, "form[action$='/yes']");
        Assert.Equal(SwapState.Accepted, await StateAsync(app, swap));
        Assert.DoesNotContain(volunteer.FamilyName, question.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(volunteer.Phone, question.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_coordinator_refuses_with_a_reason_and_nobody_decides_about_their_own()
    {
        var (place, colleague, swap) = await AskedAsync(app, await app.AddShiftAsync(daysAhead: 6, hour: 9));
        await app.SwapAsync(s => s.AcceptAsync(swap, CancellationToken.None));
        var elsewhere = await app.NewBrowserAsync(await app.AddCoordinatorAsync("2"));
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetPageAsync($"/desk/swaps/{swap}/refuse")).Status);

        await using (var scope = await app.AsAdministratorAsync())
        {
            scope.Get<CurrentUser>().VolunteerId = colleague;
            Assert.Equal(SwapOutcome.Gone, (await scope.Get<SwapService>().ApproveAsync(swap, CancellationToken.None)).Outcome);
        }

        var desk = await app.NewBrowserAsync(await app.AddCoordinatorAsync("1"));
        Assert.Contains($"/desk/swaps/{swap}/approve", (await desk.GetPageAsync("/desk/swaps")).Html, StringComparison.Ordinal);
        var page = await desk.GetPageAsync($"/desk/swaps/{swap}/refuse");
        var refused = await desk.SubmitAsync(page, "form.form", ("Reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        await desk.SubmitAsync(refused, "form.form", ("Reason", Reason));

        Assert.Equal(SwapState.Refused, await StateAsync(app, swap));
        Assert.Equal(AssignmentState.Confirmed, await app.StateAsync(place.AssignmentId));
        Assert.Equal(2, await app.MessagesAsync(MessageKind.SwapRefused, swap));
        Assert.Equal(2, await app.MessagesAsync(MessageKind.SwapCalledOff, swap));
        Assert.DoesNotContain($"/desk/swaps/{swap}/approve", (await desk.GetPageAsync("/desk/swaps")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_reads_which_number_they_have()
    {
        var shift = await app.AddShiftAsync(daysAhead: 7, capacity: 1);
        await app.AddSignedUpAsync(shift);
        await app.AddSignedUpAsync(shift, PlacementOutcome.Waitlisted);
        var (volunteer, account) = await app.AddVolunteerAsync();
        Assert.Equal(PlacementOutcome.Waitlisted, (await app.SignUpAsync(shift, volunteer.VolunteerId)).Outcome);

        Assert.Contains("Sıradakı nömrəniz: 2", (await (await app.NewBrowserAsync(account)).GetPageAsync("/me")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_who_served_together_are_shown_and_nobody_else()
    {
        var together = await app.AddShiftAsync(daysAhead: 8, capacity: 2);
        var place = await SignedUpAsync(app, together);
        var colleague = (await app.AddSignedUpAsync(together)).VolunteerId;
        var stranger = await app.AddVolunteerIdAsync();
        var wanted = await app.AddShiftAsync(daysAhead: 9);
        Assert.Equal(PlacementOutcome.Done, (await app.SignUpAsync(wanted, place.VolunteerId)).Outcome);
        var own = (await app.AssignmentAsync(wanted, place.VolunteerId))!.AssignmentId;

        await using var scope = app.NewScope();
        var known = await scope.Get<ColleagueFinder>().KnownAsync(own, CancellationToken.None);

        Assert.Equal([colleague], known.Select(c => c.VolunteerId));
        Assert.DoesNotContain(known, c => c.VolunteerId == stranger);
    }

    private static async Task<(Assignment Place, Guid ColleagueId, Guid SwapId)> AskedAsync(TestApp app, Shift shift)
    {
        var place = await SignedUpAsync(app, shift);
        var colleague = await app.AddVolunteerIdAsync();

        return (place, colleague, await app.AskSwapAsync(place.AssignmentId, colleague));
    }

    private static async Task<Assignment> SignedUpAsync(TestApp app, Shift shift) => (await app.AssignmentAsync(shift, (await app.AddSignedUpAsync(shift)).VolunteerId))!;

    private static async Task<T> DecideAsync<T>(TestApp app, Func<SwapService, Task<T>> act)
    {
        await using var scope = await app.AsAdministratorAsync();

        return await act(scope.Get<SwapService>());
    }

    private static Task<SwapState> StateAsync(TestApp app, Guid swapId) => app.QueryAsync(db => db.Swaps.Where(s => s.SwapId == swapId).Select(s => s.State).SingleAsync());
}
