using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests;

/// <summary>A request from the wish to the thanks, and its ways out.</summary>
public class HelpRequestLifeTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_request_lives_from_the_wish_to_the_thanks()
    {
        var request = await app.AddHelpRequestAsync(w => w with { HealthNotes = "İnsulin" });
        Assert.Equal(2, await MessagesAsync(MessageKind.HelpRequestReceived, request));

        Assert.True(await ActAsync(s => s.TriageAsync(request.HelpRequestId, Urgency.Urgent, RiskLevel.Low, CancellationToken.None)));
        var shift = await PlanAsync(request);
        Assert.Equal(5, await app.QueryAsync(db => db.VolunteerTasks.Where(t => t.HelpRequestId == request.HelpRequestId).Select(t => t.Priority).SingleAsync()));
        var (volunteer, _) = await app.AddVolunteerAsync();
        await using (var scope = app.NewScope())
        {
            Assert.Equal(PlacementOutcome.Done, (await scope.Get<PlacementService>().SignUpAsync(shift.Roles[0].ShiftRoleId, volunteer.VolunteerId, CancellationToken.None)).Outcome);
        }

        Assert.Equal(2, await MessagesAsync(MessageKind.HelpRequestPlanned, request));
        await ServeAsync(shift, volunteer.VolunteerId);

        Assert.Equal(HelpRequestState.Done, (await LoadAsync(request)).State);
        Assert.Equal(2, await MessagesAsync(MessageKind.HelpRequestDone, request));
        Assert.True(await ActAsync(s => s.GiveFeedbackAsync(request.HelpRequestId, 5, " Çox sağ olun ", CancellationToken.None)));

        var done = await LoadAsync(request);
        Assert.Equal((5, "Çox sağ olun", HelpRequestState.Closed), (done.Stars, done.Feedback, done.State));
        Assert.Equal(
            [HelpRequestState.New, HelpRequestState.Triaged, HelpRequestState.Planned, HelpRequestState.InProgress, HelpRequestState.Done, HelpRequestState.Closed],
            done.Steps.OrderBy(s => s.AtUtc).ThenBy(s => s.HelpRequestStepId).Select(s => s.State));
    }

    [Fact]
    public async Task Health_notes_are_not_readable_in_the_database()
    {
        var request = await app.AddHelpRequestAsync(w => w with { HealthNotes = "İnsulin" });
        await using var scope = app.NewScope();
        var stored = await scope.Db.Beneficiaries.Where(b => b.BeneficiaryId == request.BeneficiaryId).Select(b => b.HealthNotesEncrypted).SingleAsync();

        Assert.DoesNotContain("nsulin", stored!, StringComparison.Ordinal);
        Assert.Equal("İnsulin", scope.Get<FieldCipher>().Decrypt(stored!));
    }

    [Fact]
    public async Task Every_change_is_recorded()
    {
        var request = await app.AddHelpRequestAsync();
        await ActAsync(s => s.TriageAsync(request.HelpRequestId, Urgency.Soon, RiskLevel.Low, CancellationToken.None));
        await ActAsync(s => s.RejectAsync(request.HelpRequestId, "Bizim işimiz deyil", CancellationToken.None));

        Assert.Equal(
            ["HelpRequestTriaged", "HelpRequestRejected"],
            await app.QueryAsync(db => db.AuditEntries.Where(e => e.SubjectId == request.HelpRequestId && e.Kind == AuditKind.Changed).OrderBy(e => e.AuditEntryId).Select(e => e.Action).ToListAsync()));
    }

    [Fact]
    public async Task A_declined_request_is_told_once_and_stays_declined()
    {
        var request = await app.AddHelpRequestAsync();

        Assert.True(await ActAsync(s => s.RejectAsync(request.HelpRequestId, "Bizim işimiz deyil", CancellationToken.None)));
        Assert.False(await ActAsync(s => s.RejectAsync(request.HelpRequestId, "Yenə", CancellationToken.None)));
        Assert.False(await ActAsync(s => s.TriageAsync(request.HelpRequestId, Urgency.Soon, RiskLevel.Low, CancellationToken.None)));
        Assert.Equal(2, await MessagesAsync(MessageKind.HelpRequestRejected, request));
    }

    [Fact]
    public async Task Of_two_coordinators_who_plan_at_once_one_does()
    {
        var request = await app.AddHelpRequestAsync();
        await ActAsync(s => s.TriageAsync(request.HelpRequestId, Urgency.Normal, RiskLevel.Low, CancellationToken.None));

        var shifts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => PlanOrNullAsync(request, hoursAhead: 30))));

        Assert.Single(shifts, s => s is not null);
        Assert.Equal(1, await app.QueryAsync(db => db.Shifts.CountAsync(s => s.VolunteerTask.HelpRequestId == request.HelpRequestId)));
    }

    [Fact]
    public async Task Nothing_is_planned_into_the_past_or_before_it_was_taken_up()
    {
        var request = await app.AddHelpRequestAsync();
        Assert.Null(await PlanOrNullAsync(request, hoursAhead: 30));

        await ActAsync(s => s.TriageAsync(request.HelpRequestId, Urgency.Normal, RiskLevel.Low, CancellationToken.None));

        Assert.Null(await PlanOrNullAsync(request, hoursAhead: -1));
        Assert.Equal(HelpRequestState.Triaged, (await LoadAsync(request)).State);
    }

    [Fact]
    public async Task Withdrawing_calls_the_planned_shift_off_and_tells_who_wanted_to_come()
    {
        var request = await app.AddHelpRequestAsync();
        await ActAsync(s => s.TriageAsync(request.HelpRequestId, Urgency.Normal, RiskLevel.Low, CancellationToken.None));
        var shift = await PlanAsync(request);
        var (volunteer, _) = await app.AddVolunteerAsync();
        await using (var scope = app.NewScope())
        {
            await scope.Get<PlacementService>().SignUpAsync(shift.Roles[0].ShiftRoleId, volunteer.VolunteerId, CancellationToken.None);
        }

        Assert.True(await ActAsync(s => s.CancelAsync(request.HelpRequestId, "Geri götürülüb", CancellationToken.None)));
        Assert.False(await ActAsync(s => s.CancelAsync(request.HelpRequestId, "Geri götürülüb", CancellationToken.None)));

        Assert.Equal(ShiftState.Cancelled, await app.QueryAsync(db => db.Shifts.Where(s => s.ShiftId == shift.ShiftId).Select(s => s.State).SingleAsync()));
        Assert.Equal(2, await app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == MessageKind.ShiftCancelled && m.RecipientId == volunteer.VolunteerId)));
        Assert.Equal(HelpRequestState.Cancelled, (await LoadAsync(request)).State);
    }

    [Fact]
    public async Task The_same_form_sent_twice_at_once_makes_one_request_and_another_wish_its_own()
    {
        var formId = Guid.NewGuid();
        var phone = TestData.NewPhone();
        Task<HelpRequest> SendAsync(string wish) => Task.Run(() => app.AddHelpRequestAsync(w => w with { FormId = formId, Description = wish, ContactPhone = phone, BeneficiaryPhone = phone }));

        var sent = await Task.WhenAll(SendAsync("Çörək"), SendAsync("Çörək"), SendAsync("Çörək"));
        var other = await SendAsync("Dərman");

        Assert.Single(sent.Select(r => r.TrackingCode).Distinct());
        Assert.NotEqual(sent[0].TrackingCode, other.TrackingCode);
        Assert.Equal(2, await app.QueryAsync(db => db.HelpRequests.CountAsync(r => r.ContactPhone == phone)));
    }

    [Fact]
    public async Task A_visit_to_which_nobody_came_is_not_done_and_can_still_be_told_of()
    {
        var request = await app.AddHelpRequestAsync();
        await ActAsync(s => s.TriageAsync(request.HelpRequestId, Urgency.Normal, RiskLevel.Low, CancellationToken.None));
        var shift = await PlanAsync(request);
        app.Clock.SetUtcNow(new DateTimeOffset(shift.EndsAtUtc.AddHours(2)));
        await CloseAsync();

        Assert.Equal(HelpRequestState.NotDone, (await LoadAsync(request)).State);
        Assert.True(await ActAsync(s => s.GiveFeedbackAsync(request.HelpRequestId, 1, null, CancellationToken.None)));
        Assert.Equal(HelpRequestState.NotDone, (await LoadAsync(request)).State);
    }

    [Fact]
    public async Task Help_by_phone_is_planned_as_remote_work()
    {
        var request = await app.AddHelpRequestAsync(w => w with { HelpCategoryCode = "friendly-call", Address = "" });
        await ActAsync(s => s.TriageAsync(request.HelpRequestId, Urgency.Normal, RiskLevel.Low, CancellationToken.None));

        var shift = await PlanAsync(request);

        Assert.Equal(PlaceKind.Remote, await app.QueryAsync(db => db.VolunteerTasks.Where(t => t.VolunteerTaskId == shift.VolunteerTaskId).Select(t => t.PlaceKind).SingleAsync()));
    }

    private async Task ServeAsync(Shift shift, Guid volunteerId)
    {
        var assignmentId = await app.QueryAsync(db => db.Assignments.Where(a => a.ShiftId == shift.ShiftId && a.VolunteerId == volunteerId).Select(a => a.AssignmentId).SingleAsync());
        app.Clock.SetUtcNow(new DateTimeOffset(shift.StartsAtUtc));
        await using (var scope = app.NewScope())
        {
            Assert.Equal(AttendanceOutcome.Done, await scope.Get<AttendanceService>().CheckInAsync(assignmentId, CancellationToken.None));
        }

        app.Clock.SetUtcNow(new DateTimeOffset(shift.EndsAtUtc));
        await using (var scope = app.NewScope())
        {
            Assert.Equal(AttendanceOutcome.Done, await scope.Get<AttendanceService>().CheckOutAsync(assignmentId, CancellationToken.None));
        }

        app.Clock.Advance(TimeSpan.FromHours(2));
        await CloseAsync();
    }

    private async Task CloseAsync()
    {
        await using var scope = app.NewScope();
        await scope.Get<AttendanceService>().CloseAsync(100, CancellationToken.None);
    }

    private async Task<T> ActAsync<T>(Func<HelpRequestService, Task<T>> act)
    {
        await using var scope = app.NewScope();

        return await act(scope.Get<HelpRequestService>());
    }

    private async Task<Shift> PlanAsync(HelpRequest request) => (await PlanOrNullAsync(request, hoursAhead: 30))!;

    private Task<Shift?> PlanOrNullAsync(HelpRequest request, int hoursAhead)
    {
        var start = app.NowUtc.AddHours(hoursAhead);

        return ActAsync(s => s.PlanAsync(request.HelpRequestId, new NewShift(start, start.AddHours(1), "Evdə", [new NewRole("Köməkçi", 1)]), "Siyahı masanın üstündədir", CancellationToken.None));
    }

    private Task<HelpRequest> LoadAsync(HelpRequest request) =>
        app.QueryAsync(db => db.HelpRequests.AsNoTracking().Include(r => r.Steps).SingleAsync(r => r.HelpRequestId == request.HelpRequestId));

    private Task<int> MessagesAsync(MessageKind kind, HelpRequest request) =>
        app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == kind && m.SubjectId == request.HelpRequestId));
}
