using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data.Demo;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Matching.Plans;

/// <summary>What is judged for many at once is what the rule book says of each pair.</summary>
public class PlanJudgeTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task The_pairs_of_a_plan_and_the_reasons_of_the_others_are_those_of_the_rule_book()
    {
        await using var scope = app.NewScope();
        await scope.Get<DemoData>().AddAsync(CancellationToken.None);
        var centres = await scope.Db.Centres.Where(c => c.Code == "1" || c.Code == "2" || c.Code == "3").Select(c => c.CentreId).ToListAsync();
        var today = BakuTime.DateOf(app.NowUtc);

        var facts = await scope.Get<PlanReader>().ReadAsync(new PlanScope(centres, today, today.AddDays(20)), CancellationToken.None);
        var draft = PlanDraft.Of(facts, [], new HashSet<PlanPair>());
        var gaps = draft.GapsOf([]);

        Assert.True(facts.Roles.Count > 50 && facts.People.Count > 100 && facts.Roles.Any(r => r.Place.IsRemote) && facts.Roles.Any(r => r.Place.BeneficiaryId is not null), $"{facts.Roles.Count} roles, {facts.People.Count} people");

        for (var role = 0; role < facts.Roles.Count; role++)
        {
            var (work, number) = (facts.Roles[role], role);
            var judged = Enumerable.Range(0, facts.People.Count)
                .Where(p => work.Place.IsRemote || facts.People[p].CentreId == work.CentreId)
                .Where(p => !facts.Standing.Contains((work.Place.ShiftId, facts.People[p].Facts.VolunteerId)))
                .Select(p => (Person: p, Breaches: RuleBook.Check(facts.People[p].Facts, work.Place, facts.Limits))).ToList();
            var paired = Enumerable.Range(0, facts.People.Count)
                .Where(p => draft.Problem.PairRole.AsSpan(draft.Problem.PairStart[p], draft.Problem.PairStart[p + 1] - draft.Problem.PairStart[p]).Contains(number));

            Assert.Equal(judged.Where(j => j.Breaches.Count == 0).Select(j => j.Person), paired);
            Assert.Equal(judged.Count(j => j.Breaches.Count == 0), gaps[role].Able);
            Assert.Equal(
                judged.Where(j => j.Breaches.Count > 0).GroupBy(j => j.Breaches[0]).Select(g => new PlanReason(g.Key, g.Count(), g.Count(j => j.Breaches.Count == 1))).ToHashSet(),
                gaps[role].Against.ToHashSet());
        }
    }
}
