using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Policies;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers.Availability;

/// <summary>
/// When a volunteer can serve: their week, the days on which they are away, and how much of a week they want to give. The rule book reads
/// it for all that comes; places that were given stay, since somebody counts on them.
/// </summary>
public sealed class AvailabilityService(VolunteersDbContext db, PolicyReader policyReader, AuditLog audit, TimeProvider clock)
{
    /// <summary>Windows of own times beside the grid: six for each day.</summary>
    public const int MostOwnTimes = 42;

    /// <summary>How far ahead the first day of an absence may lie.</summary>
    public const int MostDaysAhead = 366;

    /// <summary>The last minute of a day, which stands for its midnight.</summary>
    private static readonly TimeOnly _midnight = new(23, 59);

    /// <summary>Sets the cells of the grid that are ticked. Windows that the grid cannot show stay as they are.</summary>
    public Task<AvailabilityOutcome> SetWeekAsync(Guid volunteerId, IReadOnlyCollection<string> cells, CancellationToken ct) =>
        ChangeAsync(volunteerId, "AvailabilityChanged", volunteer =>
            SetWindows(volunteer, [.. WeekGrid.WindowsOf(cells), .. WindowsOf(volunteer).Where(w => !WeekGrid.Fits(w))]), ct);

    /// <summary>Adds a window of its own times; it becomes one with those beside the grid that it overlaps or touches.</summary>
    public Task<AvailabilityOutcome> AddTimesAsync(Guid volunteerId, WeeklyWindow window, CancellationToken ct) => ChangeAsync(volunteerId, "AvailabilityChanged", volunteer =>
    {
        var added = window with { StartsAt = WholeMinute(window.StartsAt), EndsAt = WholeMinute(window.EndsAt) is var end && end == TimeOnly.MinValue ? _midnight : WholeMinute(window.EndsAt) };
        var standing = WindowsOf(volunteer);

        if (added.EndsAt <= added.StartsAt)
        {
            return AvailabilityOutcome.Reversed;
        }

        if (WeekGrid.Join(standing).Any(w => w.Day == added.Day && w.StartsAt <= added.StartsAt && w.EndsAt >= added.EndsAt))
        {
            return AvailabilityOutcome.Unchanged;
        }

        var own = standing.Where(w => !WeekGrid.Fits(w)).ToList();
        var joined = WeekGrid.Join([.. own, added]);

        return joined.Count(w => !WeekGrid.Fits(w)) > Math.Max(MostOwnTimes, own.Count)
            ? AvailabilityOutcome.TooMany
            : SetWindows(volunteer, [.. standing.Where(WeekGrid.Fits), .. joined]);
    }, ct);

    /// <summary>Takes away a window beside the grid. One that is gone already is no mistake: the button was tapped twice.</summary>
    public Task<AvailabilityOutcome> RemoveTimesAsync(Guid volunteerId, Guid windowId, CancellationToken ct) => ChangeAsync(volunteerId, "AvailabilityChanged", volunteer =>
        volunteer.Availability.RemoveAll(w => w.AvailabilityWindowId == windowId) == 0 ? AvailabilityOutcome.Unchanged : AvailabilityOutcome.Done, ct);

    /// <summary>Marks days, both ends included, on which the volunteer is away. No reason is asked, and none is kept.</summary>
    public async Task<AvailabilityOutcome> AddAwayAsync(Guid volunteerId, DateRange days, CancellationToken ct)
    {
        var longest = (await policyReader.ReadAsync(ct)).LongestAwayDays;
        var today = clock.TodayInBaku();

        return await ChangeAsync(volunteerId, "AwayAdded", volunteer =>
        {
            if (days.LastOn < days.FirstOn)
            {
                return AvailabilityOutcome.Reversed;
            }

            if (days.LastOn < today)
            {
                return AvailabilityOutcome.Past;
            }

            if (days.FirstOn.DayNumber > today.DayNumber + MostDaysAhead)
            {
                return AvailabilityOutcome.TooFar;
            }

            var joined = DaysAway.Add(RangesOf(volunteer), days);

            return joined.Any(r => r.FirstOn <= days.FirstOn && r.LastOn >= days.LastOn && r.LastOn.DayNumber - r.FirstOn.DayNumber >= longest)
                ? AvailabilityOutcome.TooLong
                : SetRanges(volunteer, joined);
        }, ct);
    }

    public Task<AvailabilityOutcome> RemoveAwayAsync(Guid volunteerId, Guid blackoutId, CancellationToken ct) => ChangeAsync(volunteerId, "AwayRemoved", volunteer =>
        volunteer.Blackouts.RemoveAll(b => b.BlackoutPeriodId == blackoutId) == 0 ? AvailabilityOutcome.Unchanged : AvailabilityOutcome.Done, ct);

    /// <summary>"Not this week": the whole ISO week away, or free again; of a longer absence the rest stays.</summary>
    public Task<AvailabilityOutcome> SetWeekAwayAsync(Guid volunteerId, DateOnly monday, bool away, CancellationToken ct)
    {
        var week = new DateRange(monday, monday.AddDays(6));

        return away
            ? AddAwayAsync(volunteerId, week, ct)
            : ChangeAsync(volunteerId, "AwayRemoved", volunteer => SetRanges(volunteer, DaysAway.Remove(RangesOf(volunteer), week)), ct);
    }

    /// <summary>The volunteer's own limit of a week; none takes that of the policy, and more than that of the policy cannot be.</summary>
    public async Task<AvailabilityOutcome> SetWeeklyCapAsync(Guid volunteerId, int? minutes, CancellationToken ct)
    {
        var most = (await policyReader.ReadAsync(ct)).WeeklyCapMinutes;

        return await ChangeAsync(volunteerId, "WeeklyCapChanged", volunteer =>
        {
            if (minutes is <= 0 || minutes > most)
            {
                return AvailabilityOutcome.OutOfBounds;
            }

            var isNew = volunteer.WeeklyCapMinutes != minutes;
            volunteer.WeeklyCapMinutes = minutes;

            return isNew ? AvailabilityOutcome.Done : AvailabilityOutcome.Unchanged;
        }, ct);
    }

    private Task<AvailabilityOutcome> ChangeAsync(Guid volunteerId, string action, Func<Volunteer, AvailabilityOutcome> change, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var volunteer = await db.Volunteers.Include(v => v.Availability).Include(v => v.Blackouts).AsSplitQuery().SingleAsync(v => v.VolunteerId == volunteerId, ct);
        var outcome = change(volunteer);

        if (outcome is AvailabilityOutcome.Done)
        {
            // A place that is taken at this moment must be taken by what is true now.
            volunteer.TouchCommitments();
            audit.Changed(action, AuditSubject.Volunteer, volunteerId);
            await db.SaveChangesAsync(ct);
        }

        return outcome;
    });

    private static List<WeeklyWindow> WindowsOf(Volunteer volunteer) => volunteer.Availability.ConvertAll(w => new WeeklyWindow(w.Day, w.StartsAt, w.EndsAt));

    private static List<DateRange> RangesOf(Volunteer volunteer) => volunteer.Blackouts.ConvertAll(b => new DateRange(b.FirstOn, b.LastOn));

    /// <summary>Rows that say the same stay; the others go and come.</summary>
    private AvailabilityOutcome SetWindows(Volunteer volunteer, IReadOnlyCollection<WeeklyWindow> wanted)
    {
        var gone = volunteer.Availability.RemoveAll(w => !wanted.Contains(new WeeklyWindow(w.Day, w.StartsAt, w.EndsAt)));
        var standing = WindowsOf(volunteer);
        var added = wanted.Distinct().Where(w => !standing.Contains(w)).Select(w => new AvailabilityWindow
        {
            AvailabilityWindowId = Guid.CreateVersion7(),
            VolunteerId = volunteer.VolunteerId,
            Day = w.Day,
            StartsAt = w.StartsAt,
            EndsAt = w.EndsAt,
        }).ToList();
        db.AvailabilityWindows.AddRange(added);

        return gone + added.Count == 0 ? AvailabilityOutcome.Unchanged : AvailabilityOutcome.Done;
    }

    private AvailabilityOutcome SetRanges(Volunteer volunteer, IReadOnlyCollection<DateRange> wanted)
    {
        var gone = volunteer.Blackouts.RemoveAll(b => !wanted.Contains(new DateRange(b.FirstOn, b.LastOn)));
        var standing = RangesOf(volunteer);
        var added = wanted.Where(r => !standing.Contains(r)).Select(r => new BlackoutPeriod
        {
            BlackoutPeriodId = Guid.CreateVersion7(),
            VolunteerId = volunteer.VolunteerId,
            FirstOn = r.FirstOn,
            LastOn = r.LastOn,
        }).ToList();
        db.BlackoutPeriods.AddRange(added);

        return gone + added.Count == 0 ? AvailabilityOutcome.Unchanged : AvailabilityOutcome.Done;
    }

    private static TimeOnly WholeMinute(TimeOnly time) => new(time.Hour, time.Minute);
}

/// <summary>What became of a change; all but <see cref="Done"/> left everything as it was.</summary>
public enum AvailabilityOutcome
{
    Done,

    /// <summary>It was so already.</summary>
    Unchanged,

    /// <summary>The end lies before the start.</summary>
    Reversed,

    /// <summary>All of it is over.</summary>
    Past,

    /// <summary>It begins farther ahead than anybody plans.</summary>
    TooFar,

    /// <summary>Together with what it touches it is longer than the policy allows.</summary>
    TooLong,

    /// <summary>There are as many as one can keep in view.</summary>
    TooMany,

    /// <summary>Below half an hour, or above the policy.</summary>
    OutOfBounds,
}
