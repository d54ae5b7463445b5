using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching.Index;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Matching;

/// <summary>
/// Ranks who can take a place in a shift, with reasons, and counts who cannot, by rule. Everybody is judged by the rule book, from facts that
/// are kept in memory and are as new as the call; only of the best few something is read from the database.
/// </summary>
public sealed class CandidateFinder
{
    private readonly VolunteersDbContext _db;
    private readonly PolicyReader _policyReader;
    private readonly TimeProvider _clock;
    private readonly CandidateReader _reader;
    private readonly FactsIndex _index;

    internal CandidateFinder(VolunteersDbContext db, PolicyReader policyReader, CandidateReader reader, FactsIndex index, TimeProvider clock) =>
        (_db, _policyReader, _reader, _index, _clock) = (db, policyReader, reader, index, clock);

    /// <summary>
    /// The candidates for a role among the active volunteers of the centre; for remote work those of the whole country. Those who
    /// already have a part in the shift, or an offer of it, are left out.
    /// </summary>
    /// <param name="shiftRoleId">The role.</param>
    /// <param name="take">How many of the best to return; all eligible ones are counted.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <param name="ofCentres">Other centres to look in, in place of that of the shift.</param>
    public async Task<CandidateList> FindAsync(Guid shiftRoleId, int take, CancellationToken ct, IReadOnlyList<Guid>? ofCentres = null)
    {
        var shift = await _db.ShiftsWithRole(shiftRoleId).AsNoTracking().Include(s => s.VolunteerTask).ThenInclude(t => t.HelpRequest)
            .Include(s => s.Roles.Where(r => r.ShiftRoleId == shiftRoleId)).ThenInclude(r => r.Skills).Include(s => s.Roles.Where(r => r.ShiftRoleId == shiftRoleId)).ThenInclude(r => r.Languages)
            .AsSplitQuery().SingleAsync(ct);
        var question = await AskedAsync(shift, take, ct);
        var centres = ofCentres ?? (question.Place.IsRemote ? await _db.Centres.Select(c => c.CentreId).ToListAsync(ct) : [shift.CentreId]);
        var ranking = _reader.Covers(shift.StartsAtUtc)
            ? await _index.AskAsync(_reader, centres, shelves => CandidateRanking.Of(shelves, question), ct)
            : CandidateRanking.Of(await _reader.ReadOnceAsync(centres, shift.StartsAtUtc, ct), question);
        var best = ranking.Best;
        var names = await NamesAsync([.. best.Select(b => b.VolunteerId)], ct);

        return new CandidateList(
            ranking.Eligible,
            [.. best.Where(b => names.ContainsKey(b.VolunteerId)).Select(b => new Candidate(b.VolunteerId, names[b.VolunteerId], Score.Of(b.Facts, question.Weights)))],
            ranking.Ineligible);
    }

    private async Task<CandidateQuestion> AskedAsync(Shift shift, int take, CancellationToken ct)
    {
        var policy = await _policyReader.ReadAsync(ct);
        var place = PlaceFacts.Of(shift, shift.Roles.Single());
        var task = shift.VolunteerTask;
        var leftOut = await _db.Assignments
            .Where(a => a.ShiftId == shift.ShiftId && (a.State == AssignmentState.Offered || a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn
                || a.State == AssignmentState.Attended || a.State == AssignmentState.NoShow))
            .Select(a => a.VolunteerId).ToListAsync(ct);
        var visits = place.BeneficiaryId is { } beneficiaryId
            ? await _db.Assignments.Where(a => a.State == AssignmentState.Attended && a.Shift.VolunteerTask.HelpRequest!.BeneficiaryId == beneficiaryId)
                .GroupBy(a => a.VolunteerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct)
            : [];
        var districts = task.IsRemote ? null : await _db.Districts.AsNoTracking().Select(d => new { d.DistrictCode, d.Latitude, d.Longitude }).ToListAsync(ct);

        return new CandidateQuestion
        {
            Place = place,
            Time = PlaceTime.Of(place),
            Limits = RuleLimits.Of(policy),
            Weights = ScoreWeights.Of(policy),
            Today = _clock.TodayInBaku(),
            CategoryCode = task.HelpCategoryCode,
            Take = take,
            LeftOut = leftOut.ToHashSet(),
            Visits = visits,
            DistancesKm = districts?.ToDictionary(d => d.DistrictCode, d => Score.DistanceKm(d.Latitude, d.Longitude, task.Latitude, task.Longitude)),
        };
    }

    private Task<Dictionary<Guid, string>> NamesAsync(List<Guid> ids, CancellationToken ct) => _db.Volunteers.Where(v => ids.Contains(v.VolunteerId))
        .Select(v => new { v.VolunteerId, v.GivenName, v.FamilyName }).ToDictionaryAsync(v => v.VolunteerId, v => $"{v.GivenName} {v.FamilyName}", ct);
}

/// <summary>Who can take a place: how many in all, the best of them, and how many cannot by the first rule that stands against each.</summary>
public sealed record CandidateList(int EligibleCount, IReadOnlyList<Candidate> Best, IReadOnlyList<IneligibleCount> Ineligible);

public sealed record Candidate(Guid VolunteerId, string FullName, CandidateScore Score);

public sealed record IneligibleCount(RuleBreach Breach, int People);
