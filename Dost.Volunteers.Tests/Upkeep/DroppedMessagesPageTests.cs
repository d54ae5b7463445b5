using System.Net;
using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Tests.Support;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Tests.Upkeep;

/// <summary>The page that shows what would have gone out.</summary>
public sealed class DroppedMessagesPageTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task In_production_there_is_no_such_page_whatever_the_settings_say()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await app.NewBrowser().GetPageAsync("/dev/messages")).Status);

        await using var demo = InEnvironment("Production");
        Assert.Equal(HttpStatusCode.NotFound, (await BrowserOf(demo).GetPageAsync("/dev/messages")).Status);
    }

    [Fact]
    public async Task In_a_demonstration_messages_are_read_found_and_clicked()
    {
        await using var demo = InEnvironment("Staging");
        var browser = BrowserOf(demo);
        Assert.NotNull((await browser.GetPageAsync("/dev/messages")).Document.QuerySelector(".empty-state"));
        await using (var scope = demo.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ISmsSender>()
                .SendAsync(new SmsToSend("+994501112233", "DOST: gələ bilərsiniz? https://localhost/t/abc. <b>Sağ olun</b>", "m1", null, ""), CancellationToken.None);
            await scope.ServiceProvider.GetRequiredService<IEmailSender>().SendAsync(
                new EmailToSend("leyla@example.az", "Leyla", "Xatırlatma", "Mətn", "<html><head><title>x</title></head><body><a href=\"https://localhost/t/def\">Bax</a></body></html>", "m2@dost", new Uri("https://localhost/t/stop")),
                CancellationToken.None);
        }

        var all = await browser.GetPageAsync("/dev/messages");
        Assert.Equal(2, all.All("main li.card-row").Count);
        Assert.Equal("/t/abc", all.One(".sms a").GetAttribute("href"));
        Assert.Null(all.Document.QuerySelector(".sms b"));

        Assert.Single((await browser.GetPageAsync("/dev/messages?channel=Sms")).All("main li.card-row"));
        Assert.Single((await browser.GetPageAsync("/dev/messages?to=LEYLA")).All("main li.card-row"));
        Assert.Empty((await browser.GetPageAsync("/dev/messages?to=nobody&page=1000000000")).All("main li.card-row"));

        var mail = await browser.GetPageAsync(all.LinkTo("Alıcının gördüyü kimi"));
        Assert.Equal("/t/def", mail.One("a").GetAttribute("href"));
        Assert.StartsWith("default-src 'none'", Assert.Single(mail.Response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync("/dev/messages/m1/html")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync("/dev/messages/..%2F..%2Fx/html")).Status);
    }

    private WebApplicationFactory<Text> InEnvironment(string name) => app.WithWebHostBuilder(builder =>
    {
        builder.UseEnvironment(name);
        builder.UseSetting("Demo:Enabled", "true");
    });

    private static Browser BrowserOf(WebApplicationFactory<Text> site) => new(site.CreateClient(new WebApplicationFactoryClientOptions
    {
        AllowAutoRedirect = false,
        HandleCookies = false,
        BaseAddress = new Uri("https://localhost"),
    }));
}
