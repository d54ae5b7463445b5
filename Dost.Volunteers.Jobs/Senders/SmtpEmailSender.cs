using Dost.Volunteers.Core.Data;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>Sends e-mail, one message at a time; the connection is kept for the next. How it talks to the server is up to the package set.</summary>
internal sealed partial class SmtpEmailSender(IOptions<SmtpOptions> options) : IEmailSender, IDisposable
{
    private readonly SmtpOptions _smtp = options.Value;

    public async Task<SendResult> SendAsync(EmailToSend email, CancellationToken ct)
    {
        if (!SmtpAnswers.CanReach(email.ToAddress))
        {
            return SmtpAnswers.BadAddress;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(_smtp.TimeoutSeconds));
        var isKept = _client is not null;
        var result = await TrySendOnceAsync(email, ct, limit.Token);

        // Servers end a connection after so many letters, or when it was idle for long; that is not this message's trouble, and it was not taken.
        return isKept && result == SmtpAnswers.Closing ? await TrySendOnceAsync(email, ct, limit.Token) : result;
    }

    private async Task<SendResult> TrySendOnceAsync(EmailToSend email, CancellationToken ct, CancellationToken limit)
    {
        var result = await TrySendAsync(email, ct, limit);
        if (result is SendResult.Temporary)
        {
            // The next message begins on a fresh connection.
            HangUp();
        }

        return result;
    }

    /// <summary>Talks to the server as far as the package set can without a message, and sends none.</summary>
    public async Task<ProbeResult> ProbeAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(_smtp.TimeoutSeconds));
        var (problem, words) = await TryProbeAsync(ct, limit.Token);
        HangUp();

        return problem is null
            ? new ProbeResult("Mail server", true, words)
            : new ProbeResult("Mail server", false, problem switch
            {
                SendResult.Temporary { Reason: "credentials" } => "refuses the user name or the password; look at Smtp:UserName and Smtp:Password",
                SendResult.Temporary { Reason: "tls" } => "no TLS that can be trusted; look at Smtp:Security and the certificate of the server",
                SendResult.Temporary { Reason: "timeout" } => "does not answer in time; look at Smtp:Host, Smtp:Port and the firewall",
                SendResult.Temporary { Reason: "connection" } => "cannot be reached; look at Smtp:Host, Smtp:Port and the firewall",
                SendResult.Temporary other => $"refuses ({other.Reason})",
                SendResult.Final other => $"refuses ({other.Reason})",
                _ => "answers something else than a mail server",
            });
    }

    private partial Task<(SendResult? Problem, string Words)> TryProbeAsync(CancellationToken ct, CancellationToken limit);

    public void Dispose() => HangUp();

    /// <param name="ct">Cancelled when the process stops.</param>
    /// <param name="limit">Cancelled too when the server takes too long.</param>
    private partial Task<SendResult> TrySendAsync(EmailToSend email, CancellationToken ct, CancellationToken limit);

    private partial void HangUp();
}
