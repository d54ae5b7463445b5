using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Hours;

/// <summary>
/// The one rule of which hours deserve a second look. "Far above the usual" means: more than so many per cent (a setting) of the median of the person's
/// last twenty approved entries, and an hour more at least, once there are five of them.
/// </summary>
public sealed class OddHours(VolunteersDbContext db, PolicyReader policyReader)
{
    public const int UsualOutOf = 20;
    public const int UsualFrom = 5;
    private const int LeastExcessMinutes = 60;

    internal async Task<OddMarks> MarkAsync(NewHours hours, CancellationToken ct)
    {
        // A correction was made by a coordinator who looked, and carried hours were marked where they were made.
        if (hours.Source is HoursSource.Correction || hours.CarriedFromId is not null || hours.Minutes <= 0)
        {
            return OddMarks.None;
        }

        var (volunteerId, starts, ends) = (hours.VolunteerId, hours.StartsAtUtc, hours.EndsAtUtc);
        var usual = await db.HoursEntries.Where(h => h.VolunteerId == volunteerId && h.State == HoursState.Approved && h.Minutes > 0)
            .OrderByDescending(h => h.Sequence).Take(UsualOutOf).Select(h => h.Minutes).ToListAsync(ct);
        var overlaps = starts is not null && (
            db.HoursEntries.Local.Any(h => h.VolunteerId == volunteerId && h.State is HoursState.Submitted or HoursState.Approved && h.StartsAtUtc < ends && h.EndsAtUtc > starts)
            || await db.HoursEntries.AnyAsync(h => h.VolunteerId == volunteerId && (h.State == HoursState.Submitted || h.State == HoursState.Approved) && h.StartsAtUtc < ends && h.EndsAtUtc > starts, ct));

        return Mark(hours, overlaps, usual, await policyReader.ReadAsync(ct));
    }

    /// <summary>The marks of an entry.</summary>
    /// <param name="hours">The entry.</param>
    /// <param name="overlaps">Another entry of the person lies in the same time.</param>
    /// <param name="usual">The minutes of the person's last approved entries.</param>
    /// <param name="policy">When night is, and how much is far above.</param>
    public static OddMarks Mark(NewHours hours, bool overlaps, IReadOnlyCollection<int> usual, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(hours);
        ArgumentNullException.ThrowIfNull(usual);
        ArgumentNullException.ThrowIfNull(policy);
        var marks = overlaps ? OddMarks.Overlapping : OddMarks.None;

        if (hours.Minutes > hours.ShiftMinutes)
        {
            marks |= OddMarks.LongerThanShift;
        }

        if (hours is { StartsAtUtc: { } starts, EndsAtUtc: { } ends } && TouchesNight(BakuTime.FromUtc(starts), BakuTime.FromUtc(ends), policy.HoursNightFrom, policy.HoursNightTo))
        {
            marks |= OddMarks.AtNight;
        }

        if (usual.Count >= UsualFrom && hours.Minutes - LeastExcessMinutes >= Median(usual) && hours.Minutes * 100L > Median(usual) * (long)policy.HoursFarAbovePercent)
        {
            marks |= OddMarks.AboveUsual;
        }

        return marks;
    }

    /// <summary>Whether any part of the time lies in the night, which may go over midnight.</summary>
    private static bool TouchesNight(DateTime starts, DateTime ends, TimeOnly from, TimeOnly to)
    {
        if (from == to)
        {
            return false;
        }

        for (var day = starts.Date.AddDays(-1); day <= ends.Date; day = day.AddDays(1))
        {
            var nightStarts = day + from.ToTimeSpan();
            var nightEnds = (to > from ? day : day.AddDays(1)) + to.ToTimeSpan();

            if (starts < nightEnds && ends > nightStarts)
            {
                return true;
            }
        }

        return false;
    }

    private static int Median(IReadOnlyCollection<int> minutes)
    {
        var sorted = minutes.Order().ToList();

        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
