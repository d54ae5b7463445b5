using System.Globalization;
using System.Net;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Attendance;

/// <summary>The coordinator's list: who came, who did not, and putting it right with a reason.</summary>
public sealed class DeskAttendanceTests(TestApp app) : IClassFixture<TestApp>, IAsyncLifetime
{
    private Browser _desk = null!;

    public async Task InitializeAsync() => _desk = await app.NewBrowserAsync(await app.AddCoordinatorAsync());

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_coordinator_notes_a_coming_and_a_going_and_stays_with_the_list()
    {
        var (shift, place, _) = await PlaceAsync();
        app.GoTo(shift.StartsAtUtc.AddMinutes(5));
        var day = $"/desk/attendance?date={BakuTime.DateOf(shift.StartsAtUtc).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

        var came = await _desk.SubmitAsync(await _desk.GetPageAsync(day), $"form[action*='{place}/check-in']");
        Assert.Equal((day, AttendanceMethod.Coordinator), (came.Path, (await app.AssignmentAsync(place)).CheckedInBy));

        app.GoTo(shift.EndsAtUtc);
        var went = await _desk.SubmitAsync(await _desk.GetPageAsync($"/desk/shifts/{shift.ShiftId}/attendance"), $"form[action*='{place}/check-out']");
        Assert.Equal($"/desk/shifts/{shift.ShiftId}/attendance", went.Path);
        Assert.Equal((AssignmentState.Attended, AttendanceMethod.Coordinator), (await app.AssignmentAsync(place)) is var a ? (a.State, a.CheckedOutBy!.Value) : default);
        Assert.Contains("koordinator tərəfindən", went.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Late_early_and_awaited_are_marked_by_the_minutes_of_the_settings()
    {
        var (shift, place, _) = await PlaceAsync();
        var page = $"/desk/shifts/{shift.ShiftId}/attendance";
        app.GoTo(shift.StartsAtUtc.AddMinutes(10));
        Assert.DoesNotContain("Hələ gəlməyib", (await _desk.GetPageAsync(page)).Words, StringComparison.Ordinal);

        app.GoTo(shift.StartsAtUtc.AddMinutes(11));
        Assert.Contains("Hələ gəlməyib", (await _desk.GetPageAsync(page)).Words, StringComparison.Ordinal);
        await app.CheckInAsync(place);
        Assert.Contains("Gecikib", (await _desk.GetPageAsync(page)).Words, StringComparison.Ordinal);

        app.GoTo(shift.EndsAtUtc.AddMinutes(-11));
        await app.CheckOutAsync(place);
        Assert.Contains("Tez gedib", (await _desk.GetPageAsync(page)).Words, StringComparison.Ordinal);

        await SetAsync("Attendance.LateAfterMinutes", "15");
        await SetAsync("Attendance.EarlyBeforeMinutes", "15");
        var words = (await _desk.GetPageAsync(page)).Words;
        await SetAsync("Attendance.LateAfterMinutes", "10");
        await SetAsync("Attendance.EarlyBeforeMinutes", "10");
        Assert.DoesNotContain("Gecikib", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Tez gedib", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_needs_a_reason_and_nothing_typed_is_lost()
    {
        var (shift, place, _) = await PlaceAsync();
        app.GoTo(shift.EndsAtUtc);
        var page = await _desk.GetPageAsync($"/desk/shifts/{shift.ShiftId}/attendance/{place}");

        var again = await _desk.SubmitAsync(page, ("Came", "true"), ("CameAt", "10:20"), ("LeftAt", "11:20"), ("Reason", " "));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Equal(("10:20", "11:20"), (again.Value("CameAt"), again.Value("LeftAt")));
        Assert.NotNull(again.ComplaintOf("Reason"));
        Assert.Equal(AssignmentState.Confirmed, (await app.AssignmentAsync(place)).State);
    }

    [Fact]
    public async Task Who_forgot_to_check_in_is_put_down_with_the_true_minutes()
    {
        var (shift, place, _) = await PlaceAsync();
        app.GoTo(shift.EndsAtUtc.AddHours(2));
        await CloseAsync();
        Assert.Equal(AssignmentState.NoShow, (await app.AssignmentAsync(place)).State);

        var done = await CorrectAsync(shift, place, ("Came", "true"), ("CameAt", "10:15"), ("LeftAt", "12:00"), ("Reason", "Səhər girişdə gördüm, telefonu yox idi"));

        Assert.Equal($"/desk/shifts/{shift.ShiftId}/attendance", done.Path);
        Assert.Contains("Səhər girişdə gördüm", done.Words, StringComparison.Ordinal);
        var entry = await app.QueryAsync(db => db.HoursEntries.AsNoTracking().SingleAsync(h => h.AssignmentId == place));
        Assert.Equal((105, HoursState.Submitted), (entry.Minutes, entry.State));
    }

    [Theory]
    [InlineData(false, "11:00", 60)]
    [InlineData(true, "11:00", 60)]
    [InlineData(false, "12:00", 120)]
    public async Task The_hours_follow_the_correction_whether_they_wait_or_are_approved(bool isApproved, string leftAt, int counted)
    {
        var (shift, place, volunteerId) = await PlaceAsync();
        app.GoTo(shift.StartsAtUtc);
        await app.CheckInAsync(place);
        app.GoTo(shift.EndsAtUtc.AddHours(2));
        await CloseAsync();

        if (isApproved)
        {
            await using var scope = await app.AsAdministratorAsync();
            var id = await scope.Db.HoursEntries.Where(h => h.AssignmentId == place).Select(h => h.HoursEntryId).SingleAsync();
            Assert.Equal(1, await scope.Get<HoursService>().ApproveAsync([id], CancellationToken.None));
        }

        await CorrectAsync(shift, place, ("Came", "true"), ("CameAt", "10:00"), ("LeftAt", leftAt), ("Reason", "Saat 11-də getdi"));

        var entries = await app.QueryAsync(db => db.HoursEntries.AsNoTracking().Where(h => h.VolunteerId == volunteerId).ToListAsync());
        var standing = entries.Where(h => h.State is HoursState.Approved or HoursState.Submitted).Sum(h => h.Minutes);
        Assert.Equal(counted, standing);
        await using var reading = app.NewScope();
        Assert.Null(await reading.Get<HoursLedger>().FirstBrokenAsync(volunteerId, CancellationToken.None));
    }

    [Fact]
    public async Task Who_tapped_at_home_is_a_no_show_and_loses_the_minutes()
    {
        var (shift, place, volunteerId) = await PlaceAsync();
        app.GoTo(shift.StartsAtUtc);
        await app.CheckInAsync(place);
        app.GoTo(shift.EndsAtUtc);
        await app.CheckOutAsync(place);

        await CorrectAsync(shift, place, ("Came", "false"), ("Reason", "Mərkəzdə olmayıb"));

        Assert.Equal(AssignmentState.NoShow, (await app.AssignmentAsync(place)).State);
        Assert.DoesNotContain(await app.QueryAsync(db => db.HoursEntries.Where(h => h.VolunteerId == volunteerId).Select(h => h.State).ToListAsync()), s => s is HoursState.Submitted or HoursState.Approved);
    }

    [Fact]
    public async Task A_visit_that_took_place_after_all_is_done()
    {
        var (request, shift) = await app.PlanVisitAsync();
        var (volunteer, _) = await app.AddVolunteerAsync();
        var place = await app.PlaceAsync(shift, volunteer);
        app.GoTo(shift.EndsAtUtc.AddHours(2));
        await CloseAsync();

        await CorrectAsync(shift, place, ("Came", "true"), ("CameAt", "10:00"), ("LeftAt", "12:00"), ("Reason", "Sakin zəng edib təsdiqlədi"));

        Assert.Equal(HelpRequestState.Done, await app.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == request.HelpRequestId).Select(r => r.State).SingleAsync()));
    }

    [Fact]
    public async Task Of_two_who_correct_at_once_one_is_told()
    {
        var (shift, place, _) = await PlaceAsync();
        app.GoTo(shift.EndsAtUtc);
        var seen = await _desk.GetPageAsync($"/desk/shifts/{shift.ShiftId}/attendance/{place}");
        await CorrectAsync(shift, place, ("Came", "true"), ("CameAt", "10:00"), ("LeftAt", "11:00"), ("Reason", "Birinci"));

        var second = await _desk.SubmitAsync(seen, ("Came", "false"), ("Reason", "İkinci"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.Status);
        Assert.StartsWith("Bu arada dəyişib", second.ComplaintOf("Came"), StringComparison.Ordinal);
        Assert.Equal(AssignmentState.Attended, (await app.AssignmentAsync(place)).State);
    }

    [Theory]
    [InlineData("08:00", "09:00")]
    [InlineData("12:30", "13:00")]
    [InlineData("10:00", "23:00")]
    public async Task Times_that_cannot_be_are_refused(string came, string left)
    {
        var (shift, place, _) = await PlaceAsync();
        app.GoTo(shift.EndsAtUtc.AddMinutes(30));

        var page = await CorrectAsync(shift, place, ("Came", "true"), ("CameAt", came), ("LeftAt", left), ("Reason", "Sınaq"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotNull(page.ComplaintOf("CameAt"));
    }

    [Fact]
    public async Task Nobody_corrects_their_own_and_nobody_sees_another_centre()
    {
        var (shift, place, volunteerId) = await PlaceAsync();
        app.GoTo(shift.EndsAtUtc);
        await using var scope = await app.AsAdministratorAsync();
        scope.Get<CurrentUser>().VolunteerId = volunteerId;
        var version = (await app.AssignmentAsync(place)).Version;

        Assert.Equal(CorrectionOutcome.Gone, await scope.Get<AttendanceCorrections>().CorrectAsync(place, version, shift.StartsAtUtc, shift.EndsAtUtc, "Özüm", CancellationToken.None));

        var elsewhere = await app.NewBrowserAsync(await app.AddCoordinatorAsync("2"));
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetPageAsync($"/desk/shifts/{shift.ShiftId}/attendance")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetPageAsync($"/desk/shifts/{shift.ShiftId}/attendance/{place}")).Status);
    }

    [Theory]
    [InlineData("/desk/attendance?date=0001-01-01")]
    [InlineData("/desk/attendance?date=9999-12-31")]
    [InlineData("/desk/attendance?date=yesterday&page=0")]
    [InlineData("/desk/attendance?date=2031-01-01&page=1000000000")]
    public async Task An_odd_day_or_page_is_shown_all_the_same(string path) => Assert.Equal(HttpStatusCode.OK, (await _desk.GetPageAsync(path)).Status);

    private async Task<WebPage> CorrectAsync(Shift shift, Guid place, params (string Name, string? Value)[] values) =>
        await _desk.SubmitAsync(await _desk.GetPageAsync($"/desk/shifts/{shift.ShiftId}/attendance/{place}"), values);

    private async Task<(Shift Shift, Guid AssignmentId, Guid VolunteerId)> PlaceAsync()
    {
        var shift = await app.AddShiftAsync();
        var (volunteer, _) = await app.AddVolunteerAsync();

        return (shift, await app.PlaceAsync(shift, volunteer), volunteer.VolunteerId);
    }

    private Task<int> CloseAsync() => app.AttendAsync(a => a.CloseAsync(100, CancellationToken.None));

    private Task<int> SetAsync(string key, string value) => app.QueryAsync(db => db.Settings.Where(s => s.SettingKey == key).ExecuteUpdateAsync(set => set.SetProperty(s => s.Value, value)));
}
