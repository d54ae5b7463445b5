using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dost.Volunteers.Core.Matching.Plans;

/// <summary>What is kept with a plan to be shown, and asked nothing of.</summary>
internal static class PlanJson
{
    private static readonly JsonSerializerOptions _options = new() { Converters = { new JsonStringEnumConverter() } };

    public static string OfParts(IReadOnlyList<ScorePart> parts) => JsonSerializer.Serialize(parts, _options);

    public static IReadOnlyList<ScorePart> Parts(string json) => JsonSerializer.Deserialize<List<ScorePart>>(json, _options) ?? [];

    public static string OfReasons(IReadOnlyList<PlanReason> reasons) => reasons.Count == 0 ? "" : JsonSerializer.Serialize(reasons, _options);

    public static IReadOnlyList<PlanReason> Reasons(string json) => json.Length == 0 ? [] : JsonSerializer.Deserialize<List<PlanReason>>(json, _options) ?? [];

    public static string OfBreaches(IReadOnlyList<RuleBreach> breaches) => breaches.Count == 0 ? "" : JsonSerializer.Serialize(breaches, _options);

    public static IReadOnlyList<RuleBreach> Breaches(string? json) => string.IsNullOrEmpty(json) ? [] : JsonSerializer.Deserialize<List<RuleBreach>>(json, _options) ?? [];
}

/// <summary>A rule that stands against people who would be wanted.</summary>
/// <param name="Breach">The rule.</param>
/// <param name="People">How many it is the first rule against.</param>
/// <param name="Alone">How many it alone keeps out: what would have to change for them to come.</param>
public sealed record PlanReason(RuleBreach Breach, int People, int Alone);
