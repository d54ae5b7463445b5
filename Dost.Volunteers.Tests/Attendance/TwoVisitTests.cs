using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Shifts.Series;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Attendance;

/// <summary>Nobody visits alone who is to be visited by two.</summary>
public sealed class TwoVisitTests : IAsyncLifetime
{
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await TestApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task One_alone_neither_sets_out_nor_begins_and_two_do()
    {
        var (shift, place, browser) = await VisitAsync();
        _app.GoTo(shift.StartsAtUtc.AddMinutes(-10));

        Assert.Equal(AttendanceOutcome.TooFew, await _app.ActAsync((OnTheWay o) => o.SayAsync(place, default)));
        var alone = await browser.SubmitAsync(await browser.GetPageAsync($"/me/shifts/{place}"), "form[action$='/check-in']");
        Assert.Contains("Bu insana tək getmək olmaz", alone.Words, StringComparison.Ordinal);
        Assert.Equal(AssignmentState.Confirmed, await _app.StateAsync(place));

        var (second, _) = await _app.AddVolunteerAsync();
        var other = await _app.PlaceAsync(shift, second);

        Assert.Equal(AttendanceOutcome.Done, await _app.CheckInAsync(place));
        Assert.Equal(AttendanceOutcome.Done, await _app.CheckInAsync(other));
    }

    [Fact]
    public async Task What_a_phone_kept_has_happened_and_is_not_lost()
    {
        var (shift, place, _) = await VisitAsync();
        _app.GoTo(shift.StartsAtUtc.AddMinutes(-10));

        var proof = new AttendanceProof(AttendanceMethod.Tap) { KeptId = Guid.NewGuid(), Age = TimeSpan.FromMinutes(1) };

        Assert.Equal(AttendanceOutcome.Done, await _app.AttendAsync(a => a.CheckInAsync(place, proof, default)));
    }

    /// <summary>A visit for two, one of whom has said yes.</summary>
    private async Task<(Shift Shift, Guid Place, Browser Browser)> VisitAsync()
    {
        var (request, _) = await _app.PlanVisitAsync();
        await using var scope = _app.NewScope();
        var shift = await scope.Db.Shifts.Include(s => s.Roles).SingleAsync(s => s.VolunteerTask.HelpRequestId == request.HelpRequestId);
        shift.LeastPeople = 2;
        shift.Roles[0].Capacity = 2;
        await scope.Db.SaveChangesAsync();
        var (volunteer, account) = await _app.AddVolunteerAsync();

        return (shift, await _app.PlaceAsync(shift, volunteer), await _app.NewBrowserAsync(account));
    }
}
