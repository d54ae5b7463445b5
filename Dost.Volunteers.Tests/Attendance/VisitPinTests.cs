using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Tests.Attendance;

/// <summary>The number that the person visited tells: a further proof, or demanded by a setting.</summary>
public sealed class VisitPinTests : IAsyncLifetime
{
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await TestApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Who_types_the_number_of_the_visit_is_confirmed_by_it()
    {
        var (_, shift, place, browser) = await VisitAsync();
        _app.GoTo(shift.StartsAtUtc);

        var came = await browser.SubmitAsync(await browser.GetPageAsync($"/me/shifts/{place}"), "form[action$='/check-in']", ("pin", PinOf(shift)));

        Assert.StartsWith("Gəlişiniz qeyd olundu", came.Notice, StringComparison.Ordinal);
        Assert.Equal(AttendanceMethod.Pin, (await _app.AssignmentAsync(place)).CheckedInBy);
    }

    [Fact]
    public async Task Without_the_setting_a_tap_is_enough()
    {
        var (_, shift, place, _) = await VisitAsync();
        _app.GoTo(shift.StartsAtUtc);

        Assert.Equal(AttendanceOutcome.Done, await _app.CheckInAsync(place));
        Assert.Equal(AttendanceMethod.Tap, (await _app.AssignmentAsync(place)).CheckedInBy);
    }

    [Fact]
    public async Task With_the_setting_no_visit_begins_without_the_number()
    {
        var (_, shift, place, _) = await VisitAsync();
        await SetAsync("Attendance.VisitPinRequired", "true");
        _app.GoTo(shift.StartsAtUtc);

        Assert.Equal(AttendanceOutcome.PinNeeded, await _app.CheckInAsync(place));
        Assert.Equal(AttendanceOutcome.Done, await TypeAsync(place, PinOf(shift)));
    }

    [Fact]
    public async Task After_five_wrong_numbers_only_the_coordinator_can_note_it()
    {
        var (_, shift, place, _) = await VisitAsync();
        await SetAsync("Attendance.VisitPinRequired", "true");
        _app.GoTo(shift.StartsAtUtc);
        var wrong = PinOf(shift) == "0000" ? "0001" : "0000";

        for (var tries = 1; tries < VisitPin.MaxWrong; tries++)
        {
            Assert.Equal(AttendanceOutcome.WrongPin, await TypeAsync(place, wrong));
        }

        Assert.Equal(AttendanceOutcome.PinSpent, await TypeAsync(place, wrong));
        Assert.Equal(AttendanceOutcome.PinSpent, await TypeAsync(place, PinOf(shift)));
        Assert.Equal(VisitPin.MaxWrong, (await _app.AssignmentAsync(place)).WrongPins);

        var noted = await _app.AttendAsync(a => a.CheckInAsync(place, new AttendanceProof(AttendanceMethod.Coordinator), CancellationToken.None));
        Assert.Equal(AttendanceOutcome.Done, noted);
    }

    [Fact]
    public async Task A_shift_at_a_centre_asks_for_no_number()
    {
        await SetAsync("Attendance.VisitPinRequired", "true");
        var shift = await _app.AddShiftAsync();
        var (volunteer, account) = await _app.AddVolunteerAsync();
        var place = await _app.PlaceAsync(shift, volunteer);
        _app.GoTo(shift.StartsAtUtc);

        Assert.Empty((await (await _app.NewBrowserAsync(account)).GetPageAsync("/me")).All("input[name=pin]"));
        Assert.Equal(AttendanceOutcome.Done, await _app.CheckInAsync(place));
    }

    [Fact]
    public async Task The_number_is_told_to_who_asked_and_stands_in_no_table()
    {
        var (request, shift, _, volunteer) = await VisitAsync();
        var token = await _app.TokenAsync(LinkPurpose.FollowHelpRequest, request.HelpRequestId);

        var status = await _app.NewBrowser().GetPageAsync($"/t/{token}");

        Assert.Equal(PinOf(shift), status.Text(".code-shown"));
        Assert.DoesNotContain(PinOf(shift), (await volunteer.GetPageAsync("/me")).Words, StringComparison.Ordinal);
        Assert.Matches("^[0-9]{4}$", PinOf(shift));

        await using var scope = _app.NewScope();
        var message = await scope.Db.OutboundMessages.Where(m => m.SubjectId == request.HelpRequestId && m.Kind == MessageKind.HelpRequestPlanned && m.Channel == MessageChannel.Sms).SingleAsync();
        var composed = (await scope.Get<MessageComposer>().ComposeAsync([message], CancellationToken.None))[message.OutboundMessageId];
        Assert.Contains(PinOf(shift), composed.Words!.Body, StringComparison.Ordinal);
        Assert.True(SmsText.PartsOf(composed.Words.Body) <= 2, composed.Words.Body);
    }

    private async Task<(HelpRequest Request, Shift Shift, Guid AssignmentId, Browser Browser)> VisitAsync()
    {
        var (request, shift) = await _app.PlanVisitAsync();
        var (volunteer, account) = await _app.AddVolunteerAsync();

        return (request, shift, await _app.PlaceAsync(shift, volunteer), await _app.NewBrowserAsync(account));
    }

    private string PinOf(Shift shift)
    {
        using var scope = _app.Services.CreateScope();

        return VisitPin.Of(scope.ServiceProvider.GetRequiredService<PrivacyKeys>(), shift.ShiftId);
    }

    private Task<AttendanceOutcome> TypeAsync(Guid place, string pin) => _app.AttendAsync(a => a.CheckInAsync(place, AttendanceProof.Tap with { Pin = pin }, CancellationToken.None));

    private Task<int> SetAsync(string key, string value) => _app.QueryAsync(db => db.Settings.Where(s => s.SettingKey == key).ExecuteUpdateAsync(set => set.SetProperty(s => s.Value, value)));
}
