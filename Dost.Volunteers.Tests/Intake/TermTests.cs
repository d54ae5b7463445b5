using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Core.Volunteers.Terms;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Intake;

/// <summary>Terms of two months: warned of, extended, completed, and kept.</summary>
public sealed class TermTests : IAsyncLifetime
{
    private TestApp App { get; } = new();

    public Task InitializeAsync() => App.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)App).DisposeAsync();

    [Fact]
    public async Task Volunteer_and_coordinator_are_warned_once_and_again_after_an_extension()
    {
        var (volunteer, _) = await App.AddVolunteerAsync();
        var coordinator = await App.AddCoordinatorAsync("1");
        await App.AddCoordinatorAsync("2");
        App.Clock.Advance(TimeSpan.FromDays(40));
        await RunTwiceAsync();
        Assert.Equal(0, await CountAsync(MessageKind.TermEnding));

        App.Clock.Advance(TimeSpan.FromDays(8));
        await RunTwiceAsync();
        Assert.Equal(2, await CountAsync(MessageKind.TermEnding));
        Assert.Equal([coordinator.Id], await App.QueryAsync(db => db.OutboundMessages.Where(m => m.Kind == MessageKind.TermsEndingAtCentre).Select(m => m.RecipientId).ToListAsync()));

        await ExtendAsync(volunteer, 1);
        await App.RunJobAsync("SendMessages");
        Assert.All(await App.QueryAsync(db => db.OutboundMessages.Where(m => m.Kind == MessageKind.TermEnding).ToListAsync()), m => Assert.Equal(MessageState.Superseded, m.State));

        App.Clock.Advance(TimeSpan.FromDays(31));
        await RunTwiceAsync();
        Assert.Equal(4, await CountAsync(MessageKind.TermEnding));
    }

    [Fact]
    public async Task A_term_that_is_over_completes_itself_with_thanks_once_no_shift_waits()
    {
        var (volunteer, _) = await App.AddVolunteerAsync();
        var (bound, _) = await App.AddVolunteerAsync();
        App.Clock.Advance(TimeSpan.FromDays(62));
        await App.PlaceAsync(await App.AddShiftAsync(daysAhead: 1), bound);
        App.Clock.Advance(TimeSpan.FromHours(12));
        await RunTwiceAsync();

        Assert.Equal(VolunteerState.Completed, await App.VolunteerStateAsync(volunteer.VolunteerId));
        Assert.Equal(VolunteerState.Active, await App.VolunteerStateAsync(bound.VolunteerId));
        Assert.Equal(2, await App.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == MessageKind.TermCompleted && m.RecipientId == volunteer.VolunteerId)));

        App.Clock.Advance(TimeSpan.FromDays(2));
        await RunTwiceAsync();
        Assert.Equal(VolunteerState.Completed, await App.VolunteerStateAsync(bound.VolunteerId));
    }

    [Fact]
    public async Task Where_the_policy_says_so_a_term_waits_for_a_coordinator()
    {
        await App.QueryAsync(db => db.Settings.Where(s => s.SettingKey == "Terms.CompleteThemselves").ExecuteUpdateAsync(set => set.SetProperty(s => s.Value, "false")));
        var (volunteer, _) = await App.AddVolunteerAsync();
        App.Clock.Advance(TimeSpan.FromDays(70));
        await RunTwiceAsync();

        Assert.Equal(VolunteerState.Active, await App.VolunteerStateAsync(volunteer.VolunteerId));
    }

    [Fact]
    public async Task Of_many_at_once_only_those_of_the_own_centre_are_completed_and_history_stays()
    {
        var (own, _) = await App.AddVolunteerAsync();
        var (elsewhere, _) = await App.AddVolunteerAsync("khazar");
        var coordinator = await App.AddCoordinatorAsync("1");
        await using var scope = App.NewScope();
        var user = scope.Get<Core.Accounts.CurrentUser>();
        (user.AccountId, user.IsCoordinator, user.CentreIds) = (coordinator.Id, true, [.. coordinator.Centres.Select(c => c.CentreId)]);

        Assert.Equal(new TermsResult(1, 0), await scope.Get<TermService>().CompleteAsync([own.VolunteerId, elsewhere.VolunteerId], CancellationToken.None));
        Assert.Equal(new TermsResult(0, 0), await scope.Get<TermService>().CompleteAsync([own.VolunteerId], CancellationToken.None));
        Assert.Equal(VolunteerState.Active, await App.VolunteerStateAsync(elsewhere.VolunteerId));

        await scope.Get<DecisionService>().ReturnAsync(own.VolunteerId, seenVersion: null, CancellationToken.None);
        var terms = await App.QueryAsync(db => db.ServiceTerms.Where(t => t.VolunteerId == own.VolunteerId).OrderBy(t => t.State).Select(t => t.State).ToListAsync());
        Assert.Equal([ServiceTermState.Completed, ServiceTermState.Running], terms);
        Assert.Equal(VolunteerState.Active, await App.VolunteerStateAsync(own.VolunteerId));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(7)]
    public async Task A_term_is_not_extended_by_nonsense(int months)
    {
        var (volunteer, _) = await App.AddVolunteerAsync();

        Assert.Equal(0, (await ExtendAsync(volunteer, months)).Changed);
    }

    private async Task<TermsResult> ExtendAsync(Volunteer volunteer, int months)
    {
        await using var scope = await App.AsAdministratorAsync();

        return await scope.Get<TermService>().ExtendAsync([volunteer.VolunteerId], months, CancellationToken.None);
    }

    private async Task RunTwiceAsync()
    {
        await App.RunJobAsync("EndTerms");
        await App.RunJobAsync("EndTerms");
    }

    private Task<int> CountAsync(MessageKind kind) => App.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == kind));
}
