using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Matching.Open;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>What the mail of the week says, as of the moment in which it goes. It stands where there is something to say.</summary>
public sealed partial class OccasionReader
{
    private const int DigestDays = 14;
    private const int DeskDays = 7;
    private const int MostLines = 5;

    private async Task<Dictionary<Guid, Occasion>> DigestsAsync(List<Guid> volunteerIds, DateTime now, CancellationToken ct)
    {
        var today = BakuTime.DateOf(now);
        var until = BakuTime.DayOf(today.AddDays(DigestDays)).UntilUtc;
        var people = await db.Volunteers.AsNoTracking().Where(v => volunteerIds.Contains(v.VolunteerId) && v.State == VolunteerState.Active).Select(v => new { v.VolunteerId, v.ServedMinutes }).ToListAsync(ct);
        var own = (await Assignments().Where(a => volunteerIds.Contains(a.VolunteerId) && a.State == AssignmentState.Confirmed && a.Shift.State == ShiftState.Published && a.Shift.StartsAtUtc > now && a.Shift.StartsAtUtc < until)
            .OrderBy(a => a.Shift.StartsAtUtc).ToListAsync(ct)).ToLookup(a => a.VolunteerId, a => a.Shift);
        var open = await openShifts.FindForManyAsync([.. people.Select(p => p.VolunteerId)], new OpenShiftFilter { FromOn = today, UntilOn = today.AddDays(DigestDays), OnlyFree = true }, ct);
        var shown = open.Values.SelectMany(o => o.Take(MostLines)).Distinct().ToList();
        var shifts = await db.Shifts.AsNoTracking().Where(s => shown.Contains(s.ShiftId)).Include(s => s.Centre).Include(s => s.VolunteerTask).ThenInclude(t => t.HelpCategory)
            .Include(s => s.VolunteerTask).ThenInclude(t => t.District).ToDictionaryAsync(s => s.ShiftId, ct);

        return people.ToDictionary(p => p.VolunteerId, p =>
        {
            var (fitting, mine) = (open.GetValueOrDefault(p.VolunteerId, []), own[p.VolunteerId].ToList());

            return new Occasion(
                fitting.Count > 0 || mine.Count > 0,
                culture => new Dictionary<string, string>
                {
                    ["open"] = fitting.Count.ToString(CultureInfo.InvariantCulture),
                    ["own"] = Lines(mine, now, culture),
                    ["shifts"] = Lines(fitting.Take(MostLines).Where(shifts.ContainsKey).Select(id => shifts[id]), now, culture),
                    ["hours"] = SpokenTime.Duration(p.ServedMinutes, culture),
                },
                new OccasionLink(null, p.VolunteerId, now, "/shifts"));
        });
    }

    /// <summary>What waits in the centres of coordinators.</summary>
    private async Task<Dictionary<Guid, Occasion>> DeskDigestsAsync(List<Guid> accountIds, DateTime now, CancellationToken ct)
    {
        var until = now.AddDays(DeskDays);
        var centres = (await db.CoordinatorCentres.AsNoTracking().Where(c => accountIds.Contains(c.UserAccountId)).Select(c => new { c.UserAccountId, c.CentreId }).ToListAsync(ct)).ToLookup(c => c.UserAccountId, c => c.CentreId);
        var applicants = await db.Volunteers.Where(v => v.State == VolunteerState.Applied && v.PhoneConfirmedAtUtc != null && v.ErasedAtUtc == null).GroupBy(v => v.CentreId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var requests = await db.HelpRequests.Where(r => r.State == HelpRequestState.New).GroupBy(r => r.CentreId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var hours = await db.HoursEntries.Where(h => h.State == HoursState.Submitted).GroupBy(h => h.CentreId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var credentials = await db.Credentials.Where(c => c.State == CredentialState.Submitted).GroupBy(c => c.Volunteer.CentreId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var places = await db.Shifts.Where(s => s.State == ShiftState.Published && s.StartsAtUtc > now && s.StartsAtUtc < until).SelectMany(s => s.Roles, (s, r) => new { s.CentreId, Free = r.Capacity - r.PlacesTaken })
            .GroupBy(r => r.CentreId).Select(g => new { g.Key, Count = g.Sum(r => r.Free) }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

        return accountIds.Where(id => centres[id].Any()).ToDictionary(id => id, id =>
        {
            int Of(Dictionary<Guid, int> counts) => centres[id].Sum(c => counts.GetValueOrDefault(c));
            var (a, r, h, c, p) = (Of(applicants), Of(requests), Of(hours), Of(credentials), Of(places));

            return new Occasion(
                a + r + h + c + p > 0,
                _ => new Dictionary<string, string>
                {
                    ["count"] = Figure(a + r + h + c),
                    ["applicants"] = Figure(a),
                    ["requests"] = Figure(r),
                    ["hoursEntries"] = Figure(h),
                    ["credentials"] = Figure(c),
                    ["places"] = Figure(p),
                },
                new OccasionLink(null, id, now, "/desk"));
        });
    }

    private static string Figure(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Lines(IEnumerable<Shift> shifts, DateTime now, CultureInfo culture)
    {
        var lines = shifts.Select(s => $"• {s.VolunteerTask.NameIn(culture)}, {SpokenTime.Range(s.StartsAtUtc, s.EndsAtUtc, now, culture)}, {PublicPlace.NameIn(s.VolunteerTask, s.Centre, culture)}").ToList();

        return lines.Count > 0 ? string.Join('\n', lines) : culture.Name switch
        {
            "ru" => "пока нет",
            "en" => "none at present",
            _ => "hələlik yoxdur",
        };
    }
}
