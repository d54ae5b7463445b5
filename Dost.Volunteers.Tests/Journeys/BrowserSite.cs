using System.Net;
using System.Net.Sockets;
using Dost.Volunteers.Core.Data.Demo;
using Dost.Volunteers.Tests.Support;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>The site on a real port, and a real browser before it. One for all journeys of a class.</summary>
public sealed class BrowserSite : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public TestApp App { get; } = new();

    public string Address { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
        {
            return;
        }

        var port = FreePort();
        Address = $"http://localhost:{port}";
        await App.InitializeAsync();
        App.With("Site:PublicUrl", Address).UseKestrel(port);
        App.StartServer();

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium.Path,
            Args = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A new person with a browser of their own: a phone of 360 px unless told otherwise.</summary>
    public async Task<IPage> NewPersonAsync(int width = 360, string language = "az", ColorScheme scheme = ColorScheme.Light, bool hasScript = true)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address,
            Locale = language,
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 740 : 900 },
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = hasScript,
        });
        context.SetDefaultTimeout(15_000);

        // Nothing is ever asked of another host.
        await context.RouteAsync(url => !url.StartsWith(Address, StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal), route =>
        {
            ForeignRequests.Add(route.Request.Url);

            return route.AbortAsync();
        });

        return await context.NewPageAsync();
    }

    /// <summary>A browser in which somebody of the demonstration has signed in.</summary>
    public async Task<IPage> SignedInAsync(string email, string language, int width = 360)
    {
        var page = await NewPersonAsync(width, language);
        await page.SignInAsync(email, DemoAccounts.Password);

        return page;
    }

    public async Task AddDemonstrationAsync()
    {
        await using var scope = App.NewScope();
        Assert.True(await scope.Get<DemoData>().AddAsync(CancellationToken.None));
    }

    public List<string> ForeignRequests { get; } = [];

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
            _playwright!.Dispose();
            await ((IAsyncLifetime)App).DisposeAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
