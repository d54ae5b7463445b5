using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Reference;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts.Series;

/// <summary>
/// The days that series and copied weeks skip, kept by an administrator. What a series makes follows by itself: a day that is freed is filled by the next
/// run. Shifts that stand already on a new holiday stay, and are counted: it is for the coordinators to call them off, with a word to those who come.
/// </summary>
public sealed class HolidayService(VolunteersDbContext db, AuditLog audit, TimeProvider clock)
{
    /// <summary>Years that can be kept ahead and back.</summary>
    public const int MostYears = 5;

    /// <summary>The holidays of a year in order, each with the coming shifts of series that stand on it.</summary>
    public async Task<IReadOnlyList<HolidayRow>> YearAsync(int year, CancellationToken ct)
    {
        var (from, until, now) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), clock.UtcNow());
        var holidays = await db.Holidays.AsNoTracking().Where(h => h.OnDate >= from && h.OnDate <= until).OrderBy(h => h.OnDate).ToListAsync(ct);
        var standing = await db.Shifts.AsNoTracking()
            .Where(s => s.SeriesOn >= from && s.SeriesOn <= until && s.StartsAtUtc > now && (s.State == ShiftState.Draft || s.State == ShiftState.Published))
            .GroupBy(s => s.SeriesOn!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

        return holidays.ConvertAll(h => new HolidayRow(h, standing.GetValueOrDefault(h.OnDate), IsKept(h.OnDate)));
    }

    public async Task<HolidayRow?> FindAsync(DateOnly on, CancellationToken ct) => (await YearAsync(on.Year, ct)).FirstOrDefault(r => r.Holiday.OnDate == on);

    public Task<HolidayOutcome> AddAsync(HolidayWords holiday, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        ArgumentNullException.ThrowIfNull(holiday);

        if (await db.Holidays.AnyAsync(h => h.OnDate == holiday.OnDate, ct))
        {
            return HolidayOutcome.AlreadyThere;
        }

        db.Holidays.Add(New(holiday));
        Note("HolidayAdded", holiday.OnDate);
        await db.SaveChangesAsync(ct);

        return HolidayOutcome.Done;
    });

    /// <summary>Changes a day as it was seen, also to another date: then the one that the law names stays behind, switched off.</summary>
    public Task<HolidayOutcome> ChangeAsync(DateOnly on, string? seen, HolidayWords holiday, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        ArgumentNullException.ThrowIfNull(holiday);
        var standing = await db.Holidays.SingleOrDefaultAsync(h => h.OnDate == on, ct);

        if (standing is null || standing.Seen != seen)
        {
            return standing is null ? HolidayOutcome.Gone : HolidayOutcome.ChangedMeanwhile;
        }

        if (holiday.OnDate == on)
        {
            (standing.Name, standing.IsOfficial, standing.IsDayOff) = (holiday.Name, holiday.IsOfficial, holiday.IsDayOff);
        }
        else if (await db.Holidays.AnyAsync(h => h.OnDate == holiday.OnDate, ct))
        {
            return HolidayOutcome.AlreadyThere;
        }
        else
        {
            TakeAway(standing);
            db.Holidays.Add(New(holiday));
            Note("HolidayMoved", on);
        }

        Note("HolidayChanged", holiday.OnDate);
        await db.SaveChangesAsync(ct);

        return HolidayOutcome.Done;
    });

    /// <summary>Removes a day as it was seen; one that the program brings along is switched off, since it would come back.</summary>
    public Task<HolidayOutcome> RemoveAsync(DateOnly on, string? seen, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var standing = await db.Holidays.SingleOrDefaultAsync(h => h.OnDate == on, ct);

        if (standing is null || standing.Seen != seen)
        {
            return standing is null ? HolidayOutcome.Gone : HolidayOutcome.ChangedMeanwhile;
        }

        TakeAway(standing);
        Note("HolidayRemoved", on);
        await db.SaveChangesAsync(ct);

        return HolidayOutcome.Done;
    });

    private static bool IsKept(DateOnly on) => ReferenceLoader.HolidayDates.Contains(on);

    private void TakeAway(Holiday holiday)
    {
        if (IsKept(holiday.OnDate))
        {
            holiday.IsDayOff = false;
        }
        else
        {
            db.Holidays.Remove(holiday);
        }
    }

    private static Holiday New(HolidayWords holiday) => new() { OnDate = holiday.OnDate, Name = holiday.Name, IsOfficial = holiday.IsOfficial, IsDayOff = holiday.IsDayOff };

    /// <summary>A day has no id of its own: its number stands for one.</summary>
    private void Note(string action, DateOnly on) => audit.Changed(action, AuditSubject.Holiday, new Guid(on.DayNumber, 0, 0, new byte[8]));
}

/// <summary>A holiday as it is to be.</summary>
public sealed record HolidayWords(DateOnly OnDate, LocalName Name, bool IsOfficial, bool IsDayOff);

/// <summary>A holiday, the coming shifts of series that stand on it, and whether the program brings it along.</summary>
public sealed record HolidayRow(Holiday Holiday, int Shifts, bool IsKept);

public enum HolidayOutcome { Done, AlreadyThere, ChangedMeanwhile, Gone }
