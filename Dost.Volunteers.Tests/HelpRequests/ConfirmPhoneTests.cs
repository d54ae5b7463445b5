using System.Globalization;
using System.Net;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests;

/// <summary>Who asked over the web shows by a code that the phone is theirs; the request stands whatever becomes of the code.</summary>
public class ConfirmPhoneTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task The_request_is_with_the_coordinators_before_the_code_and_the_code_confirms_the_phone()
    {
        var (browser, page, request) = await AskAsync();
        Assert.Equal((HelpRequestState.New, (DateTime?)null), (request.State, request.PhoneConfirmedAtUtc));
        Assert.Contains(request.TrackingCode, page.Words, StringComparison.Ordinal);

        var thanks = await TypeAsync(browser, page, await app.LastCodeAsync(request.HelpRequestId));

        Assert.Equal("/en/help/thanks", thanks.Path);
        Assert.Contains("Your phone is confirmed.", thanks.Words, StringComparison.Ordinal);
        Assert.NotNull((await LoadAsync(request)).PhoneConfirmedAtUtc);

        // The back button and a second press: right once, right twice.
        Assert.Equal("/en/help/thanks", (await TypeAsync(browser, page, "000000")).Path);
        Assert.Equal("/en/help/thanks", (await browser.GetPageAsync("/en/help/confirm")).Path);
        Assert.Equal(1, await EventsAsync(request, HelpRequestEventKind.PhoneConfirmed));
    }

    [Fact]
    public async Task Two_messages_do_not_come_within_a_minute()
    {
        var (browser, page, request) = await AskAsync();
        await app.RunJobAsync("SendMessages");
        await TypeAsync(browser, page, await app.LastCodeAsync(request.HelpRequestId));
        await app.RunJobAsync("SendMessages");
        Assert.Single(await app.SmsToAsync(request.ContactPhone));

        app.Clock.Advance(OneTimeCode.Lifetime);
        await app.RunJobAsync("SendMessages");

        var sms = await app.SmsToAsync(request.ContactPhone);
        Assert.Equal(2, sms.Count);
        Assert.Contains(request.TrackingCode, sms[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_never_writes_the_code_gets_the_news_all_the_same()
    {
        var (_, _, request) = await AskAsync();
        app.Clock.Advance(OneTimeCode.Lifetime);
        await app.RunJobAsync("SendMessages");

        // The code itself is over by then, and does not go.
        Assert.Contains(request.TrackingCode, Assert.Single(await app.SmsToAsync(request.ContactPhone)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_an_old_and_a_guessed_code_are_answered_in_clear_words()
    {
        var (browser, page, request) = await AskAsync();
        var right = await app.LastCodeAsync(request.HelpRequestId);
        var wrong = right == "000000" ? "000001" : "000000";

        Assert.Equal("Write the code from the SMS", (await TypeAsync(browser, page, "")).ComplaintOf("Code"));
        var refused = await TypeAsync(browser, page, wrong);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "This is not the code. Look at the newest SMS and write its six digits"), (refused.Status, refused.ComplaintOf("Code")));

        for (var i = 0; i < 3; i++)
        {
            await TypeAsync(browser, page, wrong);
        }

        Assert.Equal("The code was wrong too often. Ask for a new one below", (await TypeAsync(browser, page, wrong)).ComplaintOf("Code"));
        Assert.Equal("The code was wrong too often. Ask for a new one below", (await TypeAsync(browser, page, right)).ComplaintOf("Code"));

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = await browser.SubmitAsync(page, "form[action$='/again']");
        Assert.StartsWith("A new code is on its way", again.Notice, StringComparison.Ordinal);
        app.Clock.Advance(OneTimeCode.Lifetime);
        Assert.Equal("This code is too old. Ask for a new one below", (await TypeAsync(browser, page, await app.LastCodeAsync(request.HelpRequestId))).ComplaintOf("Code"));
        Assert.Null((await LoadAsync(request)).PhoneConfirmedAtUtc);
    }

    [Fact]
    public async Task A_number_gets_no_more_than_five_codes_in_an_hour_however_many_requests_are_made()
    {
        var phone = TestData.NewPhone();
        var (browser, page, first) = await AskAsync(phone);

        for (var i = 1; i < OneTimeCodeService.PerHour; i++)
        {
            await browser.SubmitAsync(page, "form[action$='/again']");
        }

        Assert.StartsWith("We cannot send more codes", (await browser.SubmitAsync(page, "form[action$='/again']")).Notice, StringComparison.Ordinal);

        // Another request of the number is taken, and goes on without a code.
        var (_, other, _) = await AskAsync(phone);
        Assert.Equal("/en/help/thanks", other.Path);
        Assert.Equal(OneTimeCodeService.PerHour, await app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == MessageKind.RequestCode && m.RecipientId == first.HelpRequestId)));
    }

    [Fact]
    public async Task Who_gets_no_code_asks_for_a_call_and_waits_for_one_call_however_often_they_press()
    {
        var (browser, page, request) = await AskAsync();

        var thanks = await browser.SubmitAsync(page, "form[action$='/call']");
        await browser.SubmitAsync(page, "form[action$='/call']");

        Assert.Contains("We will call you.", thanks.Words, StringComparison.Ordinal);
        Assert.True((await LoadAsync(request)).AwaitsCall);
        Assert.Equal(1, await EventsAsync(request, HelpRequestEventKind.CallbackAsked));

        await using var desk = await app.AsAdministratorAsync();
        Assert.Equal(RequestDeskOutcome.Done, await desk.Get<RequestDeskService>().ContactedAsync(request.HelpRequestId, "Zəng etdim", CancellationToken.None));
        var called = await LoadAsync(request);
        Assert.False(called.AwaitsCall);
        Assert.Equal((app.NowUtc, app.NowUtc), (called.CallbackDoneAtUtc, called.FirstContactAtUtc));
    }

    [Fact]
    public async Task A_wrong_number_is_put_right_and_the_code_goes_to_the_right_one()
    {
        var (browser, page, request) = await AskAsync();
        var right = TestData.NewPhone();

        var form = await browser.GetPageAsync(page.LinkTo("The number is wrong"));
        Assert.Equal("Check the phone number. Write it as 050 123 45 67, or with + and the country code", (await browser.SubmitAsync(form, ("Phone", "12"))).ComplaintOf("Phone"));
        var code = await browser.SubmitAsync(form, ("Phone", right));

        Assert.Equal("/en/help/confirm", code.Path);
        await app.RunJobAsync("SendMessages");
        Assert.Contains((await app.LastCodeAsync(request.HelpRequestId))!, (await app.SmsToAsync(right))[^1], StringComparison.Ordinal);
        var now = await app.QueryAsync(db => db.HelpRequests.Include(r => r.Beneficiary).SingleAsync(r => r.HelpRequestId == request.HelpRequestId));
        Assert.Equal((right, right), (now.ContactPhone, now.Beneficiary.Phone));

        // Confirmed, it is nobody's to change.
        await TypeAsync(browser, code, await app.LastCodeAsync(request.HelpRequestId));
        await browser.SubmitAsync(form, ("Phone", TestData.NewPhone()));
        Assert.Equal(right, (await LoadAsync(request)).ContactPhone);
    }

    [Fact]
    public async Task A_telephone_that_takes_no_SMS_and_a_request_that_staff_wrote_down_need_no_code()
    {
        var (_, page, _) = await AskAsync("+994125551234");
        Assert.Equal("/en/help/thanks", page.Path);

        var byStaff = await app.AddHelpRequestAsync();
        Assert.Null(await app.LastCodeAsync(byStaff.HelpRequestId));
    }

    [Fact]
    public async Task The_person_helped_follows_with_their_own_phone_and_neither_sees_nor_changes_the_number_of_who_asked()
    {
        var (_, _, request) = await AskAsync();
        var own = TestData.NewPhone();
        await app.QueryAsync(db => db.Beneficiaries.Where(b => b.BeneficiaryId == request.BeneficiaryId).ExecuteUpdateAsync(set => set.SetProperty(b => b.Phone, own)));
        var browser = app.NewBrowser();

        var status = await browser.SubmitAsync(await browser.GetPageAsync("/en/help/track"), ("Code", request.TrackingCode), ("Phone", own));

        Assert.Equal("/en/help/status", status.Path);
        Assert.DoesNotContain("/help/confirm", status.Html, StringComparison.Ordinal);

        foreach (var path in new[] { "/en/help/confirm", "/en/help/confirm/phone", "/en/help/thanks" })
        {
            Assert.Equal("/en/help/track", (await browser.GetPageAsync(path)).Path);
        }

        var asker = app.NewBrowser();
        var theirs = await asker.SubmitAsync(await asker.GetPageAsync("/en/help/track"), ("Code", request.TrackingCode), ("Phone", request.ContactPhone));
        Assert.Contains("/help/confirm", theirs.Html, StringComparison.Ordinal);
        Assert.Equal("/en/help/confirm", (await asker.GetPageAsync("/en/help/confirm")).Path);
    }

    [Theory]
    [InlineData("/en/help/confirm")]
    [InlineData("/en/help/confirm/phone")]
    public async Task Without_a_pass_there_is_only_the_question_for_the_tracking_code(string path) => Assert.Equal("/en/help/track", (await app.NewBrowser().GetPageAsync(path)).Path);

    private async Task<(Browser Browser, WebPage Page, HelpRequest Request)> AskAsync(string? phone = null)
    {
        phone ??= TestData.NewPhone();
        var browser = app.NewBrowser();
        var form = await browser.GetPageAsync("/en/help/ask/shopping");
        var page = await browser.SubmitAsync(
            form, ("For", "self"), ("Name", "Zərifə"), ("Phone", phone), ("DistrictCode", "yasamal"), ("Address", "Şərifzadə 12"),
            ("WantedOn", BakuTime.DateOf(app.NowUtc).AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("Description", "Çörək"), ("Agrees", "true"));

        return (browser, page, await app.QueryAsync(db => db.HelpRequests.Where(r => r.ContactPhone == phone).OrderByDescending(r => r.HelpRequestId).FirstAsync()));
    }

    private static Task<WebPage> TypeAsync(Browser browser, WebPage page, string? code) => browser.SubmitAsync(page, "form[action$='/help/confirm']", ("Code", code));

    private Task<HelpRequest> LoadAsync(HelpRequest request) => app.QueryAsync(db => db.HelpRequests.AsNoTracking().SingleAsync(r => r.HelpRequestId == request.HelpRequestId));

    private Task<int> EventsAsync(HelpRequest request, HelpRequestEventKind kind) =>
        app.QueryAsync(db => db.Set<HelpRequestEvent>().CountAsync(e => e.HelpRequestId == request.HelpRequestId && e.Kind == kind));
}
