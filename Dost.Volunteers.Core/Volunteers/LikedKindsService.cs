using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers;

/// <summary>The kinds of work that volunteers like to be asked for first; they say so themselves.</summary>
public sealed class LikedKindsService(VolunteersDbContext db, AuditLog audit)
{
    /// <summary>Sets them; codes that are on no list are passed over.</summary>
    /// <returns>Whether there is such a volunteer.</returns>
    public Task<bool> SetAsync(Guid volunteerId, IReadOnlyCollection<string> codes, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var volunteer = await db.Volunteers.Include(v => v.LikedKinds).SingleOrDefaultAsync(v => v.VolunteerId == volunteerId, ct);

        if (volunteer is null)
        {
            return false;
        }

        var wanted = await db.HelpCategories.Where(c => codes.Contains(c.HelpCategoryCode)).Select(c => c.HelpCategoryCode).ToListAsync(ct);
        var standing = volunteer.LikedKinds.ConvertAll(k => k.HelpCategoryCode);
        volunteer.LikedKinds.RemoveAll(k => !wanted.Contains(k.HelpCategoryCode));
        volunteer.LikedKinds.AddRange(wanted.Except(standing).Select(c => new LikedKind { VolunteerId = volunteerId, HelpCategoryCode = c }));
        audit.Changed("LikedKindsChanged", AuditSubject.Volunteer, volunteerId);
        await db.SaveChangesAsync(ct);

        return true;
    });
}
