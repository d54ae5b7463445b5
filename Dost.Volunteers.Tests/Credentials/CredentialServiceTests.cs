using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Credentials;

/// <summary>Handing in, deciding, noting: each as somebody, in a unit of work of its own.</summary>
public class CredentialServiceTests(TestApp app) : IClassFixture<TestApp>
{
    private DateOnly Today => BakuTime.DateOf(app.NowUtc);

    [Fact]
    public async Task Handing_in_the_same_thing_twice_at_once_leaves_one()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();

        var results = await Task.WhenAll(app.SubmitAsync(account), app.SubmitAsync(account));

        Assert.Equal([SubmitOutcome.Done, SubmitOutcome.AlreadyWaiting], results.Select(r => r.Outcome).Order());
        Assert.Equal(1, await app.QueryAsync(db => db.Credentials.CountAsync(c => c.VolunteerId == volunteer.VolunteerId && c.State == CredentialState.Submitted)));
    }

    [Theory]
    [InlineData("home-visit-check")]
    [InlineData("introductory-training")]
    [InlineData("no-such-thing")]
    public async Task Nobody_hands_in_what_only_the_centre_gives(string type)
    {
        var (_, account) = await app.AddVolunteerAsync();

        Assert.Equal(SubmitOutcome.NotAllowed, (await app.SubmitAsync(account, type)).Outcome);
    }

    [Fact]
    public async Task The_number_and_the_issuer_are_not_to_be_read_in_the_database()
    {
        var (_, account) = await app.AddVolunteerAsync();
        var id = (await app.SubmitAsync(account, "driving-licence", expiresOn: Today.AddYears(5))).CredentialId!.Value;
        var saved = await app.CredentialAsync(id);

        Assert.DoesNotContain("123456", saved.NumberEncrypted, StringComparison.Ordinal);
        Assert.DoesNotContain("BDU", saved.IssuerEncrypted, StringComparison.Ordinal);
        Assert.Equal(Today.AddYears(5), saved.ExpiresOn);
    }

    [Fact]
    public async Task A_new_picture_takes_the_place_of_the_old_and_what_is_taken_back_is_gone()
    {
        var (_, account) = await app.AddVolunteerAsync();
        var id = (await app.SubmitAsync(account)).CredentialId!.Value;
        var first = (await app.CredentialAsync(id)).StoredFileId!.Value;
        var picture = (await FileStore.ReadAsync(new MemoryStream(Papers.Png()), "x.png", CancellationToken.None)).File!;

        Assert.True(await app.AsAsync(account, c => c.ReplaceFileAsync(id, picture, CancellationToken.None)));
        var second = (await app.CredentialAsync(id)).StoredFileId!.Value;
        Assert.Equal([second], await app.QueryAsync(db => db.StoredFiles.Where(f => f.StoredFileId == first || f.StoredFileId == second).Select(f => f.StoredFileId).ToListAsync()));

        Assert.True(await app.AsAsync(account, c => c.TakeBackAsync(id, CancellationToken.None)));
        Assert.False(await app.QueryAsync(db => db.Credentials.AnyAsync(c => c.CredentialId == id)));
        Assert.False(await app.QueryAsync(db => db.StoredFiles.AnyAsync(f => f.StoredFileId == second)));
    }

    [Fact]
    public async Task Another_volunteer_changes_nothing_of_it()
    {
        var (_, account) = await app.AddVolunteerAsync();
        var (_, other) = await app.AddVolunteerAsync();
        var id = (await app.SubmitAsync(account)).CredentialId!.Value;
        var picture = (await FileStore.ReadAsync(new MemoryStream(Papers.Png()), "x.png", CancellationToken.None)).File!;

        Assert.False(await app.AsAsync(other, c => c.ReplaceFileAsync(id, picture, CancellationToken.None)));
        Assert.False(await app.AsAsync(other, c => c.TakeBackAsync(id, CancellationToken.None)));
        Assert.Null(await app.AsAsync(other, c => c.OpenFileAsync(id, CancellationToken.None)));
    }

    [Fact]
    public async Task The_coordinator_of_the_centre_decides_once_and_the_volunteer_is_told()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var coordinator = await app.AddCoordinatorAsync();
        var id = (await app.SubmitAsync(account)).CredentialId!.Value;
        var seen = (await app.CredentialAsync(id)).Version;
        var dates = new CredentialDates(Today.AddDays(-3), null);
        Task<DecisionResult> Verify() => app.AsAsync(coordinator, c => c.VerifyAsync(id, seen, dates, CancellationToken.None), volunteer.CentreId);

        var results = await Task.WhenAll(Verify(), Verify());

        Assert.Equal([DecisionOutcome.Done, DecisionOutcome.ChangedMeanwhile], results.Select(r => r.Outcome).Order());
        var saved = await app.CredentialAsync(id);
        Assert.Equal((CredentialState.Verified, Today.AddDays(-3).AddMonths(24), coordinator.Id), (saved.State, saved.ExpiresOn, saved.DecidedById));
        Assert.Equal(2, await app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.SubjectId == id && m.Kind == MessageKind.CredentialVerified)));
    }

    [Fact]
    public async Task The_coordinator_of_another_centre_finds_nothing_to_decide()
    {
        var (_, account) = await app.AddVolunteerAsync();
        var elsewhere = (await app.CentreAsync("3")).CentreId;
        var coordinator = await app.AddCoordinatorAsync("3");
        var id = (await app.SubmitAsync(account)).CredentialId!.Value;
        var seen = (await app.CredentialAsync(id)).Version;

        Assert.Equal(DecisionOutcome.NotFound, (await app.AsAsync(coordinator, c => c.RefuseAsync(id, seen, "x", CancellationToken.None), elsewhere)).Outcome);
        Assert.Null(await app.AsAsync(coordinator, c => c.OpenFileAsync(id, CancellationToken.None), elsewhere));
    }

    [Fact]
    public async Task Nobody_decides_on_their_own_papers()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var id = (await app.SubmitAsync(account)).CredentialId!.Value;
        var seen = (await app.CredentialAsync(id)).Version;
        await using var scope = app.NewScope();
        var user = scope.Get<CurrentUser>();
        (user.AccountId, user.VolunteerId, user.IsCoordinator, user.CentreIds) = (account.Id, volunteer.VolunteerId, true, [volunteer.CentreId]);
        var credentials = scope.Get<CredentialService>();

        Assert.Equal(DecisionOutcome.OwnCredential, (await credentials.VerifyAsync(id, seen, new CredentialDates(Today, null), CancellationToken.None)).Outcome);
        Assert.Equal(0, (await credentials.AddHeldAsync([volunteer.VolunteerId], "first-aid-training", new CredentialDates(Today, null), CancellationToken.None)).Added);
    }

    [Fact]
    public async Task A_training_is_noted_for_all_who_were_there_and_a_second_click_adds_nothing()
    {
        var (one, _) = await app.AddVolunteerAsync();
        var (two, _) = await app.AddVolunteerAsync();
        var (elsewhere, _) = await app.AddVolunteerAsync(districtCode: "nizami");
        var coordinator = await app.AddCoordinatorAsync();
        Task<HeldResult> Note() => app.AsAsync(
            coordinator, c => c.AddHeldAsync([one.VolunteerId, two.VolunteerId, elsewhere.VolunteerId], "disability-awareness-training", new CredentialDates(Today, null), CancellationToken.None), one.CentreId);

        var results = await Task.WhenAll(Note(), Note());

        Assert.Equal((2, 2), (results.Sum(r => r.Added), results.Sum(r => r.AlreadyHeld)));
        Assert.All(results, r => Assert.Equal(1, r.LeftOut));
        Assert.Equal(2, await app.QueryAsync(db => db.Credentials.CountAsync(
            c => (c.VolunteerId == one.VolunteerId || c.VolunteerId == two.VolunteerId || c.VolunteerId == elsewhere.VolunteerId) && c.CredentialTypeCode == "disability-awareness-training")));
    }

    [Fact]
    public async Task What_becoming_active_requires_is_missing_until_it_is_verified_and_valid_today_in_Baku()
    {
        await using var own = await TestApp.StartAsync();
        var (volunteer, _) = await own.AddVolunteerAsync(active: false);
        Assert.Equal(["introductory-training"], await MissingAsync(own, volunteer));

        await own.HoldAsync(volunteer, "introductory-training", BakuTime.DateOf(own.NowUtc), BakuTime.DateOf(own.NowUtc));
        Assert.Empty(await MissingAsync(own, volunteer));

        // One minute before midnight in Baku, and at midnight.
        var midnight = BakuTime.DayOf(BakuTime.DateOf(own.NowUtc)).UntilUtc;
        own.GoTo(midnight.AddMinutes(-1));
        Assert.Empty(await MissingAsync(own, volunteer));
        own.GoTo(midnight);
        Assert.Equal(["introductory-training"], await MissingAsync(own, volunteer));
    }

    private static async Task<IReadOnlyList<string>> MissingAsync(TestApp app, Volunteer volunteer)
    {
        await using var scope = app.NewScope();

        return await scope.Get<CredentialReader>().MissingRequiredAsync(volunteer.VolunteerId, CancellationToken.None);
    }
}
