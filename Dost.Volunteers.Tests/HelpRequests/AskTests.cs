using System.Globalization;
using System.Net;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests;

/// <summary>Asking for help over the web, without an account and without a script.</summary>
public class AskTests(TestApp app) : IClassFixture<TestApp>
{
    private string Tomorrow => BakuTime.DateOf(app.NowUtc).AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("az", "Sizə nədə kömək lazımdır?")]
    [InlineData("ru", "В чём вам нужна помощь?")]
    [InlineData("en", "What do you need help with?")]
    public async Task The_first_page_leads_to_a_form_for_each_kind_of_help_and_names_the_hotline(string language, string heading)
    {
        var page = await app.NewBrowser().GetPageAsync($"/{language}/help");

        Assert.Equal(heading, page.Heading);
        Assert.NotEmpty(page.All("main a[href='tel:142']"));
        Assert.Equal(await app.QueryAsync(db => db.HelpCategories.CountAsync(c => c.IsPublic)), page.All("a.pick").Count);
        Assert.Equal(HttpStatusCode.OK, (await app.NewBrowser().GetPageAsync(page.One("a.pick").GetAttribute("href")!)).Status);
    }

    [Theory]
    [InlineData("/help/ask/reception")]
    [InlineData("/help/ask/there-is-no-such-thing")]
    public async Task What_people_cannot_ask_for_has_no_form(string path) => Assert.Equal(HttpStatusCode.NotFound, (await app.NewBrowser().GetPageAsync(path)).Status);

    [Fact]
    public async Task Asking_for_oneself_ends_with_a_tracking_code_that_stands_in_no_address()
    {
        var phone = TestData.NewPhone();
        var browser = app.NewBrowser();

        var page = await SendAsync(browser, "az", ("Phone", "0" + phone[4..]), ("Name", "Gülbəniz D’Əliyeva"));

        Assert.Equal("/az/help/confirm", page.Path);
        var request = await app.QueryAsync(db => db.HelpRequests.Include(r => r.Beneficiary).SingleAsync(r => r.ContactPhone == phone));
        Assert.Contains(request.TrackingCode, page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(request.TrackingCode, page.Title, StringComparison.Ordinal);
        Assert.Equal(("Gülbəniz D’Əliyeva", "az", null), (request.Beneficiary.FullName, request.Culture, request.AskerName));
        Assert.Equal(ConsentText.BeneficiaryConsent, await app.QueryAsync(db => db.Consents.Where(c => c.HelpRequestId == request.HelpRequestId).Select(c => c.Code).SingleAsync()));

        // The code can be read again as long as the pass holds, and by nobody else.
        Assert.Contains(request.TrackingCode, (await browser.GetPageAsync("/az/help/thanks")).Words, StringComparison.Ordinal);
        Assert.Equal("/az/help/track", (await app.NewBrowser().GetPageAsync("/az/help/thanks")).Path);
    }

    [Fact]
    public async Task Asking_for_somebody_else_notes_who_asked_and_their_own_agreement()
    {
        var askerPhone = TestData.NewPhone();

        var page = await SendAsync(
            app.NewBrowser(), "ru", ("For", "other"), ("Phone", ""), ("AskerName", "Севда"), ("AskerRelation", "дочь"), ("AskerPhone", askerPhone), ("VisitorGender", "Female"));

        Assert.Equal("/ru/help/confirm", page.Path);
        var request = await app.QueryAsync(db => db.HelpRequests.Include(r => r.Beneficiary).SingleAsync(r => r.ContactPhone == askerPhone));
        Assert.Equal(("Севда", "дочь", askerPhone), (request.AskerName, request.AskerRelation, request.Beneficiary.Phone));
        Assert.Equal((Gender.Female, "ru"), (request.Beneficiary.VisitorGender, request.Culture));
        Assert.Equal(ConsentText.OnBehalfConsent, await app.QueryAsync(db => db.Consents.Where(c => c.HelpRequestId == request.HelpRequestId).Select(c => c.Code).SingleAsync()));
    }

    [Theory]
    [InlineData("Name", "", "Write the name of the person who needs help")]
    [InlineData("Name", "12345", "Write the name in letters")]
    [InlineData("Phone", "", "Write a phone on which we reach you")]
    [InlineData("Phone", "12", "Check the phone number. Write it as 050 123 45 67, or with + and the country code")]
    [InlineData("Email", "nobody", "Check the e-mail address. Write it as name@example.az")]
    [InlineData("DistrictCode", "", "Choose the district in which help is needed")]
    [InlineData("DistrictCode", "atlantis", "Choose the district in which help is needed")]
    [InlineData("Address", "", "Write the address, so that the volunteer finds the way")]
    [InlineData("WantedOn", "", "Choose the day on which help is needed")]
    [InlineData("WantedOn", "2020-01-01", "This day is over. Choose today or a later day")]
    [InlineData("WantedOn", "2036-01-01", "This is too far ahead. Choose a day within three months")]
    [InlineData("Description", "  ", "Tell us in a few words what is needed")]
    [InlineData("Point", "41.71510,44.82710", "This point is not in Azerbaijan. Set it again, or remove it: the address is enough")]
    [InlineData("Point", "somewhere", "This point is not in Azerbaijan. Set it again, or remove it: the address is enough")]
    [InlineData("Point", "40.68280,46.36060", "This point is far from the district that you chose. Set it where the help is needed, or remove it: the address is enough")]
    [InlineData("Agrees", "false", "Without your agreement we may not pass the request on. Tick the box if you agree")]
    [InlineData("For", "nobody", "Say who needs the help: you or somebody else")]
    [InlineData("WantedPart", "Midnight", null)]
    [InlineData("VisitorGender", "Cat", null)]
    public async Task What_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(string field, string typed, string? complaint)
    {
        var page = await SendAsync(app.NewBrowser(), "en", (field, typed));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        var said = field is "Point" ? page.Text("#Point .field__complaint") : page.ComplaintOf(field);
        Assert.NotNull(said);
        Assert.Equal(complaint ?? said, said);
        Assert.Single(page.Complaints);
        Assert.Equal(field is "Description" ? typed : "Bread & milk <b>", page.Value("Description"));
        Assert.Equal(field is "Name" ? typed : "Zərifə", page.Value("Name"));
    }

    [Fact]
    public async Task A_description_that_is_too_long_comes_back_whole()
    {
        var long1 = new string('ə', HelpRequest.DescriptionMaxLength + 1);

        var page = await SendAsync(app.NewBrowser(), "en", ("Description", long1));

        Assert.Equal("Make it shorter: at most 1000 characters", page.ComplaintOf("Description"));
        Assert.Equal(long1, page.Value("Description"));
    }

    [Fact]
    public async Task Who_asks_for_somebody_else_gives_their_own_name_and_phone()
    {
        var page = await SendAsync(app.NewBrowser(), "en", ("For", "other"));

        Assert.Equal("Write your own name", page.ComplaintOf("AskerName"));
        Assert.Equal("Write your own phone, so that we can call you back", page.ComplaintOf("AskerPhone"));
    }

    [Fact]
    public async Task A_call_needs_no_address_but_the_phone_of_the_person()
    {
        var asked = await SendAsync(app.NewBrowser(), "en", "friendly-call", ("Address", null));
        var noPhone = await SendAsync(app.NewBrowser(), "en", "friendly-call", ("For", "other"), ("Phone", ""), ("AskerName", "Sevda"), ("AskerPhone", "0501112233"));

        Assert.Equal("/en/help/confirm", asked.Path);
        Assert.Equal("Write the phone of the person, since the volunteer helps by phone", noPhone.ComplaintOf("Phone"));
    }

    [Fact]
    public async Task The_agreement_counts_for_the_text_that_was_read()
    {
        var page = await SendAsync(app.NewBrowser(), "en", ("OwnTextVersion", "0"));

        Assert.Equal("The text above has changed meanwhile. Please read it again", page.ComplaintOf("Agrees"));
        Assert.Equal("1", page.Value("OwnTextVersion"));
    }

    [Fact]
    public async Task The_whole_text_of_the_agreement_stands_on_the_page()
    {
        var page = await app.NewBrowser().GetPageAsync("/en/help/ask/shopping");
        var texts = await app.QueryAsync(db => db.ConsentTexts.Where(t => t.Code == ConsentText.BeneficiaryConsent || t.Code == ConsentText.OnBehalfConsent).Select(t => t.Body.En).ToListAsync());

        Assert.Equal(2, texts.Count);
        Assert.All(texts, text => Assert.Contains(text, page.Words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_point_on_the_map_is_kept_with_the_request_and_goes_to_the_task_made_of_it()
    {
        var phone = TestData.NewPhone();
        await SendAsync(app.NewBrowser(), "az", ("Phone", phone), ("Point", "40.38771,49.81452"));
        var request = await app.QueryAsync(db => db.HelpRequests.SingleAsync(r => r.ContactPhone == phone));
        Assert.Equal((40.38771, 49.81452), (request.Latitude, request.Longitude));

        await using var scope = app.NewScope();
        var requests = scope.Get<HelpRequestService>();
        Assert.True(await requests.TriageAsync(request.HelpRequestId, Urgency.Normal, RiskLevel.Low, CancellationToken.None));
        var start = app.NowUtc.AddHours(30);
        var shift = await requests.PlanAsync(request.HelpRequestId, new NewShift(start, start.AddHours(1), "Evdə", [new NewRole("Köməkçi", 1)]), null, CancellationToken.None);

        Assert.Equal((40.38771, 49.81452), (shift!.VolunteerTask.Latitude, shift.VolunteerTask.Longitude));
    }

    [Fact]
    public async Task The_map_costs_nothing_until_it_is_opened()
    {
        var page = await app.NewBrowser().GetPageAsync("/az/help/ask/shopping");

        Assert.True(page.One("#Point").HasAttribute("hidden"));
        Assert.DoesNotContain("leaflet", string.Join(' ', page.All("script, link[rel=stylesheet]").Select(e => e.OuterHtml)), StringComparison.OrdinalIgnoreCase);
        Assert.InRange(page.Html.Length, 1, 40_000);
        var ground = await app.NewBrowser().SendAsync(new HttpRequestMessage(HttpMethod.Get, "/az/help/ground"));
        Assert.Contains("\"code\":\"yasamal\"", await ground.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_sent_twice_makes_one_request()
    {
        var phone = TestData.NewPhone();
        var browser = app.NewBrowser();
        var form = await browser.GetPageAsync("/az/help/ask/shopping");

        var first = await browser.SubmitAsync(form, [.. Filled(("Phone", phone))]);
        var second = await browser.SubmitAsync(form, [.. Filled(("Phone", phone))]);

        Assert.Equal(first.Text(".notice--good"), second.Text(".notice--good"));
        Assert.Equal(1, await app.QueryAsync(db => db.HelpRequests.CountAsync(r => r.ContactPhone == phone)));
    }

    [Fact]
    public async Task Without_the_token_of_the_form_nothing_is_taken()
    {
        var page = await app.NewBrowser().PostAsync("/az/help/ask/shopping", [.. Filled().Select(f => (f.Name, f.Value ?? ""))]);

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
    }

    private Task<WebPage> SendAsync(Browser browser, string language, params (string Name, string? Value)[] other) => SendAsync(browser, language, "shopping", other);

    private async Task<WebPage> SendAsync(Browser browser, string language, string category, params (string Name, string? Value)[] other)
    {
        var form = await browser.GetPageAsync($"/{language}/help/ask/{category}");

        return await browser.SubmitAsync(form, [.. Filled(other)]);
    }

    private IEnumerable<(string Name, string? Value)> Filled(params (string Name, string? Value)[] other)
    {
        var fields = new Dictionary<string, string?>
        {
            ["For"] = "self",
            ["Name"] = "Zərifə",
            ["Phone"] = TestData.NewPhone(),
            ["DistrictCode"] = "yasamal",
            ["Address"] = "Şərifzadə 12",
            ["WantedOn"] = Tomorrow,
            ["Description"] = "Bread & milk <b>",
            ["Agrees"] = "true",
        };

        foreach (var (name, value) in other)
        {
            fields[name] = value;
        }

        return fields.Select(f => (f.Key, f.Value));
    }
}

/// <summary>An address that asks too often has to wait.</summary>
public class AskLimitTests
{
    [Fact]
    public async Task After_some_requests_from_one_address_there_is_a_pause()
    {
        await using var app = new TestApp().With("RateLimits:Sms:Permits", "2").With("RateLimits:SignIn:Permits", "2");
        await app.InitializeAsync();
        var browser = app.NewBrowser();
        var form = await browser.GetPageAsync("/az/help/ask/shopping");
        var track = await browser.GetPageAsync("/az/help/track");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(form)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(form)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SubmitAsync(form)).Status);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(track)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(track)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SubmitAsync(track)).Status);
    }
}
