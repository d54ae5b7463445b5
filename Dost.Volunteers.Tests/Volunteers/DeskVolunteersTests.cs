using System.Net;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
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

        foreach (var act in new[] { "fin", "code", "phone" })
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
    public async Task The_phone_of_who_signed_up_on_paper_is_confirmed_together()
    {
        var volunteer = await AddUnconfirmedAsync();
        var browser = await CoordinatorAsync();
        var page = await browser.GetPageAsync($"/desk/volunteers/{volunteer.VolunteerId}");

        var sent = await browser.SubmitAsync(page, "form[action$='/code']");
        Assert.Equal("Telefona kod göndərildi. Ondan kodu oxumasını xahiş edin.", sent.Notice);

        var code = await app.LastCodeAsync(volunteer.VolunteerId);
        var wrong = await browser.SubmitAsync(sent, "form[action$='/phone']", ("Code", code == "000000" ? "000001" : "000000"));
        Assert.Equal("Bu, son SMS-dəki kod deyil. Rəqəmləri bir daha soruşun", wrong.ComplaintOf("Code"));

        var done = await browser.SubmitAsync(wrong, "form[action$='/phone']", ("Code", code));
        Assert.Equal("Telefon təsdiqləndi.", done.Notice);
        Assert.Single((await browser.GetPageAsync($"/desk/intake/{volunteer.VolunteerId}")).All("form[action$='/accept']"));
        Assert.True(await app.QueryAsync(db => db.Users.AnyAsync(u => u.VolunteerId == volunteer.VolunteerId)));
    }

    private async Task<Volunteer> AddUnconfirmedAsync()
    {
        await using var scope = app.NewScope();
        var result = await scope.Get<IntakeService>().ApplyAsync(TestData.NewApplication(), CancellationToken.None);

        return await scope.Db.Volunteers.SingleAsync(v => v.VolunteerId == result.SubjectId);
    }

    private async Task<Browser> CoordinatorAsync() => await app.NewBrowserAsync(await app.AddCoordinatorAsync());


    private Task<int> LooksAsync(Guid volunteerId) => app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Kind == AuditKind.Looked && e.SubjectId == volunteerId && e.Action == "VolunteerPage"));
}
