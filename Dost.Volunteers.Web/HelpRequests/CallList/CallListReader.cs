using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.HelpRequests.CallList;

/// <summary>Reads whom to call for a request's visit: first those whose offer stands, then the best who were not asked, in the order of the matcher.</summary>
public sealed class CallListReader(VolunteersDbContext db, CurrentUser user, CandidateFinder finder, PolicyReader policyReader, AuditLog audit, TimeProvider clock)
{
    private const int Most = 15;
    private const int MostVisits = 50;

    /// <summary>Null where there is no coming visit with a free place, or the person may not see it.</summary>
    public async Task<CallListPage?> ReadAsync(Guid helpRequestId, CancellationToken ct)
    {
        var found = await FindAsync(helpRequestId, ct);

        return found is null ? null : new CallListPage
        {
            HelpRequestId = helpRequestId,
            Category = found.Category,
            StartsAtUtc = found.StartsAtUtc,
            EndsAtUtc = found.EndsAtUtc,
            District = found.District,
            Search = found.Search?.State,
            NextAtUtc = found.Search?.State is LadderState.Climbing ? found.Search.NextAtUtc : null,
            PlacesLeft = found.PlacesLeft,
            Rows = await RowsAsync(await OrderAsync(found, ct), ct),
        };
    }

    /// <summary>The role of the visit in which somebody on its call list is wanted; null if there is none, or they are not on the list. Nobody's number is read for it.</summary>
    public async Task<Guid?> FindPlaceAsync(Guid helpRequestId, Guid volunteerId, CancellationToken ct) =>
        await FindAsync(helpRequestId, ct) is { } found && (await OrderAsync(found, ct)).Exists(c => c.VolunteerId == volunteerId) ? found.ShiftRoleId : null;

    /// <summary>Visits for which nobody was found, and that are for an operator to fill by now: the soonest first.</summary>
    public async Task<IReadOnlyList<OpenVisit>> OpenVisitsAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var searches = db.Ladders.Where(Visible.CallLists(user, await ToldBeforeAsync(ct)));

        return await db.Shifts.AsNoTracking()
            .Where(s => s.State == ShiftState.Published && s.StartsAtUtc > now && s.Roles.Any(r => r.PlacesTaken < r.Capacity && searches.Any(l => l.ShiftRoleId == r.ShiftRoleId)))
            .OrderBy(s => s.StartsAtUtc).ThenBy(s => s.ShiftId).Take(MostVisits)
            .Select(s => new OpenVisit(s.VolunteerTask.HelpRequestId!.Value, s.VolunteerTask.HelpCategory.Name, s.VolunteerTask.District.Name, s.StartsAtUtc, s.EndsAtUtc)).ToListAsync(ct);
    }

    /// <summary>Whether the person may fill the visits of the request.</summary>
    public async Task<bool> MayFillAsync(Guid helpRequestId, CancellationToken ct) => await (await OwnAsync(ct)).AnyAsync(r => r.HelpRequestId == helpRequestId, ct);

    /// <summary>Whether somebody has said no to the request already.</summary>
    public Task<bool> SaidNoAsync(Guid helpRequestId, Guid volunteerId, CancellationToken ct) => db.SaidNo(helpRequestId).AnyAsync(v => v == volunteerId, ct);

    private async Task<IQueryable<HelpRequest>> OwnAsync(CancellationToken ct)
    {
        if (user.IsStaff)
        {
            return db.HelpRequests.AsNoTracking().Where(Visible.HelpRequests(user));
        }

        var searches = db.Ladders.Where(Visible.CallLists(user, await ToldBeforeAsync(ct)));

        return db.HelpRequests.AsNoTracking().Where(r => searches.Any(l => l.HelpRequestId == r.HelpRequestId));
    }

    /// <summary>The coordinators have had as long as a group of volunteers.</summary>
    private async Task<DateTime> ToldBeforeAsync(CancellationToken ct) => clock.UtcNow().AddMinutes(-(await policyReader.ReadAsync(ct)).LadderWaitMinutes);

    /// <summary>The next visit of the request with a free place.</summary>
    private async Task<FreePlace?> FindAsync(Guid helpRequestId, CancellationToken ct)
    {
        var now = clock.UtcNow();

        return await (await OwnAsync(ct)).Where(r => r.HelpRequestId == helpRequestId)
            .SelectMany(r => db.Shifts.Where(s => s.VolunteerTask.HelpRequestId == r.HelpRequestId && s.State == ShiftState.Published && s.StartsAtUtc > now), (r, s) => new { Request = r, Shift = s })
            .SelectMany(x => x.Shift.Roles.Where(role => role.PlacesTaken < role.Capacity), (x, role) => new { x.Request, x.Shift, Role = role })
            .OrderBy(x => x.Shift.StartsAtUtc).ThenBy(x => x.Role.ShiftRoleId)
            .Select(x => new FreePlace(
                helpRequestId, x.Request.HelpCategory.Name, x.Request.Beneficiary.District.Name, x.Shift.ShiftId, x.Shift.StartsAtUtc, x.Shift.EndsAtUtc,
                x.Role.ShiftRoleId, x.Role.Capacity - x.Role.PlacesTaken, db.Ladders.FirstOrDefault(l => l.ShiftRoleId == x.Role.ShiftRoleId)))
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>Whom to call, in order: offers that stand, then the best. Who said no is not called about the same thing.</summary>
    private async Task<List<ToCall>> OrderAsync(FreePlace place, CancellationToken ct)
    {
        var asked = await db.Assignments.AsNoTracking()
            .Where(a => a.ShiftId == place.ShiftId && (a.State == AssignmentState.Offered || a.State == AssignmentState.Expired || a.State == AssignmentState.Declined))
            .OrderBy(a => a.OfferedAtUtc).Select(a => new { a.VolunteerId, a.State }).ToDictionaryAsync(a => a.VolunteerId, a => a.State, ct);
        var candidates = (await finder.FindAsync(place.ShiftRoleId, 2 * Most, ct)).Best.ToDictionary(c => c.VolunteerId);
        var no = await db.SaidNo(place.HelpRequestId).ToListAsync(ct);

        return
        [
            .. asked.Where(a => a.Value is AssignmentState.Offered).Select(a => a.Key)
                .Concat(candidates.Keys.Where(v => !no.Contains(v) && !(asked.TryGetValue(v, out var said) && said is AssignmentState.Declined))).Distinct().Take(Most)
                .Select(v => new ToCall(
                    v, candidates.GetValueOrDefault(v)?.Score.Parts.FirstOrDefault(p => p.Kind is ScorePartKind.Distance)?.Figure, asked.TryGetValue(v, out var answer) ? answer : null)),
        ];
    }

    private async Task<IReadOnlyList<CallListRow>> RowsAsync(List<ToCall> order, CancellationToken ct)
    {
        var ids = order.ConvertAll(c => c.VolunteerId);
        var people = await db.Volunteers.AsNoTracking().Where(v => ids.Contains(v.VolunteerId)).Select(v => new { v.VolunteerId, v.GivenName, v.FamilyName, v.Phone }).ToDictionaryAsync(v => v.VolunteerId, ct);
        await audit.LookedAsync("CallList", AuditSubject.Volunteer, ids, ct);

        return
        [
            .. order.Where(c => people.ContainsKey(c.VolunteerId)).Select(c => new CallListRow(
                c.VolunteerId, $"{people[c.VolunteerId].GivenName} {people[c.VolunteerId].FamilyName}", people[c.VolunteerId].Phone, c.DistanceKm, c.Answer)),
        ];
    }

    private sealed record FreePlace(
        Guid HelpRequestId, LocalName Category, LocalName District, Guid ShiftId, DateTime StartsAtUtc, DateTime EndsAtUtc, Guid ShiftRoleId, int PlacesLeft, Ladder? Search);

    private sealed record ToCall(Guid VolunteerId, double? DistanceKm, AssignmentState? Answer);
}
