using System.Net;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Intake;

/// <summary>The board, one person's intake, interview times, terms and the contract as pages.</summary>
public sealed class IntakePagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task The_board_shows_who_waits_at_the_own_centres_only()
    {
        var (own, _) = await app.AddVolunteerAsync("barda", active: false);
        var (elsewhere, _) = await app.AddVolunteerAsync("khazar", active: false);
        var code = await app.QueryAsync(db => db.Districts.Where(d => d.DistrictCode == "barda").Join(db.Centres, d => d.CentreId, c => c.CentreId, (d, c) => c.Code).SingleAsync());
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync(code));

        var board = await browser.GetPageAsync("/desk/intake");

        Assert.Contains(own.VolunteerId.ToString(), board.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(elsewhere.VolunteerId.ToString(), board.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync($"/desk/intake/{elsewhere.VolunteerId}")).Status);
        var token = board.One("input[name=__RequestVerificationToken]").GetAttribute("value")!;

        foreach (var act in (string[])["invite", "interview", "accept", "paper", "remind", "return", "extend", "complete", "refuse", "refuse/preview"])
        {
            var answer = await browser.PostAsync(
                $"/desk/intake/{elsewhere.VolunteerId}/{act}", ("__RequestVerificationToken", token), ("Vetting", "None"), ("Came", "true"), ("SignedOn", "2026-11-20"), ("Reason", "other"), ("months", "1"));
            Assert.True(answer.Status is HttpStatusCode.NotFound, $"{act}: {answer.Status}");
        }

        Assert.Equal(VolunteerState.Applied, await app.VolunteerStateAsync(elsewhere.VolunteerId));
    }

    [Theory]
    [InlineData("?page=0&column=Applied")]
    [InlineData("?page=1000000000&column=Training")]
    [InlineData("?column=x&programme=9&term=2026-99&page=abc")]
    public async Task Nonsense_in_the_address_is_no_error(string query)
    {
        var browser = await CoordinatorAsync();

        Assert.Equal(HttpStatusCode.OK, (await browser.GetPageAsync("/desk/intake" + query)).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetPageAsync("/desk/intake/terms" + query)).Status);
    }

    [Fact]
    public async Task The_second_of_two_coordinators_is_told_what_the_first_decided()
    {
        var (volunteer, _) = await app.AddVolunteerAsync(active: false);
        var (first, second) = (await CoordinatorAsync(), await CoordinatorAsync());
        var pageOfFirst = await first.GetPageAsync($"/desk/intake/{volunteer.VolunteerId}");
        var pageOfSecond = await second.GetPageAsync($"/desk/intake/{volunteer.VolunteerId}");

        await first.SubmitAsync(pageOfFirst, "form[action$='/invite']");
        var told = await second.SubmitAsync(pageOfSecond, "form[action$='/accept']", ("Vetting", "None"));

        Assert.StartsWith("Bu arada başqası nəyisə dəyişib. Hazırkı vəziyyət: müsahibəyə dəvət olunub", told.Notice, StringComparison.Ordinal);
        Assert.Equal(VolunteerState.Interview, await app.VolunteerStateAsync(volunteer.VolunteerId));
    }

    [Fact]
    public async Task An_applicant_is_accepted_with_the_level_of_the_check_and_asked_to_sign()
    {
        var (volunteer, _) = await app.AddVolunteerAsync(active: false);
        var browser = await CoordinatorAsync();
        var page = await browser.GetPageAsync($"/desk/intake/{volunteer.VolunteerId}");
        Assert.Equal(1, await app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Kind == AuditKind.Looked && e.Action == "VolunteerIntake" && e.SubjectId == volunteer.VolunteerId)));
        Assert.DoesNotContain("Leyla", page.Title, StringComparison.Ordinal);

        var wrong = await browser.SubmitAsync(page, "form[action$='/accept']", ("PaperContractOn", "2027-01-01"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.NotNull(wrong.ComplaintOf("Vetting"));
        Assert.NotNull(wrong.ComplaintOf("PaperContractOn"));

        var done = await browser.SubmitAsync(wrong, "form[action$='/accept']", ("Vetting", "HomeVisit"), ("PaperContractOn", ""));
        Assert.StartsWith("Qəbul edildi", done.Notice, StringComparison.Ordinal);
        Assert.Contains("mzalanmış müqavilə", done.Words, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("tanışlıq təlimi", done.Words, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(VolunteerState.Training, await app.VolunteerStateAsync(volunteer.VolunteerId));
        Assert.Equal(2, await app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.SubjectId == volunteer.VolunteerId && m.Kind == MessageKind.ContractReady)));

        var paper = await browser.SubmitAsync(done, "form[action$='/paper']", ("SignedOn", "23.11.2026"));
        Assert.Empty(paper.All("form[action$='/paper']"));
    }

    [Fact]
    public async Task A_no_is_shown_in_the_person_s_language_before_it_goes_and_the_note_stays_inside()
    {
        var (volunteer, account) = await app.AddVolunteerAsync(active: false, change: v => v.Culture = "ru");
        var browser = await CoordinatorAsync();
        var form = await browser.GetPageAsync($"/desk/intake/{volunteer.VolunteerId}/refuse");
        Assert.NotNull((await browser.SubmitAsync(form, ("Reason", ""))).ComplaintOf("Reason"));

        var preview = await browser.SubmitAsync(form, ("Reason", "age"), ("Words", "Приходите через год"), ("Note", "Gizli qeyd"));
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Contains("Пока вы не подходите по возрасту. Приходите через год", preview.Text(".sms"), StringComparison.Ordinal);
        Assert.DoesNotContain("Gizli", preview.Text(".mail-text") + preview.Text(".sms"), StringComparison.Ordinal);
        Assert.Equal(VolunteerState.Applied, await app.VolunteerStateAsync(volunteer.VolunteerId));

        await browser.SubmitAsync(preview, "form[action$='/refuse']");
        await app.RunJobAsync("SendMessages");
        var sms = (await app.SmsToAsync(volunteer.Phone))[^1];
        Assert.Equal(preview.Text(".sms"), sms);
        Assert.DoesNotContain("Gizli", string.Concat(await app.EmailsToAsync(volunteer.Email!)), StringComparison.Ordinal);
        var me = await (await app.NewBrowserAsync(account)).GetPageAsync("/ru/me");
        Assert.Contains("Приходите через год", me.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Gizli", me.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Gizli", await app.QueryAsync(db => db.Volunteers.Where(v => v.VolunteerId == volunteer.VolunteerId).Select(v => v.RefusalNoteEncrypted!).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_are_opened_as_a_week_moved_and_called_off()
    {
        var browser = await CoordinatorAsync();
        var form = await browser.GetPageAsync("/desk/intake/slots/week");
        var wrong = await browser.SubmitAsync(form, ("Opens", "10:00"), ("Closes", "10:10"), ("Week", "30.11.2026"), ("Way", "Video"), ("Where", "javascript:alert(1)"));
        Assert.NotNull(wrong.ComplaintOf("Closes"));
        Assert.NotNull(wrong.ComplaintOf("Where"));

        var list = await browser.SubmitAsync(wrong, ("Closes", "11:00"), ("Way", "AtCentre"), ("Where", "Otaq 204"), ("Days", "Tuesday"));
        Assert.StartsWith("2 vaxt açıldı", list.Notice, StringComparison.Ordinal);
        var move = await browser.GetPageAsync(list.One("a[href$='/move']").GetAttribute("href")!);
        await browser.SubmitAsync(move, ("StartsAt", "16:00"));
        var cancel = await browser.GetPageAsync(list.One("a[href$='/cancel']").GetAttribute("href")!);
        Assert.StartsWith("Vaxt ləğv edildi", (await browser.SubmitAsync(cancel, "form[action$='/cancel']")).Notice, StringComparison.Ordinal);

        var stranger = await app.NewBrowserAsync(await app.AddCoordinatorAsync("2"));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetPageAsync(list.All("a[href$='/move']")[^1].GetAttribute("href")!)).Status);
    }

    [Fact]
    public async Task The_link_of_the_invitation_shows_and_only_the_button_books()
    {
        await using var own = await TestApp.StartAsync();
        var slot = await own.OpenSlotAsync(hour: 15, way: InterviewWay.Phone);
        var interview = await own.InviteAsync(change: v => v.Culture = "ru");
        await own.RunJobAsync("SendMessages");
        var link = Mailbox.LinkIn((await own.SmsToAsync(interview.Volunteer.Phone))[^1]);
        var phone = own.NewBrowser();
        var page = await phone.GetPageAsync(link);
        Assert.Equal("Ваше собеседование", page.Heading);
        Assert.Equal(InterviewState.Invited, await StateOfAsync());

        Assert.NotNull((await phone.SubmitAsync(page, "form[action$='/book']")).Notice);
        Assert.Equal(InterviewState.Invited, await StateOfAsync());
        var booked = await phone.SubmitAsync(page, "form[action$='/book']", ("slot", slot.InterviewSlotId.ToString()));
        Assert.Equal(InterviewState.Booked, await StateOfAsync());

        using var calendar = await phone.SendAsync(new HttpRequestMessage(HttpMethod.Get, booked.One("a[href$='/calendar']").GetAttribute("href")!));
        var file = await calendar.Content.ReadAsStringAsync();
        Assert.Equal("text/calendar", calendar.Content.Headers.ContentType!.MediaType);
        Assert.Contains("DTSTART:20261124T110000Z", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Leyla", file, StringComparison.Ordinal);

        await phone.SubmitAsync(booked, "form[action$='/give-up']");
        Assert.Equal(InterviewState.Invited, await StateOfAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetPageAsync("/t/AAAAAAAAAAAAAAAAAAAA/interview/calendar")).Status);

        Task<InterviewState> StateOfAsync() => own.QueryAsync(db => db.Interviews.Where(i => i.InterviewId == interview.InterviewId).Select(i => i.State).SingleAsync());
    }

    [Fact]
    public async Task The_contract_is_read_and_signed_and_only_its_own_people_see_it()
    {
        var (volunteer, account) = await app.AddAcceptedAsync();
        await app.TrainAsync(volunteer.VolunteerId);
        var browser = await app.NewBrowserAsync(account);
        var page = await browser.GetPageAsync("/me/contract");
        Assert.Contains("Leyla Quliyeva", page.Text("article.contract"), StringComparison.Ordinal);

        var wrong = await browser.SubmitAsync(page, "form[action$='/me/contract']", ("Name", "Nigar"), ("Code", "12"));
        Assert.Equal("Nigar", wrong.Value("Name"));
        Assert.NotNull(wrong.ComplaintOf("Code"));
        await browser.SubmitAsync(page, "form[action$='/code']");
        var code = await app.CodeAsync(volunteer.VolunteerId, MessageKind.ContractCode);
        var done = await browser.SubmitAsync(page, "form[action$='/me/contract']", ("Name", "quliyeva leyla"), ("Code", code));
        Assert.Equal("İmzaladınız və artıq könüllüsünüz. Xoş gəldiniz!", done.Notice);

        var again = await browser.SubmitAsync(page, "form[action$='/me/contract']", ("Name", "quliyeva leyla"), ("Code", code));
        Assert.Equal("/me/contract", again.Path.Replace("/az", "", StringComparison.Ordinal));
        Assert.Equal(1, await app.QueryAsync(db => db.SignedContracts.CountAsync(c => c.VolunteerId == volunteer.VolunteerId)));

        var id = await app.QueryAsync(db => db.SignedContracts.Where(c => c.VolunteerId == volunteer.VolunteerId).Select(c => c.SignedContractId).SingleAsync());
        Assert.Contains("quliyeva leyla", (await browser.GetPageAsync($"/me/contract/{id}")).Words, StringComparison.Ordinal);
        var other = await app.NewBrowserAsync((await app.AddVolunteerAsync()).Account);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetPageAsync($"/me/contract/{id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await CoordinatorAsync()).GetPageAsync($"/desk/intake/contracts/{id}")).Status);
        Assert.Equal(1, await app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Action == "Contract" && e.SubjectId == volunteer.VolunteerId)));
        var stranger = await app.NewBrowserAsync(await app.AddCoordinatorAsync("2"));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetPageAsync($"/desk/intake/contracts/{id}")).Status);
    }

    [Fact]
    public async Task Terms_are_extended_and_completed_together()
    {
        var people = new[] { (await app.AddVolunteerAsync()).Volunteer, (await app.AddVolunteerAsync()).Volunteer };
        var browser = await CoordinatorAsync();
        var page = await browser.GetPageAsync("/desk/intake/terms");
        var ids = people.Select(p => ("ids", (string?)p.VolunteerId.ToString())).ToArray();

        var extended = await browser.SubmitAsync(page, "form[action$='/extend']", [.. ids, ("months", "1")]);
        Assert.StartsWith("2 müddət uzadıldı", extended.Notice, StringComparison.Ordinal);
        var nobody = await browser.SubmitAsync(page, "form[action$='/extend']", ("months", "1"));
        Assert.StartsWith("Heç nə dəyişmədi", nobody.Notice, StringComparison.Ordinal);

        var token = page.One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        await browser.PostAsync("/desk/intake/terms/complete", [("__RequestVerificationToken", token), .. ids.Select(i => (i.Item1, i.Item2!))]);

        foreach (var person in people)
        {
            Assert.Equal(VolunteerState.Completed, await app.VolunteerStateAsync(person.VolunteerId));
        }
    }

    [Theory]
    [InlineData("az")]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task The_pages_stand_in_every_language_with_one_heading_and_named_fields(string language)
    {
        var (volunteer, account) = await app.AddAcceptedAsync();
        var desk = await CoordinatorAsync();
        var own = await app.NewBrowserAsync(account);
        var pages = new List<WebPage>();

        foreach (var path in (string[])["desk/intake", "desk/intake?column=Applied", $"desk/intake/{volunteer.VolunteerId}", $"desk/intake/{volunteer.VolunteerId}/refuse", "desk/intake/slots", "desk/intake/slots/new", "desk/intake/slots/week", "desk/intake/terms"])
        {
            pages.Add(await desk.GetPageAsync($"/{language}/{path}"));
        }

        pages.Add(await own.GetPageAsync($"/{language}/me/contract"));
        pages.Add(await own.GetPageAsync($"/{language}/me/interview"));

        Assert.All(pages, page =>
        {
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Single(page.All("h1"));
            Assert.Empty(page.All("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key));
            Assert.Empty(page.All("[style]"));
            Assert.All(page.All("main input:not([type=hidden]), main select, main textarea"), field => Assert.True(field.Closest("label") is not null || page.All($"label[for='{field.Id}']").Count > 0, field.OuterHtml));
        });
    }

    private async Task<Browser> CoordinatorAsync() => await app.NewBrowserAsync(await app.AddCoordinatorAsync());
}
