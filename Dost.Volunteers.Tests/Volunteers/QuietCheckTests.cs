using System.Net;
using Dost.Volunteers.Tests.Support;
using Dost.Volunteers.Web.HelpRequests.Asking;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Volunteers;

/// <summary>Programs that fill in forms are kept out without a puzzle, and a person in a hurry is let in.</summary>
public sealed class QuietCheckTests
{
    private const string OnceMore = "Please look once more at what stands here, and press the button again";

    [Fact]
    public async Task Who_is_very_fast_is_asked_for_one_more_press_and_then_let_in()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var answers = SignUpWalk.Answers(TestData.NewPhone());
        var form = await browser.GetPageAsync("/en/join/you");
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        var asked = await browser.SubmitAsync(form, SignUpWalk.Of(form, answers));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Equal([OnceMore], asked.Complaints);
        Assert.Equal("Əliyeva", asked.Value("FamilyName"));
        Assert.Equal([OnceMore], (await browser.SubmitAsync(asked)).Complaints);

        // Counted from when the page was first shown, not from the last press.
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("/en/join/help", (await browser.SubmitAsync(asked)).Path);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("made up")]
    public async Task A_form_that_does_not_say_when_it_was_shown_is_asked_for_too(string? stamp)
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var form = await browser.GetPageAsync("/en/join/you");
        app.Clock.Advance(TimeSpan.FromSeconds(10));

        var asked = await browser.SubmitAsync(form, [.. SignUpWalk.Of(form, SignUpWalk.Answers(TestData.NewPhone())), ("Shown", stamp)]);

        Assert.Equal([OnceMore], asked.Complaints);
        app.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal("/en/join/help", (await browser.SubmitAsync(asked)).Path);
    }

    [Fact]
    public async Task A_browser_that_fills_in_the_unseen_field_by_itself_costs_a_person_one_press()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var phone = TestData.NewPhone();
        var form = await browser.GetPageAsync("/en/join/you");
        app.Clock.Advance(TimeSpan.FromSeconds(10));

        var asked = await browser.SubmitAsync(form, SignUpWalk.Of(form, SignUpWalk.Answers(phone, ("Further", "Baku"))));

        Assert.Equal([OnceMore], asked.Complaints);
        Assert.Equal("", asked.Value("Further"));
        await WalkSlowlyAsync(app, browser, asked, SignUpWalk.Answers(phone));
        Assert.True(await app.QueryAsync(db => db.Volunteers.AnyAsync(v => v.Phone == phone)));
    }

    [Fact]
    public async Task What_fills_it_in_again_sees_the_same_pages_and_nothing_comes_of_it()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var phone = TestData.NewPhone();
        var answers = SignUpWalk.Answers(phone, ("Further", "https://example.com"));
        var form = await browser.GetPageAsync("/en/join/you");
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        var asked = await browser.SubmitAsync(form, SignUpWalk.Of(form, answers));

        var place = await browser.SubmitAsync(asked, SignUpWalk.Of(asked, answers));
        await browser.SubmitAsync(place, "form[action$='/join/link']");
        var code = await WalkSlowlyAsync(app, browser, await browser.GetPageAsync("/en/join/help"), answers);

        Assert.Equal("/en/join/confirm", code.Path);
        Assert.Contains("six digits", code.Words, StringComparison.Ordinal);
        Assert.False(await app.QueryAsync(db => db.Volunteers.AnyAsync()));
        Assert.False(await app.QueryAsync(db => db.OutboundMessages.AnyAsync()));
    }

    [Fact]
    public async Task Nobody_sees_hears_or_reaches_the_unseen_field()
    {
        await using var app = await StartAsync();
        var page = await app.NewBrowser().GetPageAsync("/en/join/you");
        var field = page.One("#Further");

        Assert.Equal(("-1", "off", "true"), (field.GetAttribute("tabindex"), field.GetAttribute("autocomplete"), field.ParentElement!.GetAttribute("aria-hidden")));
        var css = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "Dost.Volunteers.Web", "wwwroot", "css", "components.css"));
        Assert.Contains(".unseen { display: none; }", css, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_for_help_is_asked_for_one_more_press_and_never_dropped()
    {
        await using var app = await StartAsync();
        var browser = app.NewBrowser();
        var form = await browser.GetPageAsync("/en/help/ask/shopping");
        (string, string?)[] answers =
        [
            ("For", AskForm.Myself), ("Name", "Zərifə Abbasova"), ("Phone", TestData.NewPhone()), ("DistrictCode", "yasamal"), ("Address", "Şərifzadə 12"),
            ("Description", "Çörək"), ("WantedOn", "2026-11-25"), ("WantedPart", "Morning"), ("Agrees", "true"), ("Further", "x"),
        ];

        var asked = await browser.SubmitAsync(form, answers);
        Assert.Equal([OnceMore], asked.Complaints);
        var thanks = await browser.SubmitAsync(asked, answers);

        Assert.Equal("/en/help/confirm", thanks.Path);
        Assert.Equal(1, await app.QueryAsync(db => db.HelpRequests.CountAsync()));
    }

    private static async Task<WebPage> WalkSlowlyAsync(TestApp app, Browser browser, WebPage page, (string Name, string? Value)[] answers)
    {
        while (!page.Path.EndsWith("/confirm", StringComparison.Ordinal))
        {
            app.Clock.Advance(TimeSpan.FromSeconds(10));
            var next = await browser.SubmitAsync(page, SignUpWalk.Of(page, answers));
            Assert.NotEqual(HttpStatusCode.UnprocessableEntity, next.Status);
            page = next;
        }

        return page;
    }

    private static async Task<TestApp> StartAsync()
    {
        var app = new TestApp().With("QuietCheck:FastestSeconds", "3");
        await app.InitializeAsync();

        return app;
    }
}
