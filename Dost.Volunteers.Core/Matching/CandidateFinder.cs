using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Matching;

/// <summary>Ranks who can take a place in a shift, with reasons, and counts who cannot, by rule.</summary>
public sealed class CandidateFinder(VolunteersDbContext db, FactsReader factsReader, PolicyReader policyReader, TimeProvider clock)
{
    /// <summary>
    /// The candidates for a role among the active volunteers of the centre; for remote work those of the whole country. Those who
    /// already have a part in the shift, or an offer of it, are left out.
    /// </summary>
    /// <param name="take">How many of the best to return; all eligible ones are counted.</param>
    public async Task<CandidateList> FindAsync(Guid shiftRoleId, int take, CancellationToken ct)
    {
        var policy = await policyReader.ReadAsync(ct);
        var shift = await db.Shifts.AsNoTracking().Include(s => s.VolunteerTask).ThenInclude(t => t.HelpRequest)
            .Include(s => s.Roles).ThenInclude(r => r.Skills).Include(s => s.Roles).ThenInclude(r => r.Languages)
            .AsSplitQuery().SingleAsync(s => s.Roles.Any(r => r.ShiftRoleId == shiftRoleId), ct);
        var place = PlaceFacts.Of(shift, shift.Roles.Single(r => r.ShiftRoleId == shiftRoleId));

        var volunteers = db.Volunteers
            .Where(v => v.State == VolunteerState.Active && (place.IsRemote || v.CentreId == shift.CentreId))
            .Where(v => !db.Assignments.Any(a => a.ShiftId == shift.ShiftId && a.VolunteerId == v.VolunteerId
                && (a.State == AssignmentState.Offered || a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn
                    || a.State == AssignmentState.Attended || a.State == AssignmentState.NoShow)));
        var facts = await factsReader.ReadAsync(volunteers, shift.StartsAtUtc, ct);
        var judged = facts.Select(f => (Facts: f, Breaches: RuleBook.Check(f, place, RuleLimits.Of(policy)))).ToList();
        var eligible = judged.Where(j => j.Breaches.Count == 0).Select(j => j.Facts).ToDictionary(f => f.VolunteerId);
        var scored = await ScoreAsync(eligible, shift, place, policy, ct);

        return new CandidateList(
            eligible.Count,
            [.. scored.OrderByDescending(c => c.Score.Value).ThenBy(c => c.VolunteerId).Take(take)],
            [.. judged.Where(j => j.Breaches.Count > 0).GroupBy(j => j.Breaches[0]).Select(g => new IneligibleCount(g.Key, g.Count())).OrderByDescending(c => c.People)]);
    }

    private async Task<List<Candidate>> ScoreAsync(Dictionary<Guid, VolunteerFacts> eligible, Shift shift, PlaceFacts place, Policy policy, CancellationToken ct)
    {
        var ids = eligible.Keys.ToList();
        var task = shift.VolunteerTask;
        var people = await db.Volunteers.Where(v => ids.Contains(v.VolunteerId))
            .Select(v => new { v.VolunteerId, v.GivenName, v.FamilyName, v.District.Latitude, v.District.Longitude }).ToListAsync(ct);
        var records = await db.Assignments.Where(a => ids.Contains(a.VolunteerId) && (a.State == AssignmentState.Attended || a.State == AssignmentState.NoShow))
            .GroupBy(a => a.VolunteerId)
            .Select(g => new
            {
                VolunteerId = g.Key,
                Attended = g.Count(a => a.State == AssignmentState.Attended),
                NoShows = g.Count(a => a.State == AssignmentState.NoShow),
                LastServedAtUtc = g.Max(a => a.State == AssignmentState.Attended ? (DateTime?)a.Shift.EndsAtUtc : null),
            })
            .ToDictionaryAsync(r => r.VolunteerId, ct);
        var visits = place.BeneficiaryId is { } beneficiaryId
            ? await db.Assignments.Where(a => ids.Contains(a.VolunteerId) && a.State == AssignmentState.Attended && a.Shift.VolunteerTask.HelpRequest!.BeneficiaryId == beneficiaryId)
                .GroupBy(a => a.VolunteerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct)
            : [];
        var today = clock.TodayInBaku();
        var week = RuleBook.WeekOf(shift.StartsAtUtc);

        return people.ConvertAll(person =>
        {
            var record = records.GetValueOrDefault(person.VolunteerId);
            var facts = eligible[person.VolunteerId];

            return new Candidate(person.VolunteerId, $"{person.GivenName} {person.FamilyName}", Score.Of(
                new ScoreFacts
                {
                    DistanceKm = task.IsRemote ? null : Score.DistanceKm(person.Latitude, person.Longitude, task.Latitude, task.Longitude),
                    DaysSinceService = record?.LastServedAtUtc is { } last ? Math.Max(0, today.DayNumber - BakuTime.DateOf(last).DayNumber) : null,
                    Attended = record?.Attended ?? 0,
                    NoShows = record?.NoShows ?? 0,
                    MinutesThisWeek = facts.Commitments.Where(c => RuleBook.WeekOf(c.StartsAtUtc) == week).Sum(c => (int)(c.EndsAtUtc - c.StartsAtUtc).TotalMinutes),
                    WeeklyCapMinutes = Math.Min(facts.WeeklyCapMinutes ?? int.MaxValue, policy.WeeklyCapMinutes),
                    HasBeneficiary = place.BeneficiaryId is not null,
                    VisitsToBeneficiary = visits.GetValueOrDefault(person.VolunteerId),
                },
                new ScoreWeights()));
        });
    }
}

/// <summary>Who can take a place: how many in all, the best of them, and how many cannot by the first rule that stands against each.</summary>
public sealed record CandidateList(int EligibleCount, IReadOnlyList<Candidate> Best, IReadOnlyList<IneligibleCount> Ineligible);

public sealed record Candidate(Guid VolunteerId, string FullName, CandidateScore Score);

public sealed record IneligibleCount(RuleBreach Breach, int People);
