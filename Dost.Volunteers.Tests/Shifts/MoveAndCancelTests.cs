using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Shifts;

/// <summary>Publishing, moving and calling off shifts.</summary>
public class MoveAndCancelTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_move_tells_who_comes_and_renews_the_offer_of_who_was_asked()
    {
        var shift = await app.AddShiftAsync(daysAhead: 3, capacity: 3);
        var (_, comes) = await app.AddSignedUpAsync(shift);
        var (_, asked) = await app.AddOfferedAsync(shift);

        var result = await MoveAsync(shift, shift.Version, hours: 24);

        Assert.Equal(MoveOutcome.Moved, result.Outcome);
        Assert.Equal(2, await app.MessagesAsync(MessageKind.ShiftMoved, comes));
        Assert.Equal(4, await app.MessagesAsync(MessageKind.ShiftOffer, asked));
        Assert.Equal(1, await app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.SubjectId == shift.ShiftId && e.Action == "ShiftMoved" && e.Kind == AuditKind.Changed)));
    }

    [Fact]
    public async Task A_shift_is_not_moved_over_another_shift_of_somebody_who_comes()
    {
        var shift = await app.AddShiftAsync(daysAhead: 3);
        var (volunteerId, _) = await app.AddSignedUpAsync(shift);
        var other = await app.AddShiftAsync(daysAhead: 4);
        await app.SignUpAsync(other, volunteerId);

        var result = await MoveAsync(shift, shift.Version, hours: 24);

        Assert.Equal(MoveOutcome.Clashes, result.Outcome);
        Assert.Equal(["Leyla Quliyeva"], result.ClashingNames);
    }

    [Fact]
    public async Task Who_moves_what_somebody_else_has_moved_meanwhile_is_told_so()
    {
        var shift = await app.AddShiftAsync(daysAhead: 3);

        Assert.Equal(MoveOutcome.Moved, (await MoveAsync(shift, shift.Version, hours: 2)).Outcome);
        Assert.Equal(MoveOutcome.ChangedMeanwhile, (await MoveAsync(shift, shift.Version, hours: 4)).Outcome);
    }

    [Fact]
    public async Task A_shift_at_which_somebody_has_arrived_is_neither_moved_nor_called_off()
    {
        var shift = await app.AddShiftAsync(daysAhead: 1);
        var (_, assignmentId) = await app.AddSignedUpAsync(shift);
        app.Clock.SetUtcNow(new DateTimeOffset(shift.StartsAtUtc.AddMinutes(-10)));
        await using (var scope = app.NewScope())
        {
            var assignment = await scope.Db.Assignments.SingleAsync(a => a.AssignmentId == assignmentId);
            Assert.True(assignment.CheckIn(app.NowUtc));
            await scope.Db.SaveChangesAsync();
        }

        Assert.Equal(MoveOutcome.NotAllowed, (await MoveAsync(shift, shift.Version, hours: 24)).Outcome);
        Assert.False(await CancelAsync(shift));
        Assert.Equal(AssignmentState.CheckedIn, await app.StateAsync(assignmentId));
    }

    [Fact]
    public async Task A_shift_is_not_moved_into_the_past()
    {
        var shift = await app.AddShiftAsync(daysAhead: 3);

        Assert.Equal(MoveOutcome.NotAllowed, (await MoveAsync(shift, shift.Version, hours: -96)).Outcome);
    }

    [Fact]
    public async Task Calling_off_releases_and_tells_everybody_once()
    {
        var shift = await app.AddShiftAsync(daysAhead: 3, capacity: 1);
        var (_, comes) = await app.AddSignedUpAsync(shift);
        var (_, waits) = await app.AddSignedUpAsync(shift, PlacementOutcome.Waitlisted);

        Assert.True(await CancelAsync(shift));
        Assert.False(await CancelAsync(shift));

        Assert.Equal(AssignmentState.Removed, await app.StateAsync(comes));
        Assert.Equal(AssignmentState.Removed, await app.StateAsync(waits));
        Assert.Equal(2, await app.MessagesAsync(MessageKind.ShiftCancelled, comes));
        Assert.Equal(2, await app.MessagesAsync(MessageKind.ShiftCancelled, waits));
        Assert.Equal(0, await app.PlacesTakenAsync(shift));
    }

    [Fact]
    public async Task A_draft_is_published_once_and_not_after_its_time()
    {
        var draft = await app.AddShiftAsync(daysAhead: 3, publish: false);

        Assert.True(await PublishAsync(draft));
        Assert.False(await PublishAsync(draft));

        var late = await app.AddShiftAsync(daysAhead: 1, publish: false);
        app.Clock.SetUtcNow(new DateTimeOffset(late.StartsAtUtc));
        Assert.False(await PublishAsync(late));
    }

    [Fact]
    public async Task A_request_whose_shift_is_called_off_waits_for_another_plan_and_its_new_time_is_news()
    {
        var request = await app.AddHelpRequestAsync();
        var first = await PlanAsync(request, days: 2);
        await FillAsync(first);
        Assert.True(await CancelAsync(first));
        Assert.Equal(HelpRequestState.Triaged, await app.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == request.HelpRequestId).Select(r => r.State).SingleAsync()));

        var second = await PlanAsync(request, days: 4);
        await FillAsync(second);

        Assert.Equal(4, await app.MessagesAsync(MessageKind.HelpRequestPlanned, request.HelpRequestId));
    }

    private async Task FillAsync(Shift shift)
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        Assert.Equal(PlacementOutcome.Done, (await app.SignUpAsync(shift, volunteer.VolunteerId)).Outcome);
    }

    private async Task<Shift> PlanAsync(HelpRequest request, int days)
    {
        await using var scope = app.NewScope();
        var service = scope.Get<HelpRequestService>();
        Assert.True(await service.TriageAsync(request.HelpRequestId, Urgency.Normal, RiskLevel.Low, CancellationToken.None));
        var start = app.NowUtc.Date.AddDays(days).AddHours(8);

        return (await service.PlanAsync(request.HelpRequestId, new NewShift(start, start.AddHours(1), "Evdə", [new NewRole("Köməkçi", 1)]), null, CancellationToken.None))!;
    }

    private async Task<MoveResult> MoveAsync(Shift shift, Guid seenVersion, int hours)
    {
        await using var scope = app.NewScope();
        var time = new NewTime(shift.StartsAtUtc.AddHours(hours), shift.EndsAtUtc.AddHours(hours), "Qapının önü");

        return await scope.Get<ShiftService>().MoveAsync(shift.ShiftId, seenVersion, time, CancellationToken.None);
    }

    private async Task<bool> CancelAsync(Shift shift)
    {
        await using var scope = app.NewScope();

        return await scope.Get<ShiftService>().CancelAsync(shift.ShiftId, "İşıq yoxdur", CancellationToken.None);
    }

    private async Task<bool> PublishAsync(Shift shift)
    {
        await using var scope = app.NewScope();

        return await scope.Get<ShiftService>().PublishAsync(shift.ShiftId, CancellationToken.None);
    }
}
