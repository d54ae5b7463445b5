using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Support;

/// <summary>Urgent visits and what goes wrong at them.</summary>
internal static class LadderData
{
    /// <summary>An urgent visit, planned for today at four, for so many people; its search has begun.</summary>
    public static async Task<(HelpRequest Request, Shift Shift)> PlanUrgentAsync(this TestApp app, int hour = 16, int people = 1)
    {
        var request = await app.AddHelpRequestAsync(w => w with { WantedOn = BakuTime.DateOf(app.NowUtc) });
        await using var scope = app.NewScope();
        var requests = scope.Get<HelpRequestService>();
        Assert.True(await requests.TriageAsync(request.HelpRequestId, Urgency.Urgent, RiskLevel.Raised, CancellationToken.None));
        var start = BakuTime.ToUtc(BakuTime.DateOf(app.NowUtc), new TimeOnly(hour, 0));
        var options = new NewShift(start, start.AddHours(1), "Blokun qarşısı", [new NewRole("Könüllü", people) { Vetting = VettingLevel.HomeVisit }]);

        return (request, (await requests.PlanAsync(request.HelpRequestId, options, null, CancellationToken.None))!);
    }

    public static Task<Ladder> LadderOfAsync(this TestApp app, HelpRequest request) =>
        app.QueryAsync(db => db.Ladders.AsNoTracking().Include(l => l.Asks).SingleAsync(l => l.HelpRequestId == request.HelpRequestId));

    public static Task<List<HelpRequestEventKind>> EventsAsync(this TestApp app, HelpRequest request) =>
        app.QueryAsync(db => db.HelpRequestEvents.Where(e => e.HelpRequestId == request.HelpRequestId).OrderBy(e => e.AtUtc).ThenBy(e => e.HelpRequestEventId).Select(e => e.Kind).ToListAsync());

    /// <summary>A serious report about a visit of the volunteer; the id of the incident.</summary>
    public static async Task<Guid> ReportAsync(
        this TestApp app, Volunteer volunteer, HelpRequest? about = null, IncidentSeverity severity = IncidentSeverity.Serious, IncidentReporter reporter = IncidentReporter.Asker)
    {
        var request = about ?? await app.AddHelpRequestAsync();
        await using var scope = app.NewScope();

        return await scope.Get<IncidentService>().ReportAsync(
            new NewIncident
            {
                IncidentId = Guid.CreateVersion7(),
                CentreId = request.CentreId,
                Reporter = reporter,
                HelpRequestId = request.HelpRequestId,
                BeneficiaryId = request.BeneficiaryId,
                VolunteerId = volunteer.VolunteerId,
                Kind = IncidentKind.Behaviour,
                Severity = severity,
                What = "Səsini qaldırdı və qapını çırpdı",
            },
            CancellationToken.None);
    }

    /// <summary>Acts on incidents as somebody of staff.</summary>
    public static async Task<T> ActOnIncidentsAsync<T>(this TestApp app, UserAccount by, bool isAdministrator, Func<IncidentService, Task<T>> act)
    {
        await using var scope = app.NewScope();
        var user = scope.Get<CurrentUser>();
        (user.AccountId, user.IsAdministrator, user.IsCoordinator) = (by.Id, isAdministrator, !isAdministrator);
        user.CentreIds = await scope.Db.CoordinatorCentres.Where(c => c.UserAccountId == by.Id).Select(c => c.CentreId).ToListAsync();

        return await act(scope.Get<IncidentService>());
    }
}
