using Dost.Volunteers.Core.Centres;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>A reminder to queue now; after the moment given it would be stale.</summary>
public sealed record DueReminder(ReminderStage Stage, DateTime NotAfterUtc);

/// <summary>
/// Says which reminder of a shift is due. It looks at what should have been said by now, never at "exactly so long before", so that a
/// day missed through downtime is made up for.
/// </summary>
public static class ReminderPlan
{
    /// <summary>A reminder that waits for the morning must leave this long to act on it.</summary>
    private static readonly TimeSpan _useful = TimeSpan.FromHours(1);

    /// <summary>What is brought forward to the evening goes out this long before the quiet hours.</summary>
    private static readonly TimeSpan _beforeQuiet = TimeSpan.FromMinutes(30);

    /// <summary>The quiet hours may bring a reminder forward, at most so long.</summary>
    public static TimeSpan MostBroughtForward { get; } = TimeSpan.FromHours(24);

    /// <summary>
    /// The one nearest to the shift of those whose moment has come. A stage whose moment passed before the volunteer learned of the time
    /// says nothing new: the receipt or the notice of the change has just told them.
    /// </summary>
    public static DueReminder? Due(IEnumerable<ReminderStage> stages, DateTime startsAtUtc, DateTime toldAtUtc, QuietHours quiet, DateTime nowUtc)
    {
        var planned = stages.Select(s => (Stage: s, Moment: MomentOf(s.LeadMinutes, startsAtUtc, quiet)))
            .OrderBy(p => p.Moment).ThenByDescending(p => p.Stage.LeadMinutes).ToList();
        var last = planned.FindLastIndex(p => p.Moment <= nowUtc);

        return last < 0 || startsAtUtc <= nowUtc || planned[last].Moment <= toldAtUtc
            ? null
            : new DueReminder(planned[last].Stage, last + 1 < planned.Count ? planned[last + 1].Moment : startsAtUtc);
    }

    /// <summary>
    /// When a reminder goes out. If that is in the night it waits for the morning; if the morning is too late, as for a shift at nine, it
    /// goes the evening before.
    /// </summary>
    public static DateTime MomentOf(int leadMinutes, DateTime startsAtUtc, QuietHours quiet)
    {
        var asked = startsAtUtc.AddMinutes(-leadMinutes);
        var morning = quiet.NextAllowed(asked);

        return morning == asked || morning + _useful <= startsAtUtc ? morning : quiet.LastBegin(asked) - _beforeQuiet;
    }
}
