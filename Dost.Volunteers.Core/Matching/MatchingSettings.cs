using System.Globalization;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Matching;

/// <summary>The weights of the score and the spread of plans, as an administrator sets them; they are settings like any other.</summary>
public sealed class MatchingSettings(VolunteersDbContext db, AuditLog audit)
{
    /// <summary>Settings have no ids of their own: this stands for these.</summary>
    private static readonly Guid _auditId = new("6d617463-6869-6e67-0000-000000000000");

    public async Task<MatchingValues> ReadAsync(CancellationToken ct) => MatchingValues.Of(new Policy(await db.Settings.AsNoTracking().ToDictionaryAsync(s => s.SettingKey, s => s.Value, ct)));

    /// <summary>Sets all of them, unless somebody has changed them since they were seen.</summary>
    /// <returns>Whether they were set.</returns>
    public Task<bool> SetAsync(MatchingValues values, string? seen, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        ArgumentNullException.ThrowIfNull(values);
        var wanted = values.Settings;
        var keys = wanted.Keys.ToList();
        var standing = await db.Settings.Where(s => keys.Contains(s.SettingKey)).ToDictionaryAsync(s => s.SettingKey, ct);
        var now = MatchingValues.Of(new Policy(standing.ToDictionary(s => s.Key, s => s.Value.Value)));

        if (now == values)
        {
            // A second press, or nothing to do.
            return true;
        }

        if (now.Seen != seen)
        {
            return false;
        }

        foreach (var (key, value) in wanted)
        {
            if (standing.TryGetValue(key, out var setting))
            {
                setting.Value = value;
            }
            else
            {
                db.Settings.Add(new Setting { SettingKey = key, Value = value });
            }
        }

        audit.Changed("MatchingWeightsChanged", AuditSubject.Setting, _auditId);
        await db.SaveChangesAsync(ct);

        return true;
    });
}

/// <summary>The weights, and what a further shift of one volunteer costs in a plan.</summary>
public sealed record MatchingValues(ScoreWeights Weights, double Spread)
{
    public static MatchingValues Recommended { get; } = new(ScoreWeights.Recommended, 0.05);

    /// <summary>What there is to be seen of them.</summary>
    public string Seen => string.Join(';', Settings.Values);

    internal IReadOnlyDictionary<string, string> Settings => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["Matching.WeightSkills"] = Text(Weights.Skills),
        ["Matching.WeightDistance"] = Text(Weights.Distance),
        ["Matching.WeightIdle"] = Text(Weights.Idle),
        ["Matching.WeightReliability"] = Text(Weights.Reliability),
        ["Matching.WeightThisWeek"] = Text(Weights.ThisWeek),
        ["Matching.WeightContinuity"] = Text(Weights.Continuity),
        ["Matching.WeightPreference"] = Text(Weights.Preference),
        ["Matching.Spread"] = Text(Spread),
    };

    public static MatchingValues Of(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);

        return new MatchingValues(ScoreWeights.Of(policy), policy.MatchingSpread);
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
