using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>What would fail at the first message is refused at start.</summary>
public sealed class SenderOptionsTests
{
    [Fact]
    public async Task The_default_installation_needs_no_settings()
    {
        await using var senders = new SendersForTests();
        senders.CheckOptions();
    }

    [Fact]
    public async Task Smtp_without_a_server_is_refused()
    {
        await using var senders = new SendersForTests(("Messaging:Email", "Smtp"));
        var refused = Assert.Throws<OptionsValidationException>(senders.CheckOptions);
        Assert.Contains("Host", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_without_tls_is_refused()
    {
        await using var senders = new SendersForTests(
            ("Messaging:Email", "Smtp"), ("Smtp:Host", "mail"), ("Smtp:FromAddress", "a@b.az"), ("Smtp:Security", "None"), ("Smtp:UserName", "u"));
        Assert.Contains("TLS", Assert.Throws<OptionsValidationException>(senders.CheckOptions).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twilio_needs_an_account_and_a_sender()
    {
        await using var senders = new SendersForTests(("Messaging:Sms", "Twilio"));
        var refused = Assert.Throws<OptionsValidationException>(senders.CheckOptions);
        Assert.Contains("AccountSid", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Twilio:From", refused.Message, StringComparison.Ordinal);
    }
}
