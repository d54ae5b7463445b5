using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Shifts;

/// <summary>Places under many hands at once: threads of their own, contexts of their own, one database.</summary>
public class LastPlaceTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task The_last_place_goes_to_one_person_however_many_say_yes_at_once()
    {
        for (var round = 0; round < 5; round++)
        {
            var shift = await app.AddShiftAsync(daysAhead: 2 + round, capacity: 1);
            var offers = new List<Guid>();

            for (var i = 0; i < 4; i++)
            {
                offers.Add((await app.AddOfferedAsync(shift)).AssignmentId);
            }

            var outcomes = await AtOnceAsync(offers, id => app.AcceptAsync(id));

            Assert.Single(outcomes, o => o.Outcome is PlacementOutcome.Done);
            Assert.Equal(3, outcomes.Count(o => o.Outcome is PlacementOutcome.PlaceTaken));
            Assert.Equal(1, await app.PlacesTakenAsync(shift));
            Assert.Equal(1, await app.QueryAsync(db => db.Assignments.CountAsync(a => a.ShiftId == shift.ShiftId && a.State == AssignmentState.Confirmed)));
        }
    }

    [Fact]
    public async Task Of_many_who_sign_up_at_once_as_many_as_there_are_places_get_one_and_the_others_wait()
    {
        var shift = await app.AddShiftAsync(daysAhead: 8, capacity: 3);
        var volunteers = new List<Guid>();

        for (var i = 0; i < 6; i++)
        {
            volunteers.Add(await app.AddVolunteerIdAsync());
        }

        var outcomes = await AtOnceAsync(volunteers, id => app.SignUpAsync(shift, id));

        Assert.Equal(3, outcomes.Count(o => o.Outcome is PlacementOutcome.Done));
        Assert.Equal(3, outcomes.Count(o => o.Outcome is PlacementOutcome.Waitlisted));
        Assert.Equal(3, await app.PlacesTakenAsync(shift));
    }

    [Fact]
    public async Task One_volunteer_does_not_get_two_shifts_at_the_same_time_by_taking_both_at_once()
    {
        for (var round = 0; round < 5; round++)
        {
            var volunteer = await app.AddVolunteerIdAsync();
            var one = await app.AddShiftAsync(daysAhead: 10 + round, hour: 9);
            var other = await app.AddShiftAsync(daysAhead: 10 + round, hour: 10);

            var outcomes = await AtOnceAsync([one, other], shift => app.SignUpAsync(shift, volunteer));

            Assert.Single(outcomes, o => o.Outcome is PlacementOutcome.Done);
            Assert.Single(outcomes, o => o.Outcome is PlacementOutcome.RuleBroken);
        }
    }

    [Fact]
    public async Task The_same_yes_sent_twice_at_once_takes_one_place_and_sends_one_receipt()
    {
        var shift = await app.AddShiftAsync(daysAhead: 16, capacity: 2);
        var (_, assignmentId) = await app.AddOfferedAsync(shift);

        var outcomes = await AtOnceAsync([assignmentId, assignmentId, assignmentId], id => app.AcceptAsync(id));

        Assert.All(outcomes, o => Assert.Equal(PlacementOutcome.Done, o.Outcome));
        Assert.Equal(1, await app.PlacesTakenAsync(shift));
        Assert.Equal(2, await app.MessagesAsync(MessageKind.SignUpReceipt, assignmentId));
    }

    [Fact]
    public async Task A_shift_called_off_while_somebody_takes_its_place_keeps_nobody()
    {
        for (var round = 0; round < 5; round++)
        {
            var shift = await app.AddShiftAsync(daysAhead: 20 + round);
            var (_, assignmentId) = await app.AddOfferedAsync(shift);

            await AtOnceAsync<Func<Task<bool>>, bool>(
                [
                    async () => (await app.AcceptAsync(assignmentId)).Outcome is PlacementOutcome.Done,
                    async () =>
                    {
                        await using var scope = app.NewScope();

                        return await scope.Get<ShiftService>().CancelAsync(shift.ShiftId, "Su yoxdur", CancellationToken.None);
                    },
                ],
                act => act());

            Assert.Equal(AssignmentState.Removed, await app.StateAsync(assignmentId));
            Assert.Equal(0, await app.PlacesTakenAsync(shift));
        }
    }

    private static async Task<List<TResult>> AtOnceAsync<T, TResult>(List<T> items, Func<T, Task<TResult>> act)
    {
        using var start = new Barrier(items.Count);

        // Threads, since SQLite's calls do not yield: tasks alone would run one after the other.
        var running = items.Select(item => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();

                return act(item);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()).ToList();

        return [.. await Task.WhenAll(running)];
    }
}
