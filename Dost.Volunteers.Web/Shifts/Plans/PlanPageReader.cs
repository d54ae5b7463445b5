using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Web.Shifts.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Plans;

/// <summary>Reads a plan for its page, a page of shifts at a time, in a fixed number of queries.</summary>
public sealed class PlanPageReader(
    VolunteersDbContext db, CurrentUser user, MatchPlanService plans, PlanReader reader, PlanOffers offers, ScoreWords scoreWords, PlanWords words, IStringLocalizer<Localization.Text> t, TimeProvider clock)
{
    private const int ShiftsAPage = 12;
    private const int MostLacks = 6;
    private const int MostRefused = 50;

    public async Task<PlanPage?> ReadAsync(Guid matchPlanId, PlanQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);

        var plan = await plans.Seen.AsNoTracking().Include(p => p.Centres).SingleOrDefaultAsync(p => p.MatchPlanId == matchPlanId, ct);

        if (plan is null)
        {
            return null;
        }

        var roles = plan.HasAnswer
            ? await RolesOf(matchPlanId).Select(r => new RoleLine(r.ShiftId, r.ShiftRole.Name, r.StartsAtUtc, r.OnDate, r.Wanted, r.Filled)).ToListAsync(ct)
            : [];
        var shown = roles.Where(r => (query.OnDate is not { } day || r.OnDate == day)).GroupBy(r => r.ShiftId).Where(g => !query.Empty || g.Any(r => r.Filled < r.Wanted))
            .OrderBy(g => g.First().StartsAtUtc).ThenBy(g => g.Key).Select(g => g.Key).ToList();
        var number = Paging.Within(query.Page, shown.Count, ShiftsAPage);
        var (refused, refusedCount) = await RefusedAsync(plan, ct);

        return new PlanPage
        {
            Plan = plan,
            Centres = await CentresAsync(plan, ct),
            Query = query,
            IsOutOfDate = plan is { State: MatchPlanState.Ready, ReadAtUtc: { } readAt } && await reader.StampAsync(PlanWorker.ScopeOf(plan), readAt, ct) != plan.Stamp,
            IsAnswered = plan.State is MatchPlanState.Applied && await offers.AnsweredAsync(matchPlanId, ct),
            Offered = await db.MatchPlanPlaces.CountAsync(p => p.MatchPlanId == matchPlanId && p.State == PlanPlaceState.Offered, ct),
            Days = [.. roles.GroupBy(r => r.OnDate).OrderBy(g => g.Key).Select(g => new DayChoice(g.Key, g.Sum(r => r.Wanted), g.Sum(r => r.Filled)))],
            Shifts = new Page<ShiftOfPlan>(await ShiftsAsync(plan, [.. shown.Skip(Paging.Offset(number, ShiftsAPage)).Take(ShiftsAPage)], ct), number, ShiftsAPage, shown.Count),
            Lacks = LacksOf(roles),
            Wishes = await WishesAsync(plan, ct),
            Refused = refused,
            RefusedCount = refusedCount,
        };
    }

    /// <summary>The plans of the centres of who asks, the newest first.</summary>
    public async Task<Page<PlanRow>> ListAsync(int page, CancellationToken ct)
    {
        var total = await plans.Seen.CountAsync(ct);
        var number = Paging.Within(page, total);
        var rows = await plans.Seen.AsNoTracking().OrderByDescending(p => p.AskedAtUtc).ThenBy(p => p.MatchPlanId).Skip(Paging.Offset(number, Paging.DefaultSize)).Take(Paging.DefaultSize)
            .Select(p => new { Plan = p, p.Centres, AskedBy = db.Users.Where(u => u.Id == p.UserAccountId).Select(u => u.DisplayName).FirstOrDefault() }).ToListAsync(ct);
        var names = await db.Centres.AsNoTracking().OrderBy(c => c.Code).Select(c => new { c.CentreId, c.Name }).ToListAsync(ct);

        return new Page<PlanRow>(
            [.. rows.Select(r => new PlanRow(r.Plan, NamesOf([.. names.Where(n => r.Centres.Exists(c => c.CentreId == n.CentreId)).Select(n => n.Name)]), r.AskedBy ?? ""))],
            number, Paging.DefaultSize, total);
    }

    public async Task<string> CentresAsync(MatchPlan plan, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(plan);

        var ids = plan.Centres.ConvertAll(c => c.CentreId);

        return NamesOf(await db.Centres.AsNoTracking().Where(c => ids.Contains(c.CentreId)).OrderBy(c => c.Code).Select(c => c.Name).ToListAsync(ct));
    }

    private string NamesOf(List<LocalName> names) => names.Count switch
    {
        0 => "",
        <= 3 => string.Join(", ", names.Select(n => n.In(CultureInfo.CurrentUICulture))),
        _ when user.IsAdministrator => t["{0} centres", names.Count],
        _ => t["All my centres"],
    };

    private IQueryable<MatchPlanRole> RolesOf(Guid matchPlanId) => db.MatchPlanRoles.AsNoTracking().Where(r => r.MatchPlanId == matchPlanId);

    private async Task<IReadOnlyList<ShiftOfPlan>> ShiftsAsync(MatchPlan plan, IReadOnlyList<Guid> shiftIds, CancellationToken ct)
    {
        if (shiftIds.Count == 0)
        {
            return [];
        }

        var culture = CultureInfo.CurrentUICulture;
        var roles = await RolesOf(plan.MatchPlanId).Where(r => shiftIds.Contains(r.ShiftId)).Include(r => r.ShiftRole).Include(r => r.Places).ThenInclude(p => p.Volunteer).AsSplitQuery().ToListAsync(ct);
        var shifts = await db.Shifts.AsNoTracking().Where(s => shiftIds.Contains(s.ShiftId))
            .Select(s => new { s.ShiftId, s.VolunteerTask.Title, Category = s.VolunteerTask.HelpCategory.Name, s.StartsAtUtc, s.EndsAtUtc, s.VolunteerTask.PlaceKind, Centre = s.Centre.Name, District = s.VolunteerTask.District.Name })
            .ToDictionaryAsync(s => s.ShiftId, ct);
        var wishes = await db.MatchPlanWishes.AsNoTracking().Where(w => w.MatchPlanId == plan.MatchPlanId).ToDictionaryAsync(w => (w.ShiftRoleId, w.VolunteerId), w => w.Kind, ct);
        var offered = roles.SelectMany(r => r.Places).Select(p => p.AssignmentId).OfType<Guid>().ToList();
        var states = offered.Count == 0 ? [] : await db.Assignments.Where(a => offered.Contains(a.AssignmentId)).ToDictionaryAsync(a => a.AssignmentId, a => a.State, ct);
        var gaps = await words.GapsAsync(roles, ct);
        var against = await words.AgainstAsync(roles.SelectMany(r => r.Places).SelectMany(p => p.ReadRefusedRules()), ct);

        PlaceOfPlan PlaceOf(MatchPlanPlace p) => new(
            p.ShiftRoleId, p.VolunteerId, p.Volunteer.FullName, user.MayManage(p.Volunteer.CentreId), p.Score, scoreWords.ReasonsOf(new CandidateScore(p.Score, p.ReadParts())), p.IsPinned,
            wishes.TryGetValue((p.ShiftRoleId, p.VolunteerId), out var wish) ? wish : null, p.State,
            p.AssignmentId is { } id && states.TryGetValue(id, out var state) ? state : null,
            p.Refusal is { } refusal ? words.Refusal(refusal, p.ReadRefusedRules(), against) : null);

        return
        [
            .. from shiftId in shiftIds
               where shifts.ContainsKey(shiftId)
               let shift = shifts[shiftId]
               select new ShiftOfPlan(
                   shiftId, shift.Title ?? shift.Category.In(culture), shift.StartsAtUtc, shift.EndsAtUtc, t.PlaceOf(shift.PlaceKind, shift.Centre, shift.District),
                   [
                       .. roles.Where(r => r.ShiftId == shiftId).OrderBy(r => r.ShiftRoleId).Select(r => new RoleOfPlan(
                           r.ShiftRoleId, r.ShiftRole.Name, r.Wanted, r.Filled, [.. r.Places.OrderByDescending(p => p.Score).ThenBy(p => p.VolunteerId).Select(PlaceOf)],
                           gaps.TryGetValue(r.ShiftRoleId, out var gap) ? gap.Why : [], gap.Helps ?? [])),
                   ]),
        ];
    }

    /// <summary>What is missing at about the same time in roles of the same name is one line; the most missing first.</summary>
    private List<string> LacksOf(List<RoleLine> roles)
    {
        var today = clock.TodayInBaku();

        return
        [
            .. roles.Where(r => r.Filled < r.Wanted).GroupBy(r => (r.Name, r.OnDate, Part: PlanWords.PartOf(r.StartsAtUtc)))
                .Select(g => (g.Key, Missing: g.Sum(r => r.Wanted - r.Filled), First: g.Min(r => r.StartsAtUtc)))
                .OrderByDescending(g => g.Missing).ThenBy(g => g.First).ThenBy(g => g.Key.Name, StringComparer.Ordinal).Take(MostLacks)
                .Select(g => words.Lack(g.Missing, g.Key.Name, g.Key.OnDate, g.First, today)),
        ];
    }

    private async Task<IReadOnlyList<WishOfPlan>> WishesAsync(MatchPlan plan, CancellationToken ct)
    {
        var wishes = await db.MatchPlanWishes.AsNoTracking().Where(w => w.MatchPlanId == plan.MatchPlanId)
            .Join(db.Shifts, w => w.ShiftRole.ShiftId, s => s.ShiftId, (w, s) => new { Wish = w, w.Volunteer.GivenName, w.Volunteer.FamilyName, RoleName = w.ShiftRole.Name, s.StartsAtUtc, s.EndsAtUtc })
            .OrderBy(w => w.StartsAtUtc).ThenBy(w => w.Wish.VolunteerId).ToListAsync(ct);
        var against = await words.AgainstAsync(wishes.SelectMany(w => w.Wish.ReadBroken()), ct);

        return
        [
            .. wishes.Select(w => new WishOfPlan(
                w.Wish.ShiftRoleId, w.Wish.VolunteerId, $"{w.GivenName} {w.FamilyName}", w.RoleName, w.StartsAtUtc, w.EndsAtUtc, w.Wish.Kind,
                w.Wish.BrokenAsJson is null ? null
                : w.Wish.ReadBroken() is { Count: > 0 } broken ? string.Join("; ", broken.Select(b => against[b]))
                : t["the place is taken, or the person cannot be asked for it any more"].Value)),
        ];
    }

    private async Task<(IReadOnlyList<RefusedPlace> Rows, int Count)> RefusedAsync(MatchPlan plan, CancellationToken ct)
    {
        if (plan.State is not (MatchPlanState.Applied or MatchPlanState.Undone))
        {
            return ([], 0);
        }

        var refused = db.MatchPlanPlaces.AsNoTracking().Where(p => p.MatchPlanId == plan.MatchPlanId && p.State == PlanPlaceState.Refused);
        var count = await refused.CountAsync(ct);

        if (count == 0)
        {
            return ([], 0);
        }

        var rows = await refused
            .Join(RolesOf(plan.MatchPlanId), p => p.ShiftRoleId, r => r.ShiftRoleId, (p, r) => new { Place = p, p.Volunteer.GivenName, p.Volunteer.FamilyName, RoleName = r.ShiftRole.Name, r.Shift.StartsAtUtc, r.Shift.EndsAtUtc })
            .OrderBy(r => r.StartsAtUtc).ThenBy(r => r.Place.VolunteerId).Take(MostRefused).ToListAsync(ct);
        var against = await words.AgainstAsync(rows.SelectMany(r => r.Place.ReadRefusedRules()), ct);

        return (
            [.. rows.Select(r => new RefusedPlace($"{r.GivenName} {r.FamilyName}", r.RoleName, r.StartsAtUtc, r.EndsAtUtc, words.Refusal(r.Place.Refusal!.Value, r.Place.ReadRefusedRules(), against)))],
            count);
    }

    private sealed record RoleLine(Guid ShiftId, string Name, DateTime StartsAtUtc, DateOnly OnDate, int Wanted, int Filled);
}
