using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts;

/// <summary>Reads who waits for a place, in the order in which <see cref="Waitlist"/> asks them, for pages that say so.</summary>
public sealed class QueueReader(VolunteersDbContext db, TimeProvider clock)
{
    /// <summary>Free places of a role that are promised to others than the volunteer, who waited longest.</summary>
    public Task<int> PromisedAsync(Guid shiftRoleId, Guid volunteerId, CancellationToken ct) => db.Assignments.Where(Assignment.StandsInLine(clock.UtcNow()))
        .CountAsync(a => a.ShiftRoleId == shiftRoleId && a.VolunteerId != volunteerId && a.State == AssignmentState.Offered, ct);

    /// <summary>The queues of some roles, as one volunteer (or nobody in particular) sees them; a role for which nobody waits is not among them.</summary>
    public async Task<IReadOnlyDictionary<Guid, QueueOfRole>> ReadAsync(IReadOnlyCollection<Guid> shiftRoleIds, Guid? volunteerId, CancellationToken ct)
    {
        if (shiftRoleIds.Count == 0)
        {
            return new Dictionary<Guid, QueueOfRole>();
        }

        var now = clock.UtcNow();
        var standing = await db.Assignments.AsNoTracking()
            .Where(a => shiftRoleIds.Contains(a.ShiftRoleId)).Where(Assignment.StandsInLine(now))
            .Select(a => new { a.ShiftRoleId, a.AssignmentId, a.VolunteerId, a.State, a.WaitlistedAtUtc }).ToListAsync(ct);

        return standing.GroupBy(a => a.ShiftRoleId).ToDictionary(role => role.Key, role =>
        {
            var waiting = role.Where(a => a.State is AssignmentState.Waitlisted).OrderBy(a => a.WaitlistedAtUtc).ThenBy(a => a.AssignmentId).Select(a => a.VolunteerId).ToList();
            var place = volunteerId is { } own ? waiting.IndexOf(own) : -1;

            return new QueueOfRole(waiting.Count, role.Count(a => a.State is AssignmentState.Offered && a.VolunteerId != volunteerId), place < 0 ? null : place + 1);
        });
    }
}

/// <summary>A queue: how many wait, how many free places are promised to those who waited longest, and the number of who asks, from 1.</summary>
public sealed record QueueOfRole(int Waiting, int Promised, int? OwnNumber)
{
    public static QueueOfRole Empty { get; } = new(0, 0, null);

    /// <summary>The number that somebody would have who joins it now.</summary>
    public int NextNumber => Waiting + 1;
}
