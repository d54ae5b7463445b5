using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.HelpRequests.VisitDays;

/// <summary>Reads the visit days of a coordinator's centres. Who opens one with its households has looked at each of them.</summary>
public sealed class VisitDaysReader(VolunteersDbContext db, CurrentUser user, PolicyReader policyReader, MapTiles tiles, AuditLog audit, TimeProvider clock)
{
    private IQueryable<VisitDay> Own => db.VisitDays.AsNoTracking().Where(Visible.VisitDays(user));

    public async Task<VisitDaysPage> ListAsync(bool past, int number, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var days = past
            ? Own.Where(d => d.Shift.EndsAtUtc <= now || d.State == VisitDayState.CalledOff).OrderByDescending(d => d.Shift.StartsAtUtc).ThenBy(d => d.VisitDayId)
            : Own.Where(d => d.Shift.EndsAtUtc > now && d.State != VisitDayState.CalledOff).OrderBy(d => d.Shift.StartsAtUtc).ThenBy(d => d.VisitDayId);
        var total = await days.CountAsync(ct);
        var page = Paging.Within(number, total);
        var rows = await days.Skip(Paging.Offset(page, Paging.DefaultSize)).Take(Paging.DefaultSize).Select(d => new VisitDayRow
        {
            VisitDayId = d.VisitDayId,
            District = d.District.Name,
            Centre = d.Centre.Name,
            StartsAtUtc = d.Shift.StartsAtUtc,
            EndsAtUtc = d.Shift.EndsAtUtc,
            Vehicle = d.Vehicle,
            State = d.State,
            Stops = d.Stops.Count,
            Done = d.Stops.Count(s => s.State == VisitStopState.Done),
            PlacesTaken = d.Shift.Roles.Sum(r => r.PlacesTaken),
            PlacesWanted = d.Shift.Roles.Sum(r => r.Capacity),
        }).ToListAsync(ct);

        return new VisitDaysPage(past, new Page<VisitDayRow>(rows, page, Paging.DefaultSize, total));
    }

    public Task<VisitDayHead?> HeadAsync(Guid visitDayId, CancellationToken ct) => Own.Where(d => d.VisitDayId == visitDayId).Select(d => new VisitDayHead
    {
        VisitDayId = d.VisitDayId,
        Version = d.Version,
        CentreId = d.CentreId,
        Centre = d.Centre.Name,
        CentrePoint = new ValueTuple<double, double>(d.Centre.Latitude, d.Centre.Longitude),
        DistrictCode = d.DistrictCode,
        District = d.District.Name,
        On = d.On,
        StartsAtUtc = d.Shift.StartsAtUtc,
        EndsAtUtc = d.Shift.EndsAtUtc,
        Vehicle = d.Vehicle,
        State = d.State,
        IsOrderedByHand = d.IsOrderedByHand,
        ShiftId = d.ShiftId,
        PlacesTaken = d.Shift.Roles.Sum(r => r.PlacesTaken),
        PlacesWanted = d.Shift.Roles.Sum(r => r.Capacity),
        LeastPeople = d.Shift.LeastPeople,
        Team = d.Shift.Assignments.Where(a => a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn || a.State == AssignmentState.Attended)
            .OrderBy(a => a.Volunteer.FamilyName).Select(a => a.Volunteer.GivenName + " " + a.Volunteer.FamilyName).ToList(),
    }).SingleOrDefaultAsync(ct);

    /// <summary>The whole day; null where the person has no right to it, or it is not there.</summary>
    public async Task<VisitDayPage?> ReadAsync(Guid visitDayId, string where, CancellationToken ct)
    {
        if (await HeadAsync(visitDayId, ct) is not { } head)
        {
            return null;
        }

        var day = await db.VisitDays.AsNoTracking().Include(d => d.Centre).Include(d => d.Stops).ThenInclude(s => s.HelpRequest).ThenInclude(r => r.HelpCategory)
            .Include(d => d.Stops).ThenInclude(s => s.HelpRequest).ThenInclude(r => r.Beneficiary).ThenInclude(b => b.District)
            .AsSplitQuery().SingleAsync(d => d.VisitDayId == visitDayId, ct);
        await audit.LookedAsync(where, AuditSubject.Beneficiary, [.. day.Stops.Select(s => s.HelpRequest.BeneficiaryId).Distinct()], ct);
        var policy = await policyReader.ReadAsync(ct);
        var route = VisitRoutes.Of(day, policy);
        var stops = day.Stops.OrderBy(s => s.Position).ThenBy(s => s.VisitStopId).ToList();

        return new VisitDayPage
        {
            Day = head,
            Route = stops.Count == 0 ? null : route,
            Stops = [.. stops.Zip(route.Visits).Select(pair => LineOf(pair.First, pair.Second, day, policy))],
            Form = new ArrangeForm { Version = head.Version, Stops = stops.ConvertAll(s => new StopForm { VisitStopId = s.VisitStopId, Position = s.Position, From = s.WindowFrom, To = s.WindowTo, Minutes = s.Minutes }) },
            Tiles = tiles,
            Names = await NamesAsync(ct),
        };
    }

    private static VisitStopLine LineOf(VisitStop stop, Core.HelpRequests.VisitDays.Routing.RouteVisit visit, VisitDay day, Policy policy)
    {
        var (request, person) = (stop.HelpRequest, stop.HelpRequest.Beneficiary);

        return new VisitStopLine
        {
            VisitStopId = stop.VisitStopId,
            HelpRequestId = stop.HelpRequestId,
            Position = stop.Position,
            Name = person.FullName,
            Phone = person.Phone,
            Address = person.Address,
            District = person.District.Name,
            Category = request.HelpCategory.Name,
            Symbol = request.HelpCategory.Symbol,
            Need = request.Description,
            Point = VisitRoutes.PointOf(request),
            HasPoint = VisitRoutes.HasPoint(request),
            ArrivesAtUtc = stop.ArrivesAtUtc,
            ToldStartsAtUtc = stop.ToldStartsAtUtc,
            ToldEndsAtUtc = stop.ToldEndsAtUtc,
            IsUntold = request.State is HelpRequestState.Planned && !ToldWindow.Of(stop, day.On, policy).IsTo(stop),
            State = stop.State,
            RequestState = request.State,
            Visit = visit,
        };
    }

    private async Task<IReadOnlyList<GroundName>> NamesAsync(CancellationToken ct)
    {
        var culture = CultureInfo.CurrentUICulture;
        var districts = await db.Districts.AsNoTracking().Select(d => new { d.Name, d.Latitude, d.Longitude, d.Kind }).ToListAsync(ct);

        return [.. districts.Select(d => new GroundName(d.Name.In(culture), d.Latitude, d.Longitude, d.Kind is DistrictKind.CityDistrict))];
    }
}
