using Dost.Volunteers.Core.Messaging;

namespace Dost.Volunteers.Jobs.Dispatch;

/// <summary>What goes as one: nearly always a single message, or several of a kind to the same person. A worker has all of it under one lease.</summary>
public sealed record MessageSet
{
    public MessageSet(params IReadOnlyList<OutboundMessage> messages)
    {
        ArgumentOutOfRangeException.ThrowIfZero(messages.Count);
        Messages = messages;
    }

    public IReadOnlyList<OutboundMessage> Messages { get; }

    /// <summary>It speaks for all: kind, channel, recipient, tries and lease are the same.</summary>
    public OutboundMessage First => Messages[0];

    public IReadOnlyList<Guid> Ids => [.. Messages.Select(m => m.OutboundMessageId)];

    /// <summary>Stale only when all of it is.</summary>
    public DateTime NotAfterUtc => Messages.Max(m => m.NotAfterUtc);

    /// <summary>The sets of a batch, in its order.</summary>
    public static IReadOnlyList<MessageSet> Of(IEnumerable<OutboundMessage> batch) => [.. batch.GroupBy(m => m.Reference).Select(g => new MessageSet([.. g]))];
}
