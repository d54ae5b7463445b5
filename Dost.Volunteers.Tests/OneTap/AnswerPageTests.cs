using System.Net;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.OneTap;

/// <summary>The page behind the link of an offer, a reminder or a moved shift.</summary>
public sealed class AnswerPageTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Yes = "form[action$='/yes']";
    private const string No = "form[action$='/no']";

    [Fact]
    public async Task Opening_the_link_shows_the_offer_and_changes_nothing()
    {
        var shift = await app.AddShiftAsync(title: "Qeydiyyat masası");
        var (volunteer, _) = await app.AddVolunteerAsync();
        var offer = await app.OfferAsync(shift, volunteer);
        var before = (await app.AssignmentAsync(offer)).Version;

        var page = await app.NewBrowser().GetPageAsync(await AddressAsync(offer));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Qeydiyyat masası", page.Words, StringComparison.Ordinal);
        Assert.Contains("10:00–12:00", page.Words, StringComparison.Ordinal);
        Assert.Equal(before, (await app.AssignmentAsync(offer)).Version);
    }

    [Fact]
    public async Task Nobody_keeps_indexes_or_passes_on_the_page()
    {
        var page = await app.NewBrowser().GetPageAsync(await AddressAsync(await NewOfferAsync()));
        var headers = page.Response.Headers;

        Assert.True(headers.CacheControl!.NoStore);
        Assert.Equal("no-referrer", Assert.Single(headers.GetValues("Referrer-Policy")));
        Assert.Contains("noindex", Assert.Single(headers.GetValues("X-Robots-Tag")), StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("meta[name=robots][content=noindex]"));
    }

    [Fact]
    public async Task Yes_confirms_the_place_and_says_thanks()
    {
        var offer = await NewOfferAsync();
        var browser = app.NewBrowser();

        var thanks = await browser.SubmitAsync(await browser.GetPageAsync(await AddressAsync(offer)), Yes);

        Assert.Equal("Təşəkkür edirik, Leyla!", thanks.Heading);
        Assert.Equal(AssignmentState.Confirmed, (await app.AssignmentAsync(offer)).State);
    }

    [Fact]
    public async Task A_second_tap_on_yes_is_answered_as_kindly_as_the_first()
    {
        var offer = await NewOfferAsync();
        var browser = app.NewBrowser();
        var page = await browser.GetPageAsync(await AddressAsync(offer));
        await browser.SubmitAsync(page, Yes);

        Assert.Equal("Təşəkkür edirik, Leyla!", (await browser.SubmitAsync(page, Yes)).Heading);
    }

    [Fact]
    public async Task No_declines_without_a_reproach()
    {
        var offer = await NewOfferAsync();
        var browser = app.NewBrowser();

        var page = await browser.SubmitAsync(await browser.GetPageAsync(await AddressAsync(offer)), No);

        Assert.Equal("Gələ bilməyəcəyinizi bildirmisiniz", page.Heading);
        Assert.Equal(AssignmentState.Declined, (await app.AssignmentAsync(offer)).State);
    }

    [Fact]
    public async Task Who_says_yes_after_no_from_an_old_page_reads_how_it_stands()
    {
        var offer = await NewOfferAsync();
        var browser = app.NewBrowser();
        var page = await browser.GetPageAsync(await AddressAsync(offer));
        await browser.SubmitAsync(page, No);

        var after = await browser.SubmitAsync(page, Yes);

        Assert.StartsWith("Heç nə dəyişmədi", after.Notice, StringComparison.Ordinal);
        Assert.Equal(AssignmentState.Declined, (await app.AssignmentAsync(offer)).State);
    }

    [Fact]
    public async Task The_second_of_two_who_take_the_last_place_is_told_so_and_can_queue()
    {
        var shift = await app.AddShiftAsync(capacity: 1);
        var (first, _) = await app.AddVolunteerAsync();
        var (second, _) = await app.AddVolunteerAsync();
        var firstOffer = await app.OfferAsync(shift, first);
        var secondOffer = await app.OfferAsync(shift, second);
        var (one, other) = (app.NewBrowser(), app.NewBrowser());
        var onePage = await one.GetPageAsync(await AddressAsync(firstOffer));
        var otherPage = await other.GetPageAsync(await AddressAsync(secondOffer));

        var pages = await Task.WhenAll(one.SubmitAsync(onePage, Yes), other.SubmitAsync(otherPage, Yes));

        var winner = Assert.Single(pages, p => p.Heading == "Təşəkkür edirik, Leyla!");
        var loser = Assert.Single(pages, p => p != winner);
        Assert.StartsWith("Sonuncu yeri bir az əvvəl başqası götürdü", loser.Notice, StringComparison.Ordinal);

        var browser = loser == pages[0] ? one : other;
        var queued = await browser.SubmitAsync(loser, "form[action$='/queue']");
        Assert.Equal("Gözləmə siyahısındasınız", queued.Heading);
    }

    [Fact]
    public async Task An_offer_that_ran_out_says_so()
    {
        var offer = await NewOfferAsync();
        var address = await AddressAsync(offer);
        var browser = app.NewBrowser();
        var seen = await browser.GetPageAsync(address);
        app.GoTo((await app.AssignmentAsync(offer)).OfferExpiresAtUtc!.Value);

        var answered = await browser.SubmitAsync(seen, Yes);

        Assert.StartsWith("Cavab vaxtı bitib", answered.Notice, StringComparison.Ordinal);
        Assert.Equal("Cavab vaxtı bitib", (await browser.GetPageAsync(address)).Heading);
    }

    [Fact]
    public async Task A_rule_that_stands_against_it_is_named()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        var offer = await app.OfferAsync(await app.AddShiftAsync(hour: 10), volunteer);
        var browser = app.NewBrowser();
        var page = await browser.GetPageAsync(await AddressAsync(offer));
        await app.PlaceAsync(await app.AddShiftAsync(hour: 11), volunteer);

        var after = await browser.SubmitAsync(page, Yes);

        Assert.StartsWith("Hazırda bu yeri götürə bilmirsiniz.", after.Notice, StringComparison.Ordinal);
        Assert.True(after.Notice!.Length > "Hazırda bu yeri götürə bilmirsiniz.".Length + 10, after.Notice);
    }

    [Fact]
    public async Task A_shift_that_was_called_off_says_so_and_takes_no_answer()
    {
        var shift = await app.AddShiftAsync();
        var (volunteer, _) = await app.AddVolunteerAsync();
        var place = await app.PlaceAsync(shift, volunteer);
        await using (var scope = app.NewScope())
        {
            Assert.True(await scope.Get<ShiftService>().CancelAsync(shift.ShiftId, "Xanım Zərifə xəstəxanadadır", CancellationToken.None));
        }

        var page = await app.NewBrowser().GetPageAsync(await AddressAsync(place));

        Assert.Equal("Bu növbə ləğv edilib", page.Heading);
        Assert.DoesNotContain("Zərifə", page.Html, StringComparison.Ordinal);
        Assert.Empty(page.All("main form"));
    }

    [Fact]
    public async Task Giving_a_place_back_asks_once_more()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        var place = await app.PlaceAsync(await app.AddShiftAsync(daysAhead: 0, hour: 19), volunteer);
        var browser = app.NewBrowser();

        var asked = await browser.GetPageAsync(await AddressAsync(place) + "/leave");
        Assert.Equal(AssignmentState.Confirmed, (await app.AssignmentAsync(place)).State);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(asked, ("Reason", ""))).Status);
        var left = await browser.SubmitAsync(asked, ("Reason", "Xəstələnmişəm"));
        Assert.Equal("Yeri geri vermisiniz", left.Heading);
        Assert.Equal(AssignmentState.Withdrawn, (await app.AssignmentAsync(place)).State);
    }

    [Fact]
    public async Task A_reminder_is_confirmed_with_one_tap()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        var place = await app.PlaceAsync(await app.AddShiftAsync(), volunteer);
        var browser = app.NewBrowser();

        await browser.SubmitAsync(await browser.GetPageAsync(await AddressAsync(place)), Yes);

        Assert.NotNull((await app.AssignmentAsync(place)).ReconfirmedAtUtc);
        Assert.Empty((await browser.GetPageAsync(await AddressAsync(place))).All(Yes));
    }

    [Fact]
    public async Task The_person_visited_is_shown_after_acceptance_only_and_each_look_is_recorded()
    {
        var (request, shift) = await app.PlanVisitAsync();
        var (volunteer, _) = await app.AddVolunteerAsync();
        var offer = await app.OfferAsync(shift, volunteer);
        var address = await AddressAsync(offer);
        var browser = app.NewBrowser();
        var offered = await browser.GetPageAsync(address);

        Assert.Equal(address, (await browser.GetPageAsync(address + "/contact")).Path);
        AssertSaysNothingOf(offered);

        var thanks = await browser.SubmitAsync(offered, Yes);
        AssertShowsNoPerson(thanks);
        Assert.Empty(await LooksAsync(request.BeneficiaryId));

        var contact = await browser.GetPageAsync(thanks.LinkTo("Ad, telefon və ünvan"));
        Assert.Contains("Zərifə Abbasova", contact.Words, StringComparison.Ordinal);
        Assert.Contains("Şərifzadə küçəsi 12", contact.Words, StringComparison.Ordinal);
        Assert.Null(Assert.Single(await LooksAsync(request.BeneficiaryId)).ActorId);
        Assert.DoesNotContain("Zərifə", contact.Title + contact.Path, StringComparison.Ordinal);

        app.GoTo(shift.EndsAtUtc.AddHours(24));
        AssertShowsNoPerson(await browser.GetPageAsync(address + "/contact"));
        Assert.Single(await LooksAsync(request.BeneficiaryId));
    }

    [Fact]
    public async Task The_calendar_file_holds_the_shift_and_not_the_person()
    {
        var (_, shift) = await app.PlanVisitAsync();
        var (volunteer, _) = await app.AddVolunteerAsync();
        var place = await app.PlaceAsync(shift, volunteer);

        var file = (await app.NewBrowser().GetPageAsync(await AddressAsync(place) + "/calendar")).Html;

        Assert.Contains("BEGIN:VEVENT\r\n", file, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"DTSTART:{shift.StartsAtUtc:yyyyMMdd'T'HHmmss'Z'}\r\n"), file, StringComparison.Ordinal);
        Assert.DoesNotContain("Zərifə", file.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("Şərifzadə", file.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(file.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
    }

    [Theory]
    [InlineData("az", "Kömək edə bilərsinizmi?")]
    [InlineData("ru", "Сможете помочь?")]
    [InlineData("en", "Can you help?")]
    public async Task The_page_speaks_the_language_of_the_person_not_of_the_phone(string culture, string heading)
    {
        var (volunteer, _) = await app.AddVolunteerAsync(change: v => v.Culture = culture);
        var offer = await app.OfferAsync(await app.AddShiftAsync(), volunteer);

        var page = await app.NewBrowser().WithLanguage("en-US").GetPageAsync(await AddressAsync(offer));

        Assert.Equal(heading, page.Heading);
        Assert.Equal(culture, page.One("html").GetAttribute("lang"));
    }

    [Fact]
    public async Task The_language_of_the_address_goes_before_that_of_the_person_and_stays_through_the_answer()
    {
        var browser = app.NewBrowser();
        var page = await browser.GetPageAsync("/ru" + await AddressAsync(await NewOfferAsync()));
        Assert.Equal("Сможете помочь?", page.Heading);

        Assert.Equal("Спасибо, Leyla!", (await browser.SubmitAsync(page, Yes)).Heading);
    }

    [Fact]
    public async Task An_answer_without_the_antiforgery_token_is_refused()
    {
        var offer = await NewOfferAsync();

        var page = await app.NewBrowser().PostAsync(await AddressAsync(offer) + "/yes");

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal(AssignmentState.Offered, (await app.AssignmentAsync(offer)).State);
    }

    private static void AssertSaysNothingOf(WebPage page)
    {
        AssertShowsNoPerson(page);
        Assert.DoesNotContain("Zəngi iki dəfə", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Blokun qarşısı", page.Html, StringComparison.Ordinal);
    }

    private static void AssertShowsNoPerson(WebPage page)
    {
        Assert.DoesNotContain("Zərifə", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Şərifzadə", page.Html, StringComparison.Ordinal);
    }

    private async Task<Guid> NewOfferAsync()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();

        return await app.OfferAsync(await app.AddShiftAsync(), volunteer);
    }

    private async Task<string> AddressAsync(Guid assignmentId) => $"/t/{await app.TokenAsync(LinkPurpose.AnswerAssignment, assignmentId)}";

    private Task<List<AuditEntry>> LooksAsync(Guid beneficiaryId) =>
        app.QueryAsync(db => db.AuditEntries.Where(e => e.Subject == AuditSubject.Beneficiary && e.SubjectId == beneficiaryId && e.Kind == AuditKind.Looked).ToListAsync());
}
