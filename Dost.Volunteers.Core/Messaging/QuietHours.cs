using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>The hours of the night, Baku time, in which only urgent messages go out.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    public bool Contain(DateTime utc) => From != To && BakuTime.TimeOf(utc).IsBetween(From, To);

    /// <summary>The first moment at or after the given one that is not in the quiet hours.</summary>
    public DateTime NextAllowed(DateTime utc)
    {
        if (!Contain(utc))
        {
            return utc;
        }

        var day = BakuTime.DateOf(utc);
        var end = BakuTime.ToUtc(day, To);

        return end > utc ? end : BakuTime.ToUtc(day.AddDays(1), To);
    }

    /// <summary>When the quiet hours began that the moment lies in.</summary>
    public DateTime LastBegin(DateTime utc)
    {
        var begin = BakuTime.ToUtc(BakuTime.DateOf(utc), From);

        return begin <= utc ? begin : BakuTime.ToUtc(BakuTime.DateOf(utc).AddDays(-1), From);
    }
}
