using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Policies;

/// <summary>Changes settings, a subject at a time, and writes down what each was before.</summary>
public sealed class SettingsService(VolunteersDbContext db, CurrentUser user, AuditLog audit, TimeProvider clock)
{
    /// <summary>Every setting with its value; one that is missing has what the program brings along.</summary>
    public async Task<SettingValues> ReadAsync(CancellationToken ct)
    {
        var stored = await db.Settings.AsNoTracking().ToDictionaryAsync(s => s.SettingKey, s => s.Value, ct);

        return new SettingValues(SettingCatalogue.All.ToDictionary(d => d.Key, d => stored.GetValueOrDefault(d.Key, d.Default)));
    }

    /// <summary>Sets these of one subject, unless somebody has changed one of that subject since they were seen. They are as <see cref="SettingDefinition.Read"/> gives them.</summary>
    /// <returns>How many were changed; null if nothing was, since somebody else came first.</returns>
    public Task<int?> SetAsync(SettingGroup group, IReadOnlyDictionary<string, string> wanted, string? seen, CancellationToken ct) => ConcurrentChange.RetryAsync<int?>(db, async () =>
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var now = await ReadAsync(ct);
        var changed = SettingCatalogue.Of(group).Where(d => wanted.TryGetValue(d.Key, out var value) && now[d.Key] != value).Select(d => d.Key).ToList();

        if (changed.Count == 0)
        {
            // A second press, or nothing to do.
            return 0;
        }

        if (now.Seen(group) != seen)
        {
            return null;
        }

        var standing = await db.Settings.Where(s => changed.Contains(s.SettingKey)).ToDictionaryAsync(s => s.SettingKey, ct);

        foreach (var key in changed)
        {
            if (standing.TryGetValue(key, out var setting))
            {
                setting.Value = wanted[key];
            }
            else
            {
                db.Settings.Add(new Setting { SettingKey = key, Value = wanted[key] });
            }

            Note(key, now[key], wanted[key]);
        }

        await db.SaveChangesAsync(ct);

        return changed.Count;
    });

    private void Note(string key, string before, string after)
    {
        var change = new SettingChange { SettingChangeId = Guid.CreateVersion7(), SettingKey = key, Before = before, After = after, AtUtc = clock.UtcNow(), UserAccountId = user.AccountId };
        db.SettingChanges.Add(change);
        audit.Changed("SettingChanged", AuditSubject.Setting, change.SettingChangeId);
    }
}

/// <summary>The values of all settings.</summary>
public sealed record SettingValues(IReadOnlyDictionary<string, string> Values)
{
    public string this[string key] => Values[key];

    /// <summary>What there is to be seen of a subject.</summary>
    public string Seen(SettingGroup group) => string.Join(';', SettingCatalogue.Of(group).Select(d => Values[d.Key]));
}
