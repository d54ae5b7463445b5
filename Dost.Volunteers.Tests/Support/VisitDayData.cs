using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Support;

/// <summary>Visit days, valid by default.</summary>
public static class VisitDayData
{
    public static DateOnly Tomorrow(this TestApp app) => BakuTime.DateOf(app.NowUtc).AddDays(1);

    /// <summary>A request that was taken up and waits to be planned.</summary>
    public static async Task<HelpRequest> AddTriagedAsync(this TestApp app, Func<NewHelpRequest, NewHelpRequest>? change = null)
    {
        var request = await app.AddHelpRequestAsync(change);
        await using var scope = app.NewScope();
        Assert.True(await scope.Get<HelpRequestService>().TriageAsync(request.HelpRequestId, Urgency.Normal, RiskLevel.Low, CancellationToken.None));

        return request;
    }

    public static ChosenStop ToStop(this HelpRequest request, int from = 9, int to = 20) => new(request.HelpRequestId, new TimeOnly(from, 0), new TimeOnly(to, 0), 30);

    public static async Task<NewVisitDay> NewVisitDayAsync(this TestApp app, IReadOnlyList<ChosenStop> stops, string districtCode = "yasamal", int people = 2)
    {
        var centreId = await app.QueryAsync(db => db.Districts.Where(d => d.DistrictCode == districtCode).Select(d => d.CentreId!.Value).SingleAsync());

        return new NewVisitDay
        {
            CentreId = centreId,
            DistrictCode = districtCode,
            On = app.Tomorrow(),
            StartsAt = new TimeOnly(9, 0),
            EndsAt = new TimeOnly(18, 0),
            Vehicle = "10-DO-142",
            Title = "Mobil ziyarət günü",
            MeetingPoint = "Giriş",
            RoleName = "Komanda",
            People = people,
            Stops = stops,
        };
    }

    public static async Task<VisitDayResult> TryVisitDayAsync(this TestApp app, NewVisitDay wish)
    {
        await using var scope = app.NewScope();

        return await scope.Get<VisitDayService>().MakeAsync(wish, CancellationToken.None);
    }

    /// <summary>A visit day tomorrow from 9 to 18 with so many households; of one unless the requests are given.</summary>
    public static async Task<VisitDay> MakeVisitDayAsync(this TestApp app, string districtCode = "yasamal", params HelpRequest[] requests)
    {
        HelpRequest[] chosen = requests.Length > 0 ? requests : [await app.AddTriagedAsync(w => w with { DistrictCode = districtCode })];
        var result = await app.TryVisitDayAsync(await app.NewVisitDayAsync([.. chosen.Select(r => r.ToStop())], districtCode));
        Assert.Equal(VisitDayOutcome.Done, result.Outcome);

        return await app.DayAsync(result.VisitDayId!.Value);
    }

    public static Task<VisitDay> DayAsync(this TestApp app, Guid visitDayId) => app.QueryAsync(async db =>
    {
        var day = await db.VisitDays.Include(d => d.Stops).Include(d => d.Shift).ThenInclude(s => s.Roles).SingleAsync(d => d.VisitDayId == visitDayId);
        day.Stops.Sort((a, b) => a.Position.CompareTo(b.Position));

        return day;
    });

    /// <summary>Does something with the day as it stands.</summary>
    public static async Task<VisitDayResult> ChangeDayAsync(this TestApp app, Guid visitDayId, Func<VisitDayService, Guid, Task<VisitDayResult>> change)
    {
        var version = (await app.DayAsync(visitDayId)).Version;
        await using var scope = app.NewScope();

        return await change(scope.Get<VisitDayService>(), version);
    }
}
