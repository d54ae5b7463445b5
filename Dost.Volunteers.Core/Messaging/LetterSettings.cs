using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>Which letters text messages in Azerbaijani are sent in: for everybody, and where a centre chose otherwise.</summary>
public sealed class LetterSettings(VolunteersDbContext db, AuditLog audit)
{
    private const string Key = "Messaging.Transliterate";

    /// <summary>Settings have no ids of their own: this stands for this one.</summary>
    private static readonly Guid _auditId = new("6c657474-6572-7300-0000-000000000000");

    public async Task<Letters> ReadAsync(CancellationToken ct) => new(
        new Policy(await db.Settings.AsNoTracking().Where(s => s.SettingKey == Key).ToDictionaryAsync(s => s.SettingKey, s => s.Value, ct)).Transliterate,
        await db.Centres.AsNoTracking().Where(c => c.IsActive).OrderBy(c => c.Code).Select(c => new CentreLetters(c.CentreId, c.Name, c.PlainLetters)).ToListAsync(ct));

    /// <summary>Sets them all, unless somebody has changed them since they were seen.</summary>
    /// <returns>Whether they stand now as they were wanted.</returns>
    public Task<bool> SetAsync(bool inPlainLetters, IReadOnlyDictionary<Guid, bool?> centres, string? seen, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        ArgumentNullException.ThrowIfNull(centres);
        var now = await ReadAsync(ct);
        var wanted = now with { InPlainLetters = inPlainLetters, Centres = [.. now.Centres.Select(c => c with { PlainLetters = centres.GetValueOrDefault(c.CentreId) })] };

        if (wanted.Seen == now.Seen)
        {
            return true;
        }

        if (now.Seen != seen)
        {
            return false;
        }

        await SetPolicyAsync(inPlainLetters, ct);
        var changed = wanted.Centres.Except(now.Centres).ToDictionary(c => c.CentreId, c => c.PlainLetters);

        var ids = changed.Keys.ToList();

        foreach (var centre in await db.Centres.Where(c => ids.Contains(c.CentreId)).ToListAsync(ct))
        {
            centre.PlainLetters = changed[centre.CentreId];
        }

        audit.Changed("SmsLettersChanged", AuditSubject.Setting, _auditId);
        await db.SaveChangesAsync(ct);

        return true;
    });

    private async Task SetPolicyAsync(bool inPlainLetters, CancellationToken ct)
    {
        var value = inPlainLetters ? "true" : "false";

        if (await db.Settings.SingleOrDefaultAsync(s => s.SettingKey == Key, ct) is { } setting)
        {
            setting.Value = value;
        }
        else
        {
            db.Settings.Add(new Setting { SettingKey = Key, Value = value });
        }
    }
}

/// <summary>What holds for all, and the choice of each centre.</summary>
public sealed record Letters(bool InPlainLetters, IReadOnlyList<CentreLetters> Centres)
{
    /// <summary>What there is to be seen of them.</summary>
    public string Seen => $"{InPlainLetters};{string.Join(';', Centres.Select(c => $"{c.CentreId:N}={c.PlainLetters}"))}";
}

/// <summary>A centre's choice; null as for all.</summary>
public sealed record CentreLetters(Guid CentreId, LocalName Name, bool? PlainLetters);
