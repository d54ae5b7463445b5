using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Privacy;

/// <summary>
/// Sees at the start whether the secret is the one that the database was written with. With another one no FIN could be read, no link
/// would open and each chain of hours would look forged.
/// </summary>
public sealed class SecretCheck(VolunteersDbContext db, PrivacyKeys keys)
{
    private const string Key = "Privacy.SecretCheck";

    /// <summary>Whether it is the one, without writing anything; null where the database was not written to yet.</summary>
    public async Task<bool?> LookAsync(CancellationToken ct)
    {
        var stored = await db.Settings.AsNoTracking().Where(s => s.SettingKey == Key).Select(s => s.Value).SingleOrDefaultAsync(ct);

        return stored is null ? null : stored == Expected();
    }

    /// <exception cref="SetupException">The database was written with another secret.</exception>
    public Task PassAsync(CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var expected = Expected();
        var stored = await db.Settings.AsNoTracking().Where(s => s.SettingKey == Key).Select(s => s.Value).SingleOrDefaultAsync(ct);

        if (stored is null)
        {
            db.Settings.Add(new Setting { SettingKey = Key, Value = expected });
            await db.SaveChangesAsync(ct);
        }
        else if (stored != expected)
        {
            throw new SetupException(
                $"The secret of this installation ({PrivacyKeyStore.SettingName} or privacy.key) is not the one that the database was written with. Put the old one back; see docs/operations.md.");
        }

        return true;
    });

    private string Expected() => Convert.ToHexString(keys.Sign(KeyPurpose.Lookup, "secret-check"));
}
