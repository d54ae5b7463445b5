using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Privacy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Data;

/// <summary>What one should know of a part of the installation: whether it is as it should be, in a line without a secret.</summary>
public sealed record ProbeResult(string What, bool IsGood, string Words);

/// <summary>Looks at the database without changing it.</summary>
public sealed class DatabaseProbe(VolunteersDbContext db, SecretCheck secret, TimeProvider clock)
{
    /// <summary>So much may the clocks of two machines differ.</summary>
    private static readonly TimeSpan _tolerance = TimeSpan.FromMinutes(2);

    public async Task<IReadOnlyList<ProbeResult>> LookAsync(CancellationToken ct)
    {
        if (db.Database.IsSqlite() && new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource is var file && !File.Exists(file))
        {
            return [new ProbeResult("Database", true, "SQLite, not there yet: it is made at the first start")];
        }

        var name = db.Database.IsSqlite() ? "SQLite" : "SQL Server";

        if (!await db.Database.CanConnectAsync(ct))
        {
            return [new ProbeResult("Database", false, $"{name} cannot be reached; look at the connection string, the network and the rights")];
        }

        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();

        return pending.Count > 0
            ? [new ProbeResult("Database", false, $"{name} answers, and lacks {pending.Count} migrations, the first is {pending[0]}")]
            : [new ProbeResult("Database", true, $"{name} answers, and has all migrations"), await ClockAsync(ct), await SecretAsync(ct)];
    }

    /// <summary>On SQL Server the clock of the server; on one machine, that nothing was written in what is still to come.</summary>
    private async Task<ProbeResult> ClockAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var other = db.Database.IsSqlite()
            ? await db.OutboundMessages.MaxAsync(m => (DateTime?)m.CreatedAtUtc, ct) is { } last && last > now ? last : now
            : await db.Database.SqlQueryRaw<DateTime>("SELECT SYSUTCDATETIME() AS [Value]").SingleAsync(ct);
        var difference = (other - now).Duration();

        return difference <= _tolerance
            ? new ProbeResult("Clock", true, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd HH:mm:ss} UTC, in step with the database"))
            : new ProbeResult("Clock", false, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"differs from the database by {difference.TotalMinutes:0} minutes: reminders would go at the wrong hour"));
    }

    private async Task<ProbeResult> SecretAsync(CancellationToken ct) => await secret.LookAsync(ct) switch
    {
        true => new ProbeResult("Secret", true, "the one that the database was written with"),
        null => new ProbeResult("Secret", true, "there; the database was not written to yet"),
        false => new ProbeResult("Secret", false, $"not the one that the database was written with ({PrivacyKeyStore.SettingName} or privacy.key); put the old one back, see docs/operations.md"),
    };
}
