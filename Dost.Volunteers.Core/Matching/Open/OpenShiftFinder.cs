using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Matching.Open;

/// <summary>
/// The open shifts of some days: for everybody as they are, for a volunteer judged by the rule book, with the reason where one does not fit. A fixed
/// number of queries, whatever there is; of each shift only what the rules ask about, and the words are read for the page alone.
/// </summary>
public sealed partial class OpenShiftFinder(VolunteersDbContext db, FactsReader factsReader, PolicyReader policyReader, TimeProvider clock)
{
    /// <summary>So many shifts are looked at, the next ones first.</summary>
    public const int Most = 20_000;

    /// <summary>All of them, for who is no volunteer.</summary>
    public async Task<FoundShifts> FindAsync(OpenShiftFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var rows = await Matching(filter, near: null)
            .OrderBy(s => s.StartsAtUtc).ThenBy(s => s.ShiftId).Take(Most + 1)
            .Select(s => new { s.ShiftId, s.StartsAtUtc, s.VolunteerTask.PlaceKind, s.CentreId, s.VolunteerTask.DistrictCode }).ToListAsync(ct);

        return new FoundShifts(
            [.. rows.Take(Most).Where(r => filter.Takes(r.StartsAtUtc)).Select(r => new FoundShift(r.ShiftId, r.StartsAtUtc, r.PlaceKind, r.CentreId, r.DistrictCode, [], null))],
            [],
            rows.Count > Most);
    }

    /// <summary>Those that the volunteer could take or has a part in, and the others by what stands against them.</summary>
    public async Task<FoundShifts> FindForAsync(Guid volunteerId, OpenShiftFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var near = filter.WithinKm is { } km ? await DistrictsWithinAsync(volunteerId, km, ct) : null;
        var (from, until) = (BakuTime.DayOf(filter.FromOn).FromUtc, BakuTime.DayOf(filter.LastOn).UntilUtc);
        var matching = Matching(filter, near);
        var roles = await ReadAsync(matching.OrderBy(s => s.StartsAtUtc).ThenBy(s => s.ShiftId).Take(Most + 1), ct);

        // In no order and without an end, which would only cost a sort each.
        var demands = await DemandsAsync(matching, ct);
        var own = await OwnPartsAsync(volunteerId, from, until, ct);
        var facts = await factsReader.ReadAsync(volunteerId, from, until, ct);
        var judge = new Judge(facts, demands, RuleLimits.Of(await policyReader.ReadAsync(ct)));
        List<FoundShift> fitting = [];
        Dictionary<RuleBreach, List<FoundShift>> unfit = [];
        var seen = 0;

        // The roles come in the order of the shifts, those of a shift one after the other.
        foreach (var shift in roles.GroupBy(r => r.ShiftId))
        {
            var any = shift.First();

            if (++seen > Most || !filter.Takes(any.StartsAtUtc))
            {
                continue;
            }

            var part = own.GetValueOrDefault(any.ShiftId);
            var found = new FoundShift(any.ShiftId, any.StartsAtUtc, any.PlaceKind, any.CentreId, any.DistrictCode, [], part);
            var (takeable, breach) = part is null ? judge.Of(filter.OnlyFree ? shift.Where(r => r.IsFree) : shift) : ([], part.IsOut ? OwnPart.TakenOff : null);

            if (breach is null)
            {
                fitting.Add(found with { RoleIds = takeable });
            }
            else if (unfit.TryGetValue(breach, out var others))
            {
                others.Add(found);
            }
            else
            {
                unfit[breach] = [found];
            }
        }

        return new FoundShifts(fitting, [.. unfit.Select(u => new UnfitShifts(u.Key, u.Value)).OrderByDescending(u => u.Shifts.Count).ThenBy(u => u.Breach.Rule).ThenBy(u => u.Breach.Detail, StringComparer.Ordinal)], seen > Most);
    }

    /// <summary>Published and not yet begun, within the days; all that the database can be asked for.</summary>
    private IQueryable<Shift> Matching(OpenShiftFilter filter, IReadOnlyCollection<string>? near)
    {
        var now = clock.UtcNow();
        var from = BakuTime.DayOf(filter.FromOn).FromUtc;
        var until = BakuTime.DayOf(filter.LastOn).UntilUtc;
        var earliest = from > now ? from : now;
        var shifts = db.Shifts.AsNoTracking().Where(s => s.State == ShiftState.Published && s.StartsAtUtc > now && s.StartsAtUtc >= earliest && s.StartsAtUtc < until);

        if (filter.CentreId is { } centreId)
        {
            shifts = shifts.Where(s => s.CentreId == centreId);
        }

        if (filter.DistrictCode is { } district)
        {
            shifts = shifts.Where(s => s.VolunteerTask.DistrictCode == district && s.VolunteerTask.PlaceKind != PlaceKind.Remote);
        }

        if (filter.PlaceKind is { } kind)
        {
            shifts = shifts.Where(s => s.VolunteerTask.PlaceKind == kind);
        }

        if (near is not null)
        {
            shifts = shifts.Where(s => s.VolunteerTask.PlaceKind == PlaceKind.Remote || near.Contains(s.VolunteerTask.DistrictCode));
        }

        if (filter.CategoryCode is { } category)
        {
            shifts = shifts.Where(s => s.VolunteerTask.HelpCategoryCode == category);
        }

        return filter.OnlyFree ? shifts.Where(s => s.Roles.Any(r => r.PlacesTaken < r.Capacity)) : shifts;
    }

    private static Task<List<OpenRoleFacts>> ReadAsync(IQueryable<Shift> shifts, CancellationToken ct) =>
        shifts.SelectMany(s => s.Roles, (s, r) => new OpenRoleFacts
        {
            ShiftId = s.ShiftId,
            StartsAtUtc = s.StartsAtUtc,
            EndsAtUtc = s.EndsAtUtc,
            CentreId = s.CentreId,
            VolunteerTaskId = s.VolunteerTaskId,
            PlaceKind = s.VolunteerTask.PlaceKind,
            DistrictCode = s.VolunteerTask.DistrictCode,
            BeneficiaryId = s.VolunteerTask.HelpRequest == null ? null : s.VolunteerTask.HelpRequest.BeneficiaryId,
            ShiftRoleId = r.ShiftRoleId,
            RoleName = r.Name,
            Vetting = r.Vetting,
            MinimumAge = r.MinimumAge,
            Gender = r.Gender,
            KnownVisitorsOnly = r.KnownVisitorsOnly,
            IsFree = r.PlacesTaken < r.Capacity,
        }).OrderBy(r => r.StartsAtUtc).ThenBy(r => r.ShiftId).ThenBy(r => r.RoleName).ToListAsync(ct);

    private static async Task<RoleDemands> DemandsAsync(IQueryable<Shift> shifts, CancellationToken ct)
    {
        var roles = shifts.SelectMany(s => s.Roles);

        return new RoleDemands(
            (await roles.SelectMany(r => r.Skills).Select(x => new { x.ShiftRoleId, x.SkillCode }).ToListAsync(ct)).ToLookup(x => x.ShiftRoleId, x => x.SkillCode),
            (await roles.SelectMany(r => r.Languages).Select(x => new { x.ShiftRoleId, x.LanguageCode }).ToListAsync(ct)).ToLookup(x => x.ShiftRoleId, x => x.LanguageCode),
            (await roles.SelectMany(r => r.Credentials).Select(x => new { x.ShiftRoleId, x.CredentialTypeCode }).ToListAsync(ct)).ToLookup(x => x.ShiftRoleId, x => x.CredentialTypeCode),
            (await roles.SelectMany(r => r.Visits).Select(x => new { x.ShiftRoleId, x.BeneficiaryId }).ToListAsync(ct)).ToLookup(x => x.ShiftRoleId, x => x.BeneficiaryId));
    }

    private Task<Dictionary<Guid, OwnPart>> OwnPartsAsync(Guid volunteerId, DateTime from, DateTime until, CancellationToken ct)
    {
        var now = clock.UtcNow();

        return db.Assignments.AsNoTracking()
            .Where(a => a.VolunteerId == volunteerId && a.Shift.StartsAtUtc >= from && a.Shift.StartsAtUtc < until)
            .Where(a => a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn || a.State == AssignmentState.Waitlisted || a.State == AssignmentState.Removed
                || a.State == AssignmentState.NoShow || (a.State == AssignmentState.Offered && a.OfferExpiresAtUtc > now))
            .Select(a => new { a.ShiftId, Part = new OwnPart(a.AssignmentId, a.ShiftRoleId, a.State) })
            .ToDictionaryAsync(a => a.ShiftId, a => a.Part, ct);
    }

    /// <summary>The districts whose middle is so near to the middle of the volunteer's; their own in any case.</summary>
    private async Task<IReadOnlyCollection<string>> DistrictsWithinAsync(Guid volunteerId, int km, CancellationToken ct)
    {
        var home = await db.Volunteers.Where(v => v.VolunteerId == volunteerId).Select(v => new { v.District.Latitude, v.District.Longitude }).SingleAsync(ct);
        var districts = await db.Districts.AsNoTracking().Select(d => new { d.DistrictCode, d.Latitude, d.Longitude }).ToListAsync(ct);

        return [.. districts.Where(d => Score.DistanceKm(home.Latitude, home.Longitude, d.Latitude, d.Longitude) <= km).Select(d => d.DistrictCode)];
    }

    /// <summary>Asks the rule book of one volunteer for one shift after the other.</summary>
    private sealed class Judge(VolunteerFacts volunteer, RoleDemands demands, RuleLimits limits)
    {
        /// <summary>The roles that can be taken; and where there is none, what stands first against the nearest of them.</summary>
        public (IReadOnlyList<Guid> Takeable, RuleBreach? Breach) Of(IEnumerable<OpenRoleFacts> roles)
        {
            List<Guid> takeable = [];
            IReadOnlyList<RuleBreach>? nearest = null;

            foreach (var role in roles)
            {
                var breaches = RuleBook.Check(volunteer, role.AsPlace(demands), limits);

                if (breaches.Count == 0)
                {
                    takeable.Add(role.ShiftRoleId);
                }
                else if (nearest is null || breaches.Count < nearest.Count)
                {
                    nearest = breaches;
                }
            }

            return (takeable, takeable.Count > 0 ? null : Told(nearest![0]));
        }

        /// <summary>Whom a person does not want to see again is not told: it reads as a wish for another volunteer.</summary>
        private static RuleBreach Told(RuleBreach breach) => breach.Rule is Rule.ExcludedPair or Rule.UnknownVisitor ? new RuleBreach(Rule.Gender) : breach;
    }
}
