using Dost.Volunteers.Core.Matching;

namespace Dost.Volunteers.Tests.Safeguarding;

/// <summary>
/// A safeguarding rule cannot be passed by page, API, matcher or one-tap link: each rule that protects people against each way on which a volunteer comes
/// to a place. All was prepared while nothing stood against the volunteer, so that what was good when it was shown, asked or planned is judged again.
/// </summary>
public sealed class NoWayRoundTests(GuardedSite site) : IClassFixture<GuardedSite>
{
    private static readonly Rule[] _rules = [.. Enum.GetValues<Rule>().Where(r => new RuleBreach(r).IsSafeguarding)];

    /// <summary>The visits of a regular visit demand no training of their own, so there is nothing to break.</summary>
    public static TheoryData<Rule, string> Pairs()
    {
        var pairs = new TheoryData<Rule, string>();

        foreach (var door in Doors.All)
        {
            foreach (var rule in _rules.Where(r => (r, door.Name) is not (Rule.MissingCredential, Doors.UsualVisitor)))
            {
                pairs.Add(rule, door.Name);
            }
        }

        return pairs;
    }

    public static TheoryData<string> Ways() => [.. Doors.All.Where(d => d.Name is not Doors.KeptComing).Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_rule_that_is_broken_keeps_the_door_shut(Rule rule, string door)
    {
        var (visit, (name, refusal, prepare)) = (await site.ArrangeAsync(), Doors.Named(door));
        var goThrough = await prepare(visit);
        await visit.BreakAsync(rule);
        var before = await visit.StandingAsync();

        var said = await goThrough();

        Assert.False(before.HoldsPlace, name);
        Assert.Equal(before, await visit.StandingAsync());
        Assert.Contains(refusal, said, StringComparison.Ordinal);
    }

    /// <summary>Else a door that is always shut would prove nothing.</summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public async Task With_nothing_broken_the_door_is_open(string door)
    {
        var (visit, (_, refusal, prepare)) = (await site.ArrangeAsync(), Doors.Named(door));
        var goThrough = await prepare(visit);
        var before = await visit.StandingAsync();

        var said = await goThrough();

        Assert.NotEqual(before, await visit.StandingAsync());
        Assert.DoesNotContain(refusal, said, StringComparison.Ordinal);
    }

    [Fact]
    public void All_rules_that_protect_people_are_tried() =>
        Assert.Equal([Rule.NotActive, Rule.TooYoung, Rule.Vetting, Rule.MissingCredential, Rule.Gender, Rule.ExcludedPair, Rule.UnknownVisitor], _rules);
}
