using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Matching.Open;

/// <summary>The same for many volunteers at once, for a mail to all of them.</summary>
public sealed partial class OpenShiftFinder
{
    /// <summary>What is kept of the open shifts between two calls of one run; a place may be gone when somebody opens the page, which says so.</summary>
    private static readonly TimeSpan _keptFor = TimeSpan.FromMinutes(5);

    private (OpenShiftFilter Filter, DateTime ReadAtUtc, List<IGrouping<Guid, OpenRoleFacts>> Shifts, RoleDemands Demands)? _kept;

    /// <summary>The shifts that each could take and has no part in, in the order of time. A fixed number of queries, however many people and shifts there are.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Guid>>> FindForManyAsync(IReadOnlyCollection<Guid> volunteerIds, OpenShiftFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var (from, until) = (BakuTime.DayOf(filter.FromOn).FromUtc, BakuTime.DayOf(filter.LastOn).UntilUtc);
        var now = clock.UtcNow();

        if (_kept is not { } kept || kept.Filter != filter || now - kept.ReadAtUtc >= _keptFor)
        {
            var matching = Matching(filter, near: null);
            var roles = await ReadAsync(matching.OrderBy(s => s.StartsAtUtc).ThenBy(s => s.ShiftId).Take(Most), ct);
            _kept = kept = (filter, now, [.. roles.Where(r => r.IsFree && filter.Takes(r.StartsAtUtc)).GroupBy(r => r.ShiftId)], await DemandsAsync(matching, ct));
        }

        var limits = RuleLimits.Of(await policyReader.ReadAsync(ct));
        var own = (await db.Assignments.AsNoTracking()
                .Where(a => volunteerIds.Contains(a.VolunteerId) && a.Shift.StartsAtUtc >= from && a.Shift.StartsAtUtc < until)
                .Where(a => a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn || a.State == AssignmentState.Waitlisted || a.State == AssignmentState.Removed
                    || a.State == AssignmentState.NoShow || a.State == AssignmentState.Offered)
                .Select(a => new { a.VolunteerId, a.ShiftId }).ToListAsync(ct))
            .Select(a => (a.VolunteerId, a.ShiftId)).ToHashSet();
        var facts = await factsReader.ReadAsync(db.Volunteers.Where(v => volunteerIds.Contains(v.VolunteerId)), from, until, offersStandAtUtc: null, ct);
        Dictionary<Guid, IReadOnlyList<Guid>> found = [];

        foreach (var volunteer in facts)
        {
            var judge = new Judge(volunteer, kept.Demands, limits);
            found[volunteer.VolunteerId] = [.. kept.Shifts.Where(s => !own.Contains((volunteer.VolunteerId, s.Key)) && judge.Of(s).Takeable.Count > 0).Select(s => s.Key)];
        }

        return found;
    }
}
