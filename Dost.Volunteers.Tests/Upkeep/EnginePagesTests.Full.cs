using System.Net;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Upkeep;

/// <summary>The engine's own pages as a part of the whole site.</summary>
[Collection("Engine: its logger is shared by a whole process")]
public sealed class EnginePagesTests : IAsyncLifetime
{
    private readonly TestApp _app = new TestApp().With("Jobs:RunInWeb", "true");

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_app).DisposeAsync();

    [Fact]
    public async Task An_administrator_comes_there_from_the_page_of_the_jobs_and_all_that_it_is_made_of_is_there()
    {
        var browser = await _app.NewBrowserAsync(await _app.AddAdministratorAsync());
        var link = Assert.Single((await browser.GetPageAsync("/admin/jobs")).All("main a[href='/hangfire']"));

        var page = await browser.GetPageAsync(link.GetAttribute("href")!);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        var parts = page.All("link[href], script[src]").Select(part => part.GetAttribute("href") ?? part.GetAttribute("src")!).ToList();
        Assert.True(parts.Count > 2);
        foreach (var part in parts)
        {
            Assert.True((await browser.GetPageAsync(part)).Status is HttpStatusCode.OK, part);
        }
    }

    [Fact]
    public async Task Nobody_else_comes_there()
    {
        Assert.StartsWith("/account/sign-in", (await _app.NewBrowser().GetPageAsync("/hangfire")).Path, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await _app.NewBrowserAsync(await _app.AddCoordinatorAsync())).GetPageAsync("/hangfire/recurring")).Status);
    }
}
