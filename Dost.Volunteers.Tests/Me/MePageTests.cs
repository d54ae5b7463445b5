using System.Net;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Me;

/// <summary>A volunteer's first page and the page of a shift, over HTTP.</summary>
public sealed class MePageTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("/me")]
    [InlineData("/me/hours")]
    [InlineData("/me/profile")]
    [InlineData("/me/profile/looks")]
    [InlineData("/me/profile/messages")]
    [InlineData("/me/phone")]
    public async Task Own_pages_are_for_volunteers_only(string path)
    {
        var stranger = await app.NewBrowser().GetPageAsync(path);
        Assert.StartsWith("/account/sign-in", stranger.Path, StringComparison.Ordinal);

        var coordinator = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await coordinator.GetPageAsync(path)).Status);

        var (_, account) = await app.AddVolunteerAsync();
        Assert.Equal(HttpStatusCode.OK, (await (await app.NewBrowserAsync(account)).GetPageAsync(path)).Status);
    }

    [Fact]
    public async Task With_nothing_ahead_the_page_leads_to_the_open_shifts()
    {
        var (_, account) = await app.AddVolunteerAsync();

        var page = await (await app.NewBrowserAsync(account)).GetPageAsync("/me");

        Assert.Equal("Salam, Leyla!", page.Heading);
        Assert.EndsWith("/shifts", page.One(".empty-state a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_shift_comes_first_then_offers_then_the_rest()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        await app.PlaceAsync(await app.AddShiftAsync(daysAhead: 3, title: "Üçüncü gün"), volunteer);
        await app.PlaceAsync(await app.AddShiftAsync(daysAhead: 1, title: "Sabahkı növbə"), volunteer);
        await app.OfferAsync(await app.AddShiftAsync(daysAhead: 2, title: "Təklif olunan"), volunteer);

        var titles = (await (await app.NewBrowserAsync(account)).GetPageAsync("/me")).All("main .card-row__title").Select(t => t.TextContent.Trim()).ToList();

        Assert.Equal(["Sabahkı növbə", "Təklif olunan", "Üçüncü gün"], titles);
    }

    [Fact]
    public async Task A_shift_is_served_on_the_phone_from_check_in_to_the_hours_page()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var shift = await app.AddShiftAsync(title: "Növbədə kömək");
        var place = await app.PlaceAsync(shift, volunteer);
        var browser = await app.NewBrowserAsync(account);
        Assert.Empty((await browser.GetPageAsync("/me")).All("form[action$='/check-in']"));

        app.GoTo(shift.StartsAtUtc.AddMinutes(-10));
        var checkedIn = await browser.SubmitAsync(await browser.GetPageAsync("/me"), "form[action$='/check-in']");
        Assert.StartsWith("Gəlişiniz qeyd olundu", checkedIn.Notice, StringComparison.Ordinal);

        app.GoTo(shift.StartsAtUtc.AddMinutes(75));
        var checkedOut = await browser.SubmitAsync(await browser.GetPageAsync("/me"), "form[action$='/check-out']");
        Assert.StartsWith("Gedişiniz qeyd olundu", checkedOut.Notice, StringComparison.Ordinal);
        Assert.Equal($"/me/shifts/{place}", checkedOut.Path);

        var hours = await browser.GetPageAsync("/me/hours");
        Assert.Contains("Növbədə kömək", hours.Words, StringComparison.Ordinal);
        Assert.Contains("1 saat 15 dəqiqə", hours.Words, StringComparison.Ordinal);
        Assert.Contains("Təsdiq gözləyir", hours.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approved_hours_are_summed_and_returned_ones_come_with_their_reason()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        await using (var scope = app.NewScope())
        {
            var ledger = scope.Get<Core.Hours.HoursLedger>();
            var date = new DateOnly(2026, 11, 20);
            var first = await ledger.AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, date, 60, app.NowUtc, CancellationToken.None);
            var second = await ledger.AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, date, 150, app.NowUtc, CancellationToken.None);
            await ledger.AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, date, 45, app.NowUtc, CancellationToken.None);
            first.Approve(account.Id, app.NowUtc);
            second.Return("Növbə bir saat əvvəl bitmişdi", account.Id, app.NowUtc);
            await scope.Db.SaveChangesAsync();
        }

        var page = await (await app.NewBrowserAsync(account)).GetPageAsync("/me");

        Assert.Equal(["1 saat", "45 dəqiqə"], page.All(".figures dd").Select(d => d.TextContent.Trim()));
        Assert.Contains("Növbə bir saat əvvəl bitmişdi", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_shift_is_not_found()
    {
        var (owner, _) = await app.AddVolunteerAsync();
        var place = await app.PlaceAsync(await app.AddShiftAsync(), owner);
        var (_, curious) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(curious);
        var own = await browser.GetPageAsync("/me/profile");

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync($"/me/shifts/{place}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync($"/me/shifts/{place}/calendar")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync($"/me/shifts/{place}/leave")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync("/me/shifts/bilmirəm")).Status);

        var token = own.One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/me/shifts/{place}/leave", ("__RequestVerificationToken", token))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/me/shifts/{place}/check-in", ("__RequestVerificationToken", token))).Status);
        Assert.Equal(AssignmentState.Confirmed, (await app.AssignmentAsync(place)).State);
    }

    [Fact]
    public async Task The_page_of_a_visit_shows_the_person_and_records_who_looked()
    {
        var (request, shift) = await app.PlanVisitAsync();
        var (volunteer, account) = await app.AddVolunteerAsync();
        var place = await app.PlaceAsync(shift, volunteer);

        var page = await (await app.NewBrowserAsync(account)).GetPageAsync($"/me/shifts/{place}");

        Assert.Contains("Zərifə Abbasova", page.Words, StringComparison.Ordinal);
        Assert.Contains("Zəngi iki dəfə basın", page.Words, StringComparison.Ordinal);
        var look = await app.QueryAsync(db => db.AuditEntries.SingleAsync(e => e.SubjectId == request.BeneficiaryId));
        Assert.Equal(account.Id, look.ActorId);
    }

    [Theory]
    [InlineData(VolunteerState.Applied, "Müraciətiniz koordinatordadır")]
    [InlineData(VolunteerState.Rejected, "Müraciətinizi qəbul edə bilmədik")]
    public async Task Who_is_not_active_reads_where_they_stand(VolunteerState state, string words)
    {
        var (_, account) = await app.AddVolunteerAsync(active: false, change: v =>
        {
            if (state is VolunteerState.Rejected)
            {
                v.Reject("other", "Yaş hələ uyğun deyil", null, app.NowUtc);
            }
        });

        var page = await (await app.NewBrowserAsync(account)).GetPageAsync("/me");

        Assert.Contains(words, page.Words, StringComparison.Ordinal);
        Assert.Equal(state is VolunteerState.Rejected, page.Words.Contains("Yaş hələ uyğun deyil", StringComparison.Ordinal));
        Assert.Empty(page.All(".empty-state"));
    }

    [Fact]
    public async Task An_address_that_is_not_confirmed_gets_another_link_but_not_without_end()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);

        for (var i = 0; i < OwnProfileService.EmailLinksPerHour; i++)
        {
            Assert.StartsWith("Keçid e-poçt ünvanınıza göndərildi", (await SendAsync(browser)).Notice, StringComparison.Ordinal);
        }

        Assert.StartsWith("Yeni keçid göndərilmədi", (await SendAsync(browser)).Notice, StringComparison.Ordinal);
        Assert.Equal(
            OwnProfileService.EmailLinksPerHour,
            await app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.RecipientId == volunteer.VolunteerId && m.Kind == MessageKind.ConfirmEmail)));
    }

    [Fact]
    public async Task A_phone_that_is_not_confirmed_is_confirmed_with_a_code_and_the_account_stays_one()
    {
        var (volunteer, account) = await app.AddVolunteerAsync(active: false, change: v => v.PhoneConfirmedAtUtc = null);
        var browser = await app.NewBrowserAsync(account);
        var page = await browser.GetPageAsync((await browser.GetPageAsync("/me")).LinkTo("Kodla təsdiqləyin"));
        page = await browser.SubmitAsync(page, "form[action$='/send']");

        var wrong = await browser.SubmitAsync(page, "form.form", ("Code", "12"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);

        var right = await browser.SubmitAsync(wrong, "form.form", ("Code", await app.LastCodeAsync(volunteer.VolunteerId)));
        Assert.Equal("Telefonunuz təsdiqləndi.", right.Notice);
        Assert.NotNull((await app.ReloadAsync(volunteer)).PhoneConfirmedAtUtc);
        Assert.Equal(1, await app.QueryAsync(db => db.Users.CountAsync(a => a.VolunteerId == volunteer.VolunteerId)));
    }

    private static async Task<WebPage> SendAsync(Browser browser) => await browser.SubmitAsync(await browser.GetPageAsync("/me"), "form[action$='/email-link']");
}
