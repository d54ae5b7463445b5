using System.Net;
using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests;

/// <summary>What whoever follows a request does with it: changes it, tells that nobody came, wishes a call, thanks.</summary>
public class FollowedChangesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_change_sets_the_day_the_words_and_new_due_times_and_shows_on_the_timeline()
    {
        var (browser, request) = await FollowAsync();
        var form = await browser.GetPageAsync("/en/help/status/change");
        Assert.DoesNotContain("Şərifzadə", form.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(request.ContactPhone[4..], form.Html, StringComparison.Ordinal);

        var page = await browser.SubmitAsync(form, ("WantedOn", "2026-11-28"), ("WantedPart", "Evening"), ("Description", "Yalnız dərman"), ("Address", "Nizami 5"), ("Phone", "0557778899"), ("Point", "40.38771,49.81452"));

        Assert.StartsWith("Your request is changed.", page.Notice, StringComparison.Ordinal);
        Assert.Contains("The request was changed.", page.Words, StringComparison.Ordinal);
        var changed = await LoadAsync(request);
        Assert.Equal((new DateOnly(2026, 11, 28), PartOfDay.Evening, "Yalnız dərman"), (changed.WantedOn, changed.WantedPart, changed.Description));
        Assert.Equal(("Nizami 5", "+994557778899", 40.38771), (changed.Beneficiary.Address, changed.Beneficiary.Phone, changed.Latitude));
        Assert.True(changed.HelpDueAtUtc > request.HelpDueAtUtc && changed.DueAtUtc == changed.ContactDueAtUtc);
        Assert.Equal("24.11.2026, 09:00–12:00 → 28.11.2026, 16:00–19:00", await app.QueryAsync(db => db.Set<HelpRequestEvent>().Where(e => e.HelpRequestId == request.HelpRequestId && e.Kind == HelpRequestEventKind.Changed).Select(e => e.Note).SingleAsync()));

        // Pressed twice, it is one change and one message.
        Assert.StartsWith("Your request is changed.", (await browser.SubmitAsync(form, ("WantedOn", "2026-11-28"), ("WantedPart", "Evening"), ("Description", "Yalnız dərman"))).Notice, StringComparison.Ordinal);
        Assert.Equal(2, await MessagesAsync(MessageKind.HelpRequestChanged, request));
    }

    [Fact]
    public async Task A_new_address_forgets_the_point_of_the_old_one()
    {
        var (browser, request) = await FollowAsync(w => w with { Point = new Core.Tasks.MapPoint(40.38771, 49.81452) });

        await browser.SubmitAsync(await browser.GetPageAsync("/en/help/status/change"), ("Address", "Nizami 5"));

        Assert.Null((await LoadAsync(request)).Latitude);
    }

    [Fact]
    public async Task What_was_changed_meanwhile_is_not_overwritten_unseen_and_nothing_typed_is_lost()
    {
        var (browser, request) = await FollowAsync();
        var form = await browser.GetPageAsync("/en/help/status/change");
        await ActAsync(s => s.TriageAsync(request.HelpRequestId, Urgency.Soon, RiskLevel.Low, CancellationToken.None));

        var asked = await browser.SubmitAsync(form, ("WantedOn", "2026-11-27"), ("Description", "Süd"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Equal(["The request has changed meanwhile. Look once more at what stands here, and press the button again"], asked.Complaints);
        Assert.Equal("Süd", asked.Value("Description"));

        await browser.SubmitAsync(asked);
        Assert.Equal(("Süd", HelpRequestState.Triaged), ((await LoadAsync(request)).Description, (await LoadAsync(request)).State));
    }

    [Fact]
    public async Task Of_two_changes_at_once_one_is_taken_and_the_other_is_asked_again()
    {
        var (browser, request) = await FollowAsync();
        var seen = (await LoadAsync(request)).Version;
        Task<RequestChangeOutcome> ChangeAsync(string words) => Task.Run(async () =>
        {
            await using var scope = app.NewScope();

            return await scope.Get<AskerService>().ChangeAsync(request.HelpRequestId, seen, new RequestChange(request.WantedOn, request.WantedPart, words), CancellationToken.None);
        });

        var outcomes = await Task.WhenAll(ChangeAsync("Bir"), ChangeAsync("İki"));

        Assert.Equal([RequestChangeOutcome.Done, RequestChangeOutcome.ChangedMeanwhile], outcomes.Order());
        Assert.NotNull(browser);
    }

    [Fact]
    public async Task Once_a_time_is_planned_it_is_changed_by_a_call_only()
    {
        var (browser, request) = await FollowAsync();
        var form = await browser.GetPageAsync("/en/help/status/change");
        await PlanAsync(request);

        Assert.Equal("/en/help/status", (await browser.GetPageAsync("/en/help/status/change")).Path);
        Assert.StartsWith("A time is planned already", (await browser.SubmitAsync(form, ("Description", "Süd"))).Notice, StringComparison.Ordinal);
        Assert.NotEqual("Süd", (await LoadAsync(request)).Description);
    }

    [Fact]
    public async Task A_person_whom_another_request_knows_is_not_changed_by_a_stranger()
    {
        var (browser, request) = await FollowAsync();
        var form = await browser.GetPageAsync("/en/help/status/change");
        var other = await app.AddHelpRequestAsync();
        await app.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == other.HelpRequestId).ExecuteUpdateAsync(set => set.SetProperty(r => r.BeneficiaryId, request.BeneficiaryId)));

        var refused = await browser.SubmitAsync(form, ("Address", "Nizami 5"));

        Assert.StartsWith("We know this person from earlier requests.", Assert.Single(refused.Complaints), StringComparison.Ordinal);
        Assert.NotEqual("Nizami 5", (await LoadAsync(request)).Beneficiary.Address);
    }

    [Theory]
    [InlineData("WantedOn", "", "Choose the day on which help is needed")]
    [InlineData("WantedOn", "2020-01-01", "This day is over. Choose today or a later day")]
    [InlineData("Description", " ", "Tell us in a few words what is needed")]
    [InlineData("Phone", "12", "Check the phone number. Write it as 050 123 45 67, or with + and the country code")]
    public async Task What_is_wrong_in_a_change_is_said_beside_the_field(string field, string typed, string complaint)
    {
        var (browser, _) = await FollowAsync();

        Assert.Equal(complaint, (await browser.SubmitAsync(await browser.GetPageAsync("/en/help/status/change"), (field, typed))).ComplaintOf(field));
    }

    [Fact]
    public async Task That_nobody_came_is_told_to_the_coordinators_once_however_often_it_is_pressed()
    {
        await using var own = await TestApp.StartAsync();
        var coordinator = await own.AddCoordinatorAsync("1");
        await own.AddCoordinatorAsync("2");
        var (request, shift) = await own.PlanVisitAsync();
        var browser = own.NewBrowser();
        await TrackAsync(browser, request);
        Assert.Empty((await browser.GetPageAsync("/en/help/status")).All("form[action$='/nobody-came']"));

        own.GoTo(shift.StartsAtUtc);
        await TrackAsync(browser, request);
        var status = await browser.GetPageAsync("/en/help/status");
        var told = await browser.SubmitAsync(status, "form[action$='/nobody-came']");
        await browser.SubmitAsync(status, "form[action$='/nobody-came']");

        Assert.StartsWith("We are sorry. Your centre knows it now", told.Notice, StringComparison.Ordinal);
        Assert.Contains("You told us that nobody came.", told.Words, StringComparison.Ordinal);
        var messages = await own.QueryAsync(db => db.OutboundMessages.Where(m => m.Kind == MessageKind.NobodyCame).Select(m => new { m.RecipientId, m.Channel, m.IsUrgent }).ToListAsync());
        Assert.Equal(2, messages.Count);
        Assert.All(messages, m => Assert.Equal((coordinator.Id, true), (m.RecipientId, m.IsUrgent)));
        Assert.Equal(1, await own.QueryAsync(db => db.Set<HelpRequestEvent>().CountAsync(e => e.Kind == HelpRequestEventKind.NobodyCame)));
    }

    [Fact]
    public async Task Long_after_the_visit_it_cannot_be_told_here_any_more()
    {
        await using var own = await TestApp.StartAsync();
        var (request, shift) = await own.PlanVisitAsync();
        own.GoTo(shift.EndsAtUtc + HelpRequest.NobodyCameWithin + TimeSpan.FromMinutes(1));
        await using var scope = own.NewScope();

        Assert.False(await scope.Get<AskerService>().TellNobodyCameAsync(request.HelpRequestId, CancellationToken.None));
    }

    [Fact]
    public async Task Thanks_reach_who_came_once_and_nobody_else_and_carry_no_name()
    {
        await using var own = await TestApp.StartAsync();
        var (request, shift) = await own.PlanVisitAsync();
        var (came, account) = await own.AddVolunteerAsync();
        var (_, stranger) = await own.AddVolunteerAsync();
        var place = await own.PlaceAsync(shift, came);
        own.GoTo(shift.StartsAtUtc);
        Assert.Equal(AttendanceOutcome.Done, await own.CheckInAsync(place));
        own.GoTo(shift.EndsAtUtc);
        Assert.Equal(AttendanceOutcome.Done, await own.CheckOutAsync(place));
        own.Clock.Advance(TimeSpan.FromHours(2));
        await using (var scope = own.NewScope())
        {
            await scope.Get<AttendanceService>().CloseAsync(100, CancellationToken.None);
        }

        var browser = own.NewBrowser();
        await TrackAsync(browser, request);
        var status = await browser.GetPageAsync("/en/help/status");
        var said = await browser.SubmitAsync(status, "form[action$='/feedback']", ("Stars", "5"), ("Thanks", "Sağ olun,\nhttps://evil.example/x"), ("CallMe", "true"));
        await browser.SubmitAsync(status, "form[action$='/feedback']", ("Stars", "4"), ("Thanks", "Başqa söz"));

        Assert.StartsWith("Thank you for telling us. We will call you.", said.Notice, StringComparison.Ordinal);
        Assert.Contains("Your thanks were passed on.", said.Words, StringComparison.Ordinal);
        var stored = await own.QueryAsync(db => db.HelpRequests.SingleAsync(r => r.HelpRequestId == request.HelpRequestId));
        Assert.True(stored.AwaitsCall);
        Assert.Equal((4, "Sağ olun,\nhttps://evil.example/x"), (stored.Stars, stored.Thanks?.ReplaceLineEndings("\n")));
        Assert.Equal([came.VolunteerId], await own.QueryAsync(db => db.OutboundMessages.Where(m => m.Kind == MessageKind.HelpRequestThanks).Select(m => m.RecipientId).ToListAsync()));

        own.Clock.Advance(TimeSpan.FromHours(20));
        await own.RunJobAsync("SendMessages");
        var mail = Assert.Single(await own.EmailsToAsync(came.Email!), m => m.Contains("evil.example", StringComparison.Ordinal));
        Assert.Contains("«Sağ olun, https://evil.example/x»", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("Zərifə", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"https://evil", mail, StringComparison.Ordinal);

        Assert.Contains("Sağ olun", (await (await own.NewBrowserAsync(account)).GetPageAsync("/en/me/thanks")).Words, StringComparison.Ordinal);
        Assert.Contains("No thanks yet", (await (await own.NewBrowserAsync(stranger)).GetPageAsync("/en/me/thanks?page=1000000000")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asked_is_told_of_a_withdrawal_a_visit_that_is_called_off_and_one_that_did_not_take_place()
    {
        await using var own = await TestApp.StartAsync();
        var (request, shift) = await own.PlanVisitAsync();
        var (volunteer, _) = await own.AddVolunteerAsync();
        await own.PlaceAsync(shift, volunteer);
        await using (var scope = own.NewScope())
        {
            Assert.True(await scope.Get<ShiftService>().CancelAsync(shift.ShiftId, "Könüllü xəstələnib", CancellationToken.None));
        }

        Assert.Equal(2, await own.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == MessageKind.HelpRequestUnplanned && m.SubjectId == request.HelpRequestId)));
        await using (var scope = own.NewScope())
        {
            Assert.True(await scope.Get<HelpRequestService>().CancelAsync(request.HelpRequestId, "Geri götürülüb", CancellationToken.None));
        }

        Assert.Equal(2, await own.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == MessageKind.HelpRequestWithdrawn && m.SubjectId == request.HelpRequestId)));

        var (missed, visit) = await own.PlanVisitAsync();
        own.GoTo(visit.EndsAtUtc.AddHours(2));
        await using (var scope = own.NewScope())
        {
            await scope.Get<AttendanceService>().CloseAsync(100, CancellationToken.None);
        }

        Assert.Equal(2, await own.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == MessageKind.HelpRequestNotDone && m.SubjectId == missed.HelpRequestId)));
    }

    [Fact]
    public async Task A_time_that_nobody_was_told_of_is_called_off_in_silence()
    {
        await using var own = await TestApp.StartAsync();
        var (request, shift) = await own.PlanVisitAsync();
        await using var scope = own.NewScope();
        Assert.True(await scope.Get<ShiftService>().CancelAsync(shift.ShiftId, "Başqa vaxt", CancellationToken.None));

        Assert.Equal(0, await own.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == MessageKind.HelpRequestUnplanned && m.SubjectId == request.HelpRequestId)));
    }

    [Fact]
    public async Task Words_of_staff_never_stand_on_the_page_of_who_asked()
    {
        var (browser, request) = await FollowAsync();
        await using (var scope = app.NewScope())
        {
            var loaded = await scope.Db.HelpRequests.SingleAsync(r => r.HelpRequestId == request.HelpRequestId);
            loaded.Note(HelpRequestEventKind.Contacted, app.NowUtc, note: "Daxili qeyd");
            loaded.Note(HelpRequestEventKind.IncidentReported, app.NowUtc, note: "Gizli");
            await scope.Db.SaveChangesAsync();
        }

        var page = await browser.GetPageAsync("/en/help/status");

        Assert.Contains("The centre was in touch with you.", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Daxili qeyd", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Gizli", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Şərifzadə", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_can_be_wished_at_any_time()
    {
        var (browser, request) = await FollowAsync();

        var page = await browser.SubmitAsync(await browser.GetPageAsync("/en/help/status"), "form[action$='/status/call']");

        Assert.StartsWith("We will call you.", page.Notice, StringComparison.Ordinal);
        Assert.Empty(page.All("form[action$='/status/call']"));
        Assert.True((await LoadAsync(request)).AwaitsCall);
    }

    private async Task<(Browser Browser, HelpRequest Request)> FollowAsync(Func<NewHelpRequest, NewHelpRequest>? change = null)
    {
        var request = await app.AddHelpRequestAsync(change);
        var browser = app.NewBrowser();
        await TrackAsync(browser, request);

        return (browser, request);
    }

    private static async Task TrackAsync(Browser browser, HelpRequest request) =>
        await browser.SubmitAsync(await browser.GetPageAsync("/en/help/track"), ("Code", request.TrackingCode), ("Phone", request.ContactPhone));

    private async Task PlanAsync(HelpRequest request)
    {
        var start = app.NowUtc.AddHours(30);
        await ActAsync(s => s.TriageAsync(request.HelpRequestId, Urgency.Normal, RiskLevel.Low, CancellationToken.None));
        Assert.NotNull(await ActAsync(s => s.PlanAsync(request.HelpRequestId, new NewShift(start, start.AddHours(1), "Evdə", [new NewRole("Köməkçi", 1)]), null, CancellationToken.None)));
    }

    private async Task<T> ActAsync<T>(Func<HelpRequestService, Task<T>> act)
    {
        await using var scope = app.NewScope();

        return await act(scope.Get<HelpRequestService>());
    }

    private Task<HelpRequest> LoadAsync(HelpRequest request) => app.QueryAsync(db => db.HelpRequests.AsNoTracking().Include(r => r.Beneficiary).SingleAsync(r => r.HelpRequestId == request.HelpRequestId));

    private Task<int> MessagesAsync(MessageKind kind, HelpRequest request) => app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == kind && m.SubjectId == request.HelpRequestId));
}
