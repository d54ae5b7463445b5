using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Hours;

/// <summary>The chain of hours entries: what was tampered with shows.</summary>
public sealed class HoursLedgerTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task An_honest_chain_holds()
    {
        var volunteer = await WithEntriesAsync(60, 90, -30, 120);

        Assert.Null(await FirstBrokenAsync(volunteer));
    }

    [Fact]
    public async Task A_changed_number_of_minutes_shows()
    {
        var volunteer = await WithEntriesAsync(60, 90, 120);

        await app.QueryAsync(db => db.HoursEntries.Where(h => h.VolunteerId == volunteer.VolunteerId && h.Sequence == 2).ExecuteUpdateAsync(s => s.SetProperty(h => h.Minutes, 900)));

        Assert.Equal(2, await FirstBrokenAsync(volunteer));
    }

    [Fact]
    public async Task A_changed_date_shows()
    {
        var volunteer = await WithEntriesAsync(60, 90);

        await app.QueryAsync(db => db.HoursEntries.Where(h => h.VolunteerId == volunteer.VolunteerId && h.Sequence == 1)
            .ExecuteUpdateAsync(s => s.SetProperty(h => h.ServiceDate, new DateOnly(2020, 1, 1))));

        Assert.Equal(1, await FirstBrokenAsync(volunteer));
    }

    [Fact]
    public async Task A_removed_entry_shows()
    {
        var volunteer = await WithEntriesAsync(60, 90, 120);

        await app.QueryAsync(db => db.HoursEntries.Where(h => h.VolunteerId == volunteer.VolunteerId && h.Sequence == 2).ExecuteDeleteAsync());

        Assert.Equal(2, await FirstBrokenAsync(volunteer));
    }

    [Fact]
    public async Task A_removed_last_entry_shows()
    {
        var volunteer = await WithEntriesAsync(60, 90, 120);

        await app.QueryAsync(db => db.HoursEntries.Where(h => h.VolunteerId == volunteer.VolunteerId && h.Sequence == 3).ExecuteDeleteAsync());

        Assert.Equal(3, await FirstBrokenAsync(volunteer));
    }

    [Fact]
    public async Task A_head_put_back_by_hand_does_not_hide_a_removed_last_entry()
    {
        var volunteer = await WithEntriesAsync(60, 90);
        var first = await app.QueryAsync(db => db.HoursEntries.SingleAsync(h => h.VolunteerId == volunteer.VolunteerId && h.Sequence == 1));

        await app.QueryAsync(db => db.HoursEntries.Where(h => h.VolunteerId == volunteer.VolunteerId && h.Sequence == 2).ExecuteDeleteAsync());
        await app.QueryAsync(db => db.HoursChains.Where(c => c.VolunteerId == volunteer.VolunteerId).ExecuteUpdateAsync(s => s.SetProperty(c => c.Entries, 1).SetProperty(c => c.LastHash, first.Hash)));

        Assert.Equal(1, await FirstBrokenAsync(volunteer));
    }

    [Fact]
    public async Task Going_on_after_a_cut_does_not_heal_the_chain()
    {
        var volunteer = await WithEntriesAsync(60, 90);
        await app.QueryAsync(db => db.HoursEntries.Where(h => h.VolunteerId == volunteer.VolunteerId && h.Sequence == 2).ExecuteDeleteAsync());

        await using (var scope = app.NewScope())
        {
            await AddAsync(scope, volunteer, 30);
            await scope.Db.SaveChangesAsync();
        }

        Assert.Equal(2, await FirstBrokenAsync(volunteer));
    }

    [Fact]
    public async Task Hours_that_count_without_an_approval_show()
    {
        var volunteer = await WithEntriesAsync(60, 90);

        await app.QueryAsync(db => db.HoursEntries.Where(h => h.VolunteerId == volunteer.VolunteerId).ExecuteUpdateAsync(s => s.SetProperty(h => h.State, HoursState.Approved)));

        Assert.NotNull(await FirstBrokenAsync(volunteer));
    }

    [Fact]
    public async Task An_entry_moved_to_somebody_else_shows_on_both()
    {
        var robbed = await WithEntriesAsync(60, 90);
        var thief = await WithEntriesAsync(30);

        await app.QueryAsync(db => db.HoursEntries.Where(h => h.VolunteerId == robbed.VolunteerId && h.Sequence == 1)
            .ExecuteUpdateAsync(s => s.SetProperty(h => h.VolunteerId, thief.VolunteerId).SetProperty(h => h.Sequence, 2)));

        Assert.Equal(2, await FirstBrokenAsync(thief));
        Assert.Equal(1, await FirstBrokenAsync(robbed));
    }

    [Fact]
    public async Task Who_can_write_to_the_database_but_lacks_the_secret_cannot_forge_an_entry()
    {
        var volunteer = await WithEntriesAsync(60);

        await using (var scope = app.NewScope())
        {
            var forger = new HoursLedger(scope.Db, new PrivacyKeys(new byte[PrivacyKeys.SecretLength]), scope.Get<OddHours>());
            await forger.AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, new DateOnly(2026, 11, 20), 6000, app.NowUtc, CancellationToken.None);
            await scope.Db.SaveChangesAsync();
        }

        Assert.Equal(2, await FirstBrokenAsync(volunteer));
    }

    [Fact]
    public async Task Approval_does_not_break_the_chain()
    {
        var volunteer = await WithEntriesAsync(60, 90);

        await using (var scope = app.NewScope())
        {
            var entry = await scope.Db.HoursEntries.SingleAsync(h => h.VolunteerId == volunteer.VolunteerId && h.Sequence == 1);
            Assert.True(await scope.Get<HoursLedger>().ApproveAsync(entry, Guid.CreateVersion7(), app.NowUtc, CancellationToken.None));
            Assert.False(entry.Return("gec", Guid.CreateVersion7(), app.NowUtc));
            await scope.Db.SaveChangesAsync();
        }

        Assert.Null(await FirstBrokenAsync(volunteer));
    }

    [Fact]
    public async Task Two_writers_at_once_cannot_fork_the_chain()
    {
        var volunteer = await WithEntriesAsync(60);
        await using var first = app.NewScope();
        await using var second = app.NewScope();
        await AddAsync(first, volunteer, 30);
        await AddAsync(second, volunteer, 40);
        await first.Db.SaveChangesAsync();

        await Assert.ThrowsAnyAsync<DbUpdateException>(() => second.Db.SaveChangesAsync());
        Assert.Null(await FirstBrokenAsync(volunteer));
    }

    private async Task<Volunteer> WithEntriesAsync(params int[] minutes)
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        await using var scope = app.NewScope();

        // All in one unit of work: each must see the one before it although nothing is saved yet.
        foreach (var m in minutes)
        {
            await AddAsync(scope, volunteer, m);
        }

        await scope.Db.SaveChangesAsync();

        return volunteer;
    }

    private Task<HoursEntry> AddAsync(TestScope scope, Volunteer volunteer, int minutes) => scope.Get<HoursLedger>()
        .AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, new DateOnly(2026, 11, 20), minutes, app.NowUtc, CancellationToken.None);

    private async Task<int?> FirstBrokenAsync(Volunteer volunteer)
    {
        await using var scope = app.NewScope();

        return await scope.Get<HoursLedger>().FirstBrokenAsync(volunteer.VolunteerId, CancellationToken.None);
    }
}
