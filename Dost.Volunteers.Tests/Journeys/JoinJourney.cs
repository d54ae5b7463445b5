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
        await page.LooksRightOnBothAsync("join");
        await page.GetByRole(AriaRole.Link, new() { Name = "Başlayın" }).ClickAsync();
        await page.WaitForURLAsync("**/az/join/you");
        await page.LooksRightOnBothAsync("join-you");

        await ContinueAsync(page);
        await page.Locator(".error-summary:focus").WaitForAsync();
        await page.LooksRightOnBothAsync("join-mistakes");

        await FillPersonAsync(page, phone);
        await ContinueAsync(page);
        await page.WaitForURLAsync("**/az/join/help");
        await page.LooksRightOnBothAsync("join-help");
        await FillPlaceAsync(page);
        await ContinueAsync(page);
        await page.WaitForURLAsync("**/az/join/times");
        await page.LooksRightOnBothAsync("join-times");
        await page.Locator("#Free-Monday-Morning").CheckAsync();
        await ContinueAsync(page);
        await page.WaitForURLAsync("**/az/join/last");
        await page.LooksRightOnBothAsync("join-last");
        await FillLastAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Müraciəti göndərin" }).ClickAsync();
        await page.WaitForURLAsync("**/az/join/confirm");
        Assert.Equal(0, await KeptAsync(page));
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
                    foreach (var path in (string[])["", "shifts", "join", "join/you", "account/sign-in", "privacy", "accessibility", "appearance", "nothing-here"])
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

    [ChromiumFact]
    public async Task A_lost_connection_loses_nothing_that_was_typed()
    {
        var page = await site.NewPersonAsync();
        var phone = TestData.NewPhone();
        await page.GotoAsync("/az/join/you");
        await FillPersonAsync(page, phone);

        // The page is opened anew before it was sent: an empty one comes from the site.
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#FamilyName")).ToHaveValueAsync("Əliyeva");

        await page.Context.SetOfflineAsync(true);
        await ContinueAsync(page);
        await page.GetByText("Heç nə itməyib").WaitForAsync();
        await page.LooksRightOnBothAsync("join-offline");
        Assert.EndsWith("/az/join/you", page.Url, StringComparison.Ordinal);

        await page.Context.SetOfflineAsync(false);
        await page.WaitForURLAsync("**/az/join/help");
        await FillPlaceAsync(page);
        await ContinueAsync(page);
        await page.WaitForURLAsync("**/az/join/times");
        await ContinueAsync(page);
        await page.WaitForURLAsync("**/az/join/last");
        await FillLastAsync(page);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#AcceptsTerms")).ToBeCheckedAsync();
        Assert.Equal("", await page.Locator("#Fin").InputValueAsync());
        Assert.DoesNotContain("Fin\"", await page.EvaluateAsync<string>("JSON.stringify(sessionStorage)"), StringComparison.Ordinal);

        // Whoever takes the phone next finds nothing.
        await page.GetByRole(AriaRole.Button, new() { Name = "Yazdıqlarımı silin" }).ClickAsync();
        await page.WaitForURLAsync("**/az/join");
        Assert.Equal(0, await KeptAsync(page));
        await page.GotoAsync("/az/join/you");
        Assert.Equal("", await page.Locator("#FamilyName").InputValueAsync());
    }

    [ChromiumFact]
    public async Task The_keyboard_alone_is_enough_and_never_meets_the_unseen_field()
    {
        var page = await site.NewPersonAsync(1280);
        await page.GotoAsync("/az/join/you");
        await page.Locator("#GivenName").FocusAsync();

        foreach (var text in (string[])["Nigar", "Əliyeva", "21.05.1999", TestData.NewPhone(), ""])
        {
            await page.Keyboard.TypeAsync(text);
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/az/join/help");
        await page.Locator("#DistrictCode").FocusAsync();
        await page.Keyboard.TypeAsync("Yasamal");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/az/join/times");
        await page.Locator("#Free-Monday-Morning").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/az/join/last");
        Assert.True(await page.GetByText("09:00–12:00").IsVisibleAsync());
    }

    [ChromiumFact]
    public async Task The_link_goes_on_from_another_phone()
    {
        var phone = TestData.NewPhone();
        var page = await site.NewPersonAsync();
        await page.GotoAsync("/az/join/you");
        await FillPersonAsync(page, phone);
        await ContinueAsync(page);
        await page.WaitForURLAsync("**/az/join/help");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mənə keçid göndərin" }).ClickAsync();
        await page.Locator(".notice").First.WaitForAsync();
        await site.App.RunJobAsync("SendMessages");

        var other = await site.NewPersonAsync();
        await other.GotoAsync(Mailbox.LinkIn((await site.App.SmsToAsync(phone))[^1]));
        await other.LooksRightOnBothAsync("join-link");
        await other.GetByLabel("Doğum tarixi").FillAsync("21.05.1999");
        await other.Keyboard.PressAsync("Enter");
        await other.WaitForURLAsync("**/az/join/help");
        await other.GotoAsync("/az/join");
        await other.LooksRightOnBothAsync("join-begun");
    }

    private static Task ContinueAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Davam", Exact = false }).First.ClickAsync();

    private static Task<int> KeptAsync(IPage page) => page.EvaluateAsync<int>("new Promise(done => setTimeout(() => done(Object.keys(sessionStorage).length), 300))");

    private static async Task FillPersonAsync(IPage page, string phone)
    {
        await page.GetByLabel("Ad", new() { Exact = true }).FillAsync("Nigar");
        await page.GetByLabel("Soyad").FillAsync("Əliyeva");
        await page.GetByLabel("Doğum tarixi").FillAsync("21.05.1999");
        await page.GetByLabel("Mobil telefon").FillAsync(phone);
    }

    private static async Task FillPlaceAsync(IPage page)
    {
        await page.GetByLabel("Yaşadığınız rayon").SelectOptionAsync("yasamal");
        await page.GetByLabel("Gənc DOST").CheckAsync();
    }

    private static async Task FillLastAsync(IPage page)
    {
        await page.GetByLabel("FİN kod").FillAsync(TestData.NewFin());
        await page.GetByLabel("Qadın").CheckAsync();
        await page.GetByLabel("Könüllülük şərtlərini oxudum və razıyam").CheckAsync();
        await page.GetByLabel("Məlumatlarımın bu məqsədlə").CheckAsync();
    }

    private static async Task<long> WeightAsync(IResponse response)
    {
        var sizes = await response.Request.SizesAsync();

        return sizes.ResponseBodySize + sizes.ResponseHeadersSize;
    }
}
