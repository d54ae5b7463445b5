using System.Net;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests.Calls;

/// <summary>The operator's screen of the hotline 142.</summary>
public sealed class HotlineTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_call_from_any_district_becomes_a_request_with_a_code_to_read_aloud()
    {
        var account = await app.AddOperatorAsync();
        var browser = await app.NewBrowserAsync(account);
        var form = await browser.GetPageAsync("/az/hotline");

        var done = await browser.SubmitAsync(form, "main form.hotline", [.. Wish("050 301 10 01", "ganja-kapaz"), ("Urgency", "Urgent")]);

        var request = await RequestOfAsync("+994503011001");
        Assert.Equal("/az/hotline/done", done.Path);
        Assert.Contains(request.TrackingCode, done.Words, StringComparison.Ordinal);
        Assert.Equal((AskedThrough.Hotline, account.Id, HelpRequestState.New, Urgency.Urgent), (request.AskedThrough, request.EnteredById, request.State, request.Urgency));
        Assert.NotNull(request.PhoneConfirmedAtUtc);
        Assert.Equal((ConsentText.BeneficiaryConsent, "az"), await app.QueryAsync(db => db.Consents.Where(c => c.HelpRequestId == request.HelpRequestId).Select(c => new ValueTuple<string, string>(c.Code, c.Culture)).SingleAsync()));

        // Urgent is due sooner, and still to be read by a coordinator.
        Assert.True(request.HelpDueAtUtc < Core.Common.BakuTime.ToUtc(request.WantedOn, new TimeOnly(9, 0)).AddHours(5));
    }

    [Fact]
    public async Task A_known_caller_is_found_by_every_way_the_number_leads_to_them_and_each_look_is_recorded()
    {
        var own = await app.AddHelpRequestAsync(w => w with { BeneficiaryName = "Sürəyya Məmmədova", BeneficiaryPhone = "+994503011002", ContactPhone = "+994503011002" });
        var asked = await app.AddHelpRequestAsync(w => w with { BeneficiaryName = "Cəlil Məmmədov", AskerName = "Sürəyya Məmmədova", AskerRelation = "bacısı", ContactPhone = "+994503011002", DistrictCode = "nizami" });
        var contact = await app.AddHelpRequestAsync(w => w with { BeneficiaryName = "Tamara Əliyeva" });
        await AddContactAsync(contact.BeneficiaryId, "+994503011002");
        var account = await app.AddOperatorAsync();
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitToAsync(await browser.GetPageAsync("/az/hotline"), "main form.hotline", "/az/hotline/callers", ("Phone", "050 301 10 02"), ("Description", "Yarımçıq"));

        Assert.All(["Sürəyya Məmmədova", "Cəlil Məmmədov", "Tamara Əliyeva", own.TrackingCode, asked.TrackingCode], words => Assert.Contains(words, page.Words, StringComparison.Ordinal));
        Assert.DoesNotContain("+994503011002", page.Path, StringComparison.Ordinal);
        Assert.Contains("Yarımçıq", page.Value("Description")!, StringComparison.Ordinal);
        var looks = await LooksAsync(account.Id);
        Assert.True(looks.IsSupersetOf([own.BeneficiaryId, asked.BeneficiaryId, contact.BeneficiaryId]));
    }

    [Fact]
    public async Task Nobody_is_found_by_a_part_of_a_number()
    {
        await app.AddHelpRequestAsync(w => w with { BeneficiaryName = "Sirli Adam", BeneficiaryPhone = "+994503011003", ContactPhone = "+994503011003" });
        var browser = await app.NewBrowserAsync(await app.AddOperatorAsync());

        foreach (var typed in (string[])["050 301 10", "3011003", "050301100", "%", "_"])
        {
            var page = await browser.SubmitToAsync(await browser.GetPageAsync("/az/hotline"), "main form.hotline", "/az/hotline/callers", ("Phone", typed));
            Assert.DoesNotContain("Sirli Adam", page.Words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_picked_person_fills_the_form_and_the_request_is_theirs()
    {
        var first = await app.AddHelpRequestAsync(w => w with { BeneficiaryPhone = "+994503011004", ContactPhone = "+994503011004", Culture = "ru", VisitorGender = Gender.Female, HealthNotes = "Eşitmə cihazı" });
        var browser = await app.NewBrowserAsync(await app.AddOperatorAsync());
        var found = await browser.SubmitToAsync(await browser.GetPageAsync("/az/hotline"), "main form.hotline", "/az/hotline/callers", ("Phone", "0503011004"));

        // What is known of their health is not for the call.
        Assert.DoesNotContain("Eşitmə cihazı", found.Html, StringComparison.Ordinal);
        var filled = await browser.SubmitToAsync(found, "main form.hotline", "/az/hotline/pick", ("pick", first.BeneficiaryId.ToString()));
        Assert.Equal(("Zərifə Abbasova", "yasamal", "Şərifzadə küçəsi 12, mənzil 4", "ru", "Female"), (filled.Value("Name"), filled.Value("DistrictCode"), filled.Value("Address"), filled.Value("Culture"), filled.Value("VisitorGender")));

        await browser.SubmitAsync(filled, "main form.hotline", ("HelpCategoryCode", "bills"), ("Description", "Qaz pulu"), ("HealthNotes", "Lift işləmir"), ("Agrees", "true"));

        var requests = await app.QueryAsync(db => db.HelpRequests.Where(r => r.BeneficiaryId == first.BeneficiaryId).ToListAsync());
        Assert.Equal(["bills", "shopping"], requests.Select(r => r.HelpCategoryCode).Order());
        await using var scope = app.NewScope();
        var notes = scope.Get<Core.Privacy.FieldCipher>().Decrypt((await scope.Db.Beneficiaries.SingleAsync(b => b.BeneficiaryId == first.BeneficiaryId)).HealthNotesEncrypted!);
        Assert.Equal("Eşitmə cihazı\nLift işləmir", notes);
    }

    [Fact]
    public async Task Nobody_is_picked_whom_the_number_does_not_lead_to()
    {
        var other = await app.AddHelpRequestAsync();
        var browser = await app.NewBrowserAsync(await app.AddOperatorAsync());
        var form = await browser.GetPageAsync("/az/hotline");

        var picked = await browser.SubmitToAsync(form, "main form.hotline", "/az/hotline/pick", ("Phone", "0503011005"), ("pick", other.BeneficiaryId.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, picked.Status);
        var sent = await browser.SubmitAsync(form, "main form.hotline", [.. Wish("0503011005"), ("BeneficiaryId", other.BeneficiaryId.ToString())]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.Status);
        var noted = await browser.SubmitToAsync(form, "main form.hotline", "/az/hotline/same", ("Phone", "0503011005"), ("same", other.HelpRequestId.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, noted.Status);
        Assert.Equal(1, await app.QueryAsync(db => db.HelpRequests.CountAsync(r => r.BeneficiaryId == other.BeneficiaryId)));
    }

    [Fact]
    public async Task What_may_be_the_same_is_shown_before_it_is_noted_and_the_call_can_be_noted_instead()
    {
        var standing = await app.AddHelpRequestAsync(w => w with { BeneficiaryPhone = "+994503011006", ContactPhone = "+994503011006" });
        var account = await app.AddOperatorAsync();
        var browser = await app.NewBrowserAsync(account);
        var asked = await browser.SubmitAsync(await browser.GetPageAsync("/az/hotline"), "main form.hotline", [.. Wish("050 301 10 06")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Contains(standing.TrackingCode, asked.Text("section.notice"), StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync("+994503011006"));

        // The form sent twice is one call.
        await browser.SubmitToAsync(asked, "main form.hotline", "/az/hotline/same", ("same", standing.HelpRequestId.ToString()));
        var noted = await browser.SubmitToAsync(asked, "main form.hotline", "/az/hotline/same", ("same", standing.HelpRequestId.ToString()));
        Assert.Contains(standing.TrackingCode, noted.Words, StringComparison.Ordinal);
        Assert.Equal(account.Id, await app.QueryAsync(db => db.Set<HelpRequestEvent>().Where(e => e.HelpRequestId == standing.HelpRequestId && e.Kind == HelpRequestEventKind.Contacted).Select(e => e.ActorId).SingleAsync()));
        Assert.Equal(1, await CountAsync("+994503011006"));

        await browser.SubmitAsync(asked, "main form.hotline", ("IsAnother", "true"));
        Assert.Equal(2, await CountAsync("+994503011006"));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_one_request()
    {
        var browser = await app.NewBrowserAsync(await app.AddOperatorAsync());
        var form = await browser.GetPageAsync("/az/hotline");

        await browser.SubmitAsync(form, "main form.hotline", [.. Wish("050 301 10 07")]);
        var again = await browser.SubmitAsync(form, "main form.hotline", [.. Wish("050 301 10 07")]);

        Assert.Equal("/az/hotline/done", again.Path);
        Assert.Equal(1, await CountAsync("+994503011007"));
    }

    [Fact]
    public async Task A_mistake_keeps_what_was_typed_and_says_what_to_do()
    {
        var browser = await app.NewBrowserAsync(await app.AddOperatorAsync());
        var wrong = await browser.SubmitAsync(await browser.GetPageAsync("/az/hotline"), "main form.hotline", [.. Wish("050 301 10 08").Where(f => f.Item1 is not ("Agrees" or "Address")), ("Address", ""), ("Agrees", null)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(2, wrong.Complaints.Count);
        Assert.Equal("Çörək və süd", wrong.Value("Description")!.Trim());
        Assert.Equal(0, await CountAsync("+994503011008"));
    }

    [Fact]
    public async Task An_operator_sees_no_desk_and_lands_on_the_calls()
    {
        var browser = await app.NewBrowserAsync(await app.AddOperatorAsync());

        Assert.Equal("/az/hotline", (await browser.GetPageAsync("/az/account")).Path);
        Assert.All(await Task.WhenAll(new[] { "/desk", "/desk/requests", "/desk/volunteers", "/admin/settings" }.Select(async path => (await browser.GetPageAsync(path)).Status)), status => Assert.Equal(HttpStatusCode.Forbidden, status));
    }

    [Fact]
    public async Task Numbers_cannot_be_tried_one_after_the_other()
    {
        await using var own = (await TestApp.StartAsync()).With("RateLimits:Calls:Permits", "3");
        var browser = await own.NewBrowserAsync(await own.AddOperatorAsync());
        var form = await browser.GetPageAsync("/az/hotline");
        var last = HttpStatusCode.OK;

        for (var i = 0; i < 4; i++)
        {
            last = (await browser.SubmitToAsync(form, "main form.hotline", "/az/hotline/callers", ("Phone", $"05030110{20 + i}"))).Status;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    private static IEnumerable<(string, string?)> Wish(string phone, string district = "yasamal") =>
    [
        ("Phone", phone), ("For", "self"), ("Name", "Zərifə Abbasova"), ("HelpCategoryCode", "shopping"), ("Description", "Çörək və süd"),
        ("DistrictCode", district), ("Address", "Şərifzadə küçəsi 12"), ("Agrees", "true"),
    ];

    private Task<HelpRequest> RequestOfAsync(string phone) => app.QueryAsync(db => db.HelpRequests.SingleAsync(r => r.ContactPhone == phone));

    private Task<int> CountAsync(string phone) => app.QueryAsync(db => db.HelpRequests.CountAsync(r => r.ContactPhone == phone));

    private async Task<HashSet<Guid>> LooksAsync(Guid accountId) =>
        [.. await app.QueryAsync(db => db.AuditEntries.Where(e => e.Kind == AuditKind.Looked && e.Subject == AuditSubject.Beneficiary && e.ActorId == accountId).Select(e => e.SubjectId).ToListAsync())];

    private async Task AddContactAsync(Guid beneficiaryId, string phone)
    {
        await using var scope = app.NewScope();
        scope.Db.Add(new BeneficiaryContact { BeneficiaryContactId = Guid.CreateVersion7(), BeneficiaryId = beneficiaryId, Name = "Sürəyya Məmmədova", Relation = "qonşu", Phone = phone });
        await scope.Db.SaveChangesAsync();
    }
}
