using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Data;

/// <summary>
/// Makes what the list of volunteers derives where it is missing: after an upgrade for everybody who was there before, and whenever
/// somebody wrote to the database past the program.
/// </summary>
public sealed class RosterRepair(VolunteersDbContext db)
{
    private const int Batch = 500;

    /// <summary>Makes the terms of volunteers who have none; how many had none. Two sites that start at once do no harm to each other.</summary>
    public async Task<int> AddMissingTermsAsync(CancellationToken ct)
    {
        var missing = await db.Volunteers.Where(v => !db.VolunteerSearchTerms.Any(t => t.VolunteerId == v.VolunteerId)).Select(v => v.VolunteerId).ToListAsync(ct);

        foreach (var ids in missing.Chunk(Batch))
        {
            foreach (var volunteer in await db.Volunteers.Include(v => v.SearchTerms).Where(v => ids.Contains(v.VolunteerId)).ToListAsync(ct))
            {
                DerivedOfVolunteers.Bring(db, volunteer, SearchTerms.Of(volunteer));
            }

            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException)
            {
                // Another site was faster with some of them; what is left is seen at the next start.
            }

            db.ChangeTracker.Clear();
        }

        return missing.Count;
    }

    /// <summary>Counts the hours of those anew whose sum is not what their approved entries say; how many it was.</summary>
    public Task<int> CountHoursAsync(CancellationToken ct) => db.Volunteers
        .Where(v => v.ServedMinutes != db.HoursEntries.Where(h => h.VolunteerId == v.VolunteerId && h.State == HoursState.Approved).Sum(h => h.Minutes))
        .ExecuteUpdateAsync(set => set.SetProperty(
            v => v.ServedMinutes, v => db.HoursEntries.Where(h => h.VolunteerId == v.VolunteerId && h.State == HoursState.Approved).Sum(h => h.Minutes)), ct);
}
