using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Jobs.Hours;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Hours;

/// <summary>The walk through all chains: what it names, what it remembers, and whom it tells. Each test has a ledger of its own.</summary>
public sealed class LedgerVerifierTests : IAsyncLifetime, IDisposable
{
    private readonly TestApp _app = new();

    public Task InitializeAsync() => ((IAsyncLifetime)_app).InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_app).DisposeAsync();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_whole_ledger_is_counted_and_nobody_is_troubled()
    {
        await _app.AddAdministratorAsync();
        await AddAsync(60, 90);
        await AddAsync(30);

        var check = await CheckAsync();

        Assert.True(check.IsSound);
        Assert.Equal((2, 3L, 180L), (check.Chains, check.Entries, check.Minutes));
        Assert.Equal(0, await _app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == MessageKind.LedgerBroken)));
    }

    [Fact]
    public async Task The_first_wrong_place_of_each_chain_is_named_and_the_administrators_are_told()
    {
        var administrator = await _app.AddAdministratorAsync();
        var (changed, cut, fine) = (await AddAsync(60, 90, 120), await AddAsync(60, 90), await AddAsync(15));
        await _app.QueryAsync(db => db.HoursEntries.Where(h => h.VolunteerId == changed.VolunteerId && h.Sequence >= 2).ExecuteUpdateAsync(s => s.SetProperty(h => h.Minutes, 900)));
        await _app.QueryAsync(db => db.HoursEntries.Where(h => h.VolunteerId == cut.VolunteerId && h.Sequence == 2).ExecuteDeleteAsync());

        var check = await CheckAsync();

        Assert.Equal(2, check.BrokenChains);
        Assert.Equal((2, LedgerFault.EntryChanged), check.Breaks.Where(b => b.ChainId == changed.VolunteerId).Select(b => (b.Sequence, b.Fault)).Single());
        Assert.Equal((2, LedgerFault.EndMissing), check.Breaks.Where(b => b.ChainId == cut.VolunteerId).Select(b => (b.Sequence, b.Fault)).Single());
        Assert.DoesNotContain(check.Breaks, b => b.ChainId == fine.VolunteerId);
        Assert.Equal([administrator.Id], await _app.QueryAsync(db => db.OutboundMessages.Where(m => m.Kind == MessageKind.LedgerBroken).Select(m => m.RecipientId).ToListAsync()));
    }

    [Fact]
    public async Task A_chain_that_vanishes_with_its_head_is_missed_by_the_next_check()
    {
        var (gone, _) = (await AddAsync(60, 90), await AddAsync(30));
        _app.Clock.Advance(TimeSpan.FromHours(2));
        Assert.True((await CheckAsync()).IsSound);

        await _app.QueryAsync(db => db.HoursEntries.Where(h => h.VolunteerId == gone.VolunteerId).ExecuteDeleteAsync());
        await _app.QueryAsync(db => db.HoursChains.Where(c => c.VolunteerId == gone.VolunteerId).ExecuteDeleteAsync());
        var check = await CheckAsync();

        Assert.Equal((0, false), (check.BrokenChains, check.PastHolds));
    }

    [Fact]
    public async Task What_is_added_between_two_checks_is_no_break()
    {
        await AddAsync(60);
        _app.Clock.Advance(TimeSpan.FromHours(2));
        await CheckAsync();
        await AddAsync(90);
        _app.Clock.Advance(TimeSpan.FromDays(1));

        Assert.True((await CheckAsync()).IsSound);
        Assert.True((await CheckAsync()).IsSound);
    }

    [Fact]
    public async Task Chains_from_before_there_were_heads_get_theirs_once()
    {
        var (old, later) = (await AddAsync(60, 90), await AddAsync(60));
        await _app.QueryAsync(db => db.HoursChains.Where(c => c.VolunteerId == old.VolunteerId).ExecuteDeleteAsync());
        Assert.True((await CheckAsync()).IsSound);
        Assert.True(await _app.QueryAsync(db => db.HoursChains.AnyAsync(c => c.VolunteerId == old.VolunteerId && c.Entries == 2)));

        await _app.QueryAsync(db => db.HoursChains.Where(c => c.VolunteerId == later.VolunteerId).ExecuteDeleteAsync());
        var check = await CheckAsync();

        Assert.Equal((later.VolunteerId, LedgerFault.HeadForged), check.Breaks.Select(b => (b.ChainId, b.Fault)).Single());
    }

    [Fact]
    public async Task The_command_says_what_it_found_and_fails_when_something_is_wrong()
    {
        var volunteer = await AddAsync(60, 90);
        using var fine = new StringWriter();
        Assert.Equal(0, await VerifyHoursCommand.RunAsync(_app.Services, fine, CancellationToken.None));
        Assert.Contains("1 chains, 2 entries, 150 approved minutes", fine.ToString(), StringComparison.Ordinal);

        await _app.QueryAsync(db => db.HoursEntries.Where(h => h.VolunteerId == volunteer.VolunteerId && h.Sequence == 2).ExecuteDeleteAsync());
        using var wrong = new StringWriter();
        Assert.Equal(1, await VerifyHoursCommand.RunAsync(_app.Services, wrong, CancellationToken.None));
        Assert.Contains($"Chain of volunteer {volunteer.VolunteerId}, entry 2: it and what followed it were cut off.", wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_administrator_sees_the_last_check_and_walks_again()
    {
        var browser = await _app.NewBrowserAsync(await _app.AddAdministratorAsync());
        var page = await browser.GetPageAsync("/admin/ledger");
        Assert.Equal("Hələ yoxlama olmayıb", page.Text(".empty-state__title"));
        var volunteer = await AddAsync(60, 90);
        Assert.Equal("Bütün zəncirlər yoxlanıldı, hər şey qaydasındadır.", (await browser.SubmitAsync(page, "main form")).Notice);

        await _app.QueryAsync(db => db.HoursEntries.Where(h => h.VolunteerId == volunteer.VolunteerId && h.Sequence == 1).ExecuteUpdateAsync(s => s.SetProperty(h => h.Minutes, 61)));
        var after = await browser.SubmitAsync(page, "main form");
        Assert.Contains("Könüllünün 1 nömrəli qeydi", after.Words, StringComparison.Ordinal);
        Assert.Contains("Qeyddə yazılan vaxtında yazılanla üst-üstə düşmür.", after.Words, StringComparison.Ordinal);
    }

    private async Task<LedgerCheck> CheckAsync()
    {
        await using var scope = _app.NewScope();

        return await scope.Get<LedgerVerifier>().CheckAsync(CancellationToken.None);
    }

    /// <summary>Somebody with approved entries.</summary>
    private async Task<Volunteer> AddAsync(params int[] minutes)
    {
        var (volunteer, account) = await _app.AddVolunteerAsync();
        await using var scope = _app.NewScope();
        var ledger = scope.Get<HoursLedger>();

        foreach (var m in minutes)
        {
            await ledger.ApproveAsync(await ledger.AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, new DateOnly(2026, 11, 20), m, _app.NowUtc, CancellationToken.None), account.Id, _app.NowUtc, CancellationToken.None);
        }

        await scope.Db.SaveChangesAsync();

        return volunteer;
    }
}
