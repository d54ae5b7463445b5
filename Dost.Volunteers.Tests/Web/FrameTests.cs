using System.Net;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Web;

/// <summary>What every page of the site has, whatever it is about.</summary>
public class FrameTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("/az/", "az", "DOST Könüllüləri")]
    [InlineData("/ru/", "ru", "Волонтёры DOST")]
    [InlineData("/en/", "en", "DOST Volunteers")]
    public async Task The_address_says_the_language(string path, string language, string title)
    {
        var page = await app.NewBrowser().GetPageAsync(path);

        Assert.Equal(language, page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal(title, page.Title);
    }

    [Fact]
    public async Task Links_and_forms_keep_the_language_of_the_address()
    {
        var page = await app.NewBrowser().GetPageAsync("/ru/appearance");

        Assert.All(page.All("main a, .menu a, main form"), element => Assert.StartsWith("/ru", element.GetAttribute("href") ?? element.GetAttribute("action"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_language_is_remembered_for_addresses_without_one()
    {
        var browser = app.NewBrowser();
        await browser.GetPageAsync("/ru/privacy");

        var page = await browser.GetPageAsync("/privacy");

        Assert.Equal("ru", page.Document.DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("ru-RU,ru;q=0.9,en;q=0.5", "ru")]
    [InlineData("fr-FR", "az")]
    public async Task Without_a_choice_the_browser_says_the_language_else_it_is_Azerbaijani(string asked, string language)
    {
        var page = await app.NewBrowser().WithLanguage(asked).GetPageAsync("/");

        Assert.Equal(language, page.Document.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Public_pages_tell_search_engines_of_each_language()
    {
        var page = await app.NewBrowser().GetPageAsync("/en/privacy");

        Assert.Equal(
            ["https://localhost/az/privacy", "https://localhost/ru/privacy", "https://localhost/en/privacy", "https://localhost/az/privacy"],
            page.All("link[rel=alternate]").Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [InlineData("/az/nothing-here", "Səhifə tapılmadı")]
    [InlineData("/ru/nothing-here", "Страница не найдена")]
    [InlineData("/en/nothing-here", "Page not found")]
    public async Task An_unknown_address_is_not_found_in_the_language_of_the_reader(string path, string heading)
    {
        var page = await app.NewBrowser().GetPageAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal(heading, page.Heading);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/az/accessibility")]
    [InlineData("/nothing-here")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        var headers = (await app.NewBrowser().GetPageAsync(path)).Response.Headers;

        Assert.Contains("default-src 'self'", Assert.Single(headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", Assert.Single(headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(headers.GetValues("Referrer-Policy")));
        Assert.False(headers.Contains("Server"));
    }

    [Fact]
    public async Task The_files_of_a_page_are_there()
    {
        var browser = app.NewBrowser();
        var page = await browser.GetPageAsync("/az/");

        foreach (var address in page.All("link[rel=stylesheet]").Select(link => link.GetAttribute("href")!))
        {
            var file = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.NotEmpty(await file.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var page = await app.NewBrowser().PostAsync("/en/appearance", ("Theme", "dark"));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal("The page was open for too long", page.Heading);
    }

    [Theory]
    [InlineData("https://konullu.example.az", true)]
    [InlineData("http://192.168.1.10", false)]
    public async Task Cookies_are_for_https_alone_where_people_reach_the_site_by_https(string publicUrl, bool secure)
    {
        await using var own = (await TestApp.StartAsync()).With("Site:PublicUrl", publicUrl);
        using var client = own.CreateClient(new() { BaseAddress = new Uri("http://localhost"), HandleCookies = false });

        using var answer = await client.GetAsync(new Uri("/az/privacy", UriKind.Relative));

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal(secure, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/;", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_chosen_colours_stay_and_the_reader_comes_back_to_the_page()
    {
        var browser = app.NewBrowser();
        var form = await browser.GetPageAsync("/az/appearance?back=%2Faz%2Fprivacy");

        var page = await browser.SubmitAsync(form, ("Theme", "dark"));

        Assert.Equal("/az/privacy", page.Path);
        Assert.Equal("Seçiminiz bu cihazda yadda saxlanıldı.", page.Notice);
        Assert.Equal("all", page.One("link[href*=dark]").GetAttribute("media"));
        Assert.Null((await browser.GetPageAsync("/az/privacy")).Notice);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    public async Task The_way_back_never_leads_to_another_site(string back)
    {
        var browser = app.NewBrowser();
        var form = await browser.GetPageAsync("/az/appearance");

        var page = await browser.SubmitAsync(form, ("Theme", "light"), ("Back", back));

        Assert.Equal("/az/", page.Path);
    }

    [Fact]
    public async Task Each_role_sees_its_own_menu()
    {
        var (_, volunteer) = await app.AddVolunteerAsync();
        var stranger = await app.NewBrowser().GetPageAsync("/en/");
        var serving = await (await app.NewBrowserAsync(volunteer)).GetPageAsync("/en/");
        var coordinator = await (await app.NewBrowserAsync(await app.AddCoordinatorAsync())).GetPageAsync("/en/");
        var administrator = await (await app.NewBrowserAsync(await app.AddAdministratorAsync())).GetPageAsync("/en/");

        Assert.Equal(["Home", "Open shifts", "I need help"], MenuOf(stranger));
        Assert.Equal(["My page", "Open shifts"], MenuOf(serving));
        Assert.Equal(["Today", "Requests", "Shifts", "Volunteers", "Intake", "Hours"], MenuOf(coordinator));
        Assert.Equal(["Today", "Requests", "Shifts", "Volunteers", "Intake", "Hours", "Jobs"], MenuOf(administrator));
        Assert.Contains("no-store", coordinator.Response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> MenuOf(WebPage page) => page.All(".menu__items a").Select(link => link.TextContent.Trim());
}
