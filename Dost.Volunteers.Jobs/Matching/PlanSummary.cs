using System.Globalization;
using Dost.Volunteers.Core.Matching.Planning;
using Dost.Volunteers.Core.Matching.Planning.Files;

namespace Dost.Volunteers.Jobs.Matching;

/// <summary>A plan in a sentence.</summary>
internal static class PlanSummary
{
    public static string Of(PlanFile file, Plan plan) => string.Create(CultureInfo.InvariantCulture,
        $"{plan.PlacesFilled} of {file.Problem.PlacesWanted} places filled, no plan fills more than {plan.PlacesUpperBound}; value {plan.Value:R}, {(plan.IsProven ? "proven best" : $"at most {plan.Gap:P3} below the best")}; {plan.Elapsed.TotalSeconds:0.00} s.");
}
