using System.Globalization;

namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>Why a place stays empty, in the plain English of the file.</summary>
internal static class UnfilledWords
{
    public static string Of(UnfilledPlace place) => place.Reason switch
    {
        UnfilledReason.NobodyEligible => Of(place.Obstacle!),
        UnfilledReason.AllServeHere => place.Eligible.All == 1 ? "the only eligible volunteer serves here" : $"all {Number(place.Eligible.All)} eligible volunteers serve here",
        UnfilledReason.ServingElsewhere or UnfilledReason.WeeklyLimit or UnfilledReason.DailyLimit => Others(place.Eligible),
        UnfilledReason.SpreadCostsMore => "with this spread another shift would cost more than the place is worth",
        UnfilledReason.SearchStopped => "the search was stopped before the plan was the best: somebody is free",
    };

    private static string Of(Obstacle obstacle) => obstacle.Kind switch
    {
        ObstacleKind.NoVolunteers => "there are no volunteers",
        ObstacleKind.MissingSkills => $"no eligible volunteer has the {(obstacle.Codes.Count == 1 ? "skill" : "skills")} {List(obstacle.Codes)}",
        ObstacleKind.MissingLanguages => $"no eligible volunteer speaks {List(obstacle.Codes)}",
        ObstacleKind.Vetting => "no eligible volunteer is vetted as the role demands",
        ObstacleKind.TooYoung => "no eligible volunteer is known to be old enough",
        ObstacleKind.NotAvailable => "no eligible volunteer is available then",
        ObstacleKind.Bound => "every volunteer who could come is kept away by what they hold, by their limits or by an exclusion",
        ObstacleKind.NotListed => "no pair of the file names an eligible volunteer for it",
        ObstacleKind.Several => "no volunteer comes near to being eligible: everybody breaks several rules",
    };

    /// <summary>What the others do: one thing, or several with their numbers.</summary>
    private static string Others(EligibleTally tally)
    {
        (int People, string One, string Many)[] parts =
        [
            (tally.ServeElsewhere, "serves elsewhere at that time", "serve elsewhere at that time"),
            (tally.AtWeeklyLimit, "has reached the minutes of the week", "have reached their minutes of the week"),
            (tally.AtDailyLimit, "has reached the shifts of the day", "have reached their shifts of the day"),
        ];
        var there = parts.Where(p => p.People > 0).OrderByDescending(p => p.People).ToList();
        var other = tally.ServeHere > 0 ? "other eligible" : "eligible";

        return there is [var only]
            ? only.People == 1 ? $"the only {other} volunteer {only.One}" : $"all {Number(only.People)} {other} volunteers {only.Many}"
            : $"of the {Number(tally.Others)} {other} volunteers {List([.. there.Select(p => $"{Number(p.People)} {(p.People == 1 ? p.One : p.Many)}")])}";
    }

    private static string List(IReadOnlyList<string> items) =>
        items.Count == 1 ? items[0] : $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
