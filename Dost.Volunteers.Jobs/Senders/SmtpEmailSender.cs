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
        var result = await TrySendAsync(email, ct, limit.Token);
        if (result is SendResult.Temporary)
        {
            // The next message begins on a fresh connection.
            HangUp();
        }

        return result;
    }

    public void Dispose() => HangUp();

    /// <param name="ct">Cancelled when the process stops.</param>
    /// <param name="limit">Cancelled too when the server takes too long.</param>
    private partial Task<SendResult> TrySendAsync(EmailToSend email, CancellationToken ct, CancellationToken limit);

    private partial void HangUp();
}
