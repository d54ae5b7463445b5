using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Duplicates;
using Dost.Volunteers.Tests.Jobs;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Merging;

/// <summary>The job that compares who is new or was changed.</summary>
public sealed class FindDuplicatesTests : JobTest
{
    private const string Job = "FindLikelyDuplicates";

    private static readonly (string Given, string Family) _name = ("Şəfiqə", "Mirzəyeva");

    [Fact]
    public async Task Who_is_alike_is_found_once_however_often_the_job_runs()
    {
        var (one, other) = (await AddAsync(), await AddAsync(given: "Шафига", family: "Мирзаева"));
        await AddAsync(given: "Nərmin");

        await RunAsync(Job);
        await RunAsync(Job);

        var pair = Assert.Single(await PairsAsync());
        Assert.Equal([.. new[] { one, other }.Order()], new[] { pair.FirstId, pair.SecondId }.Order());
        Assert.True(pair.FirstId < pair.SecondId);
        Assert.Equal(0, await App.QueryAsync(db => db.Volunteers.CountAsync(v => v.ComparedAtUtc == null)));
    }

    [Fact]
    public async Task Two_people_stay_two_people_also_when_one_of_them_is_changed()
    {
        var id = await AddAsync();
        await AddAsync();
        await RunAsync(Job);
        await SayTwoAsync();

        await ChangeAsync(id, v => v.GivenName = "Şefiqe");
        Assert.Equal(1, await App.QueryAsync(db => db.Volunteers.CountAsync(v => v.ComparedAtUtc == null)));
        await RunAsync(Job);

        Assert.Equal(DuplicateState.NotTheSame, Assert.Single(await PairsAsync()).State);
    }

    [Fact]
    public async Task A_name_that_is_put_right_is_compared_anew()
    {
        var id = await AddAsync(given: "Nərmin");
        await AddAsync();
        await RunAsync(Job);
        Assert.Empty(await PairsAsync());

        await ChangeAsync(id, v => v.GivenName = _name.Given);
        await RunAsync(Job);
        Assert.Single(await PairsAsync());

        await ChangeAsync(id, v => v.GivenName = "Nərmin");
        await RunAsync(Job);
        Assert.Empty(await PairsAsync());
    }

    [Fact]
    public async Task An_application_that_nobody_has_confirmed_is_compared_once_the_phone_is()
    {
        await AddAsync();
        var (stranger, _) = await App.AddVolunteerAsync(active: false, change: v =>
        {
            Change(v, _name.Given, _name.Family);
            v.PhoneConfirmedAtUtc = null;
        });
        await RunAsync(Job);
        Assert.Empty(await PairsAsync());

        await ChangeAsync(stranger.VolunteerId, v => v.PhoneConfirmedAtUtc = App.NowUtc);
        await RunAsync(Job);
        Assert.Single(await PairsAsync());
    }

    private async Task<Guid> AddAsync(string? given = null, string? family = null) =>
        (await App.AddVolunteerAsync(change: v => Change(v, given ?? _name.Given, family ?? _name.Family))).Volunteer.VolunteerId;

    private static void Change(Volunteer volunteer, string given, string family) =>
        (volunteer.GivenName, volunteer.FamilyName, volunteer.BornOn, volunteer.FinHash, volunteer.FinEncrypted) = (given, family, new DateOnly(1961, 4, 9), null, null);

    private Task<int> ChangeAsync(Guid id, Action<Volunteer> change) => App.QueryAsync(async db =>
    {
        change(await db.Volunteers.SingleAsync(v => v.VolunteerId == id));

        return await db.SaveChangesAsync();
    });

    private async Task SayTwoAsync()
    {
        await using var scope = await App.AsAdministratorAsync();
        var pair = Assert.Single(await PairsAsync());
        Assert.True(await scope.Get<DuplicateService>().SayTheyAreTwoAsync(pair.LikelyDuplicateId, CancellationToken.None));
    }

    private Task<List<LikelyDuplicate>> PairsAsync() => App.QueryAsync(db => db.LikelyDuplicates.AsNoTracking().ToListAsync());
}
