using System.Net;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Credentials;

/// <summary>The pages about trainings, checks and documents, as people meet them.</summary>
public class CredentialPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private DateOnly Today => BakuTime.DateOf(app.NowUtc);

    [Fact]
    public async Task A_certificate_is_sent_checked_and_counts()
    {
        var (volunteer, account) = await app.AddVolunteerAsync(change: v => v.FamilyName = "Sertifikatova");
        var mine = await app.NewBrowserAsync(account);
        var form = await mine.GetPageAsync("/me/credentials/new/first-aid-training");
        var sent = await mine.UploadAsync(form, "main form", Papers.Pdf, "Mənim \"sertifikatım\" 📄\u202Efdp.exe.pdf", ("IssuedOn", Iso(Today.AddDays(-20))));
        Assert.Equal("Təşəkkür edirik. Koordinator baxacaq və sizə xəbər veriləcək.", sent.Notice);
        Assert.Contains("Yoxlanmağı gözləyir", sent.Words, StringComparison.Ordinal);

        var desk = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
        var queue = await desk.GetPageAsync("/desk/credentials?page=1000000000&type=first-aid-training");
        var one = await desk.GetPageAsync(queue.LinkTo($"{volunteer.FullName}: ilk tibbi yardım təlimi"));
        Assert.DoesNotContain(volunteer.FamilyName, one.Title, StringComparison.Ordinal);
        Assert.Equal(Iso(Today.AddDays(-20)), one.Value("IssuedOn"));

        var wrong = await desk.SubmitAsync(one, "form[action$='/verify']", ("IssuedOn", Iso(Today.AddDays(1))));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Verilmə tarixi gələcəkdədir"), (wrong.Status, wrong.ComplaintOf("IssuedOn")));
        var done = await desk.SubmitAsync(wrong, "form[action$='/verify']", ("IssuedOn", Iso(Today.AddDays(-19))));
        Assert.Equal("Qəbul edildi. Könüllüyə xəbər veriləcək.", done.Notice);

        // The page that is still open, once more.
        Assert.Contains("Bu arada dəyişdirilib", (await desk.SubmitAsync(one, "form[action$='/refuse']", ("Reason", "Aydın deyil"))).Notice, StringComparison.Ordinal);
        Assert.Contains("Etibarlıdır", (await mine.GetPageAsync("/me/credentials")).Words, StringComparison.Ordinal);
        Assert.Contains("İlk tibbi yardım təlimi", (await desk.GetPageAsync($"/desk/volunteers/{volunteer.VolunteerId}")).Text("section[aria-labelledby='credentials']"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_a_document_is_refused_in_words_and_nothing_typed_is_lost()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);
        var form = await browser.GetPageAsync("/me/credentials/new/driving-licence");
        var tooLarge = new byte[StoredFile.MaxLength + 1];
        Papers.Pdf.CopyTo(tooLarge, 0);

        foreach (var (file, words) in new (byte[], string)[]
        {
            ("<!doctype html><script>alert(1)</script>"u8.ToArray(), "Adı nə olursa olsun, bu fayl veb-səhifədir"),
            ([], "Fayl boşdur"),
            ("PK\u0003\u0004"u8.ToArray(), "Bu nə PDF, nə də JPEG və ya PNG şəkildir"),
            (Papers.Png(60_000, 60_000), "Şəkil həddən artıq böyükdür"),
            (tooLarge, "Fayl 10 MB-dan böyükdür"),
        })
        {
            var page = await browser.UploadAsync(form, "main form", file, "vəsiqə.pdf", ("IssuedOn", Iso(Today.AddYears(-2))), ("ExpiresOn", Iso(Today.AddYears(8))), ("Number", "AA <b>'1'"));

            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            Assert.StartsWith(words, page.ComplaintOf("File"), StringComparison.Ordinal);
            Assert.Equal((Iso(Today.AddYears(8)), "AA <b>'1'"), (page.Value("ExpiresOn"), page.Value("Number")));
        }

        Assert.False(await app.QueryAsync(db => db.Credentials.AnyAsync(c => c.VolunteerId == volunteer.VolunteerId && c.CredentialTypeCode == "driving-licence")));
    }

    [Theory]
    [InlineData("own", "/me/credentials", HttpStatusCode.OK)]
    [InlineData("other volunteer", "/me/credentials", HttpStatusCode.NotFound)]
    [InlineData("volunteer at the desk", "/desk/credentials", HttpStatusCode.Forbidden)]
    [InlineData("coordinator", "/desk/credentials", HttpStatusCode.OK)]
    [InlineData("coordinator elsewhere", "/desk/credentials", HttpStatusCode.NotFound)]
    [InlineData("administrator", "/desk/credentials", HttpStatusCode.OK)]
    [InlineData("stranger", "/me/credentials", HttpStatusCode.Redirect)]
    [InlineData("stranger", "/desk/credentials", HttpStatusCode.Redirect)]
    public async Task A_file_is_opened_only_by_who_may(string who, string below, HttpStatusCode expected)
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var id = (await app.SubmitAsync(account)).CredentialId!.Value;
        UserAccount? reader = who switch
        {
            "own" or "volunteer at the desk" => account,
            "other volunteer" => (await app.AddVolunteerAsync()).Account,
            "coordinator" => await app.AddCoordinatorAsync(),
            "coordinator elsewhere" => await app.AddCoordinatorAsync("3"),
            "administrator" => await app.AddAdministratorAsync(),
            _ => null,
        };
        var browser = reader is null ? app.NewBrowser() : await app.NewBrowserAsync(reader);

        var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{below}/{id}/file"));

        Assert.Equal(expected, answer.StatusCode);
        var looks = await app.QueryAsync(db => db.AuditEntries.CountAsync(a => a.SubjectId == volunteer.VolunteerId && a.Kind == AuditKind.Looked && a.Action == "CredentialFile"));
        Assert.Equal(expected is HttpStatusCode.OK && who is not "own" ? 1 : 0, looks);

        if (expected is HttpStatusCode.OK)
        {
            Assert.Equal(Papers.Pdf, await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal(("attachment", "vəsiqə.pdf"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
            Assert.Equal("no-store", answer.Headers.GetValues("Cache-Control").Single());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("/verify")]
    [InlineData("/refuse")]
    [InlineData("/revoke")]
    public async Task Another_centre_finds_nothing_here(string act)
    {
        var (_, account) = await app.AddVolunteerAsync();
        var id = (await app.SubmitAsync(account)).CredentialId!.Value;
        var elsewhere = await app.NewBrowserAsync(await app.AddCoordinatorAsync("3"));

        var answer = act.Length == 0
            ? await elsewhere.GetPageAsync($"/desk/credentials/{id}")
            : await elsewhere.PostAsync($"/desk/credentials/{id}{act}", ("__RequestVerificationToken", TokenOf(await elsewhere.GetPageAsync("/desk/credentials/add"))), ("Reason", "x"), ("IssuedOn", Iso(Today)));

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal(CredentialState.Submitted, (await app.CredentialAsync(id)).State);
    }

    [Fact]
    public async Task A_reason_is_asked_for_and_reaches_the_volunteer()
    {
        var (_, account) = await app.AddVolunteerAsync();
        var id = (await app.SubmitAsync(account)).CredentialId!.Value;
        var desk = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
        var page = await desk.GetPageAsync($"/desk/credentials/{id}");

        var without = await desk.SubmitAsync(page, "form[action$='/refuse']");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.Status);
        await desk.SubmitAsync(without, "form[action$='/refuse']", ("Reason", "Şəkil <aydın> deyil, \"yenidən\" göndərin"));

        var mine = await (await app.NewBrowserAsync(account)).GetPageAsync("/me/credentials");
        Assert.Contains("Səbəb: Şəkil <aydın> deyil, \"yenidən\" göndərin", mine.Words, StringComparison.Ordinal);
        Assert.Contains("Qəbul edilməyib", mine.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_training_is_noted_for_several_people_at_once()
    {
        var (one, _) = await app.AddVolunteerAsync(change: v => v.FamilyName = "Təlimova");
        var (two, _) = await app.AddVolunteerAsync(change: v => v.FamilyName = "Təlimova");
        var desk = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
        var form = await desk.GetPageAsync("/desk/credentials/add?q=telimova");
        Assert.Equal(2, form.All("input[name='People']").Count);

        var nobody = await desk.SubmitAsync(form, "main form.form", ("Type", "disability-awareness-training"));
        Assert.Equal("Ən azı bir nəfəri işarələyin", nobody.ComplaintOf("People"));
        Assert.Equal("disability-awareness-training", nobody.Value("Type"));
        var done = await desk.SubmitAsync(nobody, "main form.form", ("People", one.VolunteerId.ToString()), ("People", two.VolunteerId.ToString()));

        Assert.Equal("2 nəfər üçün qeyd edildi.", done.Notice);
        Assert.Equal(2, await app.QueryAsync(db => db.Credentials.CountAsync(c => c.CredentialTypeCode == "disability-awareness-training" && (c.VolunteerId == one.VolunteerId || c.VolunteerId == two.VolunteerId))));
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetPageAsync($"/desk/credentials/add?volunteer={Guid.NewGuid()}")).Status);
    }

    [Fact]
    public async Task Who_has_nothing_is_told_what_to_do()
    {
        var (_, account) = await app.AddVolunteerAsync(vetting: VettingLevel.None, active: false);
        var page = await (await app.NewBrowserAsync(account)).GetPageAsync("/me/credentials");

        Assert.Contains("Hələ heç nə yoxdur", page.Words, StringComparison.Ordinal);
        Assert.Contains("Tanışlıq təlimi", page.Text("section[aria-labelledby='missing']"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.NewBrowserAsync(account)).GetPageAsync("/me/credentials/new/home-visit-check")).Status);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string TokenOf(WebPage page) => page.One("input[name='__RequestVerificationToken']").GetAttribute("value")!;
}
