namespace Dost.Volunteers.Tests.Matching.Planning;

/// <summary>A file with a fault is refused with words that say what and where; nothing is written.</summary>
public class PlanFileErrorTests
{
    private const string Shift = """ "id":"s1","from":"2026-12-01T09:00:00+04:00","to":"2026-12-01T12:00:00+04:00" """;

    public static TheoryData<string, string> FaultsOfForm => new()
    {
        // No JSON, or of another kind.
        { "", "is no JSON" },
        { "   ", "is no JSON" },
        { """{"volunteers":[}""", "volunteers" },
        { """{"volunteers":[""", "is no JSON" },
        { """{} {}""", "is no JSON" },
        { "[]", "the file: must be an object" },
        { """{"volunteers":{}}""", "volunteers: must be a list" },
        { """{"volunteers":["v1"]}""", "volunteers[0]: must be an object" },
        { """{"volunteers":null}""", "volunteers: must be a list" },

        // Fields.
        { """{"people":[]}""", "people: is no field of this object" },
        { """{"volunteers":[{"id":"v1"},{"id":"v2","skils":[]}]}""", "volunteers[1].skils: is no field of this object" },
        { $$"""{"shifts":[{{{Shift}},"roles":[{"id":"a","places":3}]}]}""", "shifts[0].roles[0].places: is no field of this object" },
        { """{"spread":0,"spread":1}""", "spread: is given twice" },
        { """{"volunteers":[{"vetting":1}]}""", "volunteers[0]: \"id\" is missing" },
        { """{"shifts":[{"id":"s1","to":"2026-12-01T12:00:00+04:00"}]}""", "shifts[0]: \"from\" is missing" },
        { """{"shifts":[{"id":"s1","from":"2026-12-01T12:00:00+04:00"}]}""", "shifts[0]: \"to\" is missing" },
        { $$"""{"shifts":[{{{Shift}},"roles":[{}]}]}""", "shifts[0].roles[0]: \"id\" is missing" },
        { """{"volunteers":[{"id":"v1","available":[{"from":"2026-12-01T09:00:00+04:00"}]}]}""", "volunteers[0].available[0]: \"to\" is missing" },
        { """{"volunteers":[{"id":"v1"}],"held":[{"volunteer":"v1"}]}""", "held[0]: \"shift\" is missing" },

        // Kinds.
        { """{"volunteers":[{"id":7}]}""", "volunteers[0].id: must be a text" },
        { """{"volunteers":[{"id":"v1","age":"old"}]}""", "volunteers[0].age: must be a whole number" },
        { """{"volunteers":[{"id":"v1","age":null}]}""", "volunteers[0].age: must be a whole number" },
        { """{"volunteers":[{"id":"v1","age":20.5}]}""", "volunteers[0].age: must be a whole number" },
        { """{"volunteers":[{"id":"v1","lat":true}]}""", "volunteers[0].lat: must be a number" },
        { """{"volunteers":[{"id":"v1","skills":"driver"}]}""", "volunteers[0].skills: must be a list" },
        { """{"volunteers":[{"id":"v1","skills":["driver",3]}]}""", "volunteers[0].skills[1]: must be a text" },
        { """{"shifts":[{"id":"s1","from":9,"to":"2026-12-01T12:00:00+04:00"}]}""", "shifts[0].from: must be a time" },
    };

    public static TheoryData<string, string> FaultsOfContent => new()
    {
        // Ids and pairs.
        { """{"volunteers":[{"id":"v1"},{"id":"v1"}]}""", "volunteers[1].id: the id \"v1\" stands there twice" },
        { $$"""{"shifts":[{{{Shift}}},{{{Shift}}}]}""", "shifts[1].id: the id \"s1\" stands there twice" },
        { $$"""{"shifts":[{{{Shift}},"roles":[{"id":"a"},{"id":"a"}]}]}""", "shifts[0].roles[1].id: the shift has the role \"a\" twice" },
        { With("\"held\":[{\"volunteer\":\"v9\",\"shift\":\"s1\",\"role\":\"a\"}]"), "held[0].volunteer: there is no volunteer \"v9\"" },
        { With("\"held\":[{\"volunteer\":\"v1\",\"shift\":\"s9\",\"role\":\"a\"}]"), "held[0].shift: there is no shift \"s9\"" },
        { With("\"held\":[{\"volunteer\":\"v1\",\"shift\":\"s1\",\"role\":\"z\"}]"), "held[0].role: the shift \"s1\" has no role \"z\"" },
        { With("\"excluded\":[{\"volunteer\":\"v1\",\"shift\":\"s1\"},{\"volunteer\":\"v2\",\"shift\":\"s1\"}]"), "excluded[1].volunteer: there is no volunteer \"v2\"" },
        { With("\"pairs\":[{\"volunteer\":\"v1\",\"shift\":\"s1\",\"role\":\"b\"}]"), "pairs[0].role: the shift \"s1\" has no role \"b\"" },
        { With("\"pairs\":[{\"volunteer\":\"v1\",\"shift\":\"s1\",\"role\":\"a\"},{\"volunteer\":\"v1\",\"shift\":\"s1\",\"role\":\"a\",\"score\":1}]"), "pairs[1]: the same pair stands there twice" },
        { With("\"held\":[{\"volunteer\":\"v1\",\"shift\":\"s1\",\"role\":\"a\"},{\"volunteer\":\"v1\",\"shift\":\"s1\",\"role\":\"a\"}]"), "held[1]: the same pair stands there twice" },
        { With("\"excluded\":[{\"volunteer\":\"v1\",\"shift\":\"s1\"},{\"volunteer\":\"v1\",\"shift\":\"s1\"}]"), "excluded[1]: the same pair stands there twice" },

        // Times.
        { """{"shifts":[{"id":"s1","from":"2026-12-01T12:00:00+04:00","to":"2026-12-01T12:00:00+04:00"}]}""", "shifts[0]: \"to\" must lie after \"from\"" },
        { """{"shifts":[{"id":"s1","from":"2026-12-01T12:00:00+04:00","to":"2026-12-01T12:00:00+05:00"}]}""", "shifts[0]: \"to\" must lie after \"from\"" },
        { """{"volunteers":[{"id":"v1","available":[{"from":"2026-12-01T09:00:00Z","to":"2026-12-01T08:00:00Z"}]}]}""", "volunteers[0].available[0]: \"to\" must lie after \"from\"" },
        { """{"shifts":[{"id":"s1","from":"2026-12-01T09:00:00","to":"2026-12-01T12:00:00+04:00"}]}""", "shifts[0].from: has no offset" },
        { """{"shifts":[{"id":"s1","from":"2026-12-01","to":"2026-12-01T12:00:00+04:00"}]}""", "shifts[0].from: has no offset" },
        { """{"shifts":[{"id":"s1","from":"2026-12-01T09:00:30+04:00","to":"2026-12-01T12:00:00+04:00"}]}""", "shifts[0].from: is finer than a minute" },
        { """{"shifts":[{"id":"s1","from":"2026-12-01T09:00:00.5+04:00","to":"2026-12-01T12:00:00+04:00"}]}""", "shifts[0].from: is finer than a minute" },
        { """{"shifts":[{"id":"s1","from":"2026-02-30T09:00:00+04:00","to":"2026-12-01T12:00:00+04:00"}]}""", "shifts[0].from: is no time" },

        // Bounds.
        { $$"""{"shifts":[{{{Shift}},"roles":[{"id":"a","count":0}]}]}""", "shifts[0].roles[0].count: must be at least 1" },
        { $$"""{"shifts":[{{{Shift}},"roles":[{"id":"a"},{"id":"b","count":-2}]}]}""", "shifts[0].roles[1].count: must be at least 1" },
        { $$"""{"shifts":[{{{Shift}},"roles":[{"id":"a","count":3000000000}]}]}""", "shifts[0].roles[0].count: must be at most 2147483647" },
        { $$"""{"shifts":[{{{Shift}},"roles":[{"id":"a","count":2147483647},{"id":"b","count":1}]}]}""", "shifts: all counts together must be at most 2147483647" },
        { $$"""{"shifts":[{{{Shift}},"roles":[{"id":"a","minAge":-1}]}]}""", "shifts[0].roles[0].minAge: must not be negative" },
        { $$"""{"shifts":[{{{Shift}},"priority":0}]}""", "shifts[0].priority: must be from 1 to 5" },
        { $$"""{"shifts":[{{{Shift}},"priority":6}]}""", "shifts[0].priority: must be from 1 to 5" },
        { """{"minGapMinutes":-1}""", "minGapMinutes: must not be negative" },
        { """{"spread":-0.01}""", "spread: must not be negative" },
        { """{"volunteers":[{"id":"v1","maxMinutesPerWeek":-1}]}""", "volunteers[0].maxMinutesPerWeek: must not be negative" },
        { """{"volunteers":[{"id":"v1","maxShiftsPerDay":-1}]}""", "volunteers[0].maxShiftsPerDay: must not be negative" },
        { """{"volunteers":[{"id":"v1","minutesServed":-1}]}""", "volunteers[0].minutesServed: must not be negative" },
        { """{"volunteers":[{"id":"v1","reliability":1.01}]}""", "volunteers[0].reliability: must be from 0 to 1" },
        { """{"volunteers":[{"id":"v1","lat":91}]}""", "volunteers[0].lat: must be from -90 to 90" },
        { With("\"pairs\":[{\"volunteer\":\"v1\",\"shift\":\"s1\",\"role\":\"a\",\"score\":1.5}]"), "pairs[0].score: must be from 0 to 1" },
        { With("\"pairs\":[{\"volunteer\":\"v1\",\"shift\":\"s1\",\"role\":\"a\",\"score\":-0.1}]"), "pairs[0].score: must be from 0 to 1" },
        { With("\"pairs\":[{\"volunteer\":\"v1\",\"shift\":\"s1\",\"role\":\"a\",\"score\":1e999}]"), "pairs[0].score: must be from 0 to 1" },
    };

    [Theory, MemberData(nameof(FaultsOfForm)), MemberData(nameof(FaultsOfContent))]
    public void A_fault_is_said_with_its_place_and_nothing_is_written(string json, string expected)
    {
        using var run = new MatchRun();

        Assert.Equal(2, run.Plan(json));
        Assert.Contains(expected, run.Problem, StringComparison.Ordinal);
        Assert.Empty(run.Written);
        Assert.Empty(run.Words);
    }

    [Fact]
    public void The_line_is_said()
    {
        using var run = new MatchRun();

        run.Plan("{\n  \"volunteers\": [\n    { \"id\": \"v1\" },\n    { \"id\": \"v2\", \"age\": -3 }\n  ]\n}");

        Assert.Equal("volunteers[1].age: must not be negative (line 4, byte 26)", run.Problem.Trim());
    }

    [Fact]
    public void The_line_is_right_far_into_a_long_file()
    {
        using var run = new MatchRun();
        var people = string.Join(",\n", Enumerable.Range(1, 60_000).Select(i => $"{{\"id\":\"v{i}\",\"skills\":[\"driver\"]}}"));

        run.Plan($"{{\"volunteers\":[\n{people},\n{{\"id\":\"v17\"}}]}}");

        Assert.Equal("volunteers[60000].id: the id \"v17\" stands there twice (line 60002, byte 7)", run.Problem.Trim());
    }

    [Fact]
    public void A_file_that_is_not_there_is_said()
    {
        using var run = new MatchRun();

        Assert.Equal(2, run.Run(run.PathOf("none.json"), run.PathOf("plan.json")));
        Assert.Contains("none.json", run.Problem, StringComparison.Ordinal);
        Assert.Empty(run.Written);
    }

    /// <summary>Before the search, and not after it.</summary>
    [Fact]
    public void A_plan_that_cannot_be_written_is_refused_at_once()
    {
        using var run = new MatchRun();
        File.WriteAllText(run.PathOf("problem.json"), "{}");

        Assert.Equal(2, run.Run(run.PathOf("problem.json"), run.PathOf(Path.Combine("none", "plan.json"))));
        Assert.Contains("There is no folder", run.Problem, StringComparison.Ordinal);
        Assert.Equal(2, run.Run(run.PathOf("problem.json"), run.PathOf("problem.json")));
        Assert.Contains("would overwrite the problem", run.Problem, StringComparison.Ordinal);
        Assert.Equal("{}", File.ReadAllText(run.PathOf("problem.json")));
        Assert.Empty(run.Written);
    }

    [Fact]
    public void A_plan_of_before_stays_when_the_new_problem_has_a_fault()
    {
        using var run = new MatchRun();
        File.WriteAllText(run.PathOf("plan.json"), "the plan of before");

        Assert.Equal(2, run.Plan("""{"spread":-1}"""));
        Assert.Equal("the plan of before", File.ReadAllText(run.PathOf("plan.json")));
    }

    /// <summary>One volunteer, one shift with one role, and a list.</summary>
    private static string With(string list) => $$"""{"volunteers":[{"id":"v1"}],"shifts":[{{{Shift}},"roles":[{"id":"a"}]}],{{list}}}""";
}
