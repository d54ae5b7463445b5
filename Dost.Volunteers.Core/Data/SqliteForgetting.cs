using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Data;

/// <summary>What was deleted must be gone from the disk too, not only from the tables.</summary>
internal static class SqliteForgetting
{
    /// <summary>
    /// On SQLite the write-ahead log still holds what was there before: it is brought into the file, where freed space is overwritten
    /// (<see cref="SqlitePragmas"/>), and cut to nothing. SQL Server looks after its log itself; see docs/operations.md.
    /// </summary>
    public static async Task ForgetDeletedAsync(this VolunteersDbContext db, CancellationToken ct)
    {
        if (db is SqliteVolunteersDbContext)
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", ct);
        }
    }
}
