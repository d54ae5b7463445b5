using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Data;

/// <summary>Runs a change again on fresh data when somebody else changed the same rows meanwhile.</summary>
public static class ConcurrentChange
{
    private const int MaxAttempts = 8;

    /// <summary>
    /// Loads, decides and saves inside <paramref name="attempt"/>; after a collision (of a concurrency token, or of a unique key that
    /// another writer was first to take) everything is forgotten and it is asked again. The last collision is thrown.
    /// </summary>
    public static async Task<T> RetryAsync<T>(VolunteersDbContext db, Func<Task<T>> attempt)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await attempt();
            }
            catch (DbUpdateException) when (tries < MaxAttempts)
            {
                db.ChangeTracker.Clear();
            }
        }
    }
}
