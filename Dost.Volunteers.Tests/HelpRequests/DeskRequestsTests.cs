using System.Net;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests;

/// <summary>The coordinator's way from a new request to a planned one.</summary>
public class DeskRequestsTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_new_request_is_listed_read_taken_up_and_planned()
    {
        var request = await app.AddHelpRequestAsync(w => w with { VisitorGender = Gender.Female, HealthNotes = "Eşitmə cihazı var" });
        var browser = await StaffAsync();

        var list = await browser.GetPageAsync("/az/desk/requests");
        Assert.Contains(request.TrackingCode, list.Words, StringComparison.Ordinal);
        var page = await browser.GetPageAsync($"/az/desk/requests/{request.HelpRequestId}");
        Assert.Contains("Eşitmə cihazı var", page.Words, StringComparison.Ordinal);

        var triaged = await browser.SubmitAsync(page, "form[action$='/triage']", ("Urgency", "Soon"));
        var form = await browser.GetPageAsync(triaged.LinkTo("Köməyi planlaşdır"));
        Assert.Equal(("10:00", "1", "HomeVisit"), (form.Value("StartsAt"), form.Value("Role_People"), form.Value("Role_Vetting")));
        Assert.Equal(["Female"], form.All("input[name='Role.Gender']").Select(i => i.GetAttribute("value")));
        var shift = await browser.SubmitAsync(form);

        Assert.StartsWith("/az/desk/shifts/", shift.Path, StringComparison.Ordinal);
        Assert.Equal((HelpRequestState.Planned, Urgency.Soon), await StateAsync(request));
        Assert.Equal(
            (VettingLevel.HomeVisit, Gender.Female),
            await app.QueryAsync(db => db.Shifts.Where(s => s.VolunteerTask.HelpRequestId == request.HelpRequestId).SelectMany(s => s.Roles).Select(r => new ValueTuple<VettingLevel, Gender?>(r.Vetting, r.Gender)).SingleAsync()));
    }

    [Fact]
    public async Task Every_look_at_a_request_is_recorded_for_the_request_and_for_the_person()
    {
        var request = await app.AddHelpRequestAsync();
        var coordinator = await app.AddCoordinatorAsync();
        var browser = await app.NewBrowserAsync(coordinator);

        await browser.GetPageAsync($"/desk/requests/{request.HelpRequestId}");

        var looks = await app.QueryAsync(db => db.AuditEntries.Where(e => e.Kind == AuditKind.Looked && e.ActorId == coordinator.Id).Select(e => new ValueTuple<AuditSubject, Guid>(e.Subject, e.SubjectId)).ToListAsync());
        Assert.Contains((AuditSubject.HelpRequest, request.HelpRequestId), looks);
        Assert.Contains((AuditSubject.Beneficiary, request.BeneficiaryId), looks);
    }

    [Fact]
    public async Task A_request_of_another_centre_is_not_there()
    {
        var request = await app.AddHelpRequestAsync();
        var elsewhere = await app.NewBrowserAsync(await app.AddCoordinatorAsync("2"));

        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetPageAsync($"/desk/requests/{request.HelpRequestId}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetPageAsync($"/desk/requests/{request.HelpRequestId}/plan")).Status);
        Assert.DoesNotContain(request.TrackingCode, (await elsewhere.GetPageAsync("/desk/requests")).Words, StringComparison.Ordinal);

        var form = await elsewhere.GetPageAsync("/desk/requests");
        var token = form.One("input[name='__RequestVerificationToken']").GetAttribute("value")!;
        var rejected = await elsewhere.PostAsync($"/desk/requests/{request.HelpRequestId}/reject", ("Reason", "yox"), ("__RequestVerificationToken", token));
        Assert.Equal(HttpStatusCode.NotFound, rejected.Status);
        Assert.Equal(HelpRequestState.New, (await StateAsync(request)).State);
    }

    [Theory]
    [InlineData("/desk/requests")]
    [InlineData("/desk/requests/00000000-0000-0000-0000-000000000001")]
    [InlineData("/desk/requests/00000000-0000-0000-0000-000000000001/plan")]
    [InlineData("/desk/shifts")]
    [InlineData("/desk/shifts/new")]
    [InlineData("/desk/shifts/00000000-0000-0000-0000-000000000001")]
    [InlineData("/desk/shifts/00000000-0000-0000-0000-000000000001/move")]
    [InlineData("/desk/shifts/00000000-0000-0000-0000-000000000001/cancel")]
    public async Task The_desk_is_for_staff(string path)
    {
        Assert.StartsWith("/account/sign-in", (await app.NewBrowser().GetPageAsync(path)).Path, StringComparison.Ordinal);
        var (_, account) = await app.AddVolunteerAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.NewBrowserAsync(account)).GetPageAsync(path)).Status);
        Assert.Equal(path.Contains("0001", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK, (await (await app.NewBrowserAsync(await app.AddAdministratorAsync())).GetPageAsync(path)).Status);
    }

    [Fact]
    public async Task An_address_that_is_no_id_and_a_page_that_is_none_are_answered_calmly()
    {
        var browser = await StaffAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync("/desk/requests/abc")).Status);

        foreach (var query in (string[])["page=0", "page=-3", "page=1000000000", "page=99999999999999", "tab=77", "tab=Nothing", "search=true"])
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.GetPageAsync($"/desk/requests?{query}")).Status);
        }
    }

    [Fact]
    public async Task Searching_finds_by_name_phone_and_code_and_writes_nothing_into_the_address()
    {
        var request = await app.AddHelpRequestAsync(w => w with { BeneficiaryName = "Əfsanə O’Qarayeva" });
        var browser = await StaffAsync();

        foreach (var typed in new[] { "efsane", "ƏFSANƏ qara", "Эфсане", "0" + request.ContactPhone[4..], request.TrackingCode })
        {
            var page = await browser.SubmitAsync(await browser.GetPageAsync("/az/desk/requests"), "form[role=search]", ("Words", typed));

            Assert.Equal("/az/desk/requests?search=True", page.Path);
            Assert.Contains(request.TrackingCode, page.Words, StringComparison.Ordinal);
            Assert.Equal(typed, page.Value("Words"));
        }

        var none = await browser.SubmitAsync(await browser.GetPageAsync("/az/desk/requests"), "form[role=search]", ("Words", "Xxyyzz"));
        Assert.Contains("Heç nə tapılmadı", none.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_without_a_digit_is_found_and_a_name_that_looks_like_one_too()
    {
        var request = await app.AddHelpRequestAsync();
        await app.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == request.HelpRequestId).ExecuteUpdateAsync(s => s.SetProperty(r => r.TrackingCode, "DST-RVAZ-VVWE")));
        var named = await app.AddHelpRequestAsync(w => w with { BeneficiaryName = "Mehman Memmedeva" });
        var browser = await StaffAsync();

        foreach (var (typed, code) in new[] { ("DST-RVAZ-VVWE", "DST-RVAZ-VVWE"), ("rvaz vvwe", "DST-RVAZ-VVWE"), ("memmedev", named.TrackingCode) })
        {
            var page = await browser.SubmitAsync(await browser.GetPageAsync("/az/desk/requests"), "form[role=search]", ("Words", typed));
            Assert.Contains(code, page.Words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Declining_needs_a_reason_and_who_is_second_is_told_kindly()
    {
        var request = await app.AddHelpRequestAsync();
        var browser = await StaffAsync();
        var other = await StaffAsync();
        var page = await browser.GetPageAsync($"/en/desk/requests/{request.HelpRequestId}");
        var seenByOther = await other.GetPageAsync($"/en/desk/requests/{request.HelpRequestId}");

        var without = await browser.SubmitAsync(page, "form[action$='/reject']");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Write the reason: the person will read it"), (without.Status, without.ComplaintOf("Reason")));
        Assert.NotNull(without.One("details[open] #Reason"));

        await browser.SubmitAsync(page, "form[action$='/reject']", ("Reason", "Poliklinika özü gətirir"));
        var late = await other.SubmitAsync(seenByOther, "form[action$='/triage']", ("Urgency", "Urgent"));

        Assert.StartsWith("Somebody else was first", late.Notice, StringComparison.Ordinal);
        Assert.Equal(HelpRequestState.Rejected, (await StateAsync(request)).State);
    }

    [Fact]
    public async Task Of_two_who_plan_the_second_is_sent_back_to_the_request()
    {
        var request = await app.AddHelpRequestAsync();
        await TriageAsync(request);
        var browser = await StaffAsync();
        var other = await StaffAsync();
        var form = await browser.GetPageAsync($"/en/desk/requests/{request.HelpRequestId}/plan");
        var otherForm = await other.GetPageAsync($"/en/desk/requests/{request.HelpRequestId}/plan");

        await browser.SubmitAsync(form);
        var second = await other.SubmitAsync(otherForm);

        Assert.Equal($"/en/desk/requests/{request.HelpRequestId}", second.Path);
        Assert.StartsWith("Somebody else was first", second.Notice, StringComparison.Ordinal);
        Assert.Equal(1, await app.QueryAsync(db => db.Shifts.CountAsync(s => s.VolunteerTask.HelpRequestId == request.HelpRequestId)));
    }

    [Theory]
    [InlineData("Date", "2020-01-01", "This day is over. Choose today or a later day")]
    [InlineData("Date", "", "Choose the day")]
    [InlineData("StartsAt", "", "Write when it begins, for example 10:00")]
    [InlineData("EndsAt", "09:00", "It must end after it begins, on the same day")]
    [InlineData("MeetingPoint", " ", "Write where to meet")]
    [InlineData("Role.Name", "", "Write what the people do, for example: helper")]
    [InlineData("Role.People", "", "Write how many people are needed")]
    [InlineData("Role.People", "0", "Between 1 and 500 people")]
    [InlineData("Role.Vetting", "None", "This work needs a higher check. It protects the person who is helped")]
    [InlineData("Role.Skills", "flying", "Choose one of the answers")]
    public async Task A_plan_that_cannot_be_comes_back_with_what_to_correct(string field, string typed, string complaint)
    {
        var request = await app.AddHelpRequestAsync();
        await TriageAsync(request);
        var browser = await StaffAsync();

        var page = await browser.SubmitAsync(await browser.GetPageAsync($"/en/desk/requests/{request.HelpRequestId}/plan"), (field, typed), ("Instructions", "Siyahı ilə gedin"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(complaint, page.ComplaintOf(field.Replace('.', '_')));
        Assert.Equal("Siyahı ilə gedin", page.Value("Instructions"));
        Assert.Equal(HelpRequestState.Triaged, (await StateAsync(request)).State);
    }

    [Fact]
    public async Task A_request_that_nobody_took_up_is_not_planned()
    {
        var request = await app.AddHelpRequestAsync();
        var browser = await StaffAsync();

        var page = await browser.GetPageAsync($"/en/desk/requests/{request.HelpRequestId}/plan");

        Assert.Equal($"/en/desk/requests/{request.HelpRequestId}", page.Path);
        Assert.StartsWith("First take the request up", page.Notice, StringComparison.Ordinal);
    }

    private async Task<Browser> StaffAsync() => await app.NewBrowserAsync(await app.AddCoordinatorAsync());

    private async Task TriageAsync(HelpRequest request)
    {
        await using var scope = app.NewScope();
        await scope.Get<HelpRequestService>().TriageAsync(request.HelpRequestId, Urgency.Normal, RiskLevel.Low, CancellationToken.None);
    }

    private Task<(HelpRequestState State, Urgency Urgency)> StateAsync(HelpRequest request) =>
        app.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == request.HelpRequestId).Select(r => new ValueTuple<HelpRequestState, Urgency>(r.State, r.Urgency)).SingleAsync());
}
