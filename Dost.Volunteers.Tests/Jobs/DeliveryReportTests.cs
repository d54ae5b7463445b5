using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Jobs.Dispatch;
using Dost.Volunteers.Jobs.Senders;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>What the provider tells us after it took a message.</summary>
public sealed class DeliveryReportTests : JobTest
{
    [Fact]
    public async Task An_sms_that_did_not_arrive_has_failed_and_an_email_follows_once()
    {
        var message = await OweAsync(await AddVolunteerAsync());
        await RunAsync("SendMessages");

        Assert.True(await ReportAsync(message.OutboundMessageId, "undelivered", 30003));
        Assert.True(await ReportAsync(message.OutboundMessageId, "undelivered", 30003));
        await RunAsync("SendMessages");

        var read = await ReadAsync(message);
        Assert.Equal((MessageState.Failed, "twilio 30003"), (read.State, read.Reason));
        Assert.Single(Provider.Emails);
    }

    [Fact]
    public async Task One_that_arrived_stays_as_it_is_and_an_unknown_one_is_told()
    {
        var message = await OweAsync(await AddVolunteerAsync());
        await RunAsync("SendMessages");

        Assert.True(await ReportAsync(message.OutboundMessageId, "delivered", null));
        Assert.False(await ReportAsync(Guid.NewGuid(), "failed", 30003));

        Assert.Equal(MessageState.Sent, (await ReadAsync(message)).State);
    }

    [Fact]
    public async Task Old_news_is_not_sent_again()
    {
        var message = await OweAsync(await AddVolunteerAsync());
        await RunAsync("SendMessages");
        App.Clock.Advance(TimeSpan.FromDays(4));

        await ReportAsync(message.OutboundMessageId, "undelivered", 30008);

        Assert.Equal(MessageState.Failed, Assert.Single(await MessagesAsync()).State);
    }

    /// <summary>The example of Twilio's documentation.</summary>
    [Fact]
    public void Only_twilio_s_own_signature_is_taken()
    {
        const string url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        Dictionary<string, string> form = new()
        {
            ["CallSid"] = "CA1234567890ABCDE",
            ["Digits"] = "1234",
            ["From"] = "+14158675309",
            ["To"] = "+18005551212",
            ["Caller"] = "+14158675309",
        };

        Assert.True(TwilioSignature.IsValid("12345", url, form, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
        Assert.False(TwilioSignature.IsValid("12345", url + "&x=1", form, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
        Assert.False(TwilioSignature.IsValid("other", url, form, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
        Assert.False(TwilioSignature.IsValid("12345", url, form, null));
        form["Digits"] = "1235";
        Assert.False(TwilioSignature.IsValid("12345", url, form, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
    }

    private async Task<bool> ReportAsync(Guid messageId, string status, int? code)
    {
        await using var scope = App.NewScope();
        return await scope.Get<DeliveryReports>().RecordAsync(messageId, status, code, default);
    }
}
