using System.Text;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Matching.Planning;
using Dost.Volunteers.Core.Matching.Planning.Files;

namespace Dost.Volunteers.Tests.Matching.Planning;

/// <summary>What a file means: its defaults, and who may take what.</summary>
public class PlanFileTests
{
    private const string Morning = """ "from":"2026-12-01T09:00:00+04:00","to":"2026-12-01T12:00:00+04:00" """;

    [Fact]
    public void What_is_missing_has_its_default()
    {
        var problem = Read($$"""{"volunteers":[{"id":"v1"}],"shifts":[{"id":"s1",{{Morning}},"roles":[{"id":"a"}]},{"id":"s2",{{Morning}},"roles":[{"id":"a"}]}]}""").Problem;

        Assert.Equal(0, problem.MinGapMinutes);
        Assert.Equal(0.05, problem.Spread);
        Assert.Equal([new PlanRole(0, 1, 1), new PlanRole(1, 1, 1)], problem.Roles);
        Assert.Equal([int.MaxValue], problem.WeeklyCap);
        Assert.Equal([int.MaxValue], problem.DailyCap);
        Assert.Equal([0, 1], problem.PairRole);
        Assert.Equal([0.0, 0.0], problem.PairScore);
        Assert.NotEqual(problem.Shifts[0].Place, problem.Shifts[1].Place);
        Assert.All(problem.Shifts, s => Assert.True(s.Place >= 0));
    }

    [Fact]
    public void Nothing_is_a_problem_too()
    {
        var plan = MatchRun.PlanOf("{}");

        Assert.Equal(0, plan.GetProperty("value").GetDouble());
        Assert.True(plan.GetProperty("proven").GetBoolean());
        Assert.Equal(0, plan.GetProperty("placesWanted").GetInt32());
    }

    [Fact]
    public void Days_and_weeks_are_those_of_Baku()
    {
        // 21:00 in London is one o'clock of the next day in Baku: a Monday here, a Sunday there.
        var shifts = Read("""{"shifts":[{"id":"s1","from":"2026-12-06T21:00:00Z","to":"2026-12-06T22:00:00Z"},{"id":"s2","from":"2026-12-06T23:30:00+04:00","to":"2026-12-07T02:00:00+04:00"}]}""").Problem.Shifts;

        Assert.Equal(shifts[1].Day + 1, shifts[0].Day);
        Assert.Equal(shifts[1].Week + 1, shifts[0].Week);
        Assert.Equal(150, shifts[1].Minutes);
    }

    [Theory]
    [InlineData("""{"id":"v1"}""", """{"id":"a"}""", true)]
    [InlineData("""{"id":"v1","skills":["driver"]}""", """{"id":"a","skills":["driver"]}""", true)]
    [InlineData("""{"id":"v1","skills":["driver"]}""", """{"id":"a","skills":["driver","nursing"]}""", false)]
    [InlineData("""{"id":"v1","skills":["az"]}""", """{"id":"a","languages":["az"]}""", false)]
    [InlineData("""{"id":"v1","languages":["az","ru"]}""", """{"id":"a","languages":["ru"]}""", true)]
    [InlineData("""{"id":"v1"}""", """{"id":"a","vetting":1}""", false)]
    [InlineData("""{"id":"v1","vetting":2}""", """{"id":"a","vetting":1}""", true)]
    [InlineData("""{"id":"v1"}""", """{"id":"a","minAge":18}""", false)]
    [InlineData("""{"id":"v1"}""", """{"id":"a","minAge":0}""", false)]
    [InlineData("""{"id":"v1","age":17}""", """{"id":"a","minAge":18}""", false)]
    [InlineData("""{"id":"v1","age":18}""", """{"id":"a","minAge":18}""", true)]
    [InlineData("""{"id":"v1","maxMinutesPerWeek":179}""", """{"id":"a"}""", false)]
    [InlineData("""{"id":"v1","maxMinutesPerWeek":180}""", """{"id":"a"}""", true)]
    [InlineData("""{"id":"v1","maxShiftsPerDay":0}""", """{"id":"a"}""", false)]
    [InlineData("""{"id":"v1","available":[]}""", """{"id":"a"}""", false)]
    [InlineData("""{"id":"v1","available":[{"from":"2026-12-01T09:00:00+04:00","to":"2026-12-01T11:59:00+04:00"}]}""", """{"id":"a"}""", false)]
    [InlineData("""{"id":"v1","available":[{"from":"2026-12-01T10:00:00+04:00","to":"2026-12-01T12:00:00+04:00"},{"from":"2026-12-01T05:00:00Z","to":"2026-12-01T06:00:00Z"}]}""", """{"id":"a"}""", true)]
    [InlineData("""{"id":"v1","available":[{"from":"2026-12-01T08:00:00+04:00","to":"2026-12-01T10:00:00+04:00"},{"from":"2026-12-01T10:01:00+04:00","to":"2026-12-01T13:00:00+04:00"}]}""", """{"id":"a"}""", false)]
    public void Who_may_take_a_role_is_the_same_with_pairs_and_without(string volunteer, string role, bool expected)
    {
        var problem = $$"""{"volunteers":[{{volunteer}}],"shifts":[{"id":"s1",{{Morning}},"roles":[{{role}}]}]""";

        Assert.Equal(expected ? 1 : 0, Read(problem + "}").Problem.PairCount);
        Assert.Equal(expected ? 1 : 0, Read(problem + ",\"pairs\":[{\"volunteer\":\"v1\",\"shift\":\"s1\",\"role\":\"a\",\"score\":0.5}]}").Problem.PairCount);
    }

    [Theory]
    [InlineData("09:00", "12:00", "p", 30, false)]
    [InlineData("12:00", "15:00", "q", 0, true)]
    [InlineData("12:00", "15:00", "q", 1, false)]
    [InlineData("12:00", "15:00", "p", 30, true)]
    [InlineData("12:30", "15:00", "q", 30, true)]
    [InlineData("12:29", "15:00", "q", 30, false)]
    public void What_clashes_with_a_held_shift_is_out(string from, string to, string place, int gap, bool expected)
    {
        var problem = Read($$"""
            {"minGapMinutes":{{gap}},"volunteers":[{"id":"v1"}],
             "shifts":[{"id":"s1",{{Morning}},"place":"p","roles":[{"id":"a","count":2},{"id":"b"}]},
                       {"id":"s2","from":"2026-12-01T{{from}}:00+04:00","to":"2026-12-01T{{to}}:00+04:00","place":"{{place}}","roles":[{"id":"a"}]}],
             "held":[{"volunteer":"v1","shift":"s1","role":"a"}]}
            """).Problem;

        Assert.Equal(expected ? [2] : [], problem.PairRole);
        Assert.Equal(1, problem.Roles[0].Count);
        Assert.Equal(problem.Shifts[0], Assert.Single(problem.Held));
    }

    [Theory]
    [InlineData("\"maxMinutesPerWeek\":300", false)]
    [InlineData("\"maxMinutesPerWeek\":360", true)]
    [InlineData("\"maxShiftsPerDay\":1", false)]
    [InlineData("\"maxShiftsPerDay\":2", true)]
    public void What_is_held_counts_against_the_limits(string limit, bool expected)
    {
        var problem = Read($$"""
            {"volunteers":[{"id":"v1",{{limit}}}],
             "shifts":[{"id":"s1",{{Morning}},"roles":[{"id":"a"}]}, {"id":"s2","from":"2026-12-01T15:00:00+04:00","to":"2026-12-01T18:00:00+04:00","roles":[{"id":"a"}]}],
             "held":[{"volunteer":"v1","shift":"s1","role":"a"}]}
            """).Problem;

        Assert.Equal(expected ? [1] : [], problem.PairRole);
        Assert.Equal(1, problem.PlacesWanted);
    }

    [Fact]
    public void An_exclusion_is_out_and_sections_come_in_any_order()
    {
        var problem = Read($$"""
            {"pairs":[{"volunteer":"v2","shift":"s1","role":"b","score":0.5},{"volunteer":"v1","shift":"s1","role":"b"},{"volunteer":"v2","shift":"s1","role":"a","score":1}],
             "excluded":[{"shift":"s1","volunteer":"v1"}],
             "shifts":[{"roles":[{"id":"a"},{"count":2,"id":"b"}],"id":"s1",{{Morning}}}],
             "volunteers":[{"id":"v1"},{"id":"v2"}]}
            """).Problem;

        Assert.Equal([0, 0, 2], problem.PairStart);
        Assert.Equal([0, 1], problem.PairRole);
        Assert.Equal([1.0, 0.5], problem.PairScore);
    }

    [Fact]
    public void An_id_may_hold_any_letter_and_a_file_a_mark_at_its_beginning()
    {
        var plan = MatchRun.PlanOf("\uFEFF" + $$"""{"volunteers":[{"id":"Ə \"1\""}],"shifts":[{"id":"s\u0131",{{Morning}},"roles":[{"id":"köməkçi"}]}],"pairs":[{"volunteer":"\u018F \"1\"","shift":"sı","role":"köməkçi"}]}""");
        var assignment = Assert.Single(plan.GetProperty("assignments").EnumerateArray());

        Assert.Equal("Ə \"1\"", assignment.GetProperty("volunteer").GetString());
        Assert.Equal("sı", assignment.GetProperty("shift").GetString());
        Assert.Equal("köməkçi", assignment.GetProperty("role").GetString());
    }

    [Fact]
    public void Scores_are_made_of_what_the_file_tells()
    {
        var problem = Read($$"""
            {"volunteers":[{"id":"v1","lat":40.4,"lng":49.8},{"id":"v2","lat":40.5,"lng":49.8},{"id":"v3","minutesServed":0},{"id":"v4","minutesServed":600},{"id":"v5","reliability":0.8},{"id":"v6","skills":["driver","nursing"]}],
             "shifts":[{"id":"s1",{{Morning}},"lat":40.4,"lng":49.8,"roles":[{"id":"a"}]}]}
            """).Problem;

        Assert.Equal(1, problem.PairScore[0], 12);
        Assert.InRange(problem.PairScore[1], 0.3, 0.4);
        Assert.Equal([1, 0.5, 0.8, 1 / 3.0], problem.PairScore[2..]);
    }

    private static PlanFile Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));

        return PlanFileReader.Read(stream, new ScoreWeights(), CancellationToken.None);
    }
}
