using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>The occasions around a shift and a visit: each once, and only while it stands.</summary>
public sealed class PromptTests : JobTest
{
    [Fact]
    public async Task Who_has_not_come_is_asked_once_at_the_start_and_checks_in_with_one_tap()
    {
        var volunteer = await AddVolunteerAsync();
        var place = await SignUpAsync(await App.AddShiftAsync(daysAhead: 1, hour: 10), volunteer);
        await ForgetMessagesAsync();
        GoTo(9, 59, daysOn: 1);
        await RunAsync("QueuePrompts");
        Assert.Empty(await MessagesAsync(MessageKind.CheckInPrompt));

        GoTo(10);
        await RunAsync("QueuePrompts");
        await RunAsync("QueuePrompts");
        await RunAsync("SendMessages");

        var sms = Assert.Single(Provider.Texts);
        var link = new Uri(sms.Marker).AbsolutePath;
        var browser = App.NewBrowser();
        var page = await browser.GetPageAsync(link);
        Assert.Equal(AssignmentState.Confirmed, await StateAsync(place.AssignmentId));
        await browser.SubmitAsync(page, $"form[action='{link}/check-in']");
        Assert.Equal(AssignmentState.CheckedIn, await StateAsync(place.AssignmentId));
    }

    [Fact]
    public async Task Who_came_meanwhile_is_not_asked()
    {
        var place = await SignUpAsync(await App.AddShiftAsync(daysAhead: 1, hour: 10), await AddVolunteerAsync());
        GoTo(10, 0, daysOn: 1);
        await RunAsync("QueuePrompts");
        await using (var scope = App.NewScope())
        {
            Assert.Equal(AttendanceOutcome.Done, await scope.Get<AttendanceService>().CheckInAsync(place.AssignmentId, default));
        }

        await RunAsync("SendMessages");

        Assert.Equal(MessageState.Superseded, Assert.Single(await MessagesAsync(MessageKind.CheckInPrompt)).State);
    }

    [Fact]
    public async Task Who_waited_in_line_is_told_that_it_is_their_turn()
    {
        var (holder, waiting) = (await AddVolunteerAsync(), await AddVolunteerAsync());
        var shift = await App.AddShiftAsync(daysAhead: 5, capacity: 1);
        var place = await SignUpAsync(shift, holder);
        await using var scope = App.NewScope();
        var placements = scope.Get<PlacementService>();
        Assert.Equal(PlacementOutcome.Waitlisted, (await placements.SignUpAsync(shift.Roles.Single().ShiftRoleId, waiting.VolunteerId, default)).Outcome);

        await placements.WithdrawAsync(place.AssignmentId, "", default);

        Assert.Empty(await MessagesAsync(MessageKind.ShiftOffer));
        Assert.All(await MessagesAsync(MessageKind.WaitlistOffer), m => Assert.Equal(waiting.VolunteerId, m.RecipientId));
        Assert.Equal(2, (await MessagesAsync(MessageKind.WaitlistOffer)).Count);
    }

    [Fact]
    public async Task Who_was_asked_while_the_shift_filled_up_hears_once_that_a_place_is_free_again()
    {
        var (first, second) = (await AddVolunteerAsync(), await AddVolunteerAsync());
        var shift = await App.AddShiftAsync(daysAhead: 5, capacity: 1);
        await using var scope = App.NewScope();
        var placements = scope.Get<PlacementService>();
        await placements.OfferAsync(shift.Roles.Single().ShiftRoleId, [first.VolunteerId, second.VolunteerId], default);
        var place = await App.QueryAsync(db => db.Assignments.SingleAsync(a => a.VolunteerId == first.VolunteerId));
        Assert.Equal(PlacementOutcome.Done, (await placements.AcceptAsync(place.AssignmentId, default)).Outcome);
        Assert.Empty(await MessagesAsync(MessageKind.PlaceFreed));

        await placements.WithdrawAsync(place.AssignmentId, "", default);
        Assert.Equal([second.VolunteerId, second.VolunteerId], (await MessagesAsync(MessageKind.PlaceFreed)).Select(m => m.RecipientId));
        await RunAsync("SendMessages");

        Assert.All(await MessagesAsync(MessageKind.PlaceFreed), m => Assert.Equal(MessageState.Sent, m.State));
    }

    [Fact]
    public async Task Who_asked_for_help_hears_once_that_the_volunteer_is_on_the_way()
    {
        var (request, place) = await VisitAsync();
        GoTo(7, 59, daysOn: 1);
        await using var scope = App.NewScope();
        Assert.Equal(AttendanceOutcome.TooEarly, await scope.Get<OnTheWay>().SayAsync(place.AssignmentId, default));

        GoTo(8);
        Assert.Equal(AttendanceOutcome.Done, await scope.Get<OnTheWay>().SayAsync(place.AssignmentId, default));
        Assert.Equal(AttendanceOutcome.Done, await scope.Get<OnTheWay>().SayAsync(place.AssignmentId, default));
        GoTo(9, 45);
        Assert.Equal(AttendanceOutcome.Done, await scope.Get<AttendanceService>().CheckInAsync(place.AssignmentId, default));
        await RunAsync("SendMessages");

        var messages = await MessagesAsync(MessageKind.HelpRequestOnTheWay);
        Assert.Equal(2, messages.Count);
        Assert.All(messages, m => Assert.Equal((request.HelpRequestId, true), (m.RecipientId, m.IsUrgent)));
        Assert.Contains(Provider.Texts, t => t.To == request.ContactPhone && t.Text.StartsWith("DOST: könüllümüz Sizə gəlir", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_day_after_the_visit_who_has_said_nothing_is_asked_how_it_was()
    {
        var (request, place) = await VisitAsync();
        GoTo(10, 0, daysOn: 1);
        await using (var scope = App.NewScope())
        {
            Assert.Equal(AttendanceOutcome.Done, await scope.Get<AttendanceService>().CheckInAsync(place.AssignmentId, default));
        }

        GoTo(14);
        await RunAsync("CloseForgottenAttendance");
        GoTo(13, 59, daysOn: 1);
        await RunAsync("QueuePrompts");
        Assert.Empty(await MessagesAsync(MessageKind.HelpRequestHowWasIt));

        GoTo(14);
        await RunAsync("QueuePrompts");
        await RunAsync("QueuePrompts");
        Assert.Equal(2, (await MessagesAsync(MessageKind.HelpRequestHowWasIt)).Count);
        await using (var scope = App.NewScope())
        {
            Assert.True(await scope.Get<HelpRequestService>().GiveFeedbackAsync(request.HelpRequestId, 5, null, default));
        }

        await RunAsync("SendMessages");

        Assert.All(await MessagesAsync(MessageKind.HelpRequestHowWasIt), m => Assert.Equal(MessageState.Superseded, m.State));
    }

    private Task<AssignmentState> StateAsync(Guid assignmentId) => App.QueryAsync(db => db.Assignments.Where(a => a.AssignmentId == assignmentId).Select(a => a.State).SingleAsync());

    /// <summary>A visit tomorrow from ten to twelve, with its volunteer.</summary>
    private async Task<(HelpRequest Request, Assignment Place)> VisitAsync()
    {
        var request = await App.AddHelpRequestAsync();
        await using var scope = App.NewScope();
        var requests = scope.Get<HelpRequestService>();
        Assert.True(await requests.TriageAsync(request.HelpRequestId, Urgency.Normal, RiskLevel.Low, default));
        var start = Now.Date.AddDays(1).AddHours(6);
        var shift = await requests.PlanAsync(request.HelpRequestId, new NewShift(start, start.AddHours(2), "Ünvan", [new NewRole("Könüllü", 1)]), null, default);

        return (request, await SignUpAsync(shift!, await AddVolunteerAsync()));
    }
}
