using System.Text;
using System.Text.Json;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Matching.Planning.Files;

namespace Dost.Volunteers.Tests.Matching.Planning;

/// <summary>The command: what it writes, what it says, and what it refuses.</summary>
public class MatchCommandTests
{
    private const string Morning = """ "from":"2026-12-01T09:00:00+04:00","to":"2026-12-01T12:00:00+04:00" """;

    [Fact]
    public void A_plan_says_who_goes_where_and_what_it_is_worth()
    {
        var plan = MatchRun.PlanOf($$"""
            {"volunteers":[{"id":"v1"},{"id":"v2"}],"shifts":[{"id":"s1",{{Morning}},"priority":2,"roles":[{"id":"helper","count":3}]}],
             "pairs":[{"volunteer":"v1","shift":"s1","role":"helper","score":0.7},{"volunteer":"v2","shift":"s1","role":"helper","score":0.1}]}
            """);

        Assert.Equal(
            ["value", "upperBound", "gap", "proven", "scoreSum", "elapsedMs", "placesWanted", "placesFilled", "placesUpperBound", "assignments", "unfilled"],
            plan.EnumerateObject().Select(p => p.Name));
        Assert.Equal(40.8, plan.GetProperty("value").GetDouble(), 9);
        Assert.Equal(0.8, plan.GetProperty("scoreSum").GetDouble(), 9);
        Assert.Equal(3, plan.GetProperty("placesWanted").GetInt32());
        Assert.Equal(2, plan.GetProperty("placesFilled").GetInt32());
        var first = plan.GetProperty("assignments")[0];
        Assert.Equal(["volunteer", "shift", "role", "score"], first.EnumerateObject().Select(p => p.Name));
        Assert.Equal(0.7, first.GetProperty("score").GetDouble());
        var unfilled = Assert.Single(plan.GetProperty("unfilled").EnumerateArray());
        Assert.Equal(["shift", "role", "missing", "reason"], unfilled.EnumerateObject().Select(p => p.Name));
        Assert.Equal(1, unfilled.GetProperty("missing").GetInt32());
        Assert.Equal("all 2 eligible volunteers serve here", unfilled.GetProperty("reason").GetString());
    }

    [Fact]
    public void Every_part_of_a_score_is_shown_where_the_file_gives_none()
    {
        var plan = MatchRun.PlanOf($$"""
            {"volunteers":[{"id":"v1","skills":["driver","nursing"],"lat":40.4,"lng":49.8,"minutesServed":600,"reliability":0.9}],
             "shifts":[{"id":"s1",{{Morning}},"lat":40.4,"lng":49.8,"roles":[{"id":"a","skills":["driver"]}]}]}
            """);
        var assignment = plan.GetProperty("assignments")[0];
        var parts = assignment.GetProperty("parts").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble());
        var weights = new ScoreWeights();

        Assert.Equal(new Dictionary<string, double> { ["distance"] = 1, ["idle"] = 0.5, ["reliability"] = 0.9, ["skills"] = 2 / 3.0 }, parts);
        Assert.Equal(
            (weights.Distance + (0.5 * weights.Idle) + (0.9 * weights.Reliability) + (2 / 3.0 * weights.Skills)) / (weights.Distance + weights.Idle + weights.Reliability + weights.Skills),
            assignment.GetProperty("score").GetDouble(), 12);
    }

    [Theory]
    [InlineData("""{"id":"v1","skills":["nursing"]}""", """{"id":"a","skills":["driver"]}""", "no eligible volunteer has the skill driver")]
    [InlineData("""{"id":"v1","skills":["nursing"]}""", """{"id":"a","skills":["nursing","driver"]}""", "no eligible volunteer has the skills driver and nursing")]
    [InlineData("""{"id":"v1"}""", """{"id":"a","languages":["ru"]}""", "no eligible volunteer speaks ru")]
    [InlineData("""{"id":"v1"}""", """{"id":"a","vetting":1}""", "no eligible volunteer is vetted as the role demands")]
    [InlineData("""{"id":"v1","age":17}""", """{"id":"a","minAge":18}""", "no eligible volunteer is known to be old enough")]
    [InlineData("""{"id":"v1","available":[]}""", """{"id":"a"}""", "no eligible volunteer is available then")]
    [InlineData("""{"id":"v1","maxMinutesPerWeek":60}""", """{"id":"a"}""", "every volunteer who could come is kept away by what they hold, by their limits or by an exclusion")]
    [InlineData("""{"id":"v1","available":[]}""", """{"id":"a","vetting":1}""", "no volunteer comes near to being eligible: everybody breaks several rules")]
    public void A_place_that_nobody_may_take_says_which_rule_stands_against_it(string volunteer, string role, string reason)
    {
        var plan = MatchRun.PlanOf($$"""{"volunteers":[{{volunteer}}],"shifts":[{"id":"s1",{{Morning}},"roles":[{{role}}]}]}""");

        Assert.Equal(reason, Assert.Single(plan.GetProperty("unfilled").EnumerateArray()).GetProperty("reason").GetString());
    }

    [Fact]
    public void A_place_for_which_others_are_missing_says_what_they_do()
    {
        var plan = MatchRun.PlanOf($$"""
            {"volunteers":[{"id":"v1","maxMinutesPerWeek":180},{"id":"v2","maxShiftsPerDay":1}],
             "shifts":[{"id":"s1",{{Morning}},"priority":5,"roles":[{"id":"a","count":2}]},{"id":"s2",{{Morning}},"roles":[{"id":"a"}]},
                       {"id":"s3","from":"2026-12-01T15:00:00+04:00","to":"2026-12-01T18:00:00+04:00","roles":[{"id":"a"}]}]}
            """);
        var reasons = plan.GetProperty("unfilled").EnumerateArray().ToDictionary(u => u.GetProperty("shift").GetString()!, u => u.GetProperty("reason").GetString());

        Assert.Equal("all 2 eligible volunteers serve elsewhere at that time", reasons["s2"]);
        Assert.Equal("of the 2 eligible volunteers 1 has reached the minutes of the week and 1 has reached the shifts of the day", reasons["s3"]);
    }

    [Fact]
    public void The_command_says_what_would_fill_the_empty_places()
    {
        using var run = new MatchRun();

        run.Plan($$"""
            {"volunteers":[{"id":"v1"}],
             "shifts":[{"id":"s1",{{Morning}},"roles":[{"id":"a","count":2,"skills":["driver"]},{"id":"b","skills":["driver"]}]},{"id":"s2",{{Morning}},"roles":[{"id":"a","vetting":1,"minAge":20,"languages":["ru","az"]}]}]}
            """);

        Assert.Contains("  3 more, Tue 2026-12-01 09:00-12:00 (skills driver)", run.Words, StringComparison.Ordinal);
        Assert.Contains("  1 more, Tue 2026-12-01 09:00-12:00 (languages az, ru; vetting 1; age 20)", run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_may_stay_empty_because_of_the_spread()
    {
        var plan = MatchRun.PlanOf($$"""
            {"spread":11,"volunteers":[{"id":"v1"}],
             "shifts":[{"id":"s1",{{Morning}},"priority":5,"roles":[{"id":"a"}]},{"id":"s2","from":"2026-12-02T09:00:00+04:00","to":"2026-12-02T12:00:00+04:00","roles":[{"id":"a"}]}]}
            """);

        Assert.Equal("with this spread another shift would cost more than the place is worth", Assert.Single(plan.GetProperty("unfilled").EnumerateArray()).GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("Name two files")]
    [InlineData("Name two files", "a.json")]
    [InlineData("There is no --fast here.", "a.json", "b.json", "--fast")]
    [InlineData("There is no --pairs here.", "a.json", "b.json", "--pairs")]
    [InlineData("--seconds needs a value.", "a.json", "b.json", "--seconds")]
    [InlineData("--seconds must be a number above 0.", "a.json", "b.json", "--seconds", "0")]
    [InlineData("--seed must be a whole number.", "a.json", "b.json", "--seed", "x")]
    [InlineData("Say how many with --volunteers.", "generate", "--shifts", "3")]
    [InlineData("--shifts must be at least 1.", "generate", "--volunteers", "3", "--shifts", "0")]
    [InlineData("There is no shape moon", "generate", "--volunteers", "3", "--shifts", "1", "--shape", "moon")]
    public void What_makes_no_sense_is_refused(string problem, params string[] arguments)
    {
        using var run = new MatchRun();

        Assert.Equal(2, run.Run(arguments));
        Assert.StartsWith(problem, run.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_how_it_is_used()
    {
        using var run = new MatchRun();

        Assert.Equal(0, run.Run("--help"));
        Assert.Contains("match generate --volunteers N --shifts N", run.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("city")]
    [InlineData("city", "--pairs")]
    [InlineData("block")]
    [InlineData("tight")]
    [InlineData("week")]
    public void A_made_up_problem_is_the_same_each_time_and_can_be_planned(string shape, params string[] options)
    {
        using var run = new MatchRun();
        string[] arguments = ["generate", "--volunteers", "200", "--shifts", "40", "--seed", "3", "--shape", shape, .. options];

        Assert.Equal(0, run.Run([.. arguments, run.PathOf("problem.json")]));
        Assert.Equal(0, run.Run(arguments));
        Assert.Equal(File.ReadAllBytes(run.PathOf("problem.json")), run.Output);
        Assert.Equal(0, run.Run(run.PathOf("problem.json"), run.PathOf("plan.json")));
        using var plan = JsonDocument.Parse(File.ReadAllBytes(run.PathOf("plan.json")));
        Assert.True(plan.RootElement.GetProperty("placesFilled").GetInt32() > 10);
    }

    [Fact]
    public void The_pairs_of_a_made_up_city_are_those_that_the_rules_find()
    {
        using var run = new MatchRun();
        string[] arguments = ["generate", "--volunteers", "300", "--shifts", "30"];
        run.Run([.. arguments, run.PathOf("found.json")]);
        run.Run([.. arguments, "--pairs", run.PathOf("given.json")]);
        var found = Read(run.PathOf("found.json")).Problem;
        var given = Read(run.PathOf("given.json")).Problem;

        Assert.NotEmpty(found.PairRole);
        Assert.Equal(found.PairStart, given.PairStart);
        Assert.Equal(found.PairRole, given.PairRole);
        Assert.All(found.PairScore.Zip(given.PairScore), s => Assert.Equal(s.First, s.Second, 4));
    }

    private static PlanFile Read(string path)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(File.ReadAllText(path)));

        return PlanFileReader.Read(stream, new ScoreWeights(), CancellationToken.None);
    }
}
