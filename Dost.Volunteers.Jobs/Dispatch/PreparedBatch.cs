using Dost.Volunteers.Core.Messaging;

namespace Dost.Volunteers.Jobs.Dispatch;

/// <summary>Messages under a lease, and what each of them says; null whose recipient is gone, and nothing at all where it could not be composed.</summary>
/// <param name="AsOfUtc">Nothing that happened before it was missed.</param>
internal sealed record PreparedBatch(LeasedBatch Leased, IReadOnlyDictionary<Guid, ComposedMessage?> Composed, DateTime AsOfUtc)
{
    /// <summary>Of what is older the occasion may have fallen meanwhile, and the person may have opted out: it is composed anew.</summary>
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(2);

    public bool IsStale(DateTime now) => now - AsOfUtc > _fresh;

    public bool Has(MessageSet set) => Composed.ContainsKey(set.First.OutboundMessageId);
}
