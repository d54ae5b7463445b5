using Dost.Volunteers.Tests.Support;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>An administrator changes what people read, and sees it while typing.</summary>
[Trait("Category", "Browser")]
public sealed class WordsJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task A_text_is_changed_seen_while_typing_and_saved()
    {
        var page = await AdministratorAsync("az", ColorScheme.Light);

        // An SMS: parts, price and mistakes at once.
        await page.GotoAsync("/az/admin/messages/ShiftReminder/Sms");
        await page.LooksRightOnBothAsync("az-words-sms");
        await page.FillAsync("#Az_Body", "DOST: gəlin {when}, {place} {lnk}");
        await page.Locator("#shown-az .field__complaint").First.WaitForAsync();
        Assert.Contains("{lnk}", await page.Locator("#shown-az").InnerTextAsync(), StringComparison.Ordinal);
        await page.FillAsync("#Az_Body", "DOST: gəlin {when}, {place} {link}");
        await page.Locator("#shown-az .sms", new PageLocatorOptions { HasTextString = "DOST: gəlin sabah, 24 noyabr" }).WaitForAsync();
        await page.Locator("main form .button", new PageLocatorOptions { HasTextString = "Yadda saxla" }).First.ClickAsync();
        await page.Locator(".notice--good").WaitForAsync();

        // An e-mail: the letter itself follows in its frame, with its own styles.
        await page.GotoAsync("/az/admin/messages/ShiftReminder/Email");
        var letter = page.FrameLocator("iframe[name=mail-az]");
        await letter.Locator("h1", new FrameLocatorLocatorOptions { HasTextString = "Xatırlatma" }).WaitForAsync();
        await page.FillAsync("#Az_Subject", "Salam, {name}");
        await letter.Locator("h1", new FrameLocatorLocatorOptions { HasTextString = "Salam, Aygün" }).WaitForAsync();
        Assert.Equal("rgb(11, 93, 91)", await letter.Locator("a.button").EvaluateAsync<string>("e => getComputedStyle(e).backgroundColor"));
        await LetsAxeInAsync(page);
        await page.LooksRightOnBothAsync("az-words-email");
        await page.ReloadAsync();

        // The same without typing: the button fills the frame, and the page can be saved afterwards.
        await page.FillAsync("#Az_Subject", "Sabah, {name}");
        await page.Locator("button[data-frame=az]").ClickAsync();
        await letter.Locator("h1", new FrameLocatorLocatorOptions { HasTextString = "Sabah, Aygün" }).WaitForAsync();
        await page.Locator("main form .button", new PageLocatorOptions { HasTextString = "Yadda saxla" }).First.ClickAsync();
        await page.Locator(".notice--good").WaitForAsync();

        await page.GotoAsync("/az/admin/messages/ShiftReminder/Email/versions");
        await page.LooksRightOnBothAsync("az-words-versions");
        Assert.Empty(site.ForeignRequests);
    }

    [ChromiumFact]
    public async Task The_pages_stand_in_the_dark_and_in_Russian()
    {
        var page = await AdministratorAsync("ru", ColorScheme.Dark);

        foreach (var path in (string[])["", "/letters", "/CertificateIssued/Email"])
        {
            Assert.Equal(200, (await page.GotoAsync($"/ru/admin/messages{path}"))!.Status);
            await LetsAxeInAsync(page);
            await page.LooksRightOnBothAsync($"ru-words{path.Replace('/', '-').Replace('?', '-')}");
        }

        // The letter has dark colours where the reader's device is dark.
        var letter = page.FrameLocator("iframe[name=mail-ru]");
        Assert.Equal("rgb(15, 26, 25)", await letter.Locator("body").EvaluateAsync<string>("e => getComputedStyle(e).backgroundColor"));
    }

    /// <summary>No script runs in the frames, and axe is one: for its look they are opened, so that it reads the letters too.</summary>
    private static async Task LetsAxeInAsync(IPage page)
    {
        await page.EvaluateAsync("""
            () => Promise.all([...document.querySelectorAll("iframe")].map(frame => new Promise(done => {
              frame.addEventListener("load", done, { once: true });
              frame.sandbox = "allow-same-origin allow-scripts";
              frame.src = frame.src;
            })))
            """);
    }

    private async Task<IPage> AdministratorAsync(string culture, ColorScheme scheme)
    {
        var app = site.App;
        var account = await app.AddAdministratorAsync();
        var page = await site.NewPersonAsync(width: 1280, language: culture, scheme: scheme);
        await page.Context.AddCookiesAsync((await app.NewBrowserAsync(account)).Cookies.Select(c => new Cookie { Name = c.Key, Value = c.Value, Url = site.Address }));

        return page;
    }
}
