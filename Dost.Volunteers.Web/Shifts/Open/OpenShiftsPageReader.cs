using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching.Open;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Open;

/// <summary>Puts the open shifts on a page: what was found in one of the three views, and what does not fit by reason.</summary>
public sealed class OpenShiftsPageReader(
    VolunteersDbContext db, CurrentUser user, OpenShiftFinder finder, OpenShiftReader shifts, QueueReader queues, OpenChoicesReader choices, RuleWords ruleWords, MapTiles tiles, TimeProvider clock, IStringLocalizer<Text> t)
{
    private const int PageSize = 20;

    /// <summary>Shifts shown of each reason before one opens it.</summary>
    private const int FirstOfReason = 5;

    public async Task<OpenShiftsPage> ReadAsync(OpenShiftQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        var centres = await db.Centres.AsNoTracking().OrderBy(c => c.Code).ToListAsync(ct);
        var districts = await db.Districts.AsNoTracking().ToListAsync(ct);
        var filter = query.Read(clock.TodayInBaku(), centres.Find(c => c.Code == query.CentreCode)?.CentreId);
        var found = user.VolunteerId is { } volunteerId ? await finder.FindForAsync(volunteerId, filter, ct) : await finder.FindAsync(filter, ct);
        var asked = query.Reason is { } reason ? found.Unfit.FirstOrDefault(u => u.Breach == reason) : null;
        var page = new OpenShiftsPage
        {
            Query = query,
            Filter = filter,
            Choices = await choices.ReadAsync(centres, districts, isVolunteer: user.VolunteerId is not null, ct),
            IsJudged = user.VolunteerId is not null,
            Fitting = found.Fitting.Count,
            IsCut = found.IsCut,
        };
        var listed = asked?.Shifts ?? found.Fitting;
        var number = Paging.Within(query.PageNumber, listed.Count, PageSize);
        IReadOnlyList<FoundShift> onPage = query.ChosenView is OpenView.List ? [.. listed.Skip(Paging.Offset(number, PageSize)).Take(PageSize)] : [];
        var firsts = asked is null ? found.Unfit.SelectMany(u => u.Shifts.Take(FirstOfReason)) : [];
        var facts = await shifts.ByIdsAsync([.. onPage.Concat(firsts).Select(s => s.ShiftId).Distinct()], ct);
        var reasons = await ReasonsAsync(query, found.Unfit, facts, ct);

        page = page with { Reasons = reasons, Reason = asked is null ? null : reasons[found.Unfit.ToList().IndexOf(asked)] };

        return query.ChosenView switch
        {
            OpenView.List => page with { Cards = new Page<OpenCard>(await CardsAsync(onPage, facts, ct), number, PageSize, listed.Count) },
            OpenView.Calendar => page with { Calendar = CalendarOf(query, filter, found.Fitting) },
            OpenView.Map => page with { Map = MapOf(query, found.Fitting, centres, districts) },
        };
    }

    private async Task<IReadOnlyList<OpenCard>> CardsAsync(IReadOnlyList<FoundShift> found, IReadOnlyDictionary<Guid, OpenShift> facts, CancellationToken ct)
    {
        var roles = found.SelectMany(f => f.Own is { } own ? [own.ShiftRoleId] : f.RoleIds).ToList();
        var waiting = await queues.ReadAsync(roles, user.VolunteerId, ct);

        // What was called off a moment ago is not among the facts any more.
        return [.. found.Where(f => facts.ContainsKey(f.ShiftId)).Select(f => Card(f, facts[f.ShiftId]))];

        OpenCard Card(FoundShift shift, OpenShift open) => new(
            open,
            user.VolunteerId is not null,
            [.. open.Roles.Where(r => shift.RoleIds.Contains(r.ShiftRoleId)).Select(r => (Role: r, Queue: waiting.GetValueOrDefault(r.ShiftRoleId, QueueOfRole.Empty)))
                .Select(r => new OpenCardRole(r.Role.ShiftRoleId, r.Role.Name, Math.Max(0, r.Role.PlacesLeft - r.Queue.Promised), r.Queue.NextNumber))],
            shift.Own is { } own ? new OwnCardPart(own.AssignmentId, own.State, waiting.GetValueOrDefault(own.ShiftRoleId)?.OwnNumber) : null);
    }

    private async Task<IReadOnlyList<OpenReason>> ReasonsAsync(OpenShiftQuery query, IReadOnlyList<UnfitShifts> unfit, IReadOnlyDictionary<Guid, OpenShift> facts, CancellationToken ct)
    {
        var words = await ruleWords.MoreShiftsAsync([.. unfit.Select(u => (u.Breach, u.Shifts.Count))], ct);

        return [.. unfit.Select((u, i) => new OpenReason(
            words[i],
            query.ForReason(u.Breach),
            u.Shifts.Count,
            t.HelpAgainst(u.Breach),
            [.. u.Shifts.Take(FirstOfReason).Where(s => facts.ContainsKey(s.ShiftId)).Select(s => facts[s.ShiftId])]))];
    }

    private OpenCalendar CalendarOf(OpenShiftQuery query, OpenShiftFilter filter, IReadOnlyList<FoundShift> found)
    {
        var today = clock.TodayInBaku();
        var month = query.MonthFirst(today);
        var counts = found.CountBy(s => BakuTime.DateOf(s.StartsAtUtc)).ToDictionary(d => d.Key, d => d.Value);
        List<IReadOnlyList<OpenDay>> weeks = [];

        // Weeks that are over have nothing to take.
        for (var monday = CalendarWeek.MondayOf(filter.FromOn); monday <= filter.LastOn; monday = monday.AddDays(7))
        {
            weeks.Add([.. Enumerable.Range(0, 7).Select(monday.AddDays).Select(day => new OpenDay(
                day, counts.GetValueOrDefault(day), day.Year == month.Year && day.Month == month.Month, day < today, day == today, query.ForDay(day)))]);
        }

        var (earlier, later) = (month.AddMonths(-1), month.AddMonths(1));

        return new OpenCalendar(
            month,
            weeks,
            earlier.AddMonths(1) > today ? query.ForMonth(earlier) : null,
            later <= today.AddDays(OpenShiftFilter.MostDays) ? query.ForMonth(later) : null);
    }

    private OpenMap MapOf(OpenShiftQuery query, IReadOnlyList<FoundShift> found, IReadOnlyList<Centre> centres, IReadOnlyList<District> districts)
    {
        var culture = CultureInfo.CurrentUICulture;
        var atCentres = found.Where(s => s.PlaceKind is PlaceKind.Centre).CountBy(s => s.CentreId).ToDictionary(c => c.Key, c => c.Value);
        var visits = found.Where(s => s.PlaceKind is PlaceKind.Address).CountBy(s => s.DistrictCode).ToDictionary(d => d.Key, d => d.Value);

        return new OpenMap(
            [
                .. centres.Where(c => atCentres.ContainsKey(c.CentreId)).Select(c => new MapPoint(c.Name.In(culture), c.Latitude, c.Longitude, atCentres[c.CentreId], true, query.AtCentre(c.Code))),
                .. districts.Where(d => visits.ContainsKey(d.DistrictCode)).Select(d => new MapPoint(d.Name.In(culture), d.Latitude, d.Longitude, visits[d.DistrictCode], false, query.InDistrict(d.DistrictCode)))
                    .OrderBy(p => p.Name, StringComparer.Create(culture, ignoreCase: true)),
            ],
            [.. districts.Select(d => new MapName(d.Name.In(culture), d.Latitude, d.Longitude, d.Kind is DistrictKind.CityDistrict))],
            found.Count(s => s.PlaceKind is PlaceKind.Remote),
            query.Remotely,
            tiles);
    }
}
