using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching.Planning;
using Dost.Volunteers.Core.Matching.Planning.Files;

namespace Dost.Volunteers.Jobs.Matching;

/// <summary>A plan in a sentence, and what would fill the places that it leaves empty.</summary>
internal static class PlanSummary
{
    private const int MostNeeds = 5;

    public static IEnumerable<string> Of(PlanFile file, Plan plan, IReadOnlyList<UnfilledPlace> unfilled)
    {
        yield return string.Create(CultureInfo.InvariantCulture,
            $"{plan.PlacesFilled} of {file.Problem.PlacesWanted} places filled, no plan fills more than {plan.PlacesUpperBound}; value {plan.Value:R}, {(plan.IsProven ? "proven best" : $"at most {plan.Gap:P3} below the best")}; {plan.Elapsed.TotalSeconds:0.00} s.");

        var needs = file.NeedsOf(unfilled);

        if (needs.Count > 0)
        {
            yield return "What would fill most of the empty places:";
        }

        foreach (var need in needs.Take(MostNeeds))
        {
            yield return $"  {Words(need)}";
        }
    }

    private static string Words(PlanNeed need)
    {
        string[] demands =
        [
            .. need.Demand.Skills.Count > 0 ? [$"skills {string.Join(", ", need.Demand.Skills)}"] : (string[])[],
            .. need.Demand.Languages.Count > 0 ? [$"languages {string.Join(", ", need.Demand.Languages)}"] : (string[])[],
            .. need.Demand.Vetting > 0 ? [string.Create(CultureInfo.InvariantCulture, $"vetting {need.Demand.Vetting}")] : (string[])[],
            .. need.Demand.MinAge is { } age ? [string.Create(CultureInfo.InvariantCulture, $"age {age}")] : (string[])[],
        ];

        return string.Create(CultureInfo.InvariantCulture,
            $"{need.People} more, {Clock(need.When.From):ddd yyyy-MM-dd HH:mm}-{Clock(need.When.To):HH:mm}{(demands.Length > 0 ? $" ({string.Join("; ", demands)})" : "")}");
    }

    private static DateTime Clock(long minute) => BakuTime.FromUtc(new DateTime(minute * TimeSpan.TicksPerMinute, DateTimeKind.Utc));
}
