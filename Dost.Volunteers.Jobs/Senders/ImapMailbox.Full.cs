using System.Net.Sockets;
using Dost.Volunteers.Core.Data;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>Reads a mailbox with MailKit. A connection lasts for one reading.</summary>
internal sealed class ImapMailbox(IOptions<ImapOptions> options) : IReturnMailbox
{
    private readonly ImapOptions _imap = options.Value;

    public static bool CanRead => true;

    public bool IsSet => _imap.IsSet;

    public async Task ReadAsync(int most, Func<ReturnedMail?, CancellationToken, Task> take, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            await ReadAsync(most, mail => take(mail, ct), limit);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException("The mailbox did not answer in time.");
        }
    }

    /// <param name="limit">Starts anew with each letter, and rests while it is dealt with.</param>
    private async Task ReadAsync(int most, Func<ReturnedMail?, Task> take, CancellationTokenSource limit)
    {
        using var client = new ImapClient();
        var wait = TimeSpan.FromSeconds(_imap.TimeoutSeconds);
        limit.CancelAfter(wait);
        var folder = await OpenAsync(client, FolderAccess.ReadWrite, limit.Token);
        var read = _imap.MoveTo.Length > 0 ? await client.GetFolderAsync(_imap.MoveTo, limit.Token) : null;

        foreach (var id in (await folder.SearchAsync(SearchQuery.NotSeen.And(SearchQuery.NotDeleted), limit.Token)).OrderBy(id => id.Id).Take(most))
        {
            using (var letter = await folder.GetMessageAsync(id, limit.Token))
            {
                limit.CancelAfter(Timeout.InfiniteTimeSpan);
                await take(ReturnedMailReader.Read(letter));
                limit.CancelAfter(wait);
            }

            // From here on it is not handed over again; until then a second time changes nothing.
            await folder.StoreAsync(id, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Seen) { Silent = true }, limit.Token);
            if (read is not null)
            {
                await folder.MoveToAsync(id, read, limit.Token);
            }
        }

        await client.DisconnectAsync(quit: true, limit.Token);
    }

    public async Task<ProbeResult> ProbeAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(_imap.TimeoutSeconds));
        try
        {
            using var client = new ImapClient();
            await OpenAsync(client, FolderAccess.ReadOnly, limit.Token);
            if (_imap.MoveTo.Length > 0)
            {
                await client.GetFolderAsync(_imap.MoveTo, limit.Token);
            }

            await client.DisconnectAsync(quit: true, limit.Token);
            return new ProbeResult("Returned mail", true, "the mailbox answers, lets us sign in, and has its folder");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Wrong("does not answer in time; look at Imap:Host, Imap:Port and the firewall");
        }
        catch (Exception exception) when (exception is AuthenticationException or ServiceNotAuthenticatedException)
        {
            return Wrong("refuses the user name or the password; look at Imap:UserName and Imap:Password");
        }
        catch (Exception exception) when (exception is SslHandshakeException or NotSupportedException)
        {
            return Wrong("no TLS that can be trusted; look at Imap:Security and the certificate of the server");
        }
        catch (Exception exception) when (exception is FolderNotFoundException or ImapCommandException)
        {
            return Wrong("has no such folder, or does not let us open it; look at Imap:Folder and Imap:MoveTo");
        }
        catch (Exception exception) when (exception is ProtocolException or IOException or SocketException or TimeoutException)
        {
            return Wrong("cannot be reached; look at Imap:Host, Imap:Port and the firewall");
        }
    }

    private static ProbeResult Wrong(string words) => new("Returned mail", false, words);

    private async Task<IMailFolder> OpenAsync(ImapClient client, FolderAccess access, CancellationToken ct)
    {
        client.Timeout = _imap.TimeoutSeconds * 1000;
        await client.ConnectAsync(_imap.Host, _imap.Port, _imap.Security, _imap.TrustedCertificate, ct);
        await client.AuthenticateAsync(_imap.UserName, _imap.Password, ct);
        var folder = _imap.Folder.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? client.Inbox : await client.GetFolderAsync(_imap.Folder, ct);
        await folder.OpenAsync(access, ct);

        return folder;
    }
}
