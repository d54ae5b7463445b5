using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Data;

/// <summary>Runs a change again on fresh data when somebody else changed the same rows meanwhile.</summary>
public static class ConcurrentChange
{
    /// <summary>
    /// Far more than two people need. A crowd at one place is let through one by one, so that only what began before, and other sites, can
    /// still come between.
    /// </summary>
    private const int MaxAttempts = 50;

    /// <summary>For each database the turn of whoever has collided.</summary>
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new();

    /// <summary>Whether this change is part of one that has its turn: it must not wait for itself.</summary>
    private static readonly AsyncLocal<bool> _hasTurn = new();

    /// <summary>
    /// Loads, decides and saves inside <paramref name="attempt"/>; after a collision (of a concurrency token, or of a unique key that
    /// another writer was first to take) everything is forgotten and it is asked again, in its turn. The last collision is thrown.
    /// </summary>
    public static async Task<T> RetryAsync<T>(VolunteersDbContext db, Func<Task<T>> attempt)
    {
        ArgumentNullException.ThrowIfNull(db);
        var turn = _turns.GetOrAdd(db.Database.GetConnectionString() ?? "", _ => new SemaphoreSlim(1, 1));

        // While nobody has collided, nobody waits.
        if (_hasTurn.Value || turn.CurrentCount > 0)
        {
            try
            {
                return await attempt();
            }
            catch (DbUpdateException)
            {
                db.ChangeTracker.Clear();
            }
        }

        return _hasTurn.Value ? await InTurnAsync(db, attempt) : await WaitAsync(db, attempt, turn);
    }

    private static async Task<T> WaitAsync<T>(VolunteersDbContext db, Func<Task<T>> attempt, SemaphoreSlim turn)
    {
        await turn.WaitAsync();

        try
        {
            _hasTurn.Value = true;

            return await InTurnAsync(db, attempt);
        }
        finally
        {
            turn.Release();
        }
    }

    private static async Task<T> InTurnAsync<T>(VolunteersDbContext db, Func<Task<T>> attempt)
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
