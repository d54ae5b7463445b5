using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Matching;

/// <summary>
/// Looks at the coming places of a volunteer by what they say of their time now: which of them they could not take today. The places stay;
/// it is for the volunteer to keep or to give back.
/// </summary>
public sealed class AvailabilityConflictReader(VolunteersDbContext db, PolicyReader policyReader, TimeProvider clock)
{
    public async Task<IReadOnlyList<AvailabilityConflict>> ReadAsync(Guid volunteerId, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var monday = BakuTime.ToUtc(RuleBook.WeekOf(now), TimeOnly.MinValue);
        var places = await db.Assignments.AsNoTracking()
            .Where(a => a.VolunteerId == volunteerId && a.Shift.EndsAtUtc > monday && a.Shift.State != ShiftState.Cancelled)
            .Where(a => a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn || a.State == AssignmentState.Attended)
            .OrderBy(a => a.Shift.StartsAtUtc).ThenBy(a => a.AssignmentId)
            .Select(a => new { a.AssignmentId, a.State, a.Shift.StartsAtUtc, a.Shift.EndsAtUtc, a.Shift.VolunteerTask.Title, Category = a.Shift.VolunteerTask.HelpCategory.Name })
            .ToListAsync(ct);

        if (places.Count == 0)
        {
            return [];
        }

        var windows = await db.AvailabilityWindows.AsNoTracking().Where(w => w.VolunteerId == volunteerId).Select(w => new WeeklyWindow(w.Day, w.StartsAt, w.EndsAt)).ToListAsync(ct);
        var away = await db.BlackoutPeriods.AsNoTracking().Where(b => b.VolunteerId == volunteerId).Select(b => new DateRange(b.FirstOn, b.LastOn)).ToListAsync(ct);
        var ownCap = await db.Volunteers.Where(v => v.VolunteerId == volunteerId).Select(v => v.WeeklyCapMinutes).SingleAsync(ct);
        var cap = Math.Min(ownCap ?? int.MaxValue, (await policyReader.ReadAsync(ct)).WeeklyCapMinutes);
        var fullWeeks = places.GroupBy(p => RuleBook.WeekOf(p.StartsAtUtc)).Where(w => w.Sum(p => (p.EndsAtUtc - p.StartsAtUtc).TotalMinutes) > cap).Select(w => w.Key).ToHashSet();

        return
        [
            .. from place in places
               where place.State is AssignmentState.Confirmed && place.StartsAtUtc > now
               let rules = RuleBook.CheckAvailability(windows, away, place.StartsAtUtc, place.EndsAtUtc).Select(b => b.Rule)
                   .Concat(fullWeeks.Contains(RuleBook.WeekOf(place.StartsAtUtc)) ? [Rule.WeeklyCap] : []).ToList()
               where rules.Count > 0
               select new AvailabilityConflict(place.AssignmentId, place.Title, place.Category, place.StartsAtUtc, place.EndsAtUtc, rules),
        ];
    }
}

/// <summary>A coming place at a time at which the volunteer says they cannot serve, or in a week that is fuller than they want.</summary>
public sealed record AvailabilityConflict(Guid AssignmentId, string? Title, LocalName Category, DateTime StartsAtUtc, DateTime EndsAtUtc, IReadOnlyList<Rule> Rules);
