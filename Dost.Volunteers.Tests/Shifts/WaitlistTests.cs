using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Shifts;

/// <summary>The queue behind a full shift: in order, never forgotten, never passed by.</summary>
public class WaitlistTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_place_given_back_is_offered_to_who_waits_longest()
    {
        var shift = await app.AddShiftAsync(capacity: 1);
        var (_, holder) = await app.AddSignedUpAsync(shift);
        var first = await WaitAsync(shift);
        var second = await WaitAsync(shift);

        await app.WithdrawAsync(holder);

        Assert.Equal(AssignmentState.Offered, await app.StateAsync(first));
        Assert.Equal(AssignmentState.Waitlisted, await app.StateAsync(second));
        Assert.Equal(2, await app.MessagesAsync(MessageKind.WaitlistOffer, first));
    }

    [Fact]
    public async Task A_no_hands_the_place_on_to_the_next_in_the_queue()
    {
        var shift = await app.AddShiftAsync(daysAhead: 2, capacity: 1);
        var (_, holder) = await app.AddSignedUpAsync(shift);
        var first = await WaitAsync(shift);
        var second = await WaitAsync(shift);
        await app.WithdrawAsync(holder);

        await app.DeclineAsync(first);

        Assert.Equal(AssignmentState.Offered, await app.StateAsync(second));
        Assert.Equal(PlacementOutcome.Done, (await app.AcceptAsync(second)).Outcome);
    }

    [Fact]
    public async Task An_offer_that_lapses_hands_the_place_on()
    {
        var shift = await app.AddShiftAsync(daysAhead: 6, capacity: 1);
        var (_, holder) = await app.AddSignedUpAsync(shift);
        var first = await WaitAsync(shift);
        var second = await WaitAsync(shift);
        await app.WithdrawAsync(holder);

        app.Clock.Advance(TimeSpan.FromHours(25));
        await app.ExpireOffersAsync();

        Assert.Equal(AssignmentState.Expired, await app.StateAsync(first));
        Assert.Equal(AssignmentState.Offered, await app.StateAsync(second));
    }

    [Fact]
    public async Task Nobody_in_the_queue_is_offered_a_place_that_is_not_there()
    {
        var shift = await app.AddShiftAsync(daysAhead: 8, capacity: 1);
        var (_, offered) = await app.AddOfferedAsync(shift);
        await app.AddSignedUpAsync(shift);
        var waiting = await WaitAsync(shift);

        // The offer to the first is void since the place is taken; that it is declined frees nothing.
        await app.DeclineAsync(offered);

        Assert.Equal(AssignmentState.Waitlisted, await app.StateAsync(waiting));
    }

    [Fact]
    public async Task A_place_that_was_offered_to_the_queue_is_not_taken_past_it()
    {
        var shift = await app.AddShiftAsync(daysAhead: 9, capacity: 1);
        var (_, holder) = await app.AddSignedUpAsync(shift);
        var waiting = await WaitAsync(shift);
        await app.WithdrawAsync(holder);

        var latecomer = await app.AddVolunteerIdAsync();

        Assert.Equal(PlacementOutcome.Waitlisted, (await app.SignUpAsync(shift, latecomer)).Outcome);
        Assert.Equal(PlacementOutcome.Done, (await app.AcceptAsync(waiting)).Outcome);
    }

    [Fact]
    public async Task Who_waits_and_can_no_longer_come_is_passed_over()
    {
        var shift = await app.AddShiftAsync(daysAhead: 10, capacity: 1);
        var (_, holder) = await app.AddSignedUpAsync(shift);
        var (busy, busyWaits) = await app.AddSignedUpAsync(shift, PlacementOutcome.Waitlisted);
        var free = await WaitAsync(shift);
        var elsewhere = await app.AddShiftAsync(daysAhead: 10, hour: 11);
        Assert.Equal(PlacementOutcome.Done, (await app.SignUpAsync(elsewhere, busy)).Outcome);

        await app.WithdrawAsync(holder);

        Assert.Equal(AssignmentState.Waitlisted, await app.StateAsync(busyWaits));
        Assert.Equal(AssignmentState.Offered, await app.StateAsync(free));
    }

    [Fact]
    public async Task Two_places_given_back_are_offered_to_two()
    {
        var shift = await app.AddShiftAsync(daysAhead: 11, capacity: 2);
        var (_, one) = await app.AddSignedUpAsync(shift);
        var (_, other) = await app.AddSignedUpAsync(shift);
        var first = await WaitAsync(shift);
        var second = await WaitAsync(shift);

        await app.WithdrawAsync(one);
        await app.RemoveAsync(other);

        Assert.Equal(AssignmentState.Offered, await app.StateAsync(first));
        Assert.Equal(AssignmentState.Offered, await app.StateAsync(second));
    }

    [Fact]
    public async Task Signing_up_again_keeps_the_turn_in_the_queue()
    {
        var shift = await app.AddShiftAsync(daysAhead: 12, capacity: 1);
        var (_, holder) = await app.AddSignedUpAsync(shift);
        var (volunteer, first) = await app.AddSignedUpAsync(shift, PlacementOutcome.Waitlisted);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await WaitAsync(shift);
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(PlacementOutcome.Waitlisted, (await app.SignUpAsync(shift, volunteer)).Outcome);
        await app.WithdrawAsync(holder);

        Assert.Equal(AssignmentState.Offered, await app.StateAsync(first));
    }

    private async Task<Guid> WaitAsync(Shift shift)
    {
        var (_, assignmentId) = await app.AddSignedUpAsync(shift, PlacementOutcome.Waitlisted);
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        return assignmentId;
    }
}
