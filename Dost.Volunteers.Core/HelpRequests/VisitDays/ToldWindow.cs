using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Policies;

namespace Dost.Volunteers.Core.HelpRequests.VisitDays;

/// <summary>The window that a household is told: around the computed time, on quarters of an hour, and not before it said that it can be visited.</summary>
public sealed record ToldWindow(DateTime FromUtc, DateTime ToUtc)
{
    private static readonly long _quarter = TimeSpan.FromMinutes(15).Ticks;

    public static ToldWindow Of(VisitStop stop, DateOnly on, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(stop);
        ArgumentNullException.ThrowIfNull(policy);
        var from = Down(stop.ArrivesAtUtc.AddMinutes(-policy.VisitToldMinutesBefore));
        var earliest = Down(BakuTime.ToUtc(on, stop.WindowFrom));

        return new ToldWindow(from < earliest && earliest <= stop.ArrivesAtUtc ? earliest : from, Down(stop.ArrivesAtUtc.AddMinutes(policy.VisitToldMinutesAfter).AddTicks(_quarter - 1)));
    }

    /// <summary>Whether the household knows it.</summary>
    public bool IsTo(VisitStop stop) => stop.ToldStartsAtUtc == FromUtc && stop.ToldEndsAtUtc == ToUtc;

    internal void Tell(VisitStop stop, int round) => (stop.ToldStartsAtUtc, stop.ToldEndsAtUtc, stop.ToldRound) = (FromUtc, ToUtc, round);

    private static DateTime Down(DateTime utc) => new(utc.Ticks - (utc.Ticks % _quarter), DateTimeKind.Utc);
}
