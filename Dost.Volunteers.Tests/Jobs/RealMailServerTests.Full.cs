using System.Net;
using System.Net.Sockets;
using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>What only the full package set can.</summary>
public sealed partial class RealMailServerTests
{
    [EximFact]
    public async Task A_server_that_speaks_tls_from_the_first_byte_gets_the_email()
    {
        await using var exim = await EximForTests.StartAsync(tlsAtOnce: true);
        using var trust = new TrustForTests(exim.Certificate);
        await using var senders = NewSenders(exim, [.. trust.Settings, ("Smtp:Security", "Tls")]);

        Assert.Equal(new SendResult.Accepted(_email.MessageId), await senders.Email.SendAsync(_email, default));

        var mail = Assert.Single(await exim.DeliveredAsync());
        Assert.Equal((true, EximForTests.UserName), (mail.WasEncrypted, mail.SignedInAs));
    }

    [EximFact]
    public async Task The_server_is_tried_as_far_as_the_sign_in_and_each_fault_is_told_by_its_own_words()
    {
        await using var exim = await EximForTests.StartAsync();
        using var trust = new TrustForTests(exim.Certificate);

        Assert.Equal((true, "answers, and lets us sign in"), await ProbeAsync(trust.Settings));
        await WrongAsync("refuses the user name or the password", [.. trust.Settings, ("Smtp:Password", "wrong")]);
        await WrongAsync("no TLS that can be trusted", []);
        await WrongAsync("no TLS that can be trusted", [.. trust.Settings, ("Smtp:Security", "Tls")]);
        await WrongAsync("cannot be reached", [.. trust.Settings, ("Smtp:Port", "9")]);
        Assert.Empty(await exim.DeliveredAsync());

        async Task WrongAsync(string words, (string Key, string Value)[] settings)
        {
            var (isGood, said) = await ProbeAsync(settings);
            Assert.False(isGood, words);
            Assert.StartsWith(words, said, StringComparison.Ordinal);
        }

        async Task<(bool IsGood, string Said)> ProbeAsync((string Key, string Value)[] settings)
        {
            await using var senders = NewSenders(exim, settings);
            var result = await ((SmtpEmailSender)senders.Email).ProbeAsync(default);
            return (result.IsGood, result.Words);
        }
    }

    [Fact]
    public async Task A_server_that_begins_no_tls_is_too_slow_and_not_one_whose_tls_cannot_be_trusted()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var senders = new SendersForTests(
        [
            ("Messaging:Email", "Smtp"), ("Smtp:Host", "localhost"), ("Smtp:Port", $"{((IPEndPoint)silent.LocalEndpoint).Port}"),
            ("Smtp:Security", "Tls"), ("Smtp:FromAddress", "no-reply@dost.example"), ("Smtp:TimeoutSeconds", "1"),
        ]);

        Assert.Equal(SmtpAnswers.TimedOut, await senders.Email.SendAsync(_email, default));
    }
}
