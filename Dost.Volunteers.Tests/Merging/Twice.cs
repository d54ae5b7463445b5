using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Merging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Duplicates;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Merging;

/// <summary>One person, entered twice: a record of the site, and one without a FIN as a list brings it.</summary>
internal sealed record Twice(Volunteer Kept, UserAccount KeptAccount, Volunteer Merged, UserAccount MergedAccount, Guid PairId)
{
    /// <summary>Each sounds like itself only.</summary>
    private const string Letters = "bdfgklmnrstzvpcj";

    public static async Task<Twice> AddAsync(TestApp app, bool keptActive = true, bool mergedActive = true, Action<Volunteer>? kept = null, Action<Volunteer>? merged = null)
    {
        var (given, family) = NewName();
        var (one, oneAccount) = await app.AddVolunteerAsync(active: keptActive, change: v => Change(v, given, family, kept));
        var (other, otherAccount) = await app.AddVolunteerAsync(active: mergedActive, change: v =>
        {
            (v.FinEncrypted, v.FinHash) = (null, null);
            Change(v, given, family, merged);
        });
        await CompareAsync(app);

        return new Twice(one, oneAccount, other, otherAccount, await app.QueryAsync(db => db.LikelyDuplicates
            .Where(d => (d.FirstId == one.VolunteerId && d.SecondId == other.VolunteerId) || (d.SecondId == one.VolunteerId && d.FirstId == other.VolunteerId))
            .Select(d => d.LikelyDuplicateId).SingleAsync()));
    }

    /// <summary>A name that no other test data sounds like.</summary>
    public static (string Given, string Family) NewName()
    {
        var number = TestData.NextNumber();
        var word = string.Concat(Enumerable.Range(0, 4).Select(i => $"{Letters[(number >> (4 * i)) & 15]}o"));

        return ("Aytən" + word, "Zeynal" + word + "lı");
    }

    public static async Task CompareAsync(TestApp app)
    {
        await using var scope = app.NewScope();

        while (await scope.Get<DuplicateService>().CompareAsync(100, CancellationToken.None) > 0)
        {
        }
    }

    public async Task<MergePlan> PlanAsync(TestApp app, params MergeField[] fromMerged)
    {
        await using var scope = await app.AsAdministratorAsync();

        return (await scope.Get<MergePlanner>().ReadAsync(PairId, Kept.VolunteerId, fromMerged.ToHashSet(), CancellationToken.None))!;
    }

    public async Task<MergeOutcome> MergeAsync(TestApp app, params MergeField[] fromMerged) => await MergeAsync(app, await PlanAsync(app, fromMerged), fromMerged);

    public async Task<MergeOutcome> MergeAsync(TestApp app, MergePlan? seen, params MergeField[] fromMerged)
    {
        await using var scope = await app.AsAdministratorAsync();

        return await scope.Get<MergeService>().MergeAsync(Order(seen?.Seen ?? "", fromMerged), CancellationToken.None);
    }

    public MergeOrder Order(string seen, params MergeField[] fromMerged) =>
        new() { LikelyDuplicateId = PairId, KeptId = Kept.VolunteerId, FromMerged = fromMerged.ToHashSet(), Note = "Telefonla danışdıq", Seen = seen };

    /// <summary>An entry as check-out makes it, approved or still waiting.</summary>
    public static async Task<HoursEntry> AddHoursAsync(TestApp app, Guid volunteerId, int minutes, DateOnly day, bool approved, Guid? assignmentId = null, string centre = "1")
    {
        var centreId = (await app.CentreAsync(centre)).CentreId;
        await using var scope = await app.AsAdministratorAsync();
        var entry = await scope.Get<HoursLedger>().AddAsync(volunteerId, centreId, assignmentId, day, minutes, app.NowUtc, CancellationToken.None);

        if (approved)
        {
            Assert.True(await scope.Get<HoursLedger>().ApproveAsync(entry, scope.Get<CurrentUser>().AccountId!.Value, app.NowUtc, CancellationToken.None));
        }

        await scope.Db.SaveChangesAsync();

        return entry;
    }

    private static void Change(Volunteer volunteer, string given, string family, Action<Volunteer>? more)
    {
        (volunteer.GivenName, volunteer.FamilyName) = (given, family);
        more?.Invoke(volunteer);
    }
}
