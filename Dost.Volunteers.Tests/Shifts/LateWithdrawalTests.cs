using System.Net;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Shifts;

/// <summary>A place is given back freely while there is time, and with a reason when there is not: then the coordinators hear of it at once.</summary>
public sealed class LateWithdrawalTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Reason = "Uşağım xəstələndi";

    [Fact]
    public async Task A_day_before_nobody_is_asked_why()
    {
        var place = (await app.AddSignedUpAsync(await app.AddShiftAsync(daysAhead: 2))).AssignmentId;

        Assert.Equal(PlacementOutcome.Done, (await app.PlaceAsync(p => p.WithdrawAsync(place, reason: null, CancellationToken.None))).Outcome);
        Assert.Equal(0, await app.MessagesAsync(MessageKind.LateWithdrawal, place));
    }

    [Fact]
    public async Task Later_a_reason_is_asked_for_and_the_coordinators_of_the_centre_are_told_once()
    {
        await using var own = await TestApp.StartAsync();
        var (here, elsewhere) = (await own.AddCoordinatorAsync("1"), await own.AddCoordinatorAsync("2"));
        var place = (await own.AddSignedUpAsync(await own.AddShiftAsync(daysAhead: 0, hour: 16))).AssignmentId;

        Assert.Equal(PlacementOutcome.ReasonNeeded, (await own.PlaceAsync(p => p.WithdrawAsync(place, reason: null, CancellationToken.None))).Outcome);
        Assert.Equal(AssignmentState.Confirmed, await own.StateAsync(place));

        Assert.Equal(PlacementOutcome.Done, (await own.PlaceAsync(p => p.WithdrawAsync(place, Reason, CancellationToken.None))).Outcome);
        Assert.Equal(PlacementOutcome.Done, (await own.PlaceAsync(p => p.WithdrawAsync(place, Reason, CancellationToken.None))).Outcome);

        var told = await own.QueryAsync(db => db.OutboundMessages.Where(m => m.Kind == MessageKind.LateWithdrawal).Select(m => new { m.RecipientId, m.Channel }).ToListAsync());
        Assert.Equal(2, told.Count);
        Assert.All(told, m => Assert.Equal(here.Id, m.RecipientId));
        Assert.DoesNotContain(told, m => m.RecipientId == elsewhere.Id);
        await own.RunJobAsync("SendMessages");
        Assert.Contains("/desk/shifts/", (await own.SmsToAsync(here.PhoneNumber!))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_page_nothing_typed_is_lost_and_the_coordinator_reads_the_reason()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var shift = await app.AddShiftAsync(daysAhead: 0, hour: 17);
        Assert.Equal(PlacementOutcome.Done, (await app.SignUpAsync(shift, volunteer.VolunteerId)).Outcome);
        var place = (await app.AssignmentAsync(shift, volunteer.VolunteerId))!.AssignmentId;
        var browser = await app.NewBrowserAsync(account);
        var page = await browser.GetPageAsync($"/me/shifts/{place}/leave");

        var refused = await browser.SubmitAsync(page, ("Reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Niyə gələ bilmədiyinizi bir neçə sözlə yazın", refused.ComplaintOf("Reason"));
        var tooLong = await browser.SubmitAsync(refused, ("Reason", new string('ə', 401)));
        Assert.Contains(new string('ə', 401), tooLong.Html, StringComparison.Ordinal);
        await browser.SubmitAsync(tooLong, ("Reason", Reason));

        Assert.Equal(AssignmentState.Withdrawn, await app.StateAsync(place));
        var desk = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
        Assert.Contains(Reason, (await desk.GetPageAsync($"/desk/shifts/{shift.ShiftId}")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_queue_is_left_without_a_reason_whenever()
    {
        var shift = await app.AddShiftAsync(daysAhead: 0, hour: 18, capacity: 1);
        await app.AddSignedUpAsync(shift);
        var waiting = (await app.AddSignedUpAsync(shift, PlacementOutcome.Waitlisted)).AssignmentId;

        Assert.Equal(PlacementOutcome.Done, (await app.PlaceAsync(p => p.WithdrawAsync(waiting, reason: null, CancellationToken.None))).Outcome);
    }
}
