using System.Globalization;
using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>E-mail over a real conversation with a mail server.</summary>
public sealed class SmtpSenderTests
{
    private static readonly EmailToSend _email = new(
        "aygun@example.org",
        "Aygün Həsənova",
        "Sabah növbəniz var: Yasamal, 09:00-12:00 — gəlirsinizmi?",
        "Salam, Aygün!\nSabah növbəniz var.\n.\nDOST",
        "<p>Salam, <b>Aygün</b>!</p><p>Sabah növbəniz var.</p>",
        "0198f3f2-0000-7000-8000-000000000001@dost.example",
        new Uri("https://dost.example/u/abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789"));

    [Fact]
    public async Task An_email_arrives_with_both_texts_its_id_and_the_way_out()
    {
        await using var server = new SmtpServerForTests();
        await using var senders = NewSenders(server);

        Assert.Equal(new SendResult.Accepted(_email.MessageId), await senders.Email.SendAsync(_email, default));

        var mail = Assert.Single(server.Taken);
        Assert.Contains("<aygun@example.org>", mail.To, StringComparison.Ordinal);
        Assert.Contains("<no-reply@dost.example>", mail.From, StringComparison.Ordinal);
        Assert.Equal(_email.Subject, mail.Subject);
        Assert.Equal(_email.Text, mail.Part("text/plain"));
        Assert.Equal(_email.Html, mail.Part("text/html"));
        Assert.StartsWith("multipart/alternative", mail.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal($"<{_email.MessageId}>", mail.Header("Message-ID"));
        Assert.Equal($"<{_email.ListUnsubscribeUrl}>", mail.Header("List-Unsubscribe"));
        Assert.Equal("List-Unsubscribe=One-Click", mail.Header("List-Unsubscribe-Post"));
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
    }

    [Fact]
    public async Task A_file_that_goes_with_an_email_arrives_as_it_was()
    {
        await using var server = new SmtpServerForTests();
        await using var senders = NewSenders(server);
        var content = Enumerable.Range(0, 5000).Select(i => (byte)i).ToArray();

        Assert.IsType<SendResult.Accepted>(await senders.Email.SendAsync(_email with { Attachments = [new EmailAttachment("DOST-2026-000123.pdf", "application/pdf", content)] }, default));

        var mail = Assert.Single(server.Taken);
        Assert.StartsWith("multipart/mixed", mail.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Contains("multipart/alternative", mail.Raw, StringComparison.Ordinal);
        var (head, sent) = mail.Attachment();
        Assert.StartsWith("application/pdf", head.Type, StringComparison.Ordinal);
        Assert.Contains("DOST-2026-000123.pdf", head.Disposition, StringComparison.Ordinal);
        Assert.Equal(content, sent);
    }

    [Fact]
    public async Task Several_emails_go_over_one_connection()
    {
        await using var server = new SmtpServerForTests();
        await using var senders = NewSenders(server);

        for (var i = 0; i < 3; i++)
        {
            Assert.IsType<SendResult.Accepted>(await senders.Email.SendAsync(_email with { MessageId = $"{i}@dost.example" }, default));
        }

        Assert.Equal(3, server.Taken.Count);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task The_password_travels_only_after_the_line_is_encrypted()
    {
        await using var server = new SmtpServerForTests { WantsTls = true, WantsLogin = ("dost", "s3cret-ə") };
        using var trust = new TrustForTests(server.Certificate);
        await using var senders = NewSenders(server, [("Smtp:Security", "StartTls"), ("Smtp:UserName", "dost"), ("Smtp:Password", "s3cret-ə"), .. trust.Settings]);

        Assert.IsType<SendResult.Accepted>(await senders.Email.SendAsync(_email, default));

        var mail = Assert.Single(server.Taken);
        Assert.True(mail.WasEncrypted);
        Assert.Equal("dost", mail.SignedInAs);
    }

    [Fact]
    public async Task A_server_that_nobody_vouches_for_gets_nothing()
    {
        await using var server = new SmtpServerForTests { WantsTls = true };
        await using var senders = NewSenders(server, ("Smtp:Security", "StartTls"));

        Assert.Equal(SmtpAnswers.NoTls, await senders.Email.SendAsync(_email, default));
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task A_server_without_tls_gets_nothing_where_tls_is_asked_for()
    {
        await using var server = new SmtpServerForTests();
        await using var senders = NewSenders(server, ("Smtp:Security", "StartTls"));

        Assert.IsType<SendResult.Temporary>(await senders.Email.SendAsync(_email, default));
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task A_wrong_password_is_our_own_trouble_and_burns_no_message()
    {
        await using var server = new SmtpServerForTests { WantsTls = true, WantsLogin = ("dost", "right") };
        using var trust = new TrustForTests(server.Certificate);
        await using var senders = NewSenders(server, [("Smtp:Security", "StartTls"), ("Smtp:UserName", "dost"), ("Smtp:Password", "wrong"), .. trust.Settings]);

        Assert.IsType<SendResult.Temporary>(await senders.Email.SendAsync(_email, default));
        Assert.Empty(server.Taken);
    }

    [Theory]
    [InlineData(550, true)]
    [InlineData(553, true)]
    [InlineData(450, false)]
    [InlineData(421, false)]
    public async Task A_refused_recipient_is_final_unless_the_server_says_later(int answer, bool isFinal)
    {
        await using var server = new SmtpServerForTests { RecipientAnswer = answer };
        await using var senders = NewSenders(server);
        var reason = string.Create(CultureInfo.InvariantCulture, $"smtp {answer}");

        var result = await senders.Email.SendAsync(_email, default);

        Assert.Equal(isFinal ? new SendResult.Final(reason) : new SendResult.Temporary(reason), result);
        server.RecipientAnswer = 250;
        Assert.IsType<SendResult.Accepted>(await senders.Email.SendAsync(_email, default));
    }

    [Theory]
    [InlineData(550, "relay not permitted")]
    [InlineData(554, "5.7.1 <aygun@example.org>: Relay access denied")]
    [InlineData(550, "5.7.54 SMTP; Unable to relay recipient in non-accepted domain")]
    [InlineData(550, "5.7.1 <aygun@example.org>... Relaying denied")]
    [InlineData(530, "5.7.0 Authentication required")]
    public void A_server_that_takes_no_mail_from_us_is_our_own_trouble_and_burns_no_message(int status, string said) =>
        Assert.Equal(SmtpAnswers.NotSignedIn, SmtpAnswers.Judge(status, SmtpRefusal.Recipient, said));

    [Theory]
    [InlineData(554, "5.7.1 Service unavailable; Client host [192.0.2.5] blocked", false, "smtp 554 5.7.1")]
    [InlineData(550, "5.1.1 <relay@example.org>: no such user", true, "smtp 550 5.1.1")]
    [InlineData(550, "no such user: relay@example.org", true, "smtp 550")]
    [InlineData(550, "no such user, says relay.example.org", true, "smtp 550")]
    [InlineData(550, "no such user, says 10.5.7.1 or 5.7.1.10", true, "smtp 550")]
    public void A_refusal_of_us_is_told_from_one_of_the_address(int status, string said, bool isFinal, string reason) =>
        Assert.Equal(isFinal ? new SendResult.Final(reason) : new SendResult.Temporary(reason), SmtpAnswers.Judge(status, SmtpRefusal.Recipient, said));

    [Fact]
    public async Task Where_a_server_ends_a_kept_connection_the_message_goes_over_a_new_one_and_is_tried_there_once()
    {
        await using var server = new SmtpServerForTests();
        await using var senders = NewSenders(server);
        Assert.IsType<SendResult.Accepted>(await senders.Email.SendAsync(_email, default));

        server.RecipientAnswer = 421;
        Assert.Equal(SmtpAnswers.Closing, await senders.Email.SendAsync(_email, default));
        Assert.Equal(2, server.Connections);

        Assert.Equal(SmtpAnswers.Closing, await senders.Email.SendAsync(_email, default));
        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task A_refused_sender_is_our_own_trouble_and_burns_no_message()
    {
        await using var server = new SmtpServerForTests { SenderAnswer = 550 };
        await using var senders = NewSenders(server);

        Assert.IsType<SendResult.Temporary>(await senders.Email.SendAsync(_email, default));
    }

    [Fact]
    public async Task A_line_cut_after_the_message_leaves_the_outcome_open_and_a_second_try_has_the_same_id()
    {
        await using var server = new SmtpServerForTests { DropsLineAfterTaking = true };
        await using var senders = NewSenders(server);

        Assert.IsType<SendResult.Temporary>(await senders.Email.SendAsync(_email, default));
        server.DropsLineAfterTaking = false;
        Assert.IsType<SendResult.Accepted>(await senders.Email.SendAsync(_email, default));

        Assert.Equal(2, server.Taken.Count);
        Assert.Single(server.Taken.Select(m => m.Header("Message-ID")).Distinct());
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("")]
    [InlineData("gülər@example.org")]
    [InlineData("a@b@c d")]
    public async Task What_is_no_address_is_final(string address)
    {
        await using var server = new SmtpServerForTests();
        await using var senders = NewSenders(server);

        Assert.Equal(SmtpAnswers.BadAddress, await senders.Email.SendAsync(_email with { ToAddress = address }, default));
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task A_line_break_in_a_subject_or_name_begins_no_header()
    {
        await using var server = new SmtpServerForTests();
        await using var senders = NewSenders(server);

        await senders.Email.SendAsync(_email with { Subject = "One\r\nBcc: thief@example.org", ToName = "A\r\nBcc: thief@example.org" }, default);

        var mail = Assert.Single(server.Taken);
        Assert.Null(mail.Header("Bcc"));
        Assert.Equal("One Bcc: thief@example.org", mail.Subject);
    }

    [Fact]
    public async Task No_server_at_all_is_temporary()
    {
        var server = new SmtpServerForTests();
        await using var senders = NewSenders(server);
        await server.DisposeAsync();

        Assert.Equal(SmtpAnswers.NoAnswer, await senders.Email.SendAsync(_email, default));
    }

    private static SendersForTests NewSenders(SmtpServerForTests server, params ReadOnlySpan<(string Key, string Value)> more) => new(
    [
        ("Messaging:Email", "Smtp"),
        ("Smtp:Host", "localhost"),
        ("Smtp:Port", server.Port.ToString(CultureInfo.InvariantCulture)),
        ("Smtp:Security", "None"),
        ("Smtp:FromAddress", "no-reply@dost.example"),
        .. more,
    ]);
}
