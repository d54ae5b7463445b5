using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Shifts;

/// <summary>What coordinators and volunteers do with places, each in a unit of work of its own, as over the web.</summary>
internal static class Placing
{
    public static Task<OfferResult> OfferAsync(this TestApp app, Shift shift, params Guid[] volunteerIds) =>
        app.PlaceAsync(p => p.OfferAsync(shift.Roles[0].ShiftRoleId, volunteerIds, CancellationToken.None));

    public static Task<PlacementResult> AcceptAsync(this TestApp app, Guid assignmentId) => app.PlaceAsync(p => p.AcceptAsync(assignmentId, CancellationToken.None));

    public static Task<PlacementResult> DeclineAsync(this TestApp app, Guid assignmentId) => app.PlaceAsync(p => p.DeclineAsync(assignmentId, CancellationToken.None));

    public static Task<PlacementResult> WithdrawAsync(this TestApp app, Guid assignmentId) => app.PlaceAsync(p => p.WithdrawAsync(assignmentId, "Xəstələnmişəm", CancellationToken.None));

    public static Task<PlacementResult> RemoveAsync(this TestApp app, Guid assignmentId) => app.PlaceAsync(p => p.RemoveAsync(assignmentId, CancellationToken.None));

    public static Task<PlacementResult> SignUpAsync(this TestApp app, Shift shift, Guid volunteerId, int role = 0) =>
        app.PlaceAsync(p => p.SignUpAsync(shift.Roles[role].ShiftRoleId, volunteerId, CancellationToken.None));

    public static Task<int> ExpireOffersAsync(this TestApp app) => app.PlaceAsync(p => p.ExpireOffersAsync(100, CancellationToken.None));

    public static async Task<T> PlaceAsync<T>(this TestApp app, Func<PlacementService, Task<T>> act)
    {
        await using var scope = app.NewScope();

        return await act(scope.Get<PlacementService>());
    }

    public static async Task<Guid> AddVolunteerIdAsync(this TestApp app) => (await app.AddVolunteerAsync()).Volunteer.VolunteerId;

    /// <summary>A volunteer with an offer of the shift, and the assignment that it is.</summary>
    public static async Task<(Guid VolunteerId, Guid AssignmentId)> AddOfferedAsync(this TestApp app, Shift shift)
    {
        var volunteerId = await app.AddVolunteerIdAsync();
        Assert.Equal([volunteerId], (await app.OfferAsync(shift, volunteerId)).Offered);

        return (volunteerId, (await app.AssignmentAsync(shift, volunteerId))!.AssignmentId);
    }

    public static async Task<(Guid VolunteerId, Guid AssignmentId)> AddSignedUpAsync(this TestApp app, Shift shift, PlacementOutcome expected = PlacementOutcome.Done)
    {
        var volunteerId = await app.AddVolunteerIdAsync();
        Assert.Equal(expected, (await app.SignUpAsync(shift, volunteerId)).Outcome);

        return (volunteerId, (await app.AssignmentAsync(shift, volunteerId))!.AssignmentId);
    }

    /// <summary>A colleague is asked to take a place over; the question.</summary>
    public static async Task<Guid> AskSwapAsync(this TestApp app, Guid assignmentId, Guid colleagueId)
    {
        Assert.Equal(SwapOutcome.Done, await app.SwapAsync(s => s.AskAsync(assignmentId, colleagueId, CancellationToken.None)));

        return await app.QueryAsync(db => db.Swaps.Where(s => s.AssignmentId == assignmentId && s.ColleagueId == colleagueId).OrderByDescending(s => s.SwapId).Select(s => s.SwapId).FirstAsync());
    }

    public static async Task<T> SwapAsync<T>(this TestApp app, Func<SwapService, Task<T>> act)
    {
        await using var scope = app.NewScope();

        return await act(scope.Get<SwapService>());
    }

    public static Task<Assignment?> AssignmentAsync(this TestApp app, Shift shift, Guid volunteerId) =>
        app.QueryAsync(db => db.Assignments.AsNoTracking().SingleOrDefaultAsync(a => a.ShiftId == shift.ShiftId && a.VolunteerId == volunteerId));

    public static Task<AssignmentState> StateAsync(this TestApp app, Guid assignmentId) =>
        app.QueryAsync(db => db.Assignments.Where(a => a.AssignmentId == assignmentId).Select(a => a.State).SingleAsync());

    public static Task<int> PlacesTakenAsync(this TestApp app, Shift shift) =>
        app.QueryAsync(db => db.ShiftRoles.Where(r => r.ShiftId == shift.ShiftId).SumAsync(r => r.PlacesTaken));

    public static Task<int> MessagesAsync(this TestApp app, MessageKind kind, Guid subjectId) =>
        app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == kind && m.SubjectId == subjectId));
}
