using System.Net;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Roster;

/// <summary>Tags, notes and all that happened, on a volunteer's page.</summary>
public class RecordsTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_note_is_written_once_encrypted_and_read_by_colleagues_of_the_centre_only()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
        var page = await browser.GetPageAsync($"/desk/volunteers/{volunteer.VolunteerId}/notes");
        const string Text = "Zəng: axşam 6-dan sonra.\n<b>\u202e \"=1+1\" 😀";

        var done = await browser.SubmitAsync(page, "form[action$='/notes']", ("Note", Text));
        await browser.SubmitAsync(page, "form[action$='/notes']", ("Note", Text));

        Assert.Equal("Qeyd yazıldı.", done.Notice);
        Assert.Single((await browser.GetPageAsync(done.Path)).All(".card-row .as-typed"));
        Assert.Equal(Text, done.One(".card-row .as-typed").TextContent);
        var stored = await app.QueryAsync(db => db.VolunteerNotes.SingleAsync(n => n.VolunteerId == volunteer.VolunteerId));
        Assert.DoesNotContain("Zəng", stored.TextEncrypted, StringComparison.Ordinal);

        var elsewhere = await app.NewBrowserAsync(await app.AddCoordinatorAsync("2"));
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetPageAsync(done.Path)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.NewBrowserAsync(account)).GetPageAsync(done.Path)).Status);
        Assert.True(await app.QueryAsync(db => db.AuditEntries.AnyAsync(e => e.Kind == AuditKind.Looked && e.Action == "VolunteerNotes" && e.SubjectId == volunteer.VolunteerId)));
    }

    [Fact]
    public async Task A_note_that_is_empty_or_too_long_is_refused_and_stays_as_typed()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
        var page = await browser.GetPageAsync($"/desk/volunteers/{volunteer.VolunteerId}/notes");

        Assert.Equal("Qeydi yazın", (await browser.SubmitAsync(page, "form[action$='/notes']", ("Note", " "))).ComplaintOf("Note"));
        var tooLong = await browser.SubmitAsync(page, "form[action$='/notes']", ("Note", new string('ə', 10_000)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooLong.Status);
        Assert.Equal(new string('ə', 10_000), tooLong.Value("Note"));
        Assert.Equal(HttpStatusCode.OK, (await browser.SubmitAsync(page, "form[action$='/notes']", ("Note", string.Concat(Enumerable.Repeat("😀", VolunteerNote.TextMaxLength / 2))))).Status);
    }

    [Fact]
    public async Task A_tag_is_a_word_of_the_centre_whatever_its_letters()
    {
        var (first, _) = await app.AddVolunteerAsync("barda");
        var (second, _) = await app.AddVolunteerAsync("barda");
        var centre = await app.QueryAsync(db => db.Centres.Where(c => c.CentreId == first.CentreId).Select(c => c.Code).SingleAsync());
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync(centre));

        await AddTagAsync(browser, first.VolunteerId, "Maşın sürür");
        await AddTagAsync(browser, first.VolunteerId, "MAŞIN SÜRÜR");
        var page = await AddTagAsync(browser, second.VolunteerId, "maşın  sürür");

        Assert.Equal(1, await app.QueryAsync(db => db.Tags.CountAsync(t => t.CentreId == first.CentreId)));
        Assert.Equal("Maşın sürür", page.Text("#tags ~ ul .tag"));
        var tagId = await app.QueryAsync(db => db.Tags.Where(t => t.CentreId == first.CentreId).Select(t => t.TagId).SingleAsync());
        Assert.Equal(2, (await browser.GetPageAsync($"/desk/volunteers?tag={tagId}")).All("#results li.card-row").Count);

        await browser.SubmitAsync(page, "form[action$='/remove']");
        var last = await browser.GetPageAsync($"/desk/volunteers/{first.VolunteerId}");
        await browser.SubmitAsync(last, "form[action$='/remove']");
        Assert.Equal(0, await app.QueryAsync(db => db.Tags.CountAsync(t => t.CentreId == first.CentreId)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u202e")]
    [InlineData("--")]
    [InlineData("bir iki üç dörd beş altı yeddi səkkiz doqquz on")]
    public async Task What_is_no_word_is_no_tag(string name)
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
        var refused = await AddTagAsync(browser, volunteer.VolunteerId, name);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Bir-iki söz yazın, ən çoxu 40 hərf", refused.ComplaintOf("TagName"));
    }

    [Fact]
    public async Task The_timeline_tells_all_that_happened_the_newest_first()
    {
        await using var own = await TestApp.StartAsync();
        var (volunteer, _) = await own.AddVolunteerAsync();
        var coordinator = await own.AddCoordinatorAsync();
        var shift = await own.AddShiftAsync(daysAhead: 3, title: "Qəbul otağı");
        own.Clock.Advance(TimeSpan.FromMinutes(5));
        await using (var scope = own.NewScope())
        {
            await scope.Get<PlacementService>().OfferAsync(shift.Roles.Single().ShiftRoleId, [volunteer.VolunteerId], CancellationToken.None);
        }

        own.Clock.Advance(TimeSpan.FromMinutes(5));
        var browser = await own.NewBrowserAsync(coordinator);
        await AddTagAsync(browser, volunteer.VolunteerId, "Payız");
        var page = await browser.GetPageAsync($"/desk/volunteers/{volunteer.VolunteerId}/timeline");
        var lines = page.All(".timeline li").Select(li => string.Join(' ', li.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();

        Assert.Contains("Etiket əlavə olundu · Aysel Məmmədova", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.Contains("Növbə təklif olundu", StringComparison.Ordinal) && l.Contains("Qəbul otağı", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("SMS", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("Razılıq verdi", StringComparison.Ordinal));
        Assert.Contains("Saytda müraciət etdi", lines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(volunteer.FamilyName, page.Title, StringComparison.Ordinal);
        Assert.Contains("Bundan əvvəl heç nə olmayıb", (await browser.GetPageAsync(page.Path + "?page=999999999")).Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await own.NewBrowserAsync(await own.AddCoordinatorAsync("2"))).GetPageAsync(page.Path)).Status);
    }

    [Fact]
    public async Task A_long_timeline_comes_in_pages()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        await using (var scope = app.NewScope())
        {
            for (var i = 0; i < 40; i++)
            {
                scope.Db.OutboundMessages.Add(OutboundMessage.For(MessageKind.HoursApproved, MessageChannel.Email, Recipient.Volunteer(volunteer.VolunteerId), Guid.CreateVersion7(), app.NowUtc, app.NowUtc.AddDays(1)));
            }

            await scope.Db.SaveChangesAsync();
        }

        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
        var first = await browser.GetPageAsync($"/desk/volunteers/{volunteer.VolunteerId}/timeline");
        var second = await browser.GetPageAsync(first.LinkTo("Daha köhnə"));

        Assert.Equal(30, first.All(".timeline li").Count);
        Assert.Equal(13, second.All(".timeline li").Count);
    }

    private static async Task<WebPage> AddTagAsync(Browser browser, Guid volunteerId, string name) =>
        await browser.SubmitAsync(await browser.GetPageAsync($"/desk/volunteers/{volunteerId}"), "form[action$='/tags']", ("TagName", name));
}
