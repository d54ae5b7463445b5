using System.Collections.Concurrent;
using Dost.Volunteers.Core.Messaging;

namespace Dost.Volunteers.Bench.Messages;

/// <summary>What a provider made of something that it was handed.</summary>
internal enum Taking
{
    Taken,

    /// <summary>Taken, and the caller was not told: the line was cut, or the answer came too late.</summary>
    TakenUntold,

    /// <summary>Not taken; it may be tried again.</summary>
    Refused,

    /// <summary>Not taken, and no try can help.</summary>
    RefusedForGood,
}

/// <summary>One try of a message at a provider, or a look-up that it refused.</summary>
/// <param name="Reference">The id that we gave it; null where the provider turned it away before it came to that.</param>
/// <param name="ProviderId">What the provider calls it; of an e-mail its Message-ID.</param>
/// <param name="BeganUtc">On the moved clock, as it came in.</param>
/// <param name="EndedUtc">As the provider was done with it.</param>
internal sealed record Try(MessageChannel Channel, Guid? Reference, string Address, string Text, string ProviderId, DateTime BeganUtc, DateTime EndedUtc, Taking Taking)
{
    public bool IsTaken => Taking is Taking.Taken or Taking.TakenUntold;
}

/// <summary>All that came in at the providers, in their own order; nothing that our side says about it counts here.</summary>
internal sealed class ProviderRecord
{
    private readonly ConcurrentQueue<Try> _tries = new();
    private int _inHand;
    private int _lookups;

    public IReadOnlyList<Try> Tries => [.. _tries];

    public int Count => _tries.Count;

    public int Lookups => _lookups;

    /// <summary>What came in and is not done with.</summary>
    public int InHand => Volatile.Read(ref _inHand);

    public void Add(Try one) => _tries.Enqueue(one);

    public void NoteLookup() => Interlocked.Increment(ref _lookups);

    public void Enter() => Interlocked.Increment(ref _inHand);

    public void Leave() => Interlocked.Decrement(ref _inHand);
}
