using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Import;

/// <summary>The pages of the import, as a coordinator meets them.</summary>
public class ImportPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_list_is_uploaded_looked_at_and_taken_and_the_rest_comes_back()
    {
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
        var phone = TestData.NewPhone();
        var preview = await UploadAsync(browser, ListFile.Of(ListFile.Line("Zəhra", "O'Hara", phone: phone), ListFile.Line("Elvin", "Əliyev", district: "Atlantida")));

        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Contains("Zəhra O'Hara", preview.Words, StringComparison.Ordinal);
        Assert.Contains("“Atlantida” adlı rayon tapılmadı.", preview.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Zəhra", preview.Title, StringComparison.Ordinal);
        Assert.False(await app.QueryAsync(db => db.Volunteers.AnyAsync(v => v.Phone == phone)));

        var onlyWrong = await browser.GetPageAsync(preview.Path + "?show=wrong&page=1000000000");
        Assert.DoesNotContain("Zəhra", onlyWrong.Words, StringComparison.Ordinal);
        Assert.Contains("Elvin Əliyev", onlyWrong.Words, StringComparison.Ordinal);

        var taken = await browser.SubmitAsync(preview, "form[action$='/take']");
        Assert.Equal("1 könüllü qeydə alındı.", taken.Notice);
        Assert.Empty(taken.All("form[action$='/take']"));
        Assert.True(await app.QueryAsync(db => db.Volunteers.AnyAsync(v => v.Phone == phone && v.State == VolunteerState.Applied)));

        // The button of the page that is still open, once more.
        var again = await browser.SubmitAsync(preview, "form[action$='/take']");
        Assert.Equal("Bu siyahı artıq qeydə alınıb: 1 könüllü. Heç kim iki dəfə qeydə alınmadı.", again.Notice);
        Assert.Equal(1, await app.QueryAsync(db => db.Volunteers.CountAsync(v => v.Phone == phone)));

        var refused = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, taken.LinkTo("Düzəldiləcək sətirləri yüklə")));
        var file = await refused.Content.ReadAsByteArrayAsync();
        Assert.Equal("text/csv", refused.Content.Headers.ContentType!.MediaType);
        Assert.Equal("volunteers-to-correct.csv", refused.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), file[..3]);
        Assert.Contains("3;“Atlantida” adlı rayon tapılmadı.;Elvin;Əliyev", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_a_list_is_refused_in_words()
    {
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync());

        foreach (var (file, words) in new (byte[]?, string)[]
        {
            (null, "Siyahı olan faylı seçin"),
            ([], "Fayl boşdur"),
            ("PK\u0003\u0004"u8.ToArray(), "“CSV UTF-8” kimi yadda saxlayıb"),
            (new byte[(2 * 1024 * 1024) + 1], "Fayl 2 MB-dan böyükdür"),
            (Encoding.UTF8.GetBytes("Ad;Soyad\nA;B"), "Bu sütunlar çatışmır: Doğum tarixi, Cins"),
        })
        {
            var page = await UploadAsync(browser, file);

            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            Assert.Contains(words, page.ComplaintOf("File"), StringComparison.Ordinal);
            Assert.StartsWith("Düzəldin: ", page.Title, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_list_cannot_be_uploaded_into_a_centre_of_others()
    {
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync("1"));
        var other = (await app.CentreAsync("2")).CentreId;

        var page = await UploadAsync(browser, ListFile.Of(ListFile.Line()), other);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Bu könüllülərin qeydiyyatda olacağı mərkəzi seçin", page.ComplaintOf("CentreId"));
        Assert.False(await app.QueryAsync(db => db.ImportBatches.AnyAsync(b => b.CentreId == other)));
    }

    [Fact]
    public async Task The_list_of_a_colleague_is_not_there()
    {
        var preview = await UploadAsync(await app.NewBrowserAsync(await app.AddCoordinatorAsync()), ListFile.Of(ListFile.Line("Gizli")));
        var colleague = await app.NewBrowserAsync(await app.AddCoordinatorAsync());

        foreach (var path in new[] { preview.Path, preview.Path + "/refused.csv", "/desk/import/" + Guid.NewGuid() })
        {
            var page = await colleague.GetPageAsync(path);

            Assert.Equal(HttpStatusCode.NotFound, page.Status);
            Assert.Equal("Belə siyahı yoxdur", page.Heading);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetPageAsync("/desk/import/not-an-id")).Status);
    }

    [Fact]
    public async Task The_empty_list_is_there_in_the_language_of_the_reader()
    {
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync());

        foreach (var (culture, first) in new[] { ("az", "Ad;Soyad"), ("ru", "Имя;Фамилия"), ("en", "First name;Last name") })
        {
            var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/{culture}/desk/import/template.csv"));

            Assert.StartsWith("\uFEFF" + first, Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Volunteers_and_strangers_import_nothing()
    {
        var (_, account) = await app.AddVolunteerAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.NewBrowserAsync(account)).GetPageAsync("/desk/import")).Status);
        Assert.StartsWith("/account/sign-in", (await app.NewBrowser().SendAsync(new HttpRequestMessage(HttpMethod.Get, "/desk/import"))).Headers.Location!.AbsolutePath, StringComparison.Ordinal);
    }

    /// <summary>Chooses a file in the form and sends it, as a browser does; follows to the preview.</summary>
    private static async Task<WebPage> UploadAsync(Browser browser, byte[]? file, Guid? centreId = null)
    {
        var page = await browser.GetPageAsync("/desk/import");
        using var content = new MultipartFormDataContent();

        foreach (var (name, value) in FormFields.Of(page.Form("main form")))
        {
            content.Add(new StringContent(name == "CentreId" && centreId is { } other ? other.ToString() : value), name);
        }

        if (file is not null)
        {
            var part = new ByteArrayContent(file);
            part.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
            content.Add(part, "File", "siyahi.csv");
        }

        var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/desk/import") { Content = content });

        if (answer.StatusCode is HttpStatusCode.Redirect)
        {
            return await browser.GetPageAsync(answer.Headers.Location!.ToString());
        }

        var html = await answer.Content.ReadAsStringAsync();

        return new WebPage(answer, html, new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html));
    }
}
