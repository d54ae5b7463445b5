namespace Dost.Volunteers.Jobs.Senders;

/// <summary>Sends text messages. The second implementation keeps them on this machine.</summary>
public interface ISmsSender
{
    Task<SendResult> SendAsync(SmsToSend sms, CancellationToken ct);

    /// <summary>
    /// Asked before a second try, because a worker may have died between the provider's yes and our mark, or the answer was lost.
    /// Accepted if the provider has the message, Temporary if it cannot be asked now, null if it has never seen it.
    /// </summary>
    Task<SendResult?> FindSentAsync(SmsToSend sms, DateTime sinceUtc, CancellationToken ct);
}

/// <summary>A text message as it leaves.</summary>
/// <param name="To">E.164.</param>
/// <param name="ReferenceId">Our own id of the message, the same on every try.</param>
/// <param name="StatusCallback">Where the provider reports delivery; null where it cannot reach us.</param>
public sealed record SmsToSend(string To, string Text, string ReferenceId, Uri? StatusCallback);
