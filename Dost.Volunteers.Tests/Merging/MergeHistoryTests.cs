using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Leaving.PersonalData;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Merging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Terms;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Merging;

/// <summary>Whatever two records went through: a merge loses no hour and no place, breaks no chain and no rule, and is done once.</summary>
public sealed class MergeHistoryTests(TestApp app) : IClassFixture<TestApp>
{
    private const int Runs = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_merge_keeps_every_hour_and_every_place(int seed)
    {
        var dice = new Random(seed);
        var (merged, moved, minutes) = (0, 0, 0);

        for (var run = 0; run < Runs; run++)
        {
            var both = await Twice.AddAsync(app, mergedActive: dice.Next(4) > 0);
            await LiveAsync(both, dice);
            await SettleAsync(both);
            var before = await SnapshotAsync(both);

            Assert.Equal(MergeOutcome.Done, await both.MergeAsync(app));
            Assert.Equal(MergeOutcome.Done, await both.MergeAsync(app, seen: null));

            var after = await SnapshotAsync(both);
            Assert.Equal(before.Hours, after.Hours);
            Assert.Equal(before.Places, after.Places);
            Assert.Equal(before.Taken, after.Taken);
            await AssertNothingIsBrokenAsync(both);
            merged++;
            moved += after.Places.Count;
            minutes += after.Hours.Sum(h => h.Minutes);
        }

        Assert.True(merged == Runs && moved > Runs && minutes > 0, "Too little happened for this to prove anything.");
    }

    [Fact]
    public async Task Three_records_become_one_and_are_erased_as_one()
    {
        var both = await Twice.AddAsync(app);
        var (third, account) = await app.AddVolunteerAsync(change: v => (v.GivenName, v.FamilyName, v.FinHash, v.FinEncrypted) = (both.Kept.GivenName, both.Kept.FamilyName, null, null));
        await Twice.AddHoursAsync(app, both.Merged.VolunteerId, 90, BakuTime.DateOf(app.NowUtc).AddDays(-2), approved: true);
        Assert.Equal(MergeOutcome.Done, await both.MergeAsync(app));
        await Twice.CompareAsync(app);
        var pair = await app.QueryAsync(db => db.LikelyDuplicates.SingleAsync(d => d.State == Core.Volunteers.Duplicates.DuplicateState.Open && (d.FirstId == third.VolunteerId || d.SecondId == third.VolunteerId)));

        Assert.Equal(MergeOutcome.Done, await new Twice(third, account, both.Kept, both.KeptAccount, pair.LikelyDuplicateId).MergeAsync(app));

        Assert.Equal(90, (await app.ReloadAsync(third)).ServedMinutes);
        Assert.Equal(2, await app.QueryAsync(db => db.Volunteers.CountAsync(v => v.MergedIntoId == third.VolunteerId)));
        await using var scope = app.NewScope();
        var export = await scope.Get<PersonalDataReader>().ReadAsync(third.VolunteerId, CancellationToken.None);
        Assert.Equal(5, export!.Tables.Single(t => t.Name == nameof(HoursEntry)).Rows.Count);
    }

    /// <summary>What happens to people: shifts served and to come, offers, queues, hours counted and waiting.</summary>
    private async Task LiveAsync(Twice both, Random dice)
    {
        var shifts = new List<Shift>();

        for (var i = 0; i < 4; i++)
        {
            shifts.Add(await app.AddShiftAsync(daysAhead: 2 + i, hour: 9 + (3 * dice.Next(2)), capacity: 1 + dice.Next(2)));
        }

        foreach (var id in new[] { both.Kept.VolunteerId, both.Merged.VolunteerId })
        {
            foreach (var shift in shifts.Where(_ => dice.Next(3) > 0))
            {
                switch (dice.Next(4))
                {
                    case 0:
                        await app.OfferAsync(shift, id);
                        break;
                    case 1:
                        await app.OfferAsync(shift, id);
                        if (await app.AssignmentAsync(shift, id) is { } offered)
                        {
                            await app.DeclineAsync(offered.AssignmentId);
                        }

                        break;
                    default:
                        await app.SignUpAsync(shift, id);
                        break;
                }
            }

            for (var i = dice.Next(4); i > 0; i--)
            {
                await Twice.AddHoursAsync(app, id, 15 * dice.Next(1, 12), BakuTime.DateOf(app.NowUtc).AddDays(-dice.Next(9)), approved: dice.Next(3) > 0, centre: dice.Next(3) == 0 ? "2" : "1");
            }
        }
    }

    /// <summary>As the coordinator does whom the page shows what stands against it: takes the record that ends off the shifts in question.</summary>
    private async Task SettleAsync(Twice both)
    {
        foreach (var shift in (await both.PlanAsync(app)).Obstacles.Select(o => o.Shift?.ShiftId).OfType<Guid>().Distinct())
        {
            var place = await app.QueryAsync(db => db.Assignments.AsNoTracking().SingleOrDefaultAsync(a => a.ShiftId == shift && a.VolunteerId == both.Merged.VolunteerId));

            if (place is not null)
            {
                await app.RemoveAsync(place.AssignmentId);
            }
        }

        if ((await both.PlanAsync(app)).Obstacles.Any(o => o.Kind is MergeObstacleKind.MergedServes))
        {
            Assert.Fail("The kept record serves.");
        }
    }

    private async Task<History> SnapshotAsync(Twice both)
    {
        Guid[] ids = [both.Kept.VolunteerId, both.Merged.VolunteerId];
        var hours = await app.QueryAsync(db => db.HoursEntries.AsNoTracking().Where(h => ids.Contains(h.VolunteerId) && h.State != HoursState.Returned).ToListAsync());
        var places = await app.QueryAsync(db => db.Assignments.AsNoTracking().Where(a => ids.Contains(a.VolunteerId)).ToListAsync());
        var roles = places.ConvertAll(p => p.ShiftRoleId);

        return new History(
            [.. hours.GroupBy(h => (h.ServiceDate, h.CentreId, h.State)).Select(g => new Counted(g.Key.ServiceDate, g.Key.CentreId, g.Key.State, g.Sum(h => h.Minutes)))
                .Where(c => c.Minutes != 0).OrderBy(c => c.Day).ThenBy(c => c.CentreId).ThenBy(c => c.State)],
            [.. places.OrderBy(p => p.AssignmentId).Select(p => (p.AssignmentId, p.State, p.Round))],
            await app.QueryAsync(db => db.ShiftRoles.Where(r => roles.Contains(r.ShiftRoleId)).SumAsync(r => r.PlacesTaken)));
    }

    private async Task AssertNothingIsBrokenAsync(Twice both)
    {
        await using var scope = app.NewScope();
        var ledger = scope.Get<HoursLedger>();
        var limits = RuleLimits.Of(await scope.Get<PolicyReader>().ReadAsync(CancellationToken.None));
        var kept = await scope.Db.Volunteers.AsNoTracking().SingleAsync(v => v.VolunteerId == both.Kept.VolunteerId);

        Assert.Null(await ledger.FirstBrokenAsync(both.Kept.VolunteerId, CancellationToken.None));
        Assert.Null(await ledger.FirstBrokenAsync(both.Merged.VolunteerId, CancellationToken.None));
        Assert.Equal(VolunteerState.Active, kept.State);
        Assert.Equal(1, await scope.Db.ServiceTerms.CountAsync(t => t.VolunteerId == both.Kept.VolunteerId && t.State == ServiceTermState.Running));
        Assert.Equal(kept.ServedMinutes, await scope.Db.HoursEntries.Where(h => h.VolunteerId == both.Kept.VolunteerId && h.State == HoursState.Approved).SumAsync(h => h.Minutes));
        Assert.Equal(0, await scope.Db.HoursEntries.Where(h => h.VolunteerId == both.Merged.VolunteerId && h.State == HoursState.Approved).SumAsync(h => h.Minutes));

        foreach (var place in await scope.Db.Assignments.AsNoTracking().Where(a => a.VolunteerId == both.Kept.VolunteerId && a.State == AssignmentState.Confirmed)
            .Include(a => a.Shift).ThenInclude(s => s.VolunteerTask).ThenInclude(t => t.HelpRequest).Include(a => a.ShiftRole).ThenInclude(r => r.Skills).Include(a => a.ShiftRole.Languages).AsSplitQuery().ToListAsync())
        {
            var facts = await scope.Get<FactsReader>().ReadAsync(both.Kept.VolunteerId, place.Shift.StartsAtUtc, CancellationToken.None);
            Assert.Empty(RuleBook.Check(facts, PlaceFacts.Of(place.Shift, place.ShiftRole), limits));
        }
    }

    private sealed record Counted(DateOnly Day, Guid CentreId, HoursState State, int Minutes);

    private sealed record History(IReadOnlyList<Counted> Hours, IReadOnlyList<(Guid Id, AssignmentState State, int Round)> Places, int Taken);
}
