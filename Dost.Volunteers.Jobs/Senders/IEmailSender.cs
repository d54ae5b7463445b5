namespace Dost.Volunteers.Jobs.Senders;

/// <summary>Sends e-mails. The second implementation keeps them on this machine.</summary>
public interface IEmailSender
{
    Task<SendResult> SendAsync(EmailToSend email, CancellationToken ct);
}

/// <summary>An e-mail as it leaves.</summary>
/// <param name="MessageId">The same on every try, so that a mailbox that gets it twice shows it once. No angle brackets.</param>
/// <param name="ListUnsubscribeUrl">Where one click ends such messages (RFC 8058); null for what cannot be unsubscribed.</param>
public sealed record EmailToSend(
    string ToAddress,
    string ToName,
    string Subject,
    string Text,
    string Html,
    string MessageId,
    Uri? ListUnsubscribeUrl)
{
    public IReadOnlyList<EmailAttachment> Attachments { get; init; } = [];
}

/// <summary>A file that goes with an e-mail.</summary>
public sealed record EmailAttachment(string Name, string ContentType, byte[] Content);
