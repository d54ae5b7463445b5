using System.Globalization;
using System.IO.Compression;
using System.Text;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>From reported hours to a certificate in the hand: in the browser, on paper, and checked by a stranger.</summary>
[Trait("Category", "Browser")]
public sealed class CertificateJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    private static readonly string? _pictureFolder = Environment.GetEnvironmentVariable("DOST_SCREENSHOTS");

    private TestApp App => site.App;

    [ChromiumFact]
    public async Task Hours_become_a_certificate_that_a_stranger_can_check()
    {
        var (volunteer, account) = await App.AddVolunteerAsync(change: v => (v.GivenName, v.FamilyName, v.Programme) = ("Əzizə", "İsmayılova-Ağayeva", Programme.Virtual));
        var person = await SignedInAsync(account);

        // Reported at home.
        await person.GotoAsync("/me/hours/report");
        await person.LooksRightOnBothAsync("report");
        await person.FillAsync("#Date", BakuTime.DateOf(App.NowUtc).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await person.FillAsync("#From", "22:00");
        await person.FillAsync("#Until", "23:30");
        await person.FillAsync("#Words", "Üç sakinə zəng etdim");
        await person.Locator("main form button.button").ClickAsync();
        await person.WaitForURLAsync("**/me/hours");
        await person.LooksRightOnBothAsync("reported");

        // Approved at the centre.
        var desk = await SignedInAsync(await App.AddCoordinatorAsync(), width: 1280);
        await desk.GotoAsync("/desk/hours?show=AtNight");
        await desk.LooksRightOnBothAsync("queue");
        await desk.Locator("#entries input[type=checkbox]").CheckAsync();
        await desk.Locator("form[action$='/approve'] .actions button").First.ClickAsync();
        await desk.WaitForURLAsync("**/desk/hours**");
        await desk.GotoAsync("/desk/hours/decided");
        await desk.LooksRightOnBothAsync("decided");

        // In the hand.
        await person.GotoAsync("/me/certificates");
        await person.LooksRightOnBothAsync("certificates");
        await person.Locator("main form button.button").ClickAsync();
        await person.WaitForURLAsync("**/me/certificates/*");
        await person.LooksRightOnBothAsync("certificate");
        await OnPaperAsync(person);

        // Checked by a stranger.
        var stranger = await site.NewPersonAsync();
        await stranger.GotoAsync(new Uri((await person.Locator(".certificate__address").InnerTextAsync()).Trim()).AbsolutePath);
        await stranger.LooksRightOnBothAsync("check");
        Assert.DoesNotContain(volunteer.FamilyName, await stranger.ContentAsync(), StringComparison.Ordinal);
        Assert.Contains("Ə. İ.", await stranger.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        var administrator = await SignedInAsync(await App.AddAdministratorAsync());
        await administrator.GotoAsync("/admin/ledger");
        await administrator.LooksRightOnBothAsync("ledger");
        await administrator.GotoAsync("/desk/certificates");
        await administrator.LooksRightOnBothAsync("all-certificates");
        Assert.Empty(site.ForeignRequests);
    }

    /// <summary>One sheet of A4, tagged, with letters that can be read out again.</summary>
    private static async Task OnPaperAsync(IPage page)
    {
        var pdf = await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true, Tagged = true, PrintBackground = true });
        var raw = Encoding.Latin1.GetString(pdf);
        Assert.Contains("/StructTreeRoot", raw, StringComparison.Ordinal);
        Assert.Contains("/Marked true", raw, StringComparison.Ordinal);
        Assert.Contains("/Count 1", raw, StringComparison.Ordinal);

        // The maps from glyphs to letters, by which programs take the text out.
        var letters = Inflated(pdf, raw);
        Assert.All((string[])["0259", "011F", "0130"], code => Assert.Contains(code, letters, StringComparison.OrdinalIgnoreCase));

        if (_pictureFolder is not null)
        {
            Directory.CreateDirectory(_pictureFolder);
            await File.WriteAllBytesAsync(Path.Combine(_pictureFolder, "certificate.pdf"), pdf);
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
            await page.SetViewportSizeAsync(794, 1123);
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(_pictureFolder, "certificate-paper.png"), FullPage = true });
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        }
    }

    private static string Inflated(byte[] pdf, string raw)
    {
        var text = new StringBuilder();

        for (var at = raw.IndexOf("stream", StringComparison.Ordinal); at >= 0; at = raw.IndexOf("stream", at + 6, StringComparison.Ordinal))
        {
            // "endstream" begins nothing.
            if (at >= 3 && raw.AsSpan(at - 3, 3) is "end")
            {
                continue;
            }

            var begin = at + 6 + (raw[at + 6] == '\r' ? 2 : 1);

            try
            {
                using var zlib = new ZLibStream(new MemoryStream(pdf, begin, pdf.Length - begin), CompressionMode.Decompress);
                using var reader = new StreamReader(zlib, Encoding.Latin1);
                var content = reader.ReadToEnd();
                text.Append(content.Contains("beginbf", StringComparison.Ordinal) ? content : "");
            }
            catch (InvalidDataException)
            {
                // A stream that is not compressed so, such as a picture.
            }
        }

        return text.ToString();
    }

    private async Task<IPage> SignedInAsync(UserAccount account, int width = 360)
    {
        var page = await site.NewPersonAsync(width);
        var cookies = (await App.NewBrowserAsync(account)).Cookies;
        await page.Context.AddCookiesAsync(cookies.Select(c => new Cookie { Name = c.Key, Value = c.Value, Url = site.Address }));

        return page;
    }
}
