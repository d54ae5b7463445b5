using System.Net;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Accounts;

public class SignInTests(TestApp app) : IClassFixture<TestApp>
{
    private const string PasswordForm = "form[action$='/account/sign-in']";
    private const string PhoneForm = "form[action$='/sign-in/phone']";

    [Fact]
    public async Task Staff_sign_in_with_e_mail_and_password_and_see_their_menu()
    {
        var account = await app.AddCoordinatorAsync();
        var browser = app.NewBrowser();

        await SignInAsync(browser, account.Email!, TestData.Password);

        Assert.Contains("Today", (await browser.GetPageAsync("/en/")).Text(".menu"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_address_and_a_locked_account_get_the_same_answer()
    {
        var account = await app.AddCoordinatorAsync();
        var unknown = await SignInAsync(app.NewBrowser(), "nobody@example.az", TestData.Password);
        var wrong = unknown;

        for (var attempt = 0; attempt < 5; attempt++)
        {
            wrong = await SignInAsync(app.NewBrowser(), account.Email!, "something else");
        }

        var locked = await SignInAsync(app.NewBrowser(), account.Email!, TestData.Password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.Status);
        Assert.Equal(unknown.Complaints, wrong.Complaints);
        Assert.Equal(unknown.Complaints, locked.Complaints);
    }

    [Fact]
    public async Task A_volunteer_signs_in_with_the_code_on_the_phone_and_reaches_the_page_that_was_asked_for()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var browser = app.NewBrowser();
        var start = await browser.GetPageAsync("/en/account/password");
        var asked = await browser.SubmitAsync(start, PhoneForm, ("Phone", volunteer.Phone));

        var page = await browser.SubmitAsync(asked, "main form", ("Code", await app.LastCodeAsync(account.Id)));

        Assert.Equal("/en/account/code", asked.Path);
        Assert.Equal("/en/account/password", page.Path);
    }

    [Fact]
    public async Task An_unknown_phone_gets_the_same_page_and_no_code_ever_fits()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        var strangers = app.NewBrowser();
        var knowns = app.NewBrowser();
        var unknownAsked = await strangers.SubmitAsync(await strangers.GetPageAsync("/en/account/sign-in"), PhoneForm, ("Phone", TestData.NewPhone()));
        var knownAsked = await knowns.SubmitAsync(await knowns.GetPageAsync("/en/account/sign-in"), PhoneForm, ("Phone", volunteer.Phone));

        var unknown = await strangers.SubmitAsync(unknownAsked, "main form", ("Code", "x"));
        var known = await knowns.SubmitAsync(knownAsked, "main form", ("Code", "x"));

        Assert.Equal(knownAsked.Heading, unknownAsked.Heading);
        Assert.Equal(known.Complaints, unknown.Complaints);
        Assert.Equal(known.Status, unknown.Status);
    }

    [Fact]
    public async Task A_code_is_good_for_ten_minutes_and_once()
    {
        await using var own = await TestApp.StartAsync();
        var (volunteer, account) = await own.AddVolunteerAsync();
        var browser = own.NewBrowser();
        var asked = await browser.SubmitAsync(await browser.GetPageAsync("/en/account/sign-in"), PhoneForm, ("Phone", volunteer.Phone));
        var code = await own.LastCodeAsync(account.Id);

        own.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(asked, "main form", ("Code", code))).Status);
    }

    [Fact]
    public async Task Too_many_attempts_from_one_address_are_asked_to_wait()
    {
        await using var own = (await TestApp.StartAsync()).With("RateLimits:SignIn:Permits", "2");
        var browser = own.NewBrowser();
        await SignInAsync(browser, "nobody@example.az", "x");
        await SignInAsync(browser, "nobody@example.az", "x");

        var page = await SignInAsync(browser, "nobody@example.az", "x");

        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
        Assert.Equal("Please wait a few minutes", page.Heading);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetPageAsync("/en/account/sign-in")).Status);
    }

    [Fact]
    public async Task Signing_out_is_a_press_and_ends_the_sign_in()
    {
        var (_, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitAsync(await browser.GetPageAsync("/en/privacy"), ".menu__account");

        Assert.Equal("You have signed out.", page.Notice);
        Assert.Equal("/en/account/sign-in?returnUrl=%2Fen%2Faccount%2Fpassword", (await browser.GetPageAsync("/en/account/password")).Path);
    }

    [Fact]
    public async Task The_page_to_come_back_to_is_never_on_another_site()
    {
        var account = await app.AddCoordinatorAsync();
        var browser = app.NewBrowser();
        var start = await browser.GetPageAsync("/en/account/sign-in?returnUrl=https%3A%2F%2Fevil.example");

        var page = await browser.SubmitAsync(start, PasswordForm, ("Email", account.Email), ("Password", TestData.Password));

        Assert.Equal("localhost", page.Address.Host);
    }

    [Fact]
    public async Task A_volunteer_sets_a_password_and_then_changes_it_knowing_the_old_one()
    {
        var account = await app.AddCoordinatorAsync();
        var browser = await app.NewBrowserAsync(account);
        var form = await browser.GetPageAsync("/en/account/password");

        var tooShort = await browser.SubmitAsync(form, ("CurrentPassword", TestData.Password), ("NewPassword", "short"));
        var notKnowing = await browser.SubmitAsync(form, ("CurrentPassword", "a guess"), ("NewPassword", "uzun yeni parol"));
        await browser.SubmitAsync(form, ("CurrentPassword", TestData.Password), ("NewPassword", "uzun yeni parol"));
        var other = app.NewBrowser();
        await SignInAsync(other, account.Email!, "uzun yeni parol");

        Assert.StartsWith("Take a longer password", tooShort.ComplaintOf("NewPassword"), StringComparison.Ordinal);
        Assert.Equal("This is not your present password", notKnowing.ComplaintOf("CurrentPassword"));
        Assert.Equal(account.DisplayName, (await other.GetPageAsync("/en/")).Text(".menu__name"));
    }

    [Theory]
    [InlineData("/en/account/password")]
    [InlineData("/en/join/done")]
    public async Task A_stranger_is_asked_to_sign_in(string path)
    {
        var page = await app.NewBrowser().GetPageAsync(path);

        Assert.StartsWith("/en/account/sign-in", page.Path, StringComparison.Ordinal);
    }

    private static async Task<WebPage> SignInAsync(Browser browser, string email, string password) =>
        await browser.SubmitAsync(await browser.GetPageAsync("/en/account/sign-in"), PasswordForm, ("Email", email), ("Password", password));
}
