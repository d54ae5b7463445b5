using Dost.Volunteers.Core.Policies;

namespace Dost.Volunteers.Core.HelpRequests.Ladders;

/// <summary>How a ladder climbs, as the policy sets it: whom it asks at which step, how many at once, and how long it waits for them.</summary>
/// <param name="GroupSize">People asked at a time.</param>
/// <param name="Groups">Groups of the best matches of the centre.</param>
/// <param name="WaitMinutes">Minutes to wait for a group.</param>
/// <param name="WiderGroups">Groups of the centres around, each twice as large.</param>
/// <param name="WiderKm">How far these centres may be.</param>
/// <param name="WeeklyAsks">How often one volunteer is asked in seven days without having offered.</param>
public sealed record LadderPlan(int GroupSize, int Groups, int WaitMinutes, int WiderGroups, int WiderKm, int WeeklyAsks)
{
    /// <summary>Closer to the visit it waits less, but never so short that nobody can answer.</summary>
    private static readonly TimeSpan _shortestWait = TimeSpan.FromMinutes(5);

    public static LadderPlan Of(Policy policy) =>
        new(policy.LadderGroupSize, policy.LadderGroups, policy.LadderWaitMinutes, policy.LadderWiderGroups, policy.LadderWiderKm, policy.LadderWeeklyAsks);

    /// <summary>Steps before the call list.</summary>
    public int Steps => Groups + 1 + WiderGroups;

    /// <summary>Whom a step asks, from step 1; none when all steps are climbed.</summary>
    public LadderRung? RungOf(int step) =>
        step <= Groups ? LadderRung.Best
        : step == Groups + 1 ? LadderRung.Waitlist
        : step <= Steps ? LadderRung.WiderRing
        : null;

    public int SizeOf(LadderRung rung) => rung is LadderRung.WiderRing ? 2 * GroupSize : GroupSize;

    /// <summary>When the step after this one has its turn: the rest of the time until the visit is shared among the steps that are left.</summary>
    public DateTime NextAt(int step, DateTime startsAtUtc, DateTime nowUtc)
    {
        var full = TimeSpan.FromMinutes(WaitMinutes);
        var share = (startsAtUtc - nowUtc) / (Steps - step + 2);
        var wait = share < full ? share : full;

        return nowUtc + (wait < _shortestWait ? _shortestWait : wait);
    }
}
