using System.Net;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Volunteers;

public class JoinTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Somebody_joins_with_a_phone_that_the_code_proves()
    {
        var browser = app.NewBrowser();
        var phone = TestData.NewPhone();
        var asked = await browser.SignUpAsync("az", SignUpWalk.Answers(phone));
        var volunteer = await VolunteerAsync(phone);

        var page = await browser.SubmitAsync(asked, "main form", ("Code", await app.LastCodeAsync(volunteer.VolunteerId)));

        Assert.Equal("/az/join/confirm", asked.Path);
        Assert.Equal("/az/join/done", page.Path);
        Assert.Equal("Təşəkkür edirik, Nigar Əliyeva", page.Heading);

        volunteer = await VolunteerAsync(phone);
        Assert.Equal(VolunteerState.Applied, volunteer.State);
        Assert.NotNull(volunteer.PhoneConfirmedAtUtc);
        Assert.Equal(new DateOnly(1999, 5, 21), volunteer.BornOn);
        Assert.Equal(["az", "ru"], volunteer.Languages.Select(l => l.LanguageCode).Order());
        Assert.Equal(
            [(DayOfWeek.Monday, new TimeOnly(9, 0), new TimeOnly(12, 0)), (DayOfWeek.Saturday, new TimeOnly(15, 0), new TimeOnly(18, 0))],
            volunteer.Availability.OrderBy(w => w.Day).Select(w => (w.Day, w.StartsAt, w.EndsAt)));
        Assert.Equal([ConsentText.PersonalData, ConsentText.VolunteerTerms], volunteer.Consents.Select(c => c.Code).Order());
    }

    [Fact]
    public async Task The_e_mail_is_confirmed_by_a_press_and_not_by_opening_the_link()
    {
        var browser = app.NewBrowser();
        var phone = TestData.NewPhone();
        var email = $"nigar{TestData.NextNumber()}@example.az";
        var asked = await browser.SignUpAsync("az", SignUpWalk.Answers(phone, ("Email", email.ToUpperInvariant())));
        var volunteer = await VolunteerAsync(phone);
        await browser.SubmitAsync(asked, "main form", ("Code", await app.LastCodeAsync(volunteer.VolunteerId)));

        var stranger = app.NewBrowser();
        var shown = await stranger.GetPageAsync($"/az/t/{await EmailTokenAsync(volunteer.VolunteerId)}");
        Assert.Null((await VolunteerAsync(phone)).EmailConfirmedAtUtc);

        await stranger.SubmitAsync(shown);

        Assert.NotNull((await VolunteerAsync(phone)).EmailConfirmedAtUtc);
        Assert.Equal(email, (await VolunteerAsync(phone)).Email);
    }

    [Fact]
    public async Task A_page_with_mistakes_comes_back_as_it_was_typed()
    {
        var browser = app.NewBrowser();

        var page = await browser.SignUpAsync("en", SignUpWalk.Answers("12", ("BornOn", "yesterday"), ("GivenName", "")));

        Assert.Equal(("/en/join/you", HttpStatusCode.UnprocessableEntity), (page.Path, page.Status));
        Assert.StartsWith("Please correct: ", page.Title, StringComparison.Ordinal);
        Assert.Equal("Write your first name", page.ComplaintOf("GivenName"));
        Assert.Equal("“yesterday” cannot be understood here. Write it as the example shows", page.ComplaintOf("BornOn"));
        Assert.StartsWith("Check the phone number", page.ComplaintOf("Phone"), StringComparison.Ordinal);
        Assert.Equal(3, page.Complaints.Count);
        Assert.Equal("12", page.Value("Phone"));
        Assert.Equal("yesterday", page.Value("BornOn"));
        Assert.Equal("Əliyeva", page.Value("FamilyName"));
    }

    [Fact]
    public async Task The_last_page_with_mistakes_comes_back_as_it_was_typed()
    {
        var browser = app.NewBrowser();

        var page = await browser.SignUpAsync("en", SignUpWalk.Answers(TestData.NewPhone(), ("Fin", "IO"), ("AcceptsDataUse", "false")));

        Assert.Equal(("/en/join/last", HttpStatusCode.UnprocessableEntity), (page.Path, page.Status));
        Assert.Equal("IO", page.Value("Fin"));
        Assert.True(page.One("#AcceptsTerms").HasAttribute("checked"));
        Assert.True(page.One("input[name=Gender][value=Female]").HasAttribute("checked"));
        Assert.NotNull(page.ComplaintOf("AcceptsDataUse"));
    }

    [Fact]
    public async Task Each_complaint_leads_to_its_field()
    {
        var browser = app.NewBrowser();
        var answers = SignUpWalk.Answers(TestData.NewPhone());
        var place = await browser.SignUpAsync(await browser.GetPageAsync("/en/join/you"), answers, until: "help");
        var times = await browser.SignUpAsync(place, answers, until: "times");
        var last = await browser.SignUpAsync(times, answers, until: "last");

        foreach (var refused in new[] { await app.NewBrowser().SignUpAsync("en", [("Phone", "")]), await browser.SubmitAsync(place, ("Languages", null)), await browser.SubmitAsync(last, ("Fin", "")) })
        {
            Assert.NotEmpty(refused.All(".error-summary a"));
            Assert.All(refused.All(".error-summary a"), link => Assert.NotNull(refused.Document.QuerySelector(link.GetAttribute("href")!)));
            Assert.All(refused.All("[aria-describedby]"), field => Assert.All(field.GetAttribute("aria-describedby")!.Split(' '), id => Assert.NotNull(refused.Document.GetElementById(id))));
        }
    }

    [Theory]
    [InlineData("050 123", "Check the phone number")]
    [InlineData("012 493 00 11", "This is not a mobile number")]
    public async Task The_phone_must_take_an_SMS(string phone, string complaint)
    {
        var browser = app.NewBrowser();

        var page = await browser.SignUpAsync("en", SignUpWalk.Answers(phone));

        Assert.StartsWith(complaint, page.ComplaintOf("Phone"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_too_young_is_asked_to_come_back()
    {
        var browser = app.NewBrowser();

        var page = await browser.SignUpAsync("en", SignUpWalk.Answers(TestData.NewPhone(), ("BornOn", "24.11.2010")));

        Assert.Equal("Volunteers are at least 16 years old. Come back on your birthday, we will be glad", page.ComplaintOf("BornOn"));
    }

    [Fact]
    public async Task Who_is_under_age_needs_a_guardian()
    {
        var browser = app.NewBrowser();
        var phone = TestData.NewPhone();

        var refused = await browser.SignUpAsync("en", SignUpWalk.Answers(phone, ("BornOn", "23.11.2010")));
        var taken = await browser.SubmitAsync(
            refused, ("Fin", TestData.NewFin()), ("GuardianName", "Səbinə Əliyeva"), ("GuardianPhone", "055 765 43 21"), ("GuardianAgrees", "true"));

        Assert.Equal("You are under 18: write the name of your parent or guardian", refused.ComplaintOf("GuardianName"));
        Assert.Equal("/en/join/confirm", taken.Path);
        var volunteer = await VolunteerAsync(phone);
        Assert.Equal("+994557654321", volunteer.GuardianPhone);
        Assert.Contains(volunteer.Consents, c => c.Code == ConsentText.Guardian);
    }

    [Fact]
    public async Task The_silver_programme_has_its_age()
    {
        var browser = app.NewBrowser();

        var page = await browser.SignUpAsync("en", SignUpWalk.Answers(TestData.NewPhone(), ("Programme", "Silver")));

        Assert.Equal("Silver DOST is open from the age of 50. Choose another programme", page.ComplaintOf("Programme"));
    }

    [Fact]
    public async Task A_stranger_does_not_learn_who_is_registered()
    {
        var (known, _) = await app.AddVolunteerAsync();
        var fin = TestData.NewFin();
        await JoinAsync(TestData.NewPhone(), ("Fin", fin));

        var withKnownPhone = await JoinAsync(known.Phone);
        var withKnownFin = await JoinAsync(TestData.NewPhone(), ("Fin", fin));
        var withNothingKnown = await JoinAsync(TestData.NewPhone());

        Assert.All([withKnownPhone, withKnownFin, withNothingKnown], page => Assert.Equal("/en/join/confirm", page.Path));
        Assert.Equal(WithoutPhone(withNothingKnown), WithoutPhone(withKnownPhone));
        Assert.Equal(WithoutPhone(withNothingKnown), WithoutPhone(withKnownFin));
    }

    [Fact]
    public async Task Who_is_registered_and_applies_again_is_signed_in_by_the_code()
    {
        var (known, account) = await app.AddVolunteerAsync();
        var browser = app.NewBrowser();
        var asked = await browser.SignUpAsync("en", SignUpWalk.Answers(known.Phone));

        await browser.SubmitAsync(asked, "main form", ("Code", await app.LastCodeAsync(account.Id)));

        Assert.Equal(account.DisplayName, (await browser.GetPageAsync("/en/")).Text(".menu__name"));
        Assert.Equal(1, await app.QueryAsync(db => db.Volunteers.CountAsync(v => v.Phone == known.Phone)));
    }

    [Fact]
    public async Task A_wrong_code_can_be_tried_again_but_not_for_ever()
    {
        var browser = app.NewBrowser();
        var phone = TestData.NewPhone();
        var page = await browser.SignUpAsync("en", SignUpWalk.Answers(phone));
        var code = await app.LastCodeAsync((await VolunteerAsync(phone)).VolunteerId);
        var wrong = code == "000000" ? "111111" : "000000";

        for (var attempt = 0; attempt < OneTimeCode.MaxFailedAttempts; attempt++)
        {
            page = await browser.SubmitAsync(page, "main form", ("Code", wrong));
            Assert.Equal("This code is wrong or no longer valid. Take the newest SMS, or ask for a new code", page.ComplaintOf("Code"));
        }

        page = await browser.SubmitAsync(page, "main form", ("Code", code));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Null((await VolunteerAsync(phone)).PhoneConfirmedAtUtc);
    }

    [Fact]
    public async Task A_new_code_can_be_asked_for_and_the_old_one_no_longer_counts()
    {
        var browser = app.NewBrowser();
        var phone = TestData.NewPhone();
        var page = await browser.SignUpAsync("en", SignUpWalk.Answers(phone));
        var volunteerId = (await VolunteerAsync(phone)).VolunteerId;
        var first = await app.LastCodeAsync(volunteerId);

        page = await browser.SubmitAsync(page, "section form");
        var second = await app.LastCodeAsync(volunteerId);

        Assert.Equal("If everything is in order with the number, a new code is on its way.", page.Notice);
        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(page, "main form", ("Code", first))).Status);
        Assert.Equal("/en/join/done", (await browser.SubmitAsync(page, "main form", ("Code", $"{second![..3]} {second[3..]}"))).Path);
    }

    [Fact]
    public async Task An_impatient_double_press_makes_one_volunteer()
    {
        var browser = app.NewBrowser();
        var phone = TestData.NewPhone();
        var answers = SignUpWalk.Answers(phone);
        var form = await browser.SignUpAsync(await browser.GetPageAsync("/en/join/you"), answers, until: "last");

        var pages = await Task.WhenAll(browser.SubmitAsync(form, SignUpWalk.Of(form, answers)), browser.SubmitAsync(form, SignUpWalk.Of(form, answers)));

        Assert.All(pages, page => Assert.Equal("/en/join/confirm", page.Path));
        var volunteer = await VolunteerAsync(phone);
        Assert.Equal(1, await app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.RecipientId == volunteer.VolunteerId)));
    }

    [Fact]
    public async Task The_code_page_without_an_application_leads_to_the_form()
    {
        var page = await app.NewBrowser().GetPageAsync("/en/join/confirm");

        Assert.Equal("/en/join", page.Path);
    }

    private async Task<WebPage> JoinAsync(string phone, params (string Name, string? Value)[] others)
    {
        var browser = app.NewBrowser();

        return await browser.SignUpAsync("en", SignUpWalk.Answers(phone, others));
    }

    private static string WithoutPhone(WebPage page) =>
        System.Text.RegularExpressions.Regex.Replace(page.Words, @"0\d\d \d{3} \d\d \d\d", "…", System.Text.RegularExpressions.RegexOptions.None);

    private Task<Volunteer> VolunteerAsync(string phone) => app.QueryAsync(db => db.Volunteers
        .Include(v => v.Languages).Include(v => v.Availability).Include(v => v.Consents).SingleAsync(v => v.Phone == phone));

    private async Task<string> EmailTokenAsync(Guid volunteerId)
    {
        await using var scope = app.NewScope();
        var message = await scope.Db.OutboundMessages.SingleAsync(m => m.Kind == MessageKind.ConfirmEmail && m.SubjectId == volunteerId);
        var composed = await scope.Get<MessageComposer>().ComposeAsync([message], CancellationToken.None);

        return composed[message.OutboundMessageId].LinkUrl!.Split('/')[^1];
    }
}
