using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Matching.Weights;

/// <summary>Three candidates who were thought up for a visit, so that one sees whom the weights put first.</summary>
public static class WeightsExample
{
    private const int Cap = 900;

    public static IReadOnlyList<ExampleCandidate> Ranked(ScoreWeights weights, IStringLocalizer<Text> t)
    {
        ArgumentNullException.ThrowIfNull(t);

        return
        [
            .. new ExampleCandidate[]
                {
                    new("Leyla", t["Has visited this person twice, likes such visits, lives 2 km away; served 3 days ago and always came as agreed. Has 3 hours that week."], Score.Of(
                        new ScoreFacts
                        {
                            SkillsToSpare = 1, DistanceKm = 2, DaysSinceService = 3, Attended = 12, NoShows = 0, MinutesThisWeek = 180, WeeklyCapMinutes = Cap,
                            HasBeneficiary = true, VisitsToBeneficiary = 2, LikesIt = true,
                        },
                        weights)),
                    new("Elçin", t["New: has not served yet, lives 9 km away, named nothing that he likes most, and has the week free."], Score.Of(
                        new ScoreFacts
                        {
                            SkillsToSpare = 0, DistanceKm = 9, DaysSinceService = null, Attended = 0, NoShows = 0, MinutesThisWeek = 0, WeeklyCapMinutes = Cap, HasBeneficiary = true, VisitsToBeneficiary = 0,
                        },
                        weights)),
                    new("Rəna", t["Lives in the next street and has not served for 45 days, but once did not come. Is a nurse and a driver, and likes other work more."], Score.Of(
                        new ScoreFacts
                        {
                            SkillsToSpare = 4, DistanceKm = 0.4, DaysSinceService = 45, Attended = 5, NoShows = 1, MinutesThisWeek = 0, WeeklyCapMinutes = Cap,
                            HasBeneficiary = true, VisitsToBeneficiary = 0, LikesIt = false,
                        },
                        weights)),
                }
                .OrderByDescending(c => c.Score.Value).ThenBy(c => c.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>What a part is called, on this page.</summary>
    public static string NameOf(this IStringLocalizer<Text> t, ScorePartKind kind) => kind switch
    {
        ScorePartKind.Skills => t["Skills kept free"],
        ScorePartKind.Distance => t["Distance"],
        ScorePartKind.Idle or ScorePartKind.NeverServed => t["Waiting for a turn"],
        ScorePartKind.Reliability => t["Reliability"],
        ScorePartKind.ThisWeek => t["Free in that week"],
        ScorePartKind.Continuity => t["The same visitor again"],
        ScorePartKind.Preference => t["Own wish"],
    };
}

/// <summary>Somebody who was thought up, and how well they would fit.</summary>
public sealed record ExampleCandidate(string Name, string Words, CandidateScore Score);
