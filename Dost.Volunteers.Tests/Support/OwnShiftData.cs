using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Support;

/// <summary>Places that volunteers have, and the links of the messages about them.</summary>
public static class OwnShiftData
{
    public static async Task<Guid> OfferAsync(this TestApp app, Shift shift, Volunteer volunteer)
    {
        await using var scope = app.NewScope();
        var result = await scope.Get<PlacementService>().OfferAsync(shift.Roles[0].ShiftRoleId, [volunteer.VolunteerId], CancellationToken.None);
        Assert.Equal([volunteer.VolunteerId], result.Offered);

        return await scope.Db.Assignments.Where(a => a.ShiftId == shift.ShiftId && a.VolunteerId == volunteer.VolunteerId).Select(a => a.AssignmentId).SingleAsync();
    }

    /// <summary>An offer with the answer yes.</summary>
    public static async Task<Guid> PlaceAsync(this TestApp app, Shift shift, Volunteer volunteer)
    {
        var assignmentId = await app.OfferAsync(shift, volunteer);
        await using var scope = app.NewScope();
        Assert.Equal(PlacementOutcome.Done, (await scope.Get<PlacementService>().AcceptAsync(assignmentId, CancellationToken.None)).Outcome);

        return assignmentId;
    }

    /// <summary>A visit to a person at home, planned for tomorrow from 10 to 12.</summary>
    public static async Task<(HelpRequest Request, Shift Shift)> PlanVisitAsync(this TestApp app, string? instructions = "Zəngi iki dəfə basın")
    {
        var request = await app.AddHelpRequestAsync();
        await using var scope = app.NewScope();
        var requests = scope.Get<HelpRequestService>();
        Assert.True(await requests.TriageAsync(request.HelpRequestId, Urgency.Normal, RiskLevel.Low, CancellationToken.None));
        var start = BakuTime.ToUtc(BakuTime.DateOf(app.NowUtc).AddDays(1), new TimeOnly(10, 0));
        var options = new NewShift(start, start.AddHours(2), "Blokun qarşısı", [new NewRole("Könüllü", 1) { Vetting = VettingLevel.HomeVisit }]);

        return (request, (await requests.PlanAsync(request.HelpRequestId, options, instructions, CancellationToken.None))!);
    }

    public static Task<AttendanceOutcome> CheckInAsync(this TestApp app, Guid assignmentId) => app.AttendAsync(a => a.CheckInAsync(assignmentId, CancellationToken.None));

    public static Task<AttendanceOutcome> CheckOutAsync(this TestApp app, Guid assignmentId) => app.AttendAsync(a => a.CheckOutAsync(assignmentId, CancellationToken.None));

    public static async Task<T> AttendAsync<T>(this TestApp app, Func<AttendanceService, Task<T>> act)
    {
        await using var scope = app.NewScope();

        return await act(scope.Get<AttendanceService>());
    }

    /// <summary>Asks that a volunteer be erased; the id of the erasure.</summary>
    public static async Task<Guid> AskErasureAsync(this TestApp app, Guid volunteerId)
    {
        await using var scope = app.NewScope();
        Assert.Equal(Core.Leaving.ErasureOutcome.Done, await scope.Get<Core.Leaving.ErasureService>().AskAsync(volunteerId, Core.Leaving.ErasureCause.Asked, CancellationToken.None));

        return await scope.Db.Erasures.Where(e => e.VolunteerId == volunteerId && e.StoppedAtUtc == null).Select(e => e.ErasureId).SingleAsync();
    }

    /// <summary>Sets the clock forward.</summary>
    public static void GoTo(this TestApp app, DateTime utc) => app.Clock.SetUtcNow(new DateTimeOffset(utc, TimeSpan.Zero));

    /// <summary>The token that a message about the subject carries.</summary>
    public static async Task<string> TokenAsync(this TestApp app, LinkPurpose purpose, Guid subjectId, TimeSpan? lifetime = null)
    {
        await using var scope = app.NewScope();
        var links = scope.Get<OneTapLinks>();
        await links.LoadAsync([subjectId], CancellationToken.None);
        var token = links.TokenFor(purpose, subjectId, app.NowUtc + (lifetime ?? TimeSpan.FromDays(14)));
        await scope.Db.SaveChangesAsync();

        return token;
    }

    public static Task<Assignment> AssignmentAsync(this TestApp app, Guid assignmentId) =>
        app.QueryAsync(db => db.Assignments.AsNoTracking().SingleAsync(a => a.AssignmentId == assignmentId));

    public static Task<Volunteer> ReloadAsync(this TestApp app, Volunteer volunteer) =>
        app.QueryAsync(db => db.Volunteers.AsNoTracking().SingleAsync(v => v.VolunteerId == volunteer.VolunteerId));
}
