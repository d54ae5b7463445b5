using System.Data.Common;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Privacy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Core.Data;

/// <summary>Brings the database to the version of the program before the first request.</summary>
public sealed class DatabaseStarter(VolunteersDbContext db, ReferenceLoader reference, SecretCheck secret, RosterRepair roster, IOptions<DatabaseOptions> options, TimeProvider clock)
{
    /// <summary>Migrates where that is allowed, and loads the reference data.</summary>
    /// <exception cref="SetupException">The database cannot be opened, SQL Server has pending migrations and may not be migrated from here, or the secret is another one than before.</exception>
    public async Task StartAsync(CancellationToken ct)
    {
        var pending = await PendingAsync(ct);

        if (pending.Count > 0 && db.Database.IsSqlite())
        {
            CopyBeforeMigrating();
        }
        else if (pending.Count > 0 && !options.Value.MigrateOnStart)
        {
            throw new SetupException(
                $"The database lacks {pending.Count} migrations, the first is {pending[0]}. Run db/upgrade.sql, or set Database:MigrateOnStart.");
        }

        if (pending.Count > 0)
        {
            await db.Database.MigrateAsync(ct);
        }

        await reference.LoadOnceAsync(ct);
        await secret.PassAsync(ct);

        // The context keeps these in step from then on, and a job looks after them each night.
        if (pending.Count > 0)
        {
            await roster.AddMissingTermsAsync(ct);
            await roster.CountHoursAsync(ct);
        }
    }

    /// <summary>The first that is asked of the database: whether it is there, is one, and lets us in.</summary>
    private async Task<List<string>> PendingAsync(CancellationToken ct)
    {
        try
        {
            return [.. await db.Database.GetPendingMigrationsAsync(ct)];
        }
        catch (Exception problem) when (problem is DbException or RetryLimitExceededException)
        {
            // What lies under it is the word of the operating system, which may be "Success".
            var said = (problem is DbException ? problem : problem.InnerException ?? problem).Message.ReplaceLineEndings(" ").TrimEnd('.');
            var where = db.Database.IsSqlite() ? "Database:DataFolder, its file" : "Database:ConnectionString, the network";

            throw new SetupException($"The database cannot be opened: {said}. Look at {where} and the rights; see docs/operations.md.");
        }
    }

    /// <summary>A migration that goes wrong must not cost anybody's data: the file is copied first, beside itself.</summary>
    private void CopyBeforeMigrating()
    {
        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;

        if (File.Exists(file))
        {
            var stamp = clock.UtcNow().ToString("yyyyMMdd-HHmmss", System.Globalization.CultureInfo.InvariantCulture);

            // SQLite's own backup also takes what still stands in the write-ahead log.
            using var source = new SqliteConnection($"Data Source={file};Pooling=False");
            using var copy = new SqliteConnection($"Data Source={file}.{stamp}.before-migration;Pooling=False");
            source.Open();
            copy.Open();
            source.BackupDatabase(copy);
        }
        else if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
    }
}
