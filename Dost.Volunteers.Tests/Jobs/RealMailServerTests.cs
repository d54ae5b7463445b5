using System.Globalization;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>E-mail to a mail server that is not ours and knows nothing of our tests.</summary>
public sealed partial class RealMailServerTests : JobTest
{
    private static readonly EmailToSend _email = new(
        "aygun@example.org",
        "Aygün Həsənova",
        "Sabah növbəniz var: Yasamal, 09:00-12:00 — gəlirsinizmi?",
        "Salam, Aygün!\nSabah növbəniz var.\n.\nDOST",
        "<p>Salam, <b>Aygün</b>!</p><p>Sabah növbəniz var.</p>",
        "0198f3f2-0000-7000-8000-000000000001@dost.example",
        new Uri("https://dost.example/u/abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789"));

    private SendersForTests? _senders;

    public RealMailServerTests() => App.With(services => services.Replace(ServiceDescriptor.Scoped(_ => _senders!.Email)));

    [EximFact]
    public async Task An_email_goes_over_an_encrypted_line_after_the_password_and_lies_in_the_mailbox_as_we_wrote_it()
    {
        await using var exim = await EximForTests.StartAsync();
        using var trust = new TrustForTests(exim.Certificate);
        await using var senders = NewSenders(exim, trust.Settings);

        Assert.Equal(new SendResult.Accepted(_email.MessageId), await senders.Email.SendAsync(_email, default));

        var mail = Assert.Single(await exim.DeliveredAsync());
        Assert.Equal((true, EximForTests.UserName), (mail.WasEncrypted, mail.SignedInAs));
        Assert.Equal(("<no-reply@dost.example>", _email.ToAddress), (mail.From, mail.To));
        Assert.Equal(_email.Subject, mail.Subject);
        Assert.Equal(_email.Text, mail.Part("text/plain"));
        Assert.Equal(_email.Html, mail.Part("text/html"));
        Assert.Equal($"<{_email.MessageId}>", mail.Header("Message-ID"));
        Assert.Equal($"<{_email.ListUnsubscribeUrl}>", mail.Header("List-Unsubscribe"));
        Assert.Equal("List-Unsubscribe=One-Click", mail.Header("List-Unsubscribe-Post"));
    }

    [EximFact]
    public async Task A_server_that_offers_no_tls_gets_neither_the_password_nor_the_email()
    {
        await using var exim = await EximForTests.StartAsync(offersTls: false);
        await using var senders = NewSenders(exim);

        Assert.IsType<SendResult.Temporary>(await senders.Email.SendAsync(_email, default));
        Assert.Empty(await exim.DeliveredAsync());
    }

    [EximFact]
    public async Task A_server_with_a_certificate_that_nobody_vouches_for_gets_nothing()
    {
        await using var exim = await EximForTests.StartAsync();
        await using var senders = NewSenders(exim);

        Assert.Equal(SmtpAnswers.NoTls, await senders.Email.SendAsync(_email, default));
        Assert.Empty(await exim.DeliveredAsync());
    }

    [EximFact]
    public async Task A_wrong_password_burns_no_message()
    {
        await using var exim = await EximForTests.StartAsync();
        using var trust = new TrustForTests(exim.Certificate);
        await using var senders = NewSenders(exim, [.. trust.Settings, ("Smtp:Password", "wrong")]);

        Assert.Equal(SmtpAnswers.NotSignedIn, await senders.Email.SendAsync(_email, default));
        Assert.Empty(await exim.DeliveredAsync());
    }

    [EximFact]
    public async Task A_server_that_takes_no_mail_from_us_for_others_is_our_own_trouble_and_burns_no_message()
    {
        await using var exim = await EximForTests.StartAsync();
        using var trust = new TrustForTests(exim.Certificate);
        await using var stranger = NewSenders(exim, [.. trust.Settings, ("Smtp:UserName", ""), ("Smtp:Password", "")]);
        await using var known = NewSenders(exim, trust.Settings);

        Assert.Equal(SmtpAnswers.NotSignedIn, await stranger.Email.SendAsync(_email, default));
        Assert.Equal(SmtpAnswers.NotSignedIn, await known.Email.SendAsync(_email with { ToAddress = "aygun@elsewhere.example" }, default));
        Assert.Empty(await exim.DeliveredAsync());
    }

    [EximFact]
    public async Task Who_is_not_there_is_final_with_the_code_and_a_full_mailbox_is_what_the_server_says()
    {
        await using var exim = await EximForTests.StartAsync();
        using var trust = new TrustForTests(exim.Certificate);
        await using var senders = NewSenders(exim, trust.Settings);

        Assert.Equal(new SendResult.Final("smtp 550 5.1.1"), await senders.Email.SendAsync(_email with { ToAddress = "nobody@example.org" }, default));
        Assert.Equal(new SendResult.Temporary("smtp 452"), await senders.Email.SendAsync(_email with { ToAddress = "full@example.org" }, default));
        Assert.Equal(new SendResult.Final("smtp 552"), await senders.Email.SendAsync(_email with { ToAddress = "overfull@example.org" }, default));
        Assert.IsType<SendResult.Accepted>(await senders.Email.SendAsync(_email, default));
        Assert.Single(await exim.DeliveredAsync());
    }

    [EximFact]
    public async Task Many_addresses_that_are_no_more_in_a_row_cost_the_good_ones_nothing()
    {
        await using var exim = await EximForTests.StartAsync();
        using var trust = new TrustForTests(exim.Certificate);
        await using var senders = NewSenders(exim, trust.Settings);

        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(new SendResult.Final("smtp 550 5.1.1"), await senders.Email.SendAsync(_email with { ToAddress = "nobody@example.org" }, default));
        }

        Assert.Equal(new SendResult.Accepted(_email.MessageId), await senders.Email.SendAsync(_email, default));
        Assert.Single(await exim.DeliveredAsync());
    }

    [EximFact]
    public async Task A_server_that_hangs_up_after_so_many_letters_gets_all_of_them_and_each_once()
    {
        await using var exim = await EximForTests.StartAsync(lettersPerConnection: 3);
        using var trust = new TrustForTests(exim.Certificate);
        await using var senders = NewSenders(exim, trust.Settings);
        string[] ids = [.. Enumerable.Range(0, 10).Select(i => $"{i}@dost.example")];

        foreach (var id in ids)
        {
            Assert.Equal(new SendResult.Accepted(id), await senders.Email.SendAsync(_email with { MessageId = id }, default));
        }

        Assert.Equal(ids.Select(id => $"<{id}>"), (await exim.DeliveredAsync()).Select(m => m.Header("Message-ID")!).Order(StringComparer.Ordinal));
    }

    [EximFact]
    public async Task A_letter_that_is_too_large_for_the_server_is_final()
    {
        await using var exim = await EximForTests.StartAsync();
        using var trust = new TrustForTests(exim.Certificate);
        await using var senders = NewSenders(exim, trust.Settings);

        Assert.Equal(new SendResult.Final("smtp 552"), await senders.Email.SendAsync(_email with { Attachments = [new EmailAttachment("a.pdf", "application/pdf", new byte[300_000])] }, default));
        Assert.Equal(new SendResult.Accepted(_email.MessageId), await senders.Email.SendAsync(_email, default));
    }

    [EximFact]
    public async Task A_server_that_says_later_gets_it_at_the_second_try_and_once()
    {
        await using var exim = await EximForTests.StartAsync();
        using var trust = new TrustForTests(exim.Certificate);
        await using var senders = _senders = NewSenders(exim, trust.Settings);
        var volunteer = await AddVolunteerAsync(v => v.Email = "leyla@example.org");
        var message = await OweAsync(volunteer, MessageChannel.Email);

        exim.PutsOff(true);
        await RunAsync("SendMessages");
        var first = await ReadAsync(message);
        Assert.Equal((MessageState.Queued, 1, "smtp 451"), (first.State, first.Attempts, first.Reason));
        Assert.Empty(await exim.DeliveredAsync());

        exim.PutsOff(false);
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync("SendMessages");
        await RunAsync("SendMessages");

        var second = await ReadAsync(message);
        Assert.Equal((MessageState.Sent, 2), (second.State, second.Attempts));
        var mail = Assert.Single(await exim.DeliveredAsync());
        Assert.Equal(volunteer.Email, mail.To);
        Assert.StartsWith($"<{second.OutboundMessageId:N}@", mail.Header("Message-ID"), StringComparison.Ordinal);
        Assert.NotNull(mail.Header("List-Unsubscribe"));
    }

    private static SendersForTests NewSenders(EximForTests exim, params ReadOnlySpan<(string Key, string Value)> more) => new(
    [
        ("Messaging:Email", "Smtp"),
        ("Smtp:Host", "localhost"),
        ("Smtp:Port", exim.Port.ToString(CultureInfo.InvariantCulture)),
        ("Smtp:Security", "StartTls"),
        ("Smtp:UserName", EximForTests.UserName),
        ("Smtp:Password", EximForTests.Password),
        ("Smtp:FromAddress", "no-reply@dost.example"),
        .. more,
    ]);
}
