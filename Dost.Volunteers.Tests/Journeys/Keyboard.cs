using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>Operates a page as somebody does who has no mouse.</summary>
internal static class Keyboard
{
    private const int MostSteps = 250;

    /// <summary>Steps on with the tab key until the element has the focus, and shows it.</summary>
    public static async Task TabToAsync(this IPage page, string selector)
    {
        var target = page.Locator(selector).First;
        await target.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });

        for (var i = 0; i < MostSteps; i++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                Assert.True(await target.EvaluateAsync<bool>("element => element.matches(':focus-visible')"), $"{selector} has the focus, and nobody sees it.");

                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The tab key does not come to {selector} on {page.Url}.");
    }

    /// <summary>Steps on to a field and types.</summary>
    public static async Task TypeIntoAsync(this IPage page, string selector, string text)
    {
        await page.TabToAsync(selector);
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Steps on to a button or a link and presses it.</summary>
    public static async Task ActivateAsync(this IPage page, string selector, string key = "Enter")
    {
        await page.TabToAsync(selector);
        await page.Keyboard.PressAsync(key);
    }
}
