using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Tests.Support;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>Returned e-mails are fetched from a mailbox that is not ours and knows nothing of our tests.</summary>
public sealed class ImapMailboxTests
{
    private static readonly DateTime _at = new(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc);

    [DovecotFact]
    public async Task Letters_are_handed_over_once_the_oldest_first_and_put_away()
    {
        await using var dovecot = await DovecotForTests.StartAsync();
        Guid[] ids = [Add(dovecot), Add(dovecot), Add(dovecot)];
        var mailbox = NewMailbox(dovecot, o => o.MoveTo = DovecotForTests.OtherFolder);

        Assert.Equal(ids, (await ReadAsync(mailbox)).Select(m => m!.MessageId!.Value));

        Assert.Equal((0, 0), dovecot.Letters());
        Assert.Equal((3, 3), dovecot.Letters(DovecotForTests.OtherFolder));
        Assert.Empty(await ReadAsync(mailbox));
    }

    [DovecotFact]
    public async Task Where_no_folder_is_named_letters_stay_and_are_marked_as_read()
    {
        await using var dovecot = await DovecotForTests.StartAsync(tlsAtOnce: false);
        Add(dovecot);
        dovecot.Add("From: someone@example.org\r\nSubject: a question\r\n\r\nWhen do you open?\r\n");
        var mailbox = NewMailbox(dovecot, o => o.Security = SmtpSecurity.StartTls);

        var read = await ReadAsync(mailbox);

        Assert.Equal((2, 1), (read.Count, read.Count(m => m is not null)));
        Assert.Equal((2, 2), dovecot.Letters());
        Assert.Empty(await ReadAsync(mailbox));
    }

    [DovecotFact]
    public async Task No_more_are_read_than_asked_for_and_one_that_could_not_be_dealt_with_comes_again()
    {
        await using var dovecot = await DovecotForTests.StartAsync();
        Guid[] ids = [Add(dovecot), Add(dovecot), Add(dovecot)];
        var mailbox = NewMailbox(dovecot);

        Assert.Equal(ids[0], Assert.Single(await ReadAsync(mailbox, most: 1))!.MessageId);
        await Assert.ThrowsAsync<InvalidOperationException>(() => mailbox.ReadAsync(10, (_, _) => throw new InvalidOperationException("on purpose"), default));

        Assert.Equal((3, 1), dovecot.Letters());
        Assert.Equal(ids[1..], (await ReadAsync(mailbox)).Select(m => m!.MessageId!.Value));
    }

    [DovecotFact]
    public async Task The_mailbox_is_tried_and_each_fault_is_told_by_its_own_words()
    {
        await using var dovecot = await DovecotForTests.StartAsync();
        Add(dovecot);

        Assert.Equal((true, "the mailbox answers, lets us sign in, and has its folder"), await ProbeAsync(dovecot, o => o.MoveTo = DovecotForTests.OtherFolder));
        await WrongAsync("refuses the user name or the password", o => o.Password = "wrong");
        await WrongAsync("has no such folder", o => o.Folder = "Nowhere");
        await WrongAsync("has no such folder", o => o.MoveTo = "Nowhere");
        await WrongAsync("no TLS that can be trusted", o => o.TrustedCertificate = "");
        await WrongAsync("cannot be reached", o => o.Port = 9);
        Assert.Equal((1, 0), dovecot.Letters());

        async Task WrongAsync(string words, Action<ImapOptions> change)
        {
            var (isGood, said) = await ProbeAsync(dovecot, change);
            Assert.False(isGood, words);
            Assert.StartsWith(words, said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_not_waited_for_longer_than_is_set()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var mailbox = new ImapMailbox(Options.Create(new ImapOptions { Host = "127.0.0.1", Port = ((IPEndPoint)silent.LocalEndpoint).Port, UserName = "dost", Password = "x", TimeoutSeconds = 1 }));

        Assert.StartsWith("does not answer in time", (await mailbox.ProbeAsync(default)).Words, StringComparison.Ordinal);
        await Assert.ThrowsAsync<TimeoutException>(() => ReadAsync(mailbox));
    }

    private static async Task<(bool IsGood, string Said)> ProbeAsync(DovecotForTests dovecot, Action<ImapOptions> change)
    {
        var result = await NewMailbox(dovecot, change).ProbeAsync(default);

        return (result.IsGood, result.Words);
    }

    private static Guid Add(DovecotForTests dovecot)
    {
        var id = Guid.CreateVersion7();
        dovecot.Add(ReturnMailboxForTests.Letter("postfix-no-such-user", $"{id:N}@dost.example.az", "gunel@example.com", _at));

        return id;
    }

    private static async Task<List<ReturnedMail?>> ReadAsync(ImapMailbox mailbox, int most = 10)
    {
        var read = new List<ReturnedMail?>();
        await mailbox.ReadAsync(most, (mail, _) =>
        {
            read.Add(mail);
            return Task.CompletedTask;
        }, default);

        return read;
    }

    private static ImapMailbox NewMailbox(DovecotForTests dovecot, Action<ImapOptions>? change = null)
    {
        var options = new ImapOptions
        {
            Host = "localhost",
            Port = dovecot.Port,
            UserName = DovecotForTests.UserName,
            Password = DovecotForTests.Password,
            TrustedCertificate = dovecot.Certificate.GetCertHashString(HashAlgorithmName.SHA256),
        };
        change?.Invoke(options);

        return new ImapMailbox(Options.Create(options));
    }
}
