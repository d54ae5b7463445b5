using System.Globalization;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>What every page of a journey must stand: axe finds nothing, nothing sticks out sideways, and a picture can be taken for people to look at.</summary>
internal static class PageChecks
{
    private static readonly string? _pictureFolder = Environment.GetEnvironmentVariable("DOST_SCREENSHOTS");
    private static int _number;

    /// <summary>Put into the page (and each frame of it) once, and run in it: to start it from outside costs a further window each time.</summary>
    private static readonly string _axe =
        $$"""
        async () => {
            if (!window.axe) {
                {{new BundledAxeScriptProvider().GetScript()}}
            }
            const ofPages = ['landmark-one-main', 'page-has-heading-one', 'region', 'bypass'];
            const rules = window === window.top ? {} : Object.fromEntries(ofPages.map(id => [id, { enabled: false }]));
            const result = await axe.run(document, { resultTypes: ['violations'], iframes: false, rules });
            return result.violations.map(v => `${v.id} (${v.help}): ${v.nodes.map(n => n.html).join(', ')}`);
        }
        """;

    /// <summary>With e-mail address and password.</summary>
    public static async Task SignInAsync(this IPage page, string email, string password)
    {
        await page.GotoAsync("/az/account/sign-in");
        await page.FillAsync("input[type=email]", email);
        await page.FillAsync("input[type=password]", password);
        await page.Locator("form:has(input[type=password]) button").ClickAsync();
        await page.WaitForURLAsync(url => url.EndsWith("/desk", StringComparison.Ordinal) || url.EndsWith("/me", StringComparison.Ordinal) || url.EndsWith("/hotline", StringComparison.Ordinal));
    }

    /// <summary>The same as on a phone and as on a desk; the page keeps the width that it had.</summary>
    public static async Task LooksRightOnBothAsync(this IPage page, string name)
    {
        var (width, height) = (page.ViewportSize!.Width, page.ViewportSize.Height);

        foreach (var (w, h) in ((int, int)[])[(360, 740), (1280, 900)])
        {
            await page.SetViewportSizeAsync(w, h);
            await page.LooksRightAsync(name);
        }

        await page.SetViewportSizeAsync(width, height);
    }

    public static async Task LooksRightAsync(this IPage page, string name)
    {
        if (_pictureFolder is not null)
        {
            Directory.CreateDirectory(_pictureFolder);
            var number = Interlocked.Increment(ref _number).ToString("D2", CultureInfo.InvariantCulture);
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(_pictureFolder, $"{number}-{name}-{page.ViewportSize!.Width}.png"), FullPage = !name.StartsWith("picture-", StringComparison.Ordinal) });
        }

        foreach (var frame in page.Frames)
        {
            var violations = await frame.EvaluateAsync<string[]>(_axe);
            Assert.True(violations.Length == 0, $"axe on {name}: {string.Join("; ", violations)}");
        }

        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{name} is {overflow} px wider than a screen of {page.ViewportSize!.Width} px.");
    }
}
