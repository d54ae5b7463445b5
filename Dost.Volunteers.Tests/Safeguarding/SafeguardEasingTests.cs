using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Safeguarding;

/// <summary>Nobody eases alone what protects a person; being stricter needs nobody else.</summary>
public sealed class SafeguardEasingTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Why = "Qızı indi onunla yaşayır";
    private static readonly PersonNeeds _guarded = new() { Vetting = VettingLevel.Safeguarding, VisitedByTwo = true, KnownVisitorsOnly = true };

    [Fact]
    public async Task What_is_stricter_holds_at_once_and_what_eases_waits_without_touching_the_coming_visits()
    {
        var (request, shift) = await app.PlanVisitAsync();
        var asker = await app.AddCoordinatorAsync();

        Assert.Equal(NeedsOutcome.Saved, await SaveAsync(asker, request, _guarded with { Vetting = VettingLevel.HomeVisit }, null));
        Assert.Equal(NeedsOutcome.Asked, await SaveAsync(asker, request, new PersonNeeds { Vetting = VettingLevel.Safeguarding, HealthNotes = "Astma" }, Why));

        var person = await PersonAsync(request);
        Assert.Equal((VettingLevel.Safeguarding, true, true, true), (person.Vetting, person.VisitedByTwo, person.KnownVisitorsOnly, person.HealthNotesEncrypted is not null));
        Assert.Equal((VettingLevel.Safeguarding, true, 2), await DemandsAsync(shift.ShiftId));
        Assert.Equal([SafeguardKind.VisitedByTwo, SafeguardKind.KnownVisitorsOnly], (await WaitingAsync(request)).Select(e => e.Kind).Order());
        Assert.All(await WaitingAsync(request), e => Assert.DoesNotContain("onunla", e.ReasonEncrypted, StringComparison.Ordinal));
        Assert.Contains("SafeguardEasingAsked", await ActionsAsync(request));
    }

    [Fact]
    public async Task Easing_without_a_reason_saves_nothing()
    {
        var request = await GuardedAsync();

        Assert.Equal(NeedsOutcome.ReasonMissing, await SaveAsync(await app.AddCoordinatorAsync(), request, new PersonNeeds { HealthNotes = "Astma" }, "  "));

        Assert.Empty(await WaitingAsync(request));
        Assert.Null((await PersonAsync(request)).HealthNotesEncrypted);
    }

    [Fact]
    public async Task A_second_person_agrees_and_the_coming_visits_follow()
    {
        var (request, shift) = await app.PlanVisitAsync();
        var asker = await app.AddCoordinatorAsync();
        await SaveAsync(asker, request, _guarded, null);
        await SaveAsync(asker, request, new PersonNeeds(), Why);

        foreach (var easing in await WaitingAsync(request))
        {
            Assert.Equal(EasingOutcome.Done, await DecideAsync(await app.AddCoordinatorAsync(), easing, (e, p, id) => e.AgreeAsync(p, id, default)));
        }

        var person = await PersonAsync(request);
        Assert.Equal((VettingLevel.None, false, false), (person.Vetting, person.VisitedByTwo, person.KnownVisitorsOnly));
        Assert.Equal((VettingLevel.HomeVisit, false, 1), await DemandsAsync(shift.ShiftId));
        Assert.Equal(3, (await ActionsAsync(request)).Count(a => a == "SafeguardEasingAgreed"));
    }

    [Fact]
    public async Task Neither_who_asked_nor_who_manages_another_centre_agrees()
    {
        var request = await GuardedAsync();
        var asker = await app.AddCoordinatorAsync();
        await SaveAsync(asker, request, _guarded with { VisitedByTwo = false }, Why);
        var easing = Assert.Single(await WaitingAsync(request));

        Assert.Equal(EasingOutcome.NotFound, await DecideAsync(asker, easing, (e, p, id) => e.AgreeAsync(p, id, default)));
        Assert.Equal(EasingOutcome.NotFound, await DecideAsync(asker, easing, (e, p, id) => e.RefuseAsync(p, id, default)));
        Assert.Equal(EasingOutcome.NotFound, await DecideAsync(await app.AddCoordinatorAsync("2"), easing, (e, p, id) => e.AgreeAsync(p, id, default)));
        Assert.Equal(EasingOutcome.NotFound, await DecideAsync(await app.AddOperatorAsync(), easing, (e, p, id) => e.AgreeAsync(p, id, default), isStaff: false));
        Assert.Equal(EasingOutcome.NotFound, await DecideAsync(await app.AddCoordinatorAsync(), easing, (e, p, id) => e.TakeBackAsync(p, id, default)));
        Assert.False(easing.Agree(asker.Id, app.NowUtc));
        Assert.True((await PersonAsync(request)).VisitedByTwo);

        await using var administrator = await app.AsAdministratorAsync();
        Assert.Equal(EasingOutcome.Done, await administrator.Get<SafeguardEasings>().AgreeAsync(request.BeneficiaryId, easing.SafeguardEasingId, default));
        Assert.False((await PersonAsync(request)).VisitedByTwo);
    }

    [Fact]
    public async Task An_administrator_alone_eases_nothing_either()
    {
        var request = await GuardedAsync();
        await using var administrator = await app.AsAdministratorAsync();

        Assert.Equal(NeedsOutcome.Asked, await administrator.Get<NeedsService>().SaveAsync(request.BeneficiaryId, new PersonNeeds(), Why, (await PersonAsync(request)).Version, default));

        foreach (var easing in await WaitingAsync(request))
        {
            Assert.Equal(EasingOutcome.NotFound, await administrator.Get<SafeguardEasings>().AgreeAsync(request.BeneficiaryId, easing.SafeguardEasingId, default));
        }

        Assert.Equal(VettingLevel.Safeguarding, (await PersonAsync(request)).Vetting);
    }

    [Fact]
    public async Task Refused_or_taken_back_nothing_changes_and_it_can_be_asked_again()
    {
        var request = await GuardedAsync();
        var (asker, second) = (await app.AddCoordinatorAsync(), await app.AddCoordinatorAsync());
        await SaveAsync(asker, request, _guarded with { VisitedByTwo = false }, Why);
        var refused = Assert.Single(await WaitingAsync(request));
        Assert.Equal(EasingOutcome.Done, await DecideAsync(second, refused, (e, p, id) => e.RefuseAsync(p, id, default)));
        Assert.Equal(EasingOutcome.Done, await DecideAsync(second, refused, (e, p, id) => e.RefuseAsync(p, id, default)));
        Assert.Equal(EasingOutcome.DecidedMeanwhile, await DecideAsync(second, refused, (e, p, id) => e.AgreeAsync(p, id, default)));

        await SaveAsync(asker, request, _guarded with { VisitedByTwo = false }, Why);
        Assert.Equal(EasingOutcome.Done, await DecideAsync(asker, Assert.Single(await WaitingAsync(request)), (e, p, id) => e.TakeBackAsync(p, id, default)));

        Assert.True((await PersonAsync(request)).VisitedByTwo);
        Assert.Equal([EasingState.Refused, EasingState.TakenBack], await app.QueryAsync(db => db.SafeguardEasings.Where(e => e.BeneficiaryId == request.BeneficiaryId).OrderBy(e => e.AskedAtUtc).ThenBy(e => e.SafeguardEasingId).Select(e => e.State).ToListAsync()));
        Assert.Equal(1, (await ActionsAsync(request)).Count(a => a == "SafeguardEasingRefused"));
    }

    [Fact]
    public async Task Two_who_agree_and_refuse_at_once_have_one_effect()
    {
        var request = await GuardedAsync();
        await SaveAsync(await app.AddCoordinatorAsync(), request, _guarded with { VisitedByTwo = false }, Why);
        var easing = Assert.Single(await WaitingAsync(request));
        var (one, other, third) = (await app.AddCoordinatorAsync(), await app.AddCoordinatorAsync(), await app.AddCoordinatorAsync());

        var outcomes = await Task.WhenAll(
            DecideAsync(one, easing, (e, p, id) => e.AgreeAsync(p, id, default)), DecideAsync(other, easing, (e, p, id) => e.AgreeAsync(p, id, default)), DecideAsync(third, easing, (e, p, id) => e.RefuseAsync(p, id, default)));

        Assert.Equal([EasingOutcome.Done, EasingOutcome.DecidedMeanwhile, EasingOutcome.DecidedMeanwhile], outcomes.Order());
        Assert.Equal(1, (await ActionsAsync(request)).Count(a => a is "SafeguardEasingAgreed" or "SafeguardEasingRefused"));
        var stands = await app.QueryAsync(db => db.SafeguardEasings.SingleAsync(e => e.SafeguardEasingId == easing.SafeguardEasingId));
        Assert.Equal(stands.State is EasingState.Refused, (await PersonAsync(request)).VisitedByTwo);
    }

    [Fact]
    public async Task There_is_one_question_at_a_time_and_ones_own_gives_way_to_the_next()
    {
        var request = await GuardedAsync();
        var (asker, colleague) = (await app.AddCoordinatorAsync(), await app.AddCoordinatorAsync());
        var seen = (await PersonAsync(request)).Version;
        Assert.Equal(NeedsOutcome.Asked, await SaveAsync(asker, request, _guarded with { Vetting = VettingLevel.HomeVisit }, Why, seen));
        Assert.Equal(NeedsOutcome.Asked, await SaveAsync(asker, request, _guarded with { Vetting = VettingLevel.HomeVisit }, Why, seen));
        var first = Assert.Single(await WaitingAsync(request));

        Assert.Equal(NeedsOutcome.WaitsAlready, await SaveAsync(colleague, request, _guarded with { Vetting = VettingLevel.None }, Why));
        Assert.Equal(first.SafeguardEasingId, Assert.Single(await WaitingAsync(request)).SafeguardEasingId);

        Assert.Equal(NeedsOutcome.Asked, await SaveAsync(asker, request, _guarded with { Vetting = VettingLevel.None }, Why));
        var second = Assert.Single(await WaitingAsync(request));
        Assert.Equal(NeedsOutcome.Asked, await SaveAsync(asker, request, _guarded with { Vetting = VettingLevel.None }, "Bacısı da gəlib"));
        var third = Assert.Single(await WaitingAsync(request));
        Assert.Equal((VettingLevel.None, VettingLevel.None), (second.Vetting, third.Vetting));
        Assert.NotEqual(second.SafeguardEasingId, third.SafeguardEasingId);
    }

    [Fact]
    public async Task A_question_lapses_when_the_record_becomes_stricter_or_is_joined()
    {
        var request = await app.AddHelpRequestAsync();
        var (asker, second) = (await app.AddCoordinatorAsync(), await app.AddCoordinatorAsync());
        await SaveAsync(asker, request, new PersonNeeds { Vetting = VettingLevel.HomeVisit, VisitedByTwo = true }, null);
        await SaveAsync(asker, request, new PersonNeeds(), Why);
        var vetting = (await WaitingAsync(request)).Single(e => e.Kind is SafeguardKind.Vetting);

        await SaveAsync(second, request, new PersonNeeds { Vetting = VettingLevel.Safeguarding, VisitedByTwo = true }, null);
        Assert.Equal(EasingOutcome.DecidedMeanwhile, await DecideAsync(second, vetting, (e, p, id) => e.AgreeAsync(p, id, default)));
        Assert.Equal(VettingLevel.Safeguarding, (await PersonAsync(request)).Vetting);
        var two = Assert.Single(await WaitingAsync(request));

        var other = await app.AddHelpRequestAsync();
        var (kept, joined) = (await PersonAsync(other), await PersonAsync(request));
        await using var administrator = await app.AsAdministratorAsync();
        Assert.Equal(PersonJoinOutcome.Done, await administrator.Get<PersonJoinService>().JoinAsync(new PersonJoin(kept.BeneficiaryId, kept.Version, joined.BeneficiaryId, joined.Version, "-"), default));

        var moved = await app.QueryAsync(db => db.SafeguardEasings.SingleAsync(e => e.SafeguardEasingId == two.SafeguardEasingId));
        Assert.Equal((kept.BeneficiaryId, EasingState.Lapsed), (moved.BeneficiaryId, moved.State));
        Assert.Equal((VettingLevel.Safeguarding, true), ((await PersonAsync(other)).Vetting, (await PersonAsync(other)).VisitedByTwo));
    }

    [Fact]
    public async Task An_exclusion_ends_by_two_people_but_not_once_an_incident_has_parted_them()
    {
        var request = await app.AddHelpRequestAsync();
        var (asker, second) = (await app.AddCoordinatorAsync(), await app.AddCoordinatorAsync());
        var (volunteer, _) = await app.AddVolunteerAsync();
        await ActAsync(asker, s => s.Get<PersonService>().ExcludeAsync(request.BeneficiaryId, volunteer.VolunteerId, default));
        Assert.Equal(PersonOutcome.ReasonMissing, await AllowAsync(asker, request, volunteer, ""));
        Assert.Equal(PersonOutcome.Asked, await AllowAsync(asker, request, volunteer, Why));
        Assert.Equal(PersonOutcome.WaitsAlready, await AllowAsync(second, request, volunteer, Why));
        Assert.Equal(1, await ExclusionsAsync(request));

        await app.ReportAsync(volunteer, request);
        Assert.Empty(await WaitingAsync(request));
        Assert.Equal(PersonOutcome.ForAdministrator, await AllowAsync(second, request, volunteer, Why));

        var (other, _) = await app.AddVolunteerAsync();
        await ActAsync(asker, s => s.Get<PersonService>().ExcludeAsync(request.BeneficiaryId, other.VolunteerId, default));
        await AllowAsync(asker, request, other, Why);
        var easing = Assert.Single(await WaitingAsync(request));
        Assert.Equal(EasingOutcome.NotFound, await DecideAsync(asker, easing, (e, p, id) => e.AgreeAsync(p, id, default)));
        Assert.Equal(2, await ExclusionsAsync(request));
        Assert.Equal(EasingOutcome.Done, await DecideAsync(second, easing, (e, p, id) => e.AgreeAsync(p, id, default)));
        Assert.Equal(1, await ExclusionsAsync(request));
    }

    [Fact]
    public async Task Who_may_agree_is_told_and_who_asked_hears_what_was_decided()
    {
        var request = await GuardedAsync();
        var (asker, second) = (await app.AddCoordinatorAsync(), await app.AddCoordinatorAsync());
        await SaveAsync(asker, request, _guarded with { VisitedByTwo = false, KnownVisitorsOnly = false }, Why);
        var (first, other) = (await WaitingAsync(request)) is [var a, var b] ? (a, b) : throw new InvalidOperationException("Two were asked for.");

        var told = await ToldAsync(MessageKind.EasingAsked, first, other);
        Assert.Contains(second.Id, told);
        Assert.DoesNotContain(asker.Id, told);
        Assert.Equal(told.Count, told.Distinct().Count());

        await DecideAsync(second, first, (e, p, id) => e.AgreeAsync(p, id, default));
        await DecideAsync(second, first, (e, p, id) => e.AgreeAsync(p, id, default));
        await DecideAsync(second, other, (e, p, id) => e.RefuseAsync(p, id, default));
        Assert.Equal([asker.Id], await ToldAsync(MessageKind.EasingDecided, first));
        Assert.Equal([asker.Id], await ToldAsync(MessageKind.EasingDecided, other));
    }

    [Fact]
    public async Task Where_nobody_else_is_at_the_centre_the_administrators_are_told_and_taking_back_is_no_news()
    {
        var (request, asker, administrator) = (await app.AddHelpRequestAsync(), await app.AddCoordinatorAsync("3"), await app.AddAdministratorAsync());
        await app.QueryAsync(db => db.Beneficiaries.Where(b => b.BeneficiaryId == request.BeneficiaryId)
            .ExecuteUpdateAsync(set => set.SetProperty(b => b.CentreId, db.Centres.Where(c => c.Code == "3").Select(c => c.CentreId).Single())));
        await SaveAsync(asker, request, _guarded, null);
        await SaveAsync(asker, request, _guarded with { VisitedByTwo = false }, Why);
        var easing = Assert.Single(await WaitingAsync(request));

        Assert.Contains(administrator.Id, await ToldAsync(MessageKind.EasingAsked, easing));

        await DecideAsync(asker, easing, (e, p, id) => e.TakeBackAsync(p, id, default));
        Assert.Empty(await ToldAsync(MessageKind.EasingDecided, easing));
    }

    private Task<List<Guid>> ToldAsync(MessageKind kind, params SafeguardEasing[] easings)
    {
        var ids = easings.Select(e => e.SafeguardEasingId).ToList();

        return app.QueryAsync(db => db.OutboundMessages.Where(m => m.Kind == kind && ids.Contains(m.SubjectId)).Select(m => m.RecipientId).ToListAsync());
    }

    private async Task<HelpRequest> GuardedAsync()
    {
        var request = await app.AddHelpRequestAsync();
        Assert.Equal(NeedsOutcome.Saved, await SaveAsync(await app.AddCoordinatorAsync(), request, _guarded, null));

        return request;
    }

    private async Task<NeedsOutcome> SaveAsync(UserAccount by, HelpRequest request, PersonNeeds needs, string? why, Guid? seen = null)
    {
        var version = seen ?? (await PersonAsync(request)).Version;

        return await ActAsync(by, s => s.Get<NeedsService>().SaveAsync(request.BeneficiaryId, needs, why, version, default));
    }

    private Task<PersonOutcome> AllowAsync(UserAccount by, HelpRequest request, Volunteer volunteer, string why) =>
        ActAsync(by, s => s.Get<PersonService>().AllowAsync(request.BeneficiaryId, volunteer.VolunteerId, why, default));

    private Task<EasingOutcome> DecideAsync(UserAccount by, SafeguardEasing easing, Func<SafeguardEasings, Guid, Guid, Task<EasingOutcome>> act, bool isStaff = true) =>
        ActAsync(by, s => act(s.Get<SafeguardEasings>(), easing.BeneficiaryId, easing.SafeguardEasingId), isStaff);

    private async Task<T> ActAsync<T>(UserAccount by, Func<TestScope, Task<T>> act, bool isStaff = true)
    {
        await using var scope = app.NewScope();
        var user = scope.Get<CurrentUser>();
        (user.AccountId, user.IsCoordinator, user.IsOperator) = (by.Id, isStaff, !isStaff);
        user.CentreIds = await scope.Db.CoordinatorCentres.Where(c => c.UserAccountId == by.Id).Select(c => c.CentreId).ToListAsync();

        return await act(scope);
    }

    private Task<Beneficiary> PersonAsync(HelpRequest request) => app.QueryAsync(db => db.HelpRequests.AsNoTracking().Where(r => r.HelpRequestId == request.HelpRequestId).Select(r => r.Beneficiary).SingleAsync());

    private Task<List<SafeguardEasing>> WaitingAsync(HelpRequest request) => app.QueryAsync(db => db.SafeguardEasings.AsNoTracking().Where(e => e.BeneficiaryId == request.BeneficiaryId && e.State == EasingState.Waiting).ToListAsync());

    private Task<int> ExclusionsAsync(HelpRequest request) => app.QueryAsync(db => db.ExcludedPairs.CountAsync(p => p.BeneficiaryId == request.BeneficiaryId));

    private Task<List<string>> ActionsAsync(HelpRequest request) => app.QueryAsync(db => db.AuditEntries.Where(e => e.Kind == AuditKind.Changed && e.SubjectId == request.BeneficiaryId).Select(e => e.Action).ToListAsync());

    private Task<(VettingLevel, bool, int)> DemandsAsync(Guid shiftId) => app.QueryAsync(db => db.Shifts.Where(s => s.ShiftId == shiftId)
        .SelectMany(s => s.Roles, (s, r) => new ValueTuple<VettingLevel, bool, int>(r.Vetting, r.KnownVisitorsOnly, s.LeastPeople)).SingleAsync());
}
