using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Matching;

/// <summary>Looks again at places that were given or offered: whose check or credential does not hold on each day of the shift.</summary>
public sealed class TrustReader(VolunteersDbContext db, FactsReader factsReader)
{
    /// <summary>Those of the assignments that the rule book would refuse for a check or a credential, by time. A fixed number of queries.</summary>
    public async Task<IReadOnlyList<TrustGap>> GapsAsync(IQueryable<Assignment> assignments, CancellationToken ct)
    {
        var places = await assignments.AsNoTracking().Where(a => a.ShiftRole.Vetting != VettingLevel.None || a.ShiftRole.Credentials.Any())
            .Include(a => a.ShiftRole).Include(a => a.Shift).ThenInclude(s => s.VolunteerTask).ThenInclude(t => t.HelpRequest)
            .OrderBy(a => a.Shift.StartsAtUtc).ThenBy(a => a.AssignmentId).AsSplitQuery().ToListAsync(ct);

        if (places.Count == 0)
        {
            return [];
        }

        var ids = places.Select(a => a.VolunteerId).Distinct().ToList();
        var held = await factsReader.CredentialsAsync(
            db.Volunteers.Where(v => ids.Contains(v.VolunteerId)).Select(v => v.VolunteerId),
            BakuTime.DateOf(places.Min(a => a.Shift.StartsAtUtc)),
            BakuTime.DateOf(places.Max(a => a.Shift.EndsAtUtc)),
            ct);

        return
        [
            .. places.Select(a => new TrustGap(a.AssignmentId, a.ShiftId, a.VolunteerId, RuleBook.CheckTrust([.. held[a.VolunteerId]], PlaceFacts.Of(a.Shift, a.ShiftRole))))
                .Where(g => g.Breaches.Count > 0),
        ];
    }
}

/// <summary>A place whose volunteer may not take it up: what is missing on its days.</summary>
public sealed record TrustGap(Guid AssignmentId, Guid ShiftId, Guid VolunteerId, IReadOnlyList<RuleBreach> Breaches);
