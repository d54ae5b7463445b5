using System.Net;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Tests.Support;
using Dost.Volunteers.Web.Infrastructure;

namespace Dost.Volunteers.Tests.OneTap;

/// <summary>Links that are over or forged, and those about an e-mail address or a request.</summary>
public sealed class OtherLinkTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("/t/AAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/t/x")]
    [InlineData("/t/%C9%99%C9%99%C9%99%C9%99%C9%99%C9%99%C9%99%C9%99%C9%99%C9%99%C9%99%C9%99%C9%99%C9%99%C9%99%C9%99%C9%99%C9%99%C9%99%C9%99")]
    [InlineData("/t/AAAAAAAAAAAAAAAAAAAA/contact")]
    public async Task A_forged_link_is_not_found_and_says_what_to_do(string address)
    {
        var page = await app.NewBrowser().GetPageAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal("Bu keçid artıq işləmir", page.Heading);
        Assert.NotEmpty(page.All("main .actions a"));
    }

    [Fact]
    public async Task A_link_that_is_over_says_the_same_in_the_language_of_its_person()
    {
        var (volunteer, _) = await app.AddVolunteerAsync(change: v => v.Culture = "ru");
        var token = await app.TokenAsync(LinkPurpose.ConfirmEmail, volunteer.VolunteerId, TimeSpan.FromHours(1));
        app.Clock.Advance(TimeSpan.FromHours(1));

        var page = await app.NewBrowser().GetPageAsync($"/t/{token}");

        Assert.Equal(HttpStatusCode.Gone, page.Status);
        Assert.Equal("Эта ссылка больше не работает", page.Heading);
    }

    [Fact]
    public async Task A_link_about_somebody_who_is_gone_is_over()
    {
        var page = await app.NewBrowser().GetPageAsync($"/t/{await app.TokenAsync(LinkPurpose.AnswerAssignment, Guid.NewGuid())}");

        Assert.Equal(HttpStatusCode.Gone, page.Status);
    }

    [Fact]
    public async Task A_link_does_only_what_it_is_for()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        var token = await app.TokenAsync(LinkPurpose.ConfirmEmail, volunteer.VolunteerId);
        var browser = app.NewBrowser();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync($"/t/{token}/leave")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/t/{token}", ("List-Unsubscribe", "One-Click"))).Status);
        Assert.False((await app.ReloadAsync(volunteer)).EmailOptedOut);
    }

    [Fact]
    public async Task Opening_the_link_does_not_confirm_the_address_and_the_button_does()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        var address = $"/t/{await app.TokenAsync(LinkPurpose.ConfirmEmail, volunteer.VolunteerId)}";
        var browser = app.NewBrowser();

        var page = await browser.GetPageAsync(address);
        Assert.Null((await app.ReloadAsync(volunteer)).EmailConfirmedAtUtc);
        Assert.DoesNotContain(volunteer.Email!, page.Html, StringComparison.Ordinal);

        var confirmed = await browser.SubmitAsync(page);
        Assert.NotNull((await app.ReloadAsync(volunteer)).EmailConfirmedAtUtc);
        Assert.Equal("E-poçt ünvanınız təsdiqləndi", confirmed.Heading);
    }

    [Fact]
    public async Task Stopping_e_mails_takes_a_button_and_can_be_undone()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        var address = $"/t/{await app.TokenAsync(LinkPurpose.Unsubscribe, volunteer.VolunteerId)}";
        var browser = app.NewBrowser();

        var page = await browser.GetPageAsync(address);
        Assert.False((await app.ReloadAsync(volunteer)).EmailOptedOut);

        var stopped = await browser.SubmitAsync(page);
        Assert.True((await app.ReloadAsync(volunteer)).EmailOptedOut);

        await browser.SubmitAsync(stopped);
        Assert.False((await app.ReloadAsync(volunteer)).EmailOptedOut);
    }

    [Fact]
    public async Task A_mail_server_stops_e_mails_with_one_click_without_cookies()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        var token = await app.TokenAsync(LinkPurpose.Unsubscribe, volunteer.VolunteerId);

        var answer = await app.NewBrowser().PostAsync($"/t/{token}", ("List-Unsubscribe", "One-Click"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal($"/t/{token}", answer.Path);
        Assert.True((await app.ReloadAsync(volunteer)).EmailOptedOut);
    }

    [Fact]
    public async Task Another_post_to_the_link_stops_nothing()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        var token = await app.TokenAsync(LinkPurpose.Unsubscribe, volunteer.VolunteerId);

        Assert.Equal(HttpStatusCode.BadRequest, (await app.NewBrowser().PostAsync($"/t/{token}", ("something", "else"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.NewBrowser().PostAsync($"/t/{token}/stop")).Status);
        Assert.False((await app.ReloadAsync(volunteer)).EmailOptedOut);
    }

    [Fact]
    public async Task The_link_of_a_request_gives_a_pass_and_leads_to_it()
    {
        var request = await app.AddHelpRequestAsync();
        var token = await app.TokenAsync(LinkPurpose.FollowHelpRequest, request.HelpRequestId);
        var browser = app.NewBrowser();

        using var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/t/{token}"));

        Assert.Equal("/help/status", answer.Headers.Location!.ToString());
        Assert.True(browser.Cookies.ContainsKey(FollowPass.CookieName));
    }
}

/// <summary>Guessing links is stopped.</summary>
public sealed class GuessTests : IAsyncLifetime
{
    private readonly TestApp _app = new TestApp().With("RateLimits:OneTap:Permits", "5");

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_app).DisposeAsync();

    [Fact]
    public async Task Who_guesses_is_stopped_even_if_the_next_guess_were_right_and_right_links_are_free()
    {
        var (volunteer, _) = await _app.AddVolunteerAsync();
        var right = $"/t/{await _app.TokenAsync(LinkPurpose.Unsubscribe, volunteer.VolunteerId)}";
        var browser = _app.NewBrowser();

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.GetPageAsync(right)).Status);
        }

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync($"/t/AAAAAAAAAAAAAAAAAAA{i}")).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.GetPageAsync("/t/AAAAAAAAAAAAAAAAAAAA")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.GetPageAsync(right)).Status);
    }
}
