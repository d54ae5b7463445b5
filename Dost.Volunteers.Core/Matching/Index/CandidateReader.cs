using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Matching.Index;

/// <summary>Reads what <see cref="FactsIndex"/> keeps: the same facts as everybody's, and the record of service.</summary>
internal sealed class CandidateReader(VolunteersDbContext db, FactsReader factsReader, TimeProvider clock)
{
    /// <summary>Volunteers in one go, so that no more than these are in memory twice.</summary>
    public const int Slice = 10_000;

    /// <summary>Ids in one statement: below what SQL Server takes as parameters.</summary>
    private const int MostIds = 1000;

    /// <summary>From when on commitments are kept: enough for any shift that has not begun.</summary>
    private static readonly TimeSpan _back = TimeSpan.FromDays(9);

    private static readonly TimeSpan _ahead = TimeSpan.FromDays(3660);

    private (DateTime FromUtc, DateTime ToUtc) Kept => (clock.UtcNow() - _back - FactsReader.Horizon, clock.UtcNow() + _ahead);

    public async Task<long> LastSequenceAsync(CancellationToken ct) => await db.FactsChanges.MaxAsync(c => (long?)c.Sequence, ct) ?? 0;

    public Task<List<FactsChange>> ChangesAfterAsync(long sequence, CancellationToken ct) =>
        db.FactsChanges.AsNoTracking().Where(c => c.Sequence > sequence).OrderBy(c => c.Sequence).Take(FactsChange.MostToCatchUp + 1).ToListAsync(ct);

    /// <summary>The volunteers whom the changes are about.</summary>
    public async Task<HashSet<Guid>> SubjectsAsync(IEnumerable<FactsChange> changes, CancellationToken ct)
    {
        var bySubject = changes.ToLookup(c => c.Subject, c => c.SubjectId);
        var ids = bySubject[FactsSubject.Volunteer].ToHashSet();

        foreach (var shifts in bySubject[FactsSubject.Shift].Distinct().Chunk(MostIds))
        {
            ids.UnionWith(await db.Assignments.Where(a => shifts.Contains(a.ShiftId)).Select(a => a.VolunteerId).Distinct().ToListAsync(ct));
        }

        foreach (var tasks in bySubject[FactsSubject.VolunteerTask].Distinct().Chunk(MostIds))
        {
            ids.UnionWith(await db.Assignments.Where(a => tasks.Contains(a.Shift.VolunteerTaskId)).Select(a => a.VolunteerId).Distinct().ToListAsync(ct));
        }

        return ids;
    }

    /// <summary>Those of the volunteers who are active, with the centre that keeps them.</summary>
    public async Task<IReadOnlyList<(Guid CentreId, CandidateRow Row)>> ReadAsync(IEnumerable<Guid> volunteerIds, Pools pools, CancellationToken ct)
    {
        List<(Guid, CandidateRow)> rows = [];

        foreach (var ids in volunteerIds.Chunk(MostIds))
        {
            rows.AddRange(await ReadAsync(db.Volunteers.Where(v => ids.Contains(v.VolunteerId) && v.State == VolunteerState.Active), Kept, pools, ct));
        }

        return rows;
    }

    /// <summary>All active volunteers of a centre.</summary>
    public Task<FactsShelf> ReadCentreAsync(Guid centreId, Pools pools, CancellationToken ct) =>
        ReadCentreAsync(centreId, Kept, pools, ct);

    /// <summary>The active volunteers of some centres around an instant that lies too far back to be kept.</summary>
    public async Task<IReadOnlyList<FactsShelf>> ReadOnceAsync(IEnumerable<Guid> centreIds, DateTime aroundUtc, CancellationToken ct)
    {
        List<FactsShelf> shelves = [];

        foreach (var centreId in centreIds)
        {
            shelves.Add(await ReadCentreAsync(centreId, (aroundUtc - FactsReader.Horizon, aroundUtc + FactsReader.Horizon), new Pools(), ct));
        }

        return shelves;
    }

    private async Task<FactsShelf> ReadCentreAsync(Guid centreId, (DateTime FromUtc, DateTime ToUtc) between, Pools pools, CancellationToken ct)
    {
        var active = db.Volunteers.Where(v => v.CentreId == centreId && v.State == VolunteerState.Active);
        var ids = await active.OrderBy(v => v.VolunteerId).Select(v => v.VolunteerId).ToListAsync(ct);
        var shelf = new FactsShelf(ids.Count);

        for (var i = 0; i < ids.Count; i += Slice)
        {
            var (first, last) = (ids[i], ids[Math.Min(i + Slice, ids.Count) - 1]);

            foreach (var (_, row) in await ReadAsync(active.Where(v => v.VolunteerId.CompareTo(first) >= 0 && v.VolunteerId.CompareTo(last) <= 0), between, pools, ct))
            {
                shelf.Put(row);
            }
        }

        return shelf;
    }

    private async Task<IReadOnlyList<(Guid CentreId, CandidateRow Row)>> ReadAsync(
        IQueryable<Volunteer> volunteers, (DateTime FromUtc, DateTime ToUtc) between, Pools pools, CancellationToken ct)
    {
        var facts = await factsReader.ReadBetweenAsync(volunteers, between.FromUtc, between.ToUtc, ct);
        var ids = volunteers.Select(v => v.VolunteerId);
        var places = await volunteers.AsNoTracking().Select(v => new { v.VolunteerId, v.CentreId, v.DistrictCode }).ToDictionaryAsync(v => v.VolunteerId, ct);
        var kinds = (await db.LikedKinds.AsNoTracking().Where(k => ids.Contains(k.VolunteerId)).ToListAsync(ct)).ToLookup(k => k.VolunteerId, k => k.HelpCategoryCode);
        var records = await db.Assignments.Where(a => ids.Contains(a.VolunteerId) && (a.State == AssignmentState.Attended || a.State == AssignmentState.NoShow))
            .GroupBy(a => a.VolunteerId)
            .Select(g => new
            {
                VolunteerId = g.Key,
                Attended = g.Count(a => a.State == AssignmentState.Attended),
                NoShows = g.Count(a => a.State == AssignmentState.NoShow),
                LastAtUtc = g.Max(a => a.State == AssignmentState.Attended ? (DateTime?)a.Shift.EndsAtUtc : null),
            })
            .ToDictionaryAsync(r => r.VolunteerId, r => new ServiceRecord(r.Attended, r.NoShows, r.LastAtUtc is { } last ? BakuTime.DateOf(last) : null), ct);

        // Who was changed between two of the statements is noted, and read again.
        return
        [
            .. facts.Where(f => places.ContainsKey(f.VolunteerId))
                .Select(f => (places[f.VolunteerId].CentreId, pools.RowOf(f, places[f.VolunteerId].DistrictCode, [.. kinds[f.VolunteerId]], records.GetValueOrDefault(f.VolunteerId)))),
        ];
    }

    /// <summary>Whether what is kept holds all commitments around the instant.</summary>
    public bool Covers(DateTime startsAtUtc) => startsAtUtc > clock.UtcNow() - _back && startsAtUtc < clock.UtcNow() + _ahead - FactsReader.Horizon;
}
