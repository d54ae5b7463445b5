using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Attendance;

/// <summary>Coming, going, and what becomes of those who forgot either.</summary>
public sealed class AttendanceTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Check_in_opens_half_an_hour_before_the_shift()
    {
        var (shift, place, _) = await PlaceAsync();

        app.GoTo(shift.StartsAtUtc.AddMinutes(-31));
        Assert.Equal(AttendanceOutcome.TooEarly, await app.CheckInAsync(place));

        app.GoTo(shift.StartsAtUtc.AddMinutes(-30));
        Assert.Equal(AttendanceOutcome.Done, await app.CheckInAsync(place));
        Assert.Equal(AssignmentState.CheckedIn, (await app.AssignmentAsync(place)).State);
    }

    [Fact]
    public async Task Nobody_checks_in_after_the_end()
    {
        var (shift, place, _) = await PlaceAsync();

        app.GoTo(shift.EndsAtUtc);

        Assert.Equal(AttendanceOutcome.TooLate, await app.CheckInAsync(place));
    }

    [Fact]
    public async Task Who_gave_the_place_back_is_told_that_they_have_none_and_not_to_come_back_later()
    {
        var (_, place, _) = await PlaceAsync();
        await using (var scope = app.NewScope())
        {
            await scope.Get<PlacementService>().WithdrawAsync(place, "Xəstələnmişəm", CancellationToken.None);
        }

        Assert.Equal(AttendanceOutcome.NotAssigned, await app.CheckInAsync(place));
    }

    [Fact]
    public async Task A_tap_too_many_before_the_shift_does_not_end_it()
    {
        var (shift, place, volunteer) = await PlaceAsync();

        app.GoTo(shift.StartsAtUtc.AddMinutes(-10));
        await app.CheckInAsync(place);

        Assert.Equal(AttendanceOutcome.TooEarly, await app.CheckOutAsync(place));
        Assert.Equal(AssignmentState.CheckedIn, (await app.AssignmentAsync(place)).State);
        Assert.Empty(await HoursAsync(volunteer));
    }

    [Fact]
    public async Task Only_what_lies_within_the_shift_counts()
    {
        var (shift, place, volunteer) = await PlaceAsync();

        app.GoTo(shift.StartsAtUtc.AddMinutes(-20));
        await app.CheckInAsync(place);
        app.GoTo(shift.EndsAtUtc.AddMinutes(15));

        Assert.Equal(AttendanceOutcome.Done, await app.CheckOutAsync(place));
        Assert.Equal(120, Assert.Single(await HoursAsync(volunteer)).Minutes);
    }

    [Fact]
    public async Task Two_taps_make_one_entry()
    {
        var (shift, place, volunteer) = await PlaceAsync();
        app.GoTo(shift.StartsAtUtc);
        Assert.All(await Task.WhenAll(app.CheckInAsync(place), app.CheckInAsync(place)), outcome => Assert.Equal(AttendanceOutcome.Done, outcome));
        app.GoTo(shift.StartsAtUtc.AddMinutes(90));

        var outcomes = await Task.WhenAll(app.CheckOutAsync(place), app.CheckOutAsync(place), app.CheckOutAsync(place));

        Assert.All(outcomes, outcome => Assert.Equal(AttendanceOutcome.Done, outcome));
        Assert.Equal(90, Assert.Single(await HoursAsync(volunteer)).Minutes);
    }

    [Fact]
    public async Task Who_forgot_to_check_out_is_checked_out_as_of_the_end()
    {
        var (shift, place, volunteer) = await PlaceAsync();
        app.GoTo(shift.StartsAtUtc.AddMinutes(30));
        await app.CheckInAsync(place);

        app.GoTo(shift.EndsAtUtc.AddMinutes(59));
        await CloseAsync();
        Assert.Equal(AssignmentState.CheckedIn, (await app.AssignmentAsync(place)).State);

        app.GoTo(shift.EndsAtUtc.AddMinutes(60));
        await CloseAsync();
        var closed = await app.AssignmentAsync(place);

        Assert.Equal((AssignmentState.Attended, shift.EndsAtUtc, true), (closed.State, closed.CheckedOutAtUtc, closed.WasClosedBySystem));
        Assert.Equal(90, Assert.Single(await HoursAsync(volunteer)).Minutes);
        Assert.Equal(ShiftState.Completed, await app.QueryAsync(db => db.Shifts.Where(s => s.ShiftId == shift.ShiftId).Select(s => s.State).SingleAsync()));
    }

    [Fact]
    public async Task Who_never_came_is_a_no_show_without_a_minute_and_closing_twice_changes_nothing()
    {
        var (shift, place, volunteer) = await PlaceAsync();

        app.GoTo(shift.EndsAtUtc.AddHours(2));
        await CloseAsync();
        var version = (await app.AssignmentAsync(place)).Version;
        await CloseAsync();

        var missed = await app.AssignmentAsync(place);
        Assert.Equal((AssignmentState.NoShow, version), (missed.State, missed.Version));
        Assert.Empty(await HoursAsync(volunteer));
    }

    [Fact]
    public async Task What_is_closed_is_noted_once_however_often_the_job_runs_and_by_the_minutes_of_the_settings()
    {
        var (shift, came, _) = await PlaceAsync();
        var stayedAway = await app.PlaceAsync(shift, (await app.AddVolunteerAsync()).Volunteer);
        await app.QueryAsync(db => db.Settings.Where(s => s.SettingKey == "Attendance.CloseAfterMinutes").ExecuteUpdateAsync(set => set.SetProperty(s => s.Value, "90")));
        app.GoTo(shift.StartsAtUtc);
        await app.CheckInAsync(came);

        app.GoTo(shift.EndsAtUtc.AddMinutes(89));
        await CloseAsync();
        Assert.Equal(AssignmentState.CheckedIn, (await app.AssignmentAsync(came)).State);
        app.GoTo(shift.EndsAtUtc.AddMinutes(90));
        await CloseAsync();
        await CloseAsync();
        await app.QueryAsync(db => db.Settings.Where(s => s.SettingKey == "Attendance.CloseAfterMinutes").ExecuteUpdateAsync(set => set.SetProperty(s => s.Value, "60")));

        var noted = await app.QueryAsync(db => db.AttendanceEvents.Where(e => e.Assignment.ShiftId == shift.ShiftId).OrderBy(e => e.AttendanceEventId)
            .Select(e => new { e.AssignmentId, e.Kind, e.Method }).ToListAsync());
        Assert.Equal(
            [(came, AttendanceKind.CheckIn, AttendanceMethod.Tap), (came, AttendanceKind.CheckOut, AttendanceMethod.Job), (stayedAway, AttendanceKind.NoShow, AttendanceMethod.Job)],
            noted.Select(e => (e.AssignmentId, e.Kind, e.Method)).OrderBy(e => e.Kind));
    }

    [Fact]
    public async Task The_visit_that_took_place_is_done_and_who_asked_is_told_once()
    {
        var (request, shift) = await app.PlanVisitAsync();
        var (volunteer, _) = await app.AddVolunteerAsync();
        var place = await app.PlaceAsync(shift, volunteer);

        app.GoTo(shift.StartsAtUtc);
        await app.CheckInAsync(place);
        Assert.Equal(HelpRequestState.InProgress, await StateAsync(request));
        app.GoTo(shift.EndsAtUtc);
        await app.CheckOutAsync(place);
        app.GoTo(shift.EndsAtUtc.AddHours(1));
        await CloseAsync();
        await CloseAsync();

        Assert.Equal(HelpRequestState.Done, await StateAsync(request));
        var told = await app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.SubjectId == request.HelpRequestId && m.Kind == MessageKind.HelpRequestDone));
        Assert.Equal(Enum.GetValues<MessageChannel>().Length, told);
    }

    [Fact]
    public async Task The_visit_to_which_nobody_came_is_not_called_done()
    {
        var (request, shift) = await app.PlanVisitAsync();
        var (volunteer, _) = await app.AddVolunteerAsync();
        await app.PlaceAsync(shift, volunteer);

        app.GoTo(shift.EndsAtUtc.AddHours(1));
        await CloseAsync();

        Assert.Equal(HelpRequestState.NotDone, await StateAsync(request));
    }

    [Fact]
    public async Task A_reminder_confirmed_after_the_shift_began_changes_nothing()
    {
        var (shift, place, _) = await PlaceAsync();

        app.GoTo(shift.StartsAtUtc.AddMinutes(5));
        await using var scope = app.NewScope();

        Assert.Equal(PlacementOutcome.ShiftClosed, (await scope.Get<PlacementService>().AcceptAsync(place, CancellationToken.None)).Outcome);
    }

    private async Task<(Shift Shift, Guid AssignmentId, Guid VolunteerId)> PlaceAsync()
    {
        var shift = await app.AddShiftAsync();
        var (volunteer, _) = await app.AddVolunteerAsync();

        return (shift, await app.PlaceAsync(shift, volunteer), volunteer.VolunteerId);
    }

    private Task<int> CloseAsync() => app.AttendAsync(a => a.CloseAsync(100, CancellationToken.None));

    private Task<List<HoursEntry>> HoursAsync(Guid volunteerId) => app.QueryAsync(db => db.HoursEntries.AsNoTracking().Where(h => h.VolunteerId == volunteerId).ToListAsync());

    private Task<HelpRequestState> StateAsync(HelpRequest request) =>
        app.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == request.HelpRequestId).Select(r => r.State).SingleAsync());
}
