namespace Dost.Volunteers.Core.Messaging;

/// <summary>Why a message did not go, in a code word. What a provider refused has the provider's code: <c>twilio 21211</c>, <c>smtp 550</c>.</summary>
public static class MessageReason
{
    public const string NoAddress = nameof(NoAddress);
    public const string NotMobile = nameof(NotMobile);
    public const string OptedOut = nameof(OptedOut);

    /// <summary>The volunteer wants nothing about this on the channel.</summary>
    public const string Muted = nameof(Muted);

    /// <summary>The kind has no text for the channel.</summary>
    public const string NoText = nameof(NoText);
    public const string RecipientGone = nameof(RecipientGone);

    /// <summary>It was about a record that was merged into another one of the same person.</summary>
    public const string Merged = nameof(Merged);

    /// <summary>The number or address did not work last time, and has not been corrected or confirmed since.</summary>
    public const string DoesNotWork = nameof(DoesNotWork);

    /// <summary>A mail server took the e-mail and sent it back later; its code of RFC 3463 follows: <c>Returned 5.1.1</c>.</summary>
    public const string Returned = nameof(Returned);

    /// <summary>A coordinator called it off.</summary>
    public const string CalledOff = nameof(CalledOff);

    /// <summary>The broadcast that it belongs to was stopped before it went.</summary>
    public const string Stopped = nameof(Stopped);

    /// <summary>The centre's limit of the month for text messages is reached: it waits until that is raised, or for the next month.</summary>
    public const string OverLimit = nameof(OverLimit);

    /// <summary>Its time passed before it could go.</summary>
    public const string Stale = nameof(Stale);
}
