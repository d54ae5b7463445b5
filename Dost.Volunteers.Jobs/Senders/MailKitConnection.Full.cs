using System.Security.Cryptography;
using MailKit;
using MailKit.Security;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>How MailKit comes to a mail server, for sending and for reading.</summary>
internal static class MailKitConnection
{
    /// <param name="trustedCertificate">SHA-256 of a certificate that no public authority vouches for; empty to trust only those.</param>
    public static async Task ConnectAsync(this IMailService client, string host, int port, SmtpSecurity security, string trustedCertificate, CancellationToken ct)
    {
        if (trustedCertificate.Length > 0)
        {
            client.ServerCertificateValidationCallback = (_, certificate, _, _) =>
                certificate?.GetCertHashString(HashAlgorithmName.SHA256).Equals(trustedCertificate, StringComparison.OrdinalIgnoreCase) is true;
        }

        var options = security switch
        {
            SmtpSecurity.None => SecureSocketOptions.None,
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        };
        try
        {
            await client.ConnectAsync(host, port, options, ct);
        }
        catch (SslHandshakeException)
        {
            // It names whatever ends the handshake so, the end of our patience too.
            ct.ThrowIfCancellationRequested();
            throw;
        }
    }
}
