using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Shifts.Series;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests;

/// <summary>What the needs of a person demand of their visits.</summary>
public sealed class VisitDemandsTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task No_plan_asks_for_less_than_the_person_needs()
    {
        var request = await TriagedAsync(b => (b.Vetting, b.VisitorGender, b.KnownVisitorsOnly, b.VisitedByTwo) = (VettingLevel.Safeguarding, Gender.Female, true, true));

        var shift = await PlanAsync(request);

        var role = shift!.Roles.Single();
        Assert.Equal((VettingLevel.Safeguarding, Gender.Female, true, 2, 2), (role.Vetting, role.Gender, role.KnownVisitorsOnly, role.Capacity, shift.LeastPeople));
    }

    [Fact]
    public async Task What_the_kind_of_help_demands_holds_for_everybody() =>
        Assert.Equal(VettingLevel.HomeVisit, (await PlanAsync(await TriagedAsync(_ => { })))!.Roles.Single().Vetting);

    [Fact]
    public async Task Nothing_is_planned_for_who_took_their_agreement_back()
    {
        var request = await TriagedAsync(b => b.ConsentWithdrawnAtUtc = app.NowUtc);

        Assert.Null(await PlanAsync(request));
        Assert.Equal(HelpRequestState.Triaged, await app.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == request.HelpRequestId).Select(r => r.State).SingleAsync()));
    }

    [Theory]
    [InlineData(VettingLevel.HomeVisit, Gender.Female, 2, RolesOutcome.BelowNeeds)]
    [InlineData(VettingLevel.Safeguarding, null, 2, RolesOutcome.BelowNeeds)]
    [InlineData(VettingLevel.Safeguarding, Gender.Male, 2, RolesOutcome.BelowNeeds)]
    [InlineData(VettingLevel.Safeguarding, Gender.Female, 1, RolesOutcome.TooFewPeople)]
    [InlineData(VettingLevel.Safeguarding, Gender.Female, 3, RolesOutcome.Done)]
    public async Task No_role_is_lowered_below_the_needs(VettingLevel vetting, Gender? gender, int people, RolesOutcome expected)
    {
        var shift = (await PlanAsync(await TriagedAsync(b => (b.Vetting, b.VisitorGender, b.KnownVisitorsOnly, b.VisitedByTwo) = (VettingLevel.Safeguarding, Gender.Female, true, true))))!;
        var wish = new NewRole("Köməkçi", people) { Vetting = vetting, Gender = gender };

        var result = await app.ActAsync((ShiftRoleService s) => s.ChangeAsync(shift.ShiftId, shift.Version, [new RoleChange(shift.Roles[0].ShiftRoleId, wish)], confirmed: true, default));

        Assert.Equal(expected, result.Outcome);
        var role = await app.QueryAsync(db => db.ShiftRoles.SingleAsync(r => r.ShiftId == shift.ShiftId));
        Assert.Equal((VettingLevel.Safeguarding, Gender.Female, true), (role.Vetting, role.Gender, role.KnownVisitorsOnly));
    }

    [Fact]
    public async Task A_role_that_is_added_is_for_known_visitors_too()
    {
        var shift = (await PlanAsync(await TriagedAsync(b => b.KnownVisitorsOnly = true)))!;
        RoleChange[] changes = [new(shift.Roles[0].ShiftRoleId, NewRole.Of(shift.Roles[0])), new(null, new NewRole("Sürücü", 1) { Vetting = VettingLevel.HomeVisit })];

        Assert.Equal(RolesOutcome.Done, (await app.ActAsync((ShiftRoleService s) => s.ChangeAsync(shift.ShiftId, shift.Version, changes, confirmed: true, default))).Outcome);
        Assert.Equal(2, await app.QueryAsync(db => db.ShiftRoles.CountAsync(r => r.ShiftId == shift.ShiftId && r.KnownVisitorsOnly)));
    }

    [Fact]
    public async Task The_page_of_the_roles_says_so_and_keeps_what_was_typed()
    {
        var shift = (await PlanAsync(await TriagedAsync(b => b.VisitedByTwo = true)))!;
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync("1"));

        var answer = await browser.SubmitAsync(await browser.GetPageAsync($"/desk/shifts/{shift.ShiftId}/roles"), ("Roles[0].Name", "Köməkçi dost"), ("Roles[0].People", "1"));

        Assert.Contains("Bu insana tək getmək olmaz: ən azı 2 yer saxlayın", answer.Words, StringComparison.Ordinal);
        Assert.Equal("Köməkçi dost", answer.Document.QuerySelector("[name='Roles[0].Name']")!.GetAttribute("value"));
    }

    private async Task<HelpRequest> TriagedAsync(Action<Beneficiary> need)
    {
        var request = await app.AddHelpRequestAsync();
        await using var scope = app.NewScope();
        Assert.True(await scope.Get<HelpRequestService>().TriageAsync(request.HelpRequestId, Urgency.Normal, RiskLevel.Low, default));
        need(await scope.Db.Beneficiaries.SingleAsync(b => b.BeneficiaryId == request.BeneficiaryId));
        await scope.Db.SaveChangesAsync();

        return request;
    }

    private async Task<Shift?> PlanAsync(HelpRequest request)
    {
        await using var scope = app.NewScope();
        var start = BakuTime.ToUtc(BakuTime.DateOf(app.NowUtc).AddDays(1), new TimeOnly(10, 0));

        return await scope.Get<HelpRequestService>().PlanAsync(request.HelpRequestId, new NewShift(start, start.AddHours(1), "Evdə", [new NewRole("Köməkçi", 1)]), null, default);
    }
}
