namespace Dost.Volunteers.Jobs.Senders;

/// <summary>Sends text messages. The second implementation keeps them on this machine.</summary>
public interface ISmsSender
{
    Task<SendResult> SendAsync(SmsToSend sms, CancellationToken ct);

    /// <summary>
    /// Asked before a second try, because a worker may have died between the provider's yes and our mark, or the answer was lost.
    /// Accepted if the provider has the message, Temporary if it cannot be asked now, null if it has never seen it.
    /// </summary>
    /// <param name="sinceUtc">When we first owed the message: what the provider got before is another one.</param>
    /// <param name="otherIds">The provider's ids of our other messages to that person.</param>
    Task<SendResult?> FindSentAsync(SmsToSend sms, DateTime sinceUtc, IReadOnlySet<string> otherIds, CancellationToken ct);
}

/// <summary>A text message as it leaves.</summary>
/// <param name="To">E.164.</param>
/// <param name="ReferenceId">Our own id of the message, the same on every try.</param>
/// <param name="StatusCallback">Where the provider reports delivery; null where it cannot reach us.</param>
/// <param name="Marker">
/// A part of the text by which the provider's list shows it again: its one-tap link. The words around it may differ at a second try,
/// since "tomorrow" has become "today". Without a link the whole text.
/// </param>
public sealed record SmsToSend(string To, string Text, string ReferenceId, Uri? StatusCallback, string Marker)
{
    /// <summary>
    /// No other message to that person that carries the link may be with the provider without our knowing: then the link alone shows this one again, also where
    /// its words were changed meanwhile.
    /// </summary>
    public bool IsMarkerEnough { get; init; } = true;
}
