using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
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
