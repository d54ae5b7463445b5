using System.Net;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Volunteers;

/// <summary>The coordinator's pages about volunteers.</summary>
public class DeskVolunteersTests(TestApp app) : IClassFixture<TestApp>
{
    private static Action<Volunteer> Named(string givenName, string familyName) => v =>
    {
        v.GivenName = givenName;
        v.FamilyName = familyName;
    };

    [Fact]
    public async Task A_coordinator_sees_the_volunteers_of_their_centres_only()
    {
        var (elsewhere, _) = await app.AddVolunteerAsync("khazar");
        var browser = await CoordinatorAsync();

        Assert.DoesNotContain(elsewhere.VolunteerId.ToString(), (await browser.GetPageAsync("/desk/volunteers")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync($"/desk/volunteers/{elsewhere.VolunteerId}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync("/desk/volunteers/not-an-id")).Status);
        Assert.Equal(0, await LooksAsync(elsewhere.VolunteerId));

        var own = await app.AddVolunteerAsync(active: false);
        var page = await browser.GetPageAsync($"/desk/volunteers/{own.Volunteer.VolunteerId}");

        foreach (var act in new[] { "accept", "reject", "fin", "code", "phone" })
        {
            var token = page.One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
            var answer = await browser.PostAsync($"/desk/volunteers/{elsewhere.VolunteerId}/{act}", ("__RequestVerificationToken", token), ("Vetting", "None"), ("Reason", "x"), ("Code", "1"));
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        }
    }

    [Fact]
    public async Task A_look_is_recorded_and_the_title_names_nobody()
    {
        var (volunteer, _) = await app.AddVolunteerAsync(change: Named("Nigar", "Rəhimova"));
        var page = await (await CoordinatorAsync()).GetPageAsync($"/desk/volunteers/{volunteer.VolunteerId}");

        Assert.Equal("Nigar Rəhimova", page.Heading);
        Assert.DoesNotContain("Nigar", page.Title, StringComparison.Ordinal);
        Assert.Equal(1, await LooksAsync(volunteer.VolunteerId));
        Assert.Contains("Aysel Məmmədova", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_FIN_is_shown_once_after_the_button_and_the_look_is_recorded()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        string fin;
        await using (var scope = app.NewScope())
        {
            fin = scope.Get<FieldCipher>().Decrypt(volunteer.FinEncrypted!);
        }

        var browser = await CoordinatorAsync();
        var page = await browser.GetPageAsync($"/desk/volunteers/{volunteer.VolunteerId}");
        Assert.DoesNotContain(fin, page.Html, StringComparison.Ordinal);

        var shown = await browser.SubmitAsync(page, "form[action$='/fin']");
        Assert.Contains(fin, shown.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(fin, shown.Path, StringComparison.Ordinal);
        Assert.Equal(1, await app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Action == "VolunteerFin" && e.SubjectId == volunteer.VolunteerId && e.Kind == AuditKind.Looked)));

        Assert.DoesNotContain(fin, (await browser.GetPageAsync(shown.Path)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_applicant_is_accepted_with_the_level_of_the_check()
    {
        var (volunteer, _) = await app.AddVolunteerAsync(active: false);
        var browser = await CoordinatorAsync();
        var page = await browser.GetPageAsync($"/desk/volunteers/{volunteer.VolunteerId}");

        var wrong = await browser.SubmitAsync(page, "form[action$='/accept']");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal("Şəxsin hansı səviyyədə yoxlandığını seçin", wrong.ComplaintOf("Vetting"));

        var done = await browser.SubmitAsync(wrong, "form[action$='/accept']", ("Vetting", "HomeVisit"));
        Assert.Equal("Könüllü qəbul edildi, ona xəbər veriləcək.", done.Notice);
        Assert.Empty(done.All("form[action$='/accept'], form[action$='/reject']"));
        Assert.Contains("Könüllü kimi qəbul edildi", done.Words, StringComparison.Ordinal);

        var saved = await app.QueryAsync(db => db.Volunteers.SingleAsync(v => v.VolunteerId == volunteer.VolunteerId));
        Assert.Equal(VolunteerState.Active, saved.State);
        await using var scope = app.NewScope();
        Assert.Equal(VettingLevel.HomeVisit, await scope.Get<CredentialReader>().VettingOnAsync(saved.VolunteerId, BakuTime.DateOf(app.NowUtc), CancellationToken.None));
        Assert.Equal(2, await app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.SubjectId == volunteer.VolunteerId && m.Kind == MessageKind.VolunteerAccepted)));
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_and_what_was_typed_stays()
    {
        var (volunteer, _) = await app.AddVolunteerAsync(active: false);
        var browser = await CoordinatorAsync();
        var page = await browser.GetPageAsync($"/desk/volunteers/{volunteer.VolunteerId}");

        Assert.Equal("Səbəbi yazın: həmin şəxs bunu oxuyacaq", (await browser.SubmitAsync(page, "form[action$='/reject']", ("Reason", "  "))).ComplaintOf("Reason"));
        var tooLong = await browser.SubmitAsync(page, "form[action$='/reject']", ("Reason", new string('ə', 401)));
        Assert.Equal(new string('ə', 401), tooLong.Value("Reason"));
        Assert.True(tooLong.One("details.panel").HasAttribute("open"));

        var done = await browser.SubmitAsync(page, "form[action$='/reject']", ("Reason", "Yaşınız hələ uyğun deyil"));
        Assert.Contains("Yaşınız hələ uyğun deyil", done.Words, StringComparison.Ordinal);
        Assert.Equal(VolunteerState.Rejected, await StateAsync(volunteer));
    }

    [Fact]
    public async Task The_second_of_two_coordinators_is_told_what_the_first_decided()
    {
        var (volunteer, _) = await app.AddVolunteerAsync(active: false);
        var first = await CoordinatorAsync();
        var second = await CoordinatorAsync();
        var pageOfFirst = await first.GetPageAsync($"/desk/volunteers/{volunteer.VolunteerId}");
        var pageOfSecond = await second.GetPageAsync($"/desk/volunteers/{volunteer.VolunteerId}");

        await first.SubmitAsync(pageOfFirst, "form[action$='/accept']", ("Vetting", "None"));
        var told = await second.SubmitAsync(pageOfSecond, "form[action$='/reject']", ("Reason", "Uyğun deyil"));

        Assert.Equal("Bu arada başqası qərar verib. Hazırkı vəziyyət: fəal.", told.Notice);
        Assert.Equal(VolunteerState.Active, await StateAsync(volunteer));
    }

    [Fact]
    public async Task The_phone_of_who_signed_up_on_paper_is_confirmed_together()
    {
        var volunteer = await AddUnconfirmedAsync();
        var browser = await CoordinatorAsync();
        var page = await browser.GetPageAsync($"/desk/volunteers/{volunteer.VolunteerId}");
        Assert.Empty(page.All("form[action$='/accept']"));

        var sent = await browser.SubmitAsync(page, "form[action$='/code']");
        Assert.Equal("Telefona kod göndərildi. Ondan kodu oxumasını xahiş edin.", sent.Notice);

        var code = await app.LastCodeAsync(volunteer.VolunteerId);
        var wrong = await browser.SubmitAsync(sent, "form[action$='/phone']", ("Code", code == "000000" ? "000001" : "000000"));
        Assert.Equal("Bu, son SMS-dəki kod deyil. Rəqəmləri bir daha soruşun", wrong.ComplaintOf("Code"));

        var done = await browser.SubmitAsync(wrong, "form[action$='/phone']", ("Code", code));
        Assert.Equal("Telefon təsdiqləndi.", done.Notice);
        Assert.Single(done.All("form[action$='/accept']"));
        Assert.True(await app.QueryAsync(db => db.Users.AnyAsync(u => u.VolunteerId == volunteer.VolunteerId)));
    }

    [Fact]
    public async Task An_accept_that_comes_before_the_phone_is_confirmed_says_so()
    {
        var volunteer = await AddUnconfirmedAsync();
        var browser = await CoordinatorAsync();
        var token = (await browser.GetPageAsync($"/desk/volunteers/{volunteer.VolunteerId}")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!;

        var answer = await browser.PostAsync($"/desk/volunteers/{volunteer.VolunteerId}/accept", ("__RequestVerificationToken", token), ("Vetting", "None"));

        Assert.Equal("Qəbul etməzdən əvvəl telefon təsdiqlənməlidir.", answer.Notice);
        Assert.Equal(VolunteerState.Applied, await StateAsync(volunteer));
    }

    private async Task<Volunteer> AddUnconfirmedAsync()
    {
        await using var scope = app.NewScope();
        var result = await scope.Get<IntakeService>().ApplyAsync(TestData.NewApplication(), CancellationToken.None);

        return await scope.Db.Volunteers.SingleAsync(v => v.VolunteerId == result.SubjectId);
    }

    private async Task<Browser> CoordinatorAsync() => await app.NewBrowserAsync(await app.AddCoordinatorAsync());

    private Task<VolunteerState> StateAsync(Volunteer volunteer) => app.QueryAsync(db => db.Volunteers.Where(v => v.VolunteerId == volunteer.VolunteerId).Select(v => v.State).SingleAsync());

    private Task<int> LooksAsync(Guid volunteerId) => app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Kind == AuditKind.Looked && e.SubjectId == volunteerId && e.Action == "VolunteerPage"));
}
