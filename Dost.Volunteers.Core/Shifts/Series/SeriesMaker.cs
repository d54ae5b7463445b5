using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Reference;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts.Series;

/// <summary>Makes the shifts of series as their time comes near. However often and by whomever it is asked, each place in a pattern gets one shift.</summary>
public sealed class SeriesMaker(VolunteersDbContext db, ShiftService shifts, PolicyReader policyReader, TimeProvider clock)
{
    /// <summary>What would be made of a pattern now, and which of its days are holidays.</summary>
    public async Task<SeriesPreview> PreviewAsync(WeeklyPattern pattern, DateOnly fromOn, DateOnly? untilOn, CancellationToken ct)
    {
        var until = await LastToMakeAsync(untilOn, ct);
        var holidays = (await HolidaysAsync(fromOn, until, ct)).Where(h => pattern.Days.Contains(h.OnDate.DayOfWeek)).ToList();
        var slots = Coming(pattern, fromOn, until, holidays);

        return new SeriesPreview(slots, holidays, until);
    }

    /// <summary>Makes the shifts of a series that are missing; how many.</summary>
    public Task<int> MakeAsync(Guid seriesId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var series = await db.ShiftSeries.Include(s => s.VolunteerTask).SingleAsync(s => s.ShiftSeriesId == seriesId, ct);
        var until = await LastToMakeAsync(series.UntilOn, ct);
        var holidays = await HolidaysAsync(series.FromOn, until, ct);

        // Also those that were called off or moved: their place in the pattern is taken.
        var made = (await db.Shifts.Where(s => s.ShiftSeriesId == seriesId && s.SeriesOn >= series.FromOn).Select(s => new { s.SeriesOn, s.SeriesStartsAt }).ToListAsync(ct))
            .Select(s => (s.SeriesOn!.Value, s.SeriesStartsAt!.Value)).ToHashSet();
        var missing = Coming(series.Pattern, series.FromOn, until, holidays).Where(slot => !made.Contains((slot.On, slot.Block.StartsAt))).ToList();
        var roles = series.Roles.Select(NewRole.Of).ToList();

        foreach (var slot in missing)
        {
            var time = TimeOf(slot);
            shifts.Add(series.VolunteerTask, new NewShift(time.StartsAtUtc, time.EndsAtUtc, series.MeetingPoint, roles), series.PublishesItself).BelongTo(seriesId, slot.On, slot.Block.StartsAt);
        }

        await db.SaveChangesAsync(ct);

        return missing.Count;
    });

    /// <summary>
    /// Brings the coming shifts of a series to the hours of its pattern, one by one by the rules of a move. Where somebody is elsewhere at
    /// that time, the shift stays as it is, and their names come back.
    /// </summary>
    public async Task<SettleResult> SettleAsync(Guid seriesId, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var series = await db.ShiftSeries.AsNoTracking().SingleAsync(s => s.ShiftSeriesId == seriesId, ct);
        var blocks = series.Pattern.Blocks.ToDictionary(b => b.StartsAt);
        var coming = await db.Shifts.AsNoTracking()
            .Where(s => s.ShiftSeriesId == seriesId && s.StartsAtUtc > now && !s.IsChangedByHand && (s.State == ShiftState.Draft || s.State == ShiftState.Published))
            .OrderBy(s => s.StartsAtUtc).Select(s => new { s.ShiftId, s.StartsAtUtc, s.EndsAtUtc, s.MeetingPoint, On = s.SeriesOn!.Value, StartsAt = s.SeriesStartsAt!.Value }).ToListAsync(ct);
        var moved = 0;
        List<KeptShift> kept = [];

        foreach (var shift in coming)
        {
            var time = TimeOf(new SeriesSlot(shift.On, blocks[shift.StartsAt])) with { MeetingPoint = series.MeetingPoint };

            if (time == new NewTime(shift.StartsAtUtc, shift.EndsAtUtc, shift.MeetingPoint))
            {
                continue;
            }

            var result = await shifts.MoveWithSeriesAsync(shift.ShiftId, time, ct);
            moved += result.Outcome is MoveOutcome.Moved ? 1 : 0;

            if (result.Outcome is not MoveOutcome.Moved)
            {
                kept.Add(new KeptShift(shift.StartsAtUtc, result.ClashingNames));
                await KeepAsync(shift.ShiftId, ct);
            }
        }

        return new SettleResult(moved, kept);
    }

    /// <summary>What the job does: all series that are running, made as far as the window reaches; how many shifts were made.</summary>
    public async Task<int> MakeDueAsync(CancellationToken ct)
    {
        var today = clock.TodayInBaku();
        var running = await db.ShiftSeries.AsNoTracking().Where(s => s.UntilOn == null || s.UntilOn >= today).OrderBy(s => s.ShiftSeriesId).Select(s => s.ShiftSeriesId).ToListAsync(ct);
        var made = 0;

        foreach (var seriesId in running)
        {
            await SettleAsync(seriesId, ct);
            made += await MakeAsync(seriesId, ct);
            db.ChangeTracker.Clear();
        }

        return made;
    }

    internal static NewTime TimeOf(SeriesSlot slot) => new(BakuTime.ToUtc(slot.On, slot.Block.StartsAt), BakuTime.ToUtc(slot.On, slot.Block.EndsAt), "");

    private Task<bool> KeepAsync(Guid shiftId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        (await db.Shifts.SingleAsync(s => s.ShiftId == shiftId, ct)).KeepFromSeries();
        await db.SaveChangesAsync(ct);

        return true;
    });

    private List<SeriesSlot> Coming(WeeklyPattern pattern, DateOnly fromOn, DateOnly until, IEnumerable<Holiday> holidays)
    {
        var now = clock.UtcNow();
        var today = clock.TodayInBaku();

        return [.. pattern.Slots(fromOn < today ? today : fromOn, until, holidays.Select(h => h.OnDate).ToHashSet()).Where(slot => TimeOf(slot).StartsAtUtc > now)];
    }

    private async Task<DateOnly> LastToMakeAsync(DateOnly? untilOn, CancellationToken ct)
    {
        var weeks = Math.Clamp((await policyReader.ReadAsync(ct)).SeriesWeeksAhead, 1, ShiftSeries.MostWeeksAhead);
        var window = clock.TodayInBaku().AddDays(7 * weeks);

        return untilOn is { } until && until < window ? until : window;
    }

    private Task<List<Holiday>> HolidaysAsync(DateOnly from, DateOnly until, CancellationToken ct) =>
        db.Holidays.AsNoTracking().Where(h => h.IsDayOff && h.OnDate >= from && h.OnDate <= until).OrderBy(h => h.OnDate).ToListAsync(ct);
}

/// <summary>What would be made, which holidays are skipped, and up to which day it is made now.</summary>
public sealed record SeriesPreview(IReadOnlyList<SeriesSlot> Slots, IReadOnlyList<Holiday> Holidays, DateOnly MadeUntil);

/// <summary>How many were moved, and those that stayed.</summary>
public sealed record SettleResult(int Moved, IReadOnlyList<KeptShift> Kept);

/// <summary>A shift that stays at its time, and who is elsewhere at the other.</summary>
public sealed record KeptShift(DateTime StartsAtUtc, IReadOnlyList<string> Names);
