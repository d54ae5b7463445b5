using System.Net;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests;

/// <summary>Following a request with the tracking code and the phone.</summary>
public class FollowTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Unknown = "We find no request with this code and this phone. Check both, or call 142";

    [Fact]
    public async Task The_code_and_the_phone_open_the_request_however_they_are_typed()
    {
        var request = await app.AddHelpRequestAsync();
        var typedCode = request.TrackingCode.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant();

        var page = await TrackAsync(app.NewBrowser(), typedCode, "0" + request.ContactPhone[4..]);

        Assert.Equal("/en/help/status", page.Path);
        Assert.Contains("Your request has reached us.", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(request.TrackingCode, page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_code_and_a_wrong_phone_get_the_same_answer()
    {
        var request = await app.AddHelpRequestAsync();

        var wrongPhone = await TrackAsync(app.NewBrowser(), request.TrackingCode, "0559998877");
        var wrongCode = await TrackAsync(app.NewBrowser(), "DST-0000-0000", request.ContactPhone);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, Unknown), (wrongPhone.Status, wrongPhone.ComplaintOf("Code")));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, Unknown), (wrongCode.Status, wrongCode.ComplaintOf("Code")));
    }

    [Theory]
    [InlineData("", "0501112233", "Code", "Write the tracking code")]
    [InlineData("ABC", "0501112233", "Code", "Check the code: it looks like DST-7K2M-9QX4")]
    [InlineData("DST-0000-0000", "", "Phone", "Write the phone that you gave with the request")]
    [InlineData("DST-0000-0000", "12", "Phone", "Check the phone number. Write it as 050 123 45 67, or with + and the country code")]
    public async Task What_cannot_be_a_code_or_a_phone_is_said_so(string code, string phone, string field, string complaint) =>
        Assert.Equal(complaint, (await TrackAsync(app.NewBrowser(), code, phone)).ComplaintOf(field));

    [Theory]
    [InlineData("/en/help/status")]
    [InlineData("/en/help/status/cancel")]
    public async Task Without_a_pass_or_with_a_forged_one_there_is_only_the_question_for_the_code(string path)
    {
        Assert.Equal("/en/help/track", (await app.NewBrowser().GetPageAsync(path)).Path);
        Assert.Equal("/en/help/track", (await app.NewBrowser().WithCookie("dost.follow", "CfDJ8AAAA").GetPageAsync(path)).Path);
        Assert.Equal("/en/help/track", (await app.NewBrowser().WithCookie("dost.follow", new string('ə', 10)).GetPageAsync(path)).Path);
    }

    [Fact]
    public async Task The_pass_ends_after_an_hour_and_when_it_is_given_back()
    {
        var (browser, _) = await FollowAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(59));
        var status = await browser.GetPageAsync("/en/help/status");
        Assert.Equal("/en/help/status", status.Path);

        app.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("/en/help/track", (await browser.GetPageAsync("/en/help/status")).Path);

        var (other, _) = await FollowAsync();
        await other.SubmitAsync(await other.GetPageAsync("/en/help/status"), "form[action$='/help/leave']");
        Assert.Equal("/en/help/track", (await other.GetPageAsync("/en/help/status")).Path);
    }

    [Fact]
    public async Task Nothing_of_the_volunteer_is_shown_before_they_said_yes_and_then_only_the_given_name()
    {
        var (browser, request) = await FollowAsync();
        var shift = await PlanAsync(request);
        var (volunteer, _) = await app.AddVolunteerAsync();
        var planned = await browser.GetPageAsync("/en/help/status");
        Assert.Contains("We are still looking for a volunteer.", planned.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(volunteer.GivenName, planned.Words, StringComparison.Ordinal);

        await using (var scope = app.NewScope())
        {
            await scope.Get<PlacementService>().SignUpAsync(shift.Roles[0].ShiftRoleId, volunteer.VolunteerId, CancellationToken.None);
        }

        var confirmed = await browser.GetPageAsync("/en/help/status");
        Assert.Contains($"Who comes: {volunteer.GivenName}", confirmed.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(volunteer.FamilyName, confirmed.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_withdrawn_after_a_question_and_only_while_it_can_be()
    {
        var (browser, request) = await FollowAsync();
        var question = await browser.GetPageAsync("/en/help/status/cancel");

        var page = await browser.SubmitAsync(question, "form[action$='/status/cancel']");
        var again = await browser.SubmitAsync(question, "form[action$='/status/cancel']");

        Assert.Contains("Your request is withdrawn.", page.Notice, StringComparison.Ordinal);
        Assert.Contains("Your request is withdrawn.", again.Notice, StringComparison.Ordinal);
        Assert.Equal(HelpRequestState.Cancelled, await StateAsync(request));
        Assert.Equal("/en/help/status", (await browser.GetPageAsync("/en/help/status/cancel")).Path);
    }

    [Fact]
    public async Task After_the_help_one_says_how_it_was_and_may_say_it_anew()
    {
        var (browser, request) = await FollowAsync();
        await FinishAsync(request);
        var status = await browser.GetPageAsync("/en/help/status");

        var none = await browser.SubmitAsync(status, "form[action$='/feedback']", ("Words", "Sağ olun"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Choose from one to five stars"), (none.Status, none.ComplaintOf("Stars")));
        Assert.Equal("Sağ olun", none.Value("Words"));

        var six = await browser.SubmitAsync(status, "form[action$='/feedback']", ("Stars", "6"));
        Assert.Equal("Choose from one to five stars", six.ComplaintOf("Stars"));

        await browser.SubmitAsync(none, "form[action$='/feedback']", ("Stars", "4"));
        await browser.SubmitAsync(none, "form[action$='/feedback']", ("Stars", "5"));

        var (stars, words) = await app.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == request.HelpRequestId).Select(r => new ValueTuple<int?, string?>(r.Stars, r.Feedback)).SingleAsync());
        Assert.Equal((5, "Sağ olun"), (stars, words));
        Assert.Equal(HelpRequestState.Closed, await StateAsync(request));
    }

    [Fact]
    public async Task Before_the_help_there_is_no_question_how_it_was()
    {
        var (browser, _) = await FollowAsync();

        Assert.Empty((await browser.GetPageAsync("/en/help/status")).All("form[action$='/feedback']"));
    }

    [Fact]
    public async Task Why_a_request_was_declined_is_read_on_its_page()
    {
        var (browser, request) = await FollowAsync();
        await using (var scope = app.NewScope())
        {
            await scope.Get<HelpRequestService>().RejectAsync(request.HelpRequestId, "Bu iş üçün 112-yə zəng edin", CancellationToken.None);
        }

        Assert.Contains("Bu iş üçün 112-yə zəng edin", (await browser.GetPageAsync("/en/help/status")).Words, StringComparison.Ordinal);
    }

    private async Task<(Browser Browser, HelpRequest Request)> FollowAsync()
    {
        var request = await app.AddHelpRequestAsync();
        var browser = app.NewBrowser();
        await TrackAsync(browser, request.TrackingCode, request.ContactPhone);

        return (browser, request);
    }

    private static async Task<WebPage> TrackAsync(Browser browser, string code, string phone) =>
        await browser.SubmitAsync(await browser.GetPageAsync("/en/help/track"), ("Code", code), ("Phone", phone));

    private async Task<Shift> PlanAsync(HelpRequest request)
    {
        await using var scope = app.NewScope();
        var service = scope.Get<HelpRequestService>();
        await service.TriageAsync(request.HelpRequestId, Urgency.Normal, RiskLevel.Low, CancellationToken.None);
        var start = app.NowUtc.AddHours(30);

        return (await service.PlanAsync(request.HelpRequestId, new NewShift(start, start.AddHours(1), "Evdə", [new NewRole("Köməkçi", 1)]), null, CancellationToken.None))!;
    }

    private async Task FinishAsync(HelpRequest request)
    {
        await using var scope = app.NewScope();
        var loaded = await scope.Db.HelpRequests.SingleAsync(r => r.HelpRequestId == request.HelpRequestId);
        Assert.True(loaded.Triage(Urgency.Normal, RiskLevel.Low, app.NowUtc.AddDays(3), app.NowUtc) && loaded.Plan(app.NowUtc) && loaded.Finish(wasHelped: true, app.NowUtc));
        await scope.Db.SaveChangesAsync();
    }

    private Task<HelpRequestState> StateAsync(HelpRequest request) =>
        app.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == request.HelpRequestId).Select(r => r.State).SingleAsync());
}
