using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>A person on a phone finds the site, joins, and comes back another day.</summary>
[Trait("Category", "Browser")]
public class JoinJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task Somebody_joins_on_a_phone_and_signs_in_again_later()
    {
        await site.App.AddShiftAsync(title: "Dərman çatdırmaq");
        var phone = TestData.NewPhone();
        var page = await site.NewPersonAsync();

        await page.GotoAsync("/az/");
        await page.LooksRightAsync("home");
        await page.Locator(".door--first").ClickAsync();
        await page.WaitForURLAsync("**/az/join");
        await page.LooksRightAsync("join");

        await page.GetByRole(AriaRole.Button, new() { Name = "Müraciəti göndərin" }).ClickAsync();
        await page.Locator(".error-summary").WaitForAsync();
        Assert.Equal("error-summary", await page.EvaluateAsync<string>("document.activeElement.className"));
        await page.LooksRightAsync("join-mistakes");

        await FillAsync(page, phone);
        await page.GetByRole(AriaRole.Button, new() { Name = "Müraciəti göndərin" }).ClickAsync();
        await page.WaitForURLAsync("**/az/join/confirm");
        await page.LooksRightAsync("join-code");

        var volunteer = await site.App.QueryAsync(db => db.Volunteers.SingleAsync(v => v.Phone == phone));
        await page.GetByLabel("Kod").FillAsync((await site.App.LastCodeAsync(volunteer.VolunteerId))!);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/az/join/done");
        await page.LooksRightAsync("join-done");

        await page.Locator(".menu-toggle summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Çıxış" }).ClickAsync();
        await page.WaitForURLAsync("**/az/");

        await page.GotoAsync("/az/account/sign-in");
        await page.LooksRightAsync("sign-in");
        await page.GetByLabel("Mobil telefon").FillAsync(phone);
        await page.GetByRole(AriaRole.Button, new() { Name = "Mənə kod göndərin" }).ClickAsync();
        await page.WaitForURLAsync("**/az/account/code");
        var accountId = await site.App.QueryAsync(db => db.Users.Where(a => a.VolunteerId == volunteer.VolunteerId).Select(a => a.Id).SingleAsync());
        await page.GetByLabel("Kod").FillAsync((await site.App.LastCodeAsync(accountId))!);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/az/me");
        Assert.Empty(site.ForeignRequests);
    }

    [ChromiumFact]
    public async Task The_public_pages_stand_in_every_language_light_and_dark_on_a_phone_and_on_a_desk()
    {
        await site.App.AddShiftAsync(capacity: 3);

        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            foreach (var width in (int[])[360, 1280])
            {
                var page = await site.NewPersonAsync(width, scheme: scheme);

                foreach (var language in (string[])["az", "ru", "en"])
                {
                    foreach (var path in (string[])["", "shifts", "join", "account/sign-in", "privacy", "accessibility", "appearance", "nothing-here"])
                    {
                        var answer = await page.GotoAsync($"/{language}/{path}");
                        Assert.True(answer!.Ok || path == "nothing-here", $"{path}: {answer.Status}");
                        await page.LooksRightAsync($"{language}-{path.Replace('/', '-')}-{scheme}");
                    }
                }

                await page.Context.CloseAsync();
            }
        }
    }

    [ChromiumFact]
    public async Task The_first_page_weighs_little()
    {
        var page = await site.NewPersonAsync();
        var weights = new List<Task<long>>();
        page.Response += (_, response) => weights.Add(WeightAsync(response));

        await page.GotoAsync("/az/", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        var files = await Task.WhenAll(weights);

        // Build output is hardly compressed; published, the same is about 40 KB.
        Assert.True(files.Length <= 8, $"{files.Length} files");
        Assert.True(files.Sum() < 300_000, $"{files.Sum()} bytes");
    }

    [ChromiumFact]
    public async Task The_keyboard_alone_reaches_the_content_and_opens_the_menu()
    {
        var page = await site.NewPersonAsync();
        await page.GotoAsync("/en/privacy");

        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("content", await page.EvaluateAsync<string>("document.activeElement.id"));

        await page.Locator(".menu-toggle summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.True(await page.GetByRole(AriaRole.Link, new() { Name = "Open shifts" }).IsVisibleAsync());
    }

    private static async Task FillAsync(IPage page, string phone)
    {
        await page.GetByLabel("Ad", new() { Exact = true }).FillAsync("Nigar");
        await page.GetByLabel("Soyad").FillAsync("Əliyeva");
        await page.GetByLabel("FİN kod").FillAsync(TestData.NewFin());
        await page.GetByLabel("Doğum tarixi").FillAsync("21.05.1999");
        await page.GetByLabel("Qadın").CheckAsync();
        await page.GetByLabel("Mobil telefon").FillAsync(phone);
        await page.GetByLabel("Yaşadığınız rayon").SelectOptionAsync("yasamal");
        await page.GetByLabel("Gənc DOST").CheckAsync();
        await page.GetByLabel("Könüllülük şərtlərini oxudum və razıyam").CheckAsync();
        await page.GetByLabel("Məlumatlarımın bu məqsədlə").CheckAsync();
    }

    private static async Task<long> WeightAsync(IResponse response)
    {
        var sizes = await response.Request.SizesAsync();

        return sizes.ResponseBodySize + sizes.ResponseHeadersSize;
    }
}
