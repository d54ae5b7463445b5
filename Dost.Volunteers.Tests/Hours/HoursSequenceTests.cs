using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Hours;

/// <summary>Whatever is done with hours, in whatever order: the minutes that count are those of the approved entries, and the chain holds.</summary>
public sealed class HoursSequenceTests(TestApp app) : IClassFixture<TestApp>
{
    private const int Moves = 40;

    [Theory]
    [InlineData(142)]
    [InlineData(20261123)]
    public async Task Minutes_are_those_of_the_approved_entries_and_the_chain_holds(int seed)
    {
        var random = new Random(seed);
        var (volunteer, account) = await app.AddVolunteerAsync(change: v => v.Programme = Programme.Virtual);
        var seen = new HashSet<string>();

        for (var i = 0; i < Moves; i++)
        {
            seen.Add(await MoveAsync(random, volunteer, account));
            await CheckAsync(volunteer.VolunteerId, $"seed {seed}, move {i}");
        }

        Assert.True(seen.Count >= 5, string.Join(", ", seen));
    }

    private async Task<string> MoveAsync(Random random, Volunteer volunteer, UserAccount account)
    {
        await using var scope = await app.AsAdministratorAsync();
        var entries = await scope.Db.HoursEntries.AsNoTracking().Where(h => h.VolunteerId == volunteer.VolunteerId).ToListAsync();
        var one = entries.Count == 0 ? null : entries[random.Next(entries.Count)];
        var day = BakuTime.DateOf(app.NowUtc).AddDays(-random.Next(1, 14));

        switch (random.Next(6))
        {
            case 0:
                await scope.Get<HoursLedger>().AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, day, random.Next(1, 300), app.NowUtc, CancellationToken.None);
                await scope.Db.SaveChangesAsync();

                return "served";
            case 1:
                (scope.Get<CurrentUser>().VolunteerId, scope.Get<CurrentUser>().AccountId) = (volunteer.VolunteerId, account.Id);
                await scope.Get<RemoteHoursService>().ReportAsync(new RemoteReport(day, null, null, random.Next(5, 120), "Zəng"), CancellationToken.None);

                return "reported";
            case 2 when one is not null:
                (scope.Get<CurrentUser>().VolunteerId, scope.Get<CurrentUser>().AccountId) = (volunteer.VolunteerId, account.Id);
                await scope.Get<RemoteHoursService>().TakeBackAsync(one.HoursEntryId, CancellationToken.None);

                return "taken back";
            case 3 when one is not null:
                await scope.Get<HoursService>().ReturnAsync(one.HoursEntryId, "Səhv", CancellationToken.None);

                return "returned";
            case 4 when one is not null:
                var counted = await scope.Get<HoursService>().CountedAsync(one, CancellationToken.None);
                await scope.Get<HoursService>().CorrectAsync(one.HoursEntryId, random.Next(0, 300), counted, "Düzəliş", CancellationToken.None);

                return "corrected";
            default:
                // The same entries twice, as after a double click.
                await scope.Get<HoursService>().ApproveAsync(entries.Take(3).Concat(entries.TakeLast(3)).Select(e => e.HoursEntryId).ToList(), CancellationToken.None);

                return "approved";
        }
    }

    private async Task CheckAsync(Guid volunteerId, string where)
    {
        await using var scope = app.NewScope();
        var entries = await scope.Db.HoursEntries.AsNoTracking().Where(h => h.VolunteerId == volunteerId).ToListAsync();
        var approved = entries.Where(h => h.State is HoursState.Approved).Sum(h => h.Minutes);

        Assert.True(await scope.Get<HoursLedger>().FirstBrokenAsync(volunteerId, CancellationToken.None) is null, where);
        Assert.Equal(approved, await scope.Db.Volunteers.Where(v => v.VolunteerId == volunteerId).Select(v => v.ServedMinutes).SingleAsync());
        Assert.Equal(entries.Count == 0 ? 0 : approved, await scope.Db.HoursChains.Where(c => c.VolunteerId == volunteerId).Select(c => c.ApprovedMinutes).SingleOrDefaultAsync());
        Assert.All(entries, h => Assert.Equal(h.State is HoursState.Submitted, h.DecidedAtUtc is null));
        Assert.All(entries.Where(h => h.State is HoursState.TakenBack), h => Assert.Equal(HoursSource.Remote, h.Source));
        Assert.True(approved >= 0, where);
    }
}
