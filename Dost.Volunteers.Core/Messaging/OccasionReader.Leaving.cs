using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Leaving;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>Occasions of who goes.</summary>
public sealed partial class OccasionReader
{
    private static readonly HashSet<MessageKind> _erasureKinds = [MessageKind.ErasureAsked, MessageKind.ErasureWarning];

    private static Occasion OfErasure(Erasure erasure, DateTime now) => new(
        erasure.IsOpen && erasure.DueAtUtc > now,
        culture => new Dictionary<string, string> { ["until"] = SpokenTime.FullDate(BakuTime.DateOf(erasure.DueAtUtc), culture) },
        new OccasionLink(LinkPurpose.StopErasure, erasure.ErasureId, erasure.DueAtUtc));
}
