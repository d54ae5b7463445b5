using System.Net;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Tests.Support;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Volunteers;

/// <summary>The sign-up page by page: nothing that was answered is lost, and nobody else sees it.</summary>
public sealed class SignUpPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("help")]
    [InlineData("times")]
    [InlineData("last")]
    public async Task A_page_whose_turn_has_not_come_leads_to_the_one_whose_turn_it_is(string page)
    {
        var browser = app.NewBrowser();
        Assert.Equal("/en/join", (await browser.GetPageAsync($"/en/join/{page}")).Path);
        await browser.SignUpAsync(await browser.GetPageAsync("/en/join/you"), SignUpWalk.Answers(TestData.NewPhone()), until: "help");

        Assert.Equal("/en/join/help", (await browser.GetPageAsync($"/en/join/{page}")).Path);
    }

    [Fact]
    public async Task Each_page_is_kept_and_can_be_changed_and_the_last_one_shows_them_all()
    {
        var browser = app.NewBrowser();
        var answers = SignUpWalk.Answers("050 765 43 21", ("Email", "Nigar@Example.az"));
        var last = await browser.SignUpAsync(await browser.GetPageAsync("/en/join/you"), answers, until: "last");

        foreach (var word in (string[])["Nigar Əliyeva", "21 May 1999", "050 765 43 21", "nigar@example.az", "Yasamal", "Monday: 09:00–12:00", "Saturday: 15:00–18:00"])
        {
            Assert.Contains(word, last.Words, StringComparison.Ordinal);
        }

        var person = await browser.GetPageAsync(last.LinkTo("Change who you are"));
        Assert.Equal(("Nigar", "21.05.1999", "050 765 43 21"), (person.Value("GivenName"), person.Value("BornOn"), person.Value("Phone")));
        var back = await browser.SubmitAsync(person, ("GivenName", "Nərgiz"));

        Assert.Equal("/en/join/last", back.Path);
        Assert.Contains("Nərgiz Əliyeva", back.Words, StringComparison.Ordinal);
        Assert.True((await browser.GetPageAsync("/en/join/times")).One("#Free-Monday-Morning").HasAttribute("checked"));
    }

    [Fact]
    public async Task A_date_of_birth_that_no_longer_fits_the_programme_leads_back_to_it()
    {
        var browser = app.NewBrowser();
        var last = await browser.SignUpAsync(
            await browser.GetPageAsync("/en/join/you"), SignUpWalk.Answers(TestData.NewPhone(), ("BornOn", "01.02.1960"), ("Programme", "Silver")), until: "last");

        var page = await browser.SubmitAsync(await browser.GetPageAsync(last.LinkTo("Change who you are")), ("BornOn", "01.02.1990"));

        Assert.Equal("/en/join/help", page.Path);
        Assert.Equal("Silver DOST is open from the age of 50. Choose another programme", page.ComplaintOf("Programme"));
    }

    [Fact]
    public async Task The_draft_belongs_to_the_browser_that_began_it()
    {
        var browser = app.NewBrowser();
        await browser.SignUpAsync(await browser.GetPageAsync("/en/join/you"), SignUpWalk.Answers(TestData.NewPhone(), ("GivenName", "Nurlana")), until: "times");

        var stranger = app.NewBrowser();
        var forger = app.NewBrowser().WithCookie(SignUpPass.CookieName, browser.Cookies[SignUpPass.CookieName][..^2] + "AA");

        Assert.Equal("", (await stranger.GetPageAsync("/en/join/you")).Value("GivenName"));
        Assert.Equal("", (await forger.GetPageAsync("/en/join/you")).Value("GivenName"));
        Assert.Equal("Nurlana", (await browser.GetPageAsync("/en/join/you")).Value("GivenName"));
    }

    [Fact]
    public async Task The_cookie_is_sealed_and_reaches_no_script_and_no_other_site()
    {
        var browser = app.NewBrowser();
        var page = await browser.GetPageAsync("/en/join/you");
        var fields = SignUpWalk.Of(page, SignUpWalk.Answers(TestData.NewPhone())).Select(a => KeyValuePair.Create(a.Name, a.Value!))
            .Append(KeyValuePair.Create("__RequestVerificationToken", page.One("input[name=__RequestVerificationToken]").GetAttribute("value")!))
            .Append(KeyValuePair.Create("Shown", page.One("input[name=Shown]").GetAttribute("value")!));

        var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, page.Address) { Content = new FormUrlEncodedContent(fields) });

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(SignUpPass.CookieName + "=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.All((string[])["httponly", "secure", "samesite=lax", "path=/"], word => Assert.Contains(word, cookie, StringComparison.Ordinal));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task The_link_goes_on_from_another_phone_with_the_date_of_birth_and_looking_changes_nothing()
    {
        var browser = app.NewBrowser();
        var phone = TestData.NewPhone();
        var times = await browser.SignUpAsync(await browser.GetPageAsync("/az/join/you"), SignUpWalk.Answers(phone), until: "times");
        var noticed = await browser.SubmitAsync(times, "form[action$='/join/link']");
        Assert.Equal("/az/join/times", noticed.Path);
        await app.RunJobAsync("SendMessages");
        var sms = Assert.Single(await app.SmsToAsync(phone));
        Assert.DoesNotContain("Nigar", sms, StringComparison.Ordinal);

        var other = app.NewBrowser();
        var shown = await other.GetPageAsync(Mailbox.LinkIn(sms));
        Assert.Equal("Müraciətinizi davam etdirin", shown.Heading);
        Assert.DoesNotContain("Nigar", shown.Html, StringComparison.Ordinal);
        Assert.False(other.Cookies.ContainsKey(SignUpPass.CookieName));

        var wrong = await other.SubmitAsync(shown, ("BornOn", "22.05.1999"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.NotNull(wrong.ComplaintOf("BornOn"));
        var resumed = await other.SubmitAsync(wrong, ("BornOn", "21.05.1999"));
        Assert.Equal("/az/join/times", resumed.Path);

        var asked = await other.SignUpAsync(resumed, SignUpWalk.Answers(phone));
        Assert.Equal("/az/join/confirm", asked.Path);
        Assert.Equal(HttpStatusCode.NotFound, (await app.NewBrowser().GetPageAsync(Mailbox.LinkIn(sms))).Status);
        Assert.Equal("/az/join/confirm", (await browser.GetPageAsync("/az/join/times")).Path);
    }

    [Fact]
    public async Task The_answer_of_the_last_page_may_be_lost_on_the_way_and_the_press_repeated()
    {
        var browser = app.NewBrowser();
        var phone = TestData.NewPhone();
        var answers = SignUpWalk.Answers(phone);
        var last = await browser.SignUpAsync(await browser.GetPageAsync("/en/join/you"), answers, until: "last");
        await browser.SubmitAsync(last, SignUpWalk.Of(last, answers));
        var withoutAnswer = app.NewBrowser();
        foreach (var name in (string[])["dost.form", SignUpPass.CookieName])
        {
            withoutAnswer.WithCookie(name, browser.Cookies[name]);
        }

        var again = await withoutAnswer.SubmitAsync(last, SignUpWalk.Of(last, answers));

        Assert.Equal("/en/join/confirm", again.Path);
        var volunteerId = await app.QueryAsync(db => db.Volunteers.Where(v => v.Phone == phone).Select(v => v.VolunteerId).SingleAsync());
        Assert.Equal("/en/join/done", (await withoutAnswer.SubmitAsync(again, "main form", ("Code", await app.LastCodeAsync(volunteerId)))).Path);
    }

    [Fact]
    public async Task A_wrong_number_is_put_right_without_typing_all_again()
    {
        var browser = app.NewBrowser();
        var (mistyped, right) = (TestData.NewPhone(), TestData.NewPhone());
        var answers = SignUpWalk.Answers(mistyped);
        var code = await browser.SignUpAsync("en", answers);

        var start = await browser.GetPageAsync(code.LinkTo("The number is wrong"));
        var person = await browser.SubmitAsync(start, "form[action$='/change-number']");
        Assert.Equal("Əliyeva", person.Value("FamilyName"));
        var last = await browser.SubmitAsync(person, ("Phone", right));
        var asked = await browser.SubmitAsync(last, SignUpWalk.Of(last, answers));

        Assert.Equal("/en/join/confirm", asked.Path);
        var volunteer = await app.QueryAsync(db => db.Volunteers.SingleAsync(v => v.Phone == right));
        Assert.False(await app.QueryAsync(db => db.Volunteers.AnyAsync(v => v.Phone == mistyped)));
        await browser.SubmitAsync(asked, "main form", ("Code", await app.LastCodeAsync(volunteer.VolunteerId)));
        Assert.False(browser.Cookies.ContainsKey(SignUpPass.CookieName));
        Assert.Equal("", (await browser.GetPageAsync("/en/join/you")).Value("FamilyName"));
    }

    [Fact]
    public async Task Start_again_leaves_nothing()
    {
        var browser = app.NewBrowser();
        await browser.SignUpAsync(await browser.GetPageAsync("/en/join/you"), SignUpWalk.Answers(TestData.NewPhone()), until: "times");
        var drafts = await app.QueryAsync(db => db.SignUpDrafts.CountAsync());

        var page = await browser.SubmitAsync(await browser.GetPageAsync("/en/join"), "form[action$='/start-again']");

        Assert.Equal("What you wrote is deleted.", page.Notice);
        Assert.False(browser.Cookies.ContainsKey(SignUpPass.CookieName));
        Assert.Equal(drafts - 1, await app.QueryAsync(db => db.SignUpDrafts.CountAsync()));
    }

    [Fact]
    public async Task An_older_window_is_told_and_keeps_what_was_typed_in_it()
    {
        var browser = app.NewBrowser();
        var answers = SignUpWalk.Answers(TestData.NewPhone());
        var older = await browser.SignUpAsync(await browser.GetPageAsync("/en/join/you"), answers, until: "help");
        await browser.SubmitAsync(older, SignUpWalk.Of(older, answers));

        var told = await browser.SubmitAsync(older, [.. SignUpWalk.Of(older, answers).Where(a => a.Name != "Programme"), ("Programme", "Virtual")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, told.Status);
        Assert.StartsWith("This page was answered in another window", Assert.Single(told.Complaints), StringComparison.Ordinal);
        Assert.True(told.One("input[name=Programme][value=Virtual]").HasAttribute("checked"));

        Assert.Equal("/en/join/times", (await browser.SubmitAsync(told)).Path);
    }

    [Fact]
    public async Task Hostile_names_are_kept_as_they_are_or_refused_in_words()
    {
        foreach (var (name, isTaken) in new (string, bool)[]
                 {
                     ("D’Əli \"Qızıl\" O'Neil", true), ("Nigar 🌷", true), ("Ni\u202Egar\u200F", true), (new string('ə', 10_000), false), ("<script>alert(1)</script>", false), ("Nigar\u0007", false),
                 })
        {
            var browser = app.NewBrowser();
            var page = await browser.SignUpAsync(await browser.GetPageAsync("/en/join/you"), SignUpWalk.Answers(TestData.NewPhone(), ("GivenName", name)), until: "help");

            Assert.Equal(isTaken ? "/en/join/help" : "/en/join/you", page.Path);
            Assert.Equal(name, (isTaken ? await browser.GetPageAsync("/en/join/you") : page).Value("GivenName"));
            Assert.Empty(page.All("script:not([src])"));
        }
    }

    [Fact]
    public async Task Every_answer_to_a_stranger_is_the_same_for_who_is_known_and_who_is_not()
    {
        var (known, _) = await app.AddVolunteerAsync();
        var fin = TestData.NewFin();
        await app.NewBrowser().SignUpAsync("en", SignUpWalk.Answers(TestData.NewPhone(), ("Fin", fin)));
        var shapes = new List<string>();

        foreach (var others in (((string, string?)[], string)[])[([], TestData.NewPhone()), ([], known.Phone), ([("Email", known.Email)], TestData.NewPhone()), ([("Fin", fin)], TestData.NewPhone())])
        {
            shapes.Add(await ShapeAsync(SignUpWalk.Answers(others.Item2, [("Email", "nigar@example.az"), .. others.Item1])));
        }

        Assert.All(shapes, shape => Assert.Equal(shapes[0], shape));
    }

    /// <summary>All that a stranger is shown from the first page to a wrong code and a further one, but for what they typed and for tokens.</summary>
    private async Task<string> ShapeAsync((string Name, string? Value)[] answers)
    {
        var browser = app.NewBrowser();
        var pages = new List<WebPage> { await browser.GetPageAsync("/en/join/you") };
        pages.Add(await browser.SignUpAsync(pages[^1], answers, until: "help"));
        pages.Add(await browser.SubmitAsync(pages[^1], "form[action$='/join/link']"));
        pages.Add(await browser.SignUpAsync(pages[^1], answers, until: "last"));
        pages.Add(await browser.SubmitAsync(pages[^1], SignUpWalk.Of(pages[^1], answers)));
        pages.Add(await browser.SubmitAsync(pages[^1], "main form", ("Code", "12")));
        pages.Add(await browser.SubmitAsync(pages[^1], "section form"));
        pages.Add(await browser.GetPageAsync("/en/join"));

        return string.Join('\n', pages.Select(page =>
        {
            var said = answers.Where(a => a.Name is "Phone" or "Email").Select(a => a.Value!).SelectMany(v => (string[])[v, v.StartsWith('+') ? Core.Common.PhoneNumber.Display(v) : v]);
            foreach (var token in page.All("input[type=hidden]"))
            {
                token.RemoveAttribute("value");
            }

            return $"{page.Path} {(int)page.Status} {said.Aggregate(page.One("main").OuterHtml, (html, word) => html.Replace(word, "…", StringComparison.Ordinal))}";
        }));
    }

    [Fact]
    public async Task A_link_is_sent_whether_or_not_the_person_is_known()
    {
        var (known, _) = await app.AddVolunteerAsync();

        foreach (var phone in (string[])[known.Phone, TestData.NewPhone()])
        {
            var browser = app.NewBrowser();
            var page = await browser.SignUpAsync(await browser.GetPageAsync("/en/join/you"), SignUpWalk.Answers(phone), until: "help");
            await browser.SubmitAsync(page, "form[action$='/join/link']");
        }

        var recipients = await app.QueryAsync(db => db.OutboundMessages.Where(m => m.Kind == MessageKind.SignUpLink && m.Channel == MessageChannel.Sms).Select(m => m.RecipientKind).Distinct().ToListAsync());
        Assert.Equal([RecipientKind.Applicant], recipients);
    }
}
