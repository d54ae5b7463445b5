using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Board;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Shifts.Board;

/// <summary>Asking, putting in and moving on the board: both or nothing, by the rule book, and never over what somebody else did.</summary>
public class BoardServiceTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Who_said_yes_has_the_place_at_once_and_gets_a_receipt()
    {
        var shift = await app.AddShiftAsync(daysAhead: 2);
        var volunteerId = await app.AddVolunteerIdAsync();

        var result = await PutInAsync(shift, volunteerId);

        Assert.Equal(BoardOutcome.PutIn, result.Outcome);
        var place = (await app.AssignmentAsync(shift, volunteerId))!;
        Assert.Equal((AssignmentState.Confirmed, 1), (place.State, await app.PlacesTakenAsync(shift)));
        Assert.Equal(2, await app.MessagesAsync(MessageKind.SignUpReceipt, place.AssignmentId));
    }

    [Fact]
    public async Task Whoever_is_asked_answers_and_holds_no_place_until_then()
    {
        var shift = await app.AddShiftAsync(daysAhead: 2);
        var volunteerId = await app.AddVolunteerIdAsync();

        Assert.Equal(BoardOutcome.Asked, (await OnAsync(async b => await b.AskAsync(shift.Roles[0].ShiftRoleId, volunteerId, await b.StampAsync(shift.ShiftId, default), default))).Outcome);
        Assert.Equal(BoardOutcome.AlreadyThere, (await OnAsync(async b => await b.AskAsync(shift.Roles[0].ShiftRoleId, volunteerId, await b.StampAsync(shift.ShiftId, default), default))).Outcome);

        Assert.Equal(AssignmentState.Offered, (await app.AssignmentAsync(shift, volunteerId))!.State);
        Assert.Equal(0, await app.PlacesTakenAsync(shift));
    }

    [Fact]
    public async Task The_rule_book_says_no_to_a_coordinator_as_to_anybody()
    {
        var guarded = await app.AddShiftAsync(daysAhead: 2, role: new NewRole("Tərcüməçi", 1) { Vetting = VettingLevel.Safeguarding });
        var volunteerId = await app.AddVolunteerIdAsync();

        var lacking = await PutInAsync(guarded, volunteerId);
        Assert.Equal((BoardOutcome.RuleBroken, Rule.Vetting), (lacking.Outcome, lacking.Breaches!.Single().Rule));

        await PutInAsync(await app.AddShiftAsync(daysAhead: 3), volunteerId);
        var atTheSameTime = await app.AddShiftAsync(daysAhead: 3, hour: 11);
        var twice = await PutInAsync(atTheSameTime, volunteerId);
        Assert.Equal((BoardOutcome.RuleBroken, Rule.Overlap), (twice.Outcome, twice.Breaches!.Single().Rule));
        Assert.Null(await app.AssignmentAsync(guarded, volunteerId));
        Assert.Null(await app.AssignmentAsync(atTheSameTime, volunteerId));
    }

    [Fact]
    public async Task A_full_shift_and_a_stranger_to_the_centre_are_refused()
    {
        var shift = await app.AddShiftAsync(daysAhead: 2, capacity: 1);
        var (elsewhere, _) = await app.AddVolunteerAsync(districtCode: "khazar");
        Assert.Equal(BoardOutcome.NotOfThisCentre, (await PutInAsync(shift, elsewhere.VolunteerId)).Outcome);
        await app.AddSignedUpAsync(shift);

        Assert.Equal(BoardOutcome.PlaceTaken, (await PutInAsync(shift, await app.AddVolunteerIdAsync())).Outcome);
        Assert.Equal(1, await app.PlacesTakenAsync(shift));
    }

    [Fact]
    public async Task What_was_changed_meanwhile_is_not_changed_over()
    {
        var shift = await app.AddShiftAsync(daysAhead: 2);
        var seen = await OnAsync(b => b.StampAsync(shift.ShiftId, default));
        await app.AddOfferedAsync(shift);
        var volunteerId = await app.AddVolunteerIdAsync();

        Assert.Equal(BoardOutcome.ChangedMeanwhile, (await OnAsync(b => b.PutInAsync(shift.Roles[0].ShiftRoleId, volunteerId, seen, default))).Outcome);
        Assert.Equal(BoardOutcome.ChangedMeanwhile, (await OnAsync(b => b.AskAsync(shift.Roles[0].ShiftRoleId, volunteerId, null, default))).Outcome);
        Assert.Null(await app.AssignmentAsync(shift, volunteerId));
    }

    [Fact]
    public async Task Of_two_coordinators_at_once_one_places_and_the_other_is_told()
    {
        var shift = await app.AddShiftAsync(daysAhead: 2, capacity: 5);
        var seen = await OnAsync(b => b.StampAsync(shift.ShiftId, default));
        var people = new List<Guid>();

        for (var i = 0; i < 4; i++)
        {
            people.Add(await app.AddVolunteerIdAsync());
        }

        var results = await Task.WhenAll(people.Select(v => OnAsync(b => b.PutInAsync(shift.Roles[0].ShiftRoleId, v, seen, default))));

        Assert.Single(results, r => r.Outcome is BoardOutcome.PutIn);
        Assert.Equal(3, results.Count(r => r.Outcome is BoardOutcome.ChangedMeanwhile));
        Assert.Equal(1, await app.PlacesTakenAsync(shift));
    }

    [Fact]
    public async Task Somebody_is_moved_to_a_shift_at_the_same_time_and_the_queue_moves_up()
    {
        var from = await app.AddShiftAsync(daysAhead: 2, capacity: 1);
        var to = await app.AddShiftAsync(daysAhead: 2, hour: 11);
        var (volunteerId, assignmentId) = await app.AddSignedUpAsync(from);
        var (_, waiting) = await app.AddSignedUpAsync(from, PlacementOutcome.Waitlisted);

        Assert.Equal(BoardOutcome.PutIn, (await MoveAsync(from, to, assignmentId)).Outcome);

        var there = (await app.AssignmentAsync(to, volunteerId))!;
        Assert.Equal((AssignmentState.Removed, AssignmentState.Confirmed, AssignmentState.Offered), (await app.StateAsync(assignmentId), there.State, await app.StateAsync(waiting)));
        Assert.Equal((0, 1), (await app.PlacesTakenAsync(from), await app.PlacesTakenAsync(to)));
        Assert.Equal(2, await app.MessagesAsync(MessageKind.AssignmentRemoved, assignmentId));
        Assert.Equal(2, await app.MessagesAsync(MessageKind.SignUpReceipt, there.AssignmentId));
    }

    [Fact]
    public async Task A_move_that_cannot_be_leaves_everything_as_it_was()
    {
        var from = await app.AddShiftAsync(daysAhead: 4, capacity: 1);
        var full = await app.AddShiftAsync(daysAhead: 5, capacity: 1);
        await app.AddSignedUpAsync(full);
        var guarded = await app.AddShiftAsync(daysAhead: 6, role: new NewRole("Tərcüməçi", 1) { Vetting = VettingLevel.Safeguarding });
        var elsewhere = await app.AddShiftAsync(centreCode: "2", daysAhead: 5);
        var (_, assignmentId) = await app.AddSignedUpAsync(from);
        var (_, waiting) = await app.AddSignedUpAsync(from, PlacementOutcome.Waitlisted);
        var messages = await app.QueryAsync(db => db.OutboundMessages.CountAsync());

        Assert.Equal(BoardOutcome.PlaceTaken, (await MoveAsync(from, full, assignmentId)).Outcome);
        Assert.Equal(BoardOutcome.RuleBroken, (await MoveAsync(from, guarded, assignmentId)).Outcome);
        Assert.Equal(BoardOutcome.NotOfThisCentre, (await MoveAsync(from, elsewhere, assignmentId)).Outcome);

        Assert.Equal((AssignmentState.Confirmed, AssignmentState.Waitlisted), (await app.StateAsync(assignmentId), await app.StateAsync(waiting)));
        Assert.Equal((1, 1, 0), (await app.PlacesTakenAsync(from), await app.PlacesTakenAsync(full), await app.PlacesTakenAsync(guarded)));
        Assert.Equal(messages, await app.QueryAsync(db => db.OutboundMessages.CountAsync()));
    }

    [Fact]
    public async Task A_move_by_what_was_seen_before_is_refused_for_either_shift()
    {
        var from = await app.AddShiftAsync(daysAhead: 4);
        var to = await app.AddShiftAsync(daysAhead: 5);
        var (_, assignmentId) = await app.AddSignedUpAsync(from);
        var (seenFrom, seenTo) = (await OnAsync(b => b.StampAsync(from.ShiftId, default)), await OnAsync(b => b.StampAsync(to.ShiftId, default)));
        await app.AddOfferedAsync(to);

        Assert.Equal(BoardOutcome.ChangedMeanwhile, (await OnAsync(b => b.MoveAsync(assignmentId, to.Roles[0].ShiftRoleId, seenFrom, seenTo, default))).Outcome);
        Assert.Equal(BoardOutcome.ChangedMeanwhile, (await OnAsync(async b => await b.MoveAsync(assignmentId, to.Roles[0].ShiftRoleId, "", await b.StampAsync(to.ShiftId, default), default))).Outcome);
        Assert.Equal(AssignmentState.Confirmed, await app.StateAsync(assignmentId));
    }

    [Fact]
    public async Task Who_was_asked_is_asked_anew_and_who_is_moved_back_has_the_first_place_again()
    {
        var one = await app.AddShiftAsync(daysAhead: 4);
        var other = await app.AddShiftAsync(daysAhead: 5);
        var (asked, offer) = await app.AddOfferedAsync(one);
        Assert.Equal(BoardOutcome.Asked, (await MoveAsync(one, other, offer)).Outcome);
        Assert.Equal((AssignmentState.Removed, AssignmentState.Offered), (await app.StateAsync(offer), (await app.AssignmentAsync(other, asked))!.State));

        var (volunteerId, first) = await app.AddSignedUpAsync(one);
        await MoveAsync(one, other, first);
        Assert.Equal(BoardOutcome.PutIn, (await MoveAsync(other, one, (await app.AssignmentAsync(other, volunteerId))!.AssignmentId)).Outcome);

        Assert.Equal(AssignmentState.Confirmed, await app.StateAsync(first));
        Assert.Equal((1, 0), (await app.PlacesTakenAsync(one), await app.PlacesTakenAsync(other)));
        Assert.Equal(4, await app.MessagesAsync(MessageKind.SignUpReceipt, first));
    }

    [Fact]
    public async Task Somebody_takes_another_role_of_the_same_shift()
    {
        var shift = await app.AddShiftAsync(daysAhead: 4, capacity: 1);
        await using (var scope = await app.AsAdministratorAsync())
        {
            var roles = scope.Get<ShiftRoleService>();
            var seen = await scope.Db.Shifts.Where(s => s.ShiftId == shift.ShiftId).Select(s => s.Version).SingleAsync();
            Assert.Equal(RolesOutcome.Done, (await roles.ChangeAsync(shift.ShiftId, seen, [new RoleChange(shift.Roles[0].ShiftRoleId, NewRole.Of(shift.Roles[0])), new RoleChange(null, new NewRole("Operator", 1))], false, default)).Outcome);
        }

        var (volunteerId, assignmentId) = await app.AddSignedUpAsync(shift);
        var operatorId = await app.QueryAsync(db => db.ShiftRoles.Where(r => r.ShiftId == shift.ShiftId && r.Name == "Operator").Select(r => r.ShiftRoleId).SingleAsync());

        var result = await OnAsync(async b => await b.MoveAsync(assignmentId, operatorId, await b.StampAsync(shift.ShiftId, default), await b.StampAsync(shift.ShiftId, default), default));

        Assert.Equal(BoardOutcome.PutIn, result.Outcome);
        var place = (await app.AssignmentAsync(shift, volunteerId))!;
        Assert.Equal((operatorId, AssignmentState.Confirmed), (place.ShiftRoleId, place.State));
        Assert.Equal([0, 1], await app.QueryAsync(db => db.ShiftRoles.Where(r => r.ShiftId == shift.ShiftId).OrderBy(r => r.PlacesTaken).Select(r => r.PlacesTaken).ToListAsync()));
    }

    [Fact]
    public async Task A_place_promised_to_the_queue_is_not_given_away()
    {
        var shift = await app.AddShiftAsync(daysAhead: 4, capacity: 1);
        var (_, leaves) = await app.AddSignedUpAsync(shift);
        await app.AddSignedUpAsync(shift, PlacementOutcome.Waitlisted);
        await app.WithdrawAsync(leaves);

        Assert.Equal(BoardOutcome.PlacePromised, (await PutInAsync(shift, await app.AddVolunteerIdAsync())).Outcome);
    }

    private Task<BoardResult> PutInAsync(Shift shift, Guid volunteerId) =>
        OnAsync(async b => await b.PutInAsync(shift.Roles[0].ShiftRoleId, volunteerId, await b.StampAsync(shift.ShiftId, default), default));

    private Task<BoardResult> MoveAsync(Shift from, Shift to, Guid assignmentId) => OnAsync(async b =>
        await b.MoveAsync(assignmentId, to.Roles[0].ShiftRoleId, await b.StampAsync(from.ShiftId, default), await b.StampAsync(to.ShiftId, default), default));

    private async Task<T> OnAsync<T>(Func<BoardService, Task<T>> act)
    {
        await using var scope = app.NewScope();

        return await act(scope.Get<BoardService>());
    }
}
