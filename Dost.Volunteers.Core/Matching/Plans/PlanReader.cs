using System.Security.Cryptography;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Matching.Plans;

/// <summary>Reads what a plan is made of, in a fixed number of queries however many shifts and people there are.</summary>
public sealed class PlanReader(VolunteersDbContext db, FactsReader factsReader, PolicyReader policyReader, TimeProvider clock)
{
    private const int GuidBytes = 16;

    /// <summary>The open roles of the scope, and who could be asked: the active volunteers of the centres, and for remote work those of the whole country.</summary>
    public async Task<PlanFacts> ReadAsync(PlanScope scope, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);

        var now = clock.UtcNow();
        var policy = await policyReader.ReadAsync(ct);
        var shifts = Shifts(scope, now);
        var read = await shifts.ForPlacing().AsNoTracking().OrderBy(s => s.StartsAtUtc).ThenBy(s => s.ShiftId).ToListAsync(ct);
        var standing = await db.Assignments.Where(a => shifts.Any(s => s.ShiftId == a.ShiftId))
            .Select(a => new { a.ShiftId, a.ShiftRoleId, a.VolunteerId, a.State, IsOpenOffer = a.State == AssignmentState.Offered && a.Round > 0 && a.OfferExpiresAtUtc > now }).ToListAsync(ct);
        var promised = standing.Where(a => a.IsOpenOffer).GroupBy(a => a.ShiftRoleId).ToDictionary(g => g.Key, g => g.Count());
        var roles = read.SelectMany(s => s.Roles.OrderBy(r => r.ShiftRoleId).Select(r => RoleOf(s, r, promised.GetValueOrDefault(r.ShiftRoleId)))).Where(r => r.Free > 0).ToList();
        var people = await PeopleAsync(scope, roles, now, ct);

        return new PlanFacts
        {
            ReadAtUtc = now,
            Stamp = StampOf(read.Select(s => (s.Version, s.Roles.Select(r => r.Version)))),
            Scope = scope,
            Limits = RuleLimits.Of(policy),
            Weights = ScoreWeights.Of(policy),
            Spread = policy.MatchingSpread,
            Roles = roles,
            People = people,
            Standing = standing.Where(a => a.IsOpenOffer || IsOut(a.State)).Select(a => (a.ShiftId, a.VolunteerId)).ToHashSet(),
            Visits = await VisitsAsync(roles, ct),
        };
    }

    /// <summary>The stamp of the shifts that had not begun at the moment, as they are now.</summary>
    public async Task<string> StampAsync(PlanScope scope, DateTime asOfUtc, CancellationToken ct) =>
        StampOf((await Shifts(scope, asOfUtc).Select(s => new { s.Version, Roles = s.Roles.Select(r => r.Version).ToList() }).ToListAsync(ct)).Select(s => (s.Version, s.Roles.AsEnumerable())));

    /// <summary>How many places are looked at and how many people for each: what the work grows with.</summary>
    public async Task<long> SizeAsync(PlanScope scope, CancellationToken ct)
    {
        var roles = await Shifts(scope, clock.UtcNow()).SelectMany(s => s.Roles).CountAsync(ct);

        return (long)roles * await Volunteers(scope, anywhere: false).CountAsync(ct);
    }

    private IQueryable<Shift> Shifts(PlanScope scope, DateTime nowUtc)
    {
        var centres = scope.CentreIds;
        var (from, until) = (BakuTime.ToUtc(scope.FirstOn, TimeOnly.MinValue), BakuTime.ToUtc(scope.LastOn.AddDays(1), TimeOnly.MinValue));

        return db.Shifts.Where(s => centres.Contains(s.CentreId) && s.State == ShiftState.Published && s.StartsAtUtc > nowUtc && s.StartsAtUtc >= from && s.StartsAtUtc < until);
    }

    private IQueryable<Volunteer> Volunteers(PlanScope scope, bool anywhere)
    {
        var centres = scope.CentreIds;
        var active = db.Volunteers.Where(v => v.State == VolunteerState.Active);

        return anywhere ? active : active.Where(v => centres.Contains(v.CentreId));
    }

    private static RoleFacts RoleOf(Shift shift, ShiftRole role, int promised) => new()
    {
        ShiftRoleId = role.ShiftRoleId,
        Place = PlaceFacts.Of(shift, role),
        CentreId = shift.CentreId,
        CategoryCode = shift.VolunteerTask.HelpCategoryCode,
        OnDate = BakuTime.DateOf(shift.StartsAtUtc),
        Latitude = shift.VolunteerTask.Latitude,
        Longitude = shift.VolunteerTask.Longitude,
        Free = role.PlacesLeft - promised,
        Priority = Math.Clamp(shift.VolunteerTask.Priority, 1, 5),
    };

    /// <summary>Who said no, gave the place back or did not come is not proposed; whose offer lapsed or was taken back may be.</summary>
    private static bool IsOut(AssignmentState state) => state switch
    {
        AssignmentState.Confirmed or AssignmentState.CheckedIn or AssignmentState.Attended or AssignmentState.NoShow => true,
        AssignmentState.Waitlisted or AssignmentState.Declined or AssignmentState.Withdrawn => true,
        AssignmentState.Offered or AssignmentState.Expired or AssignmentState.Removed => false,
    };

    private async Task<IReadOnlyList<PersonFacts>> PeopleAsync(PlanScope scope, List<RoleFacts> roles, DateTime now, CancellationToken ct)
    {
        if (roles.Count == 0)
        {
            return [];
        }

        var volunteers = Volunteers(scope, anywhere: roles.Exists(r => r.Place.IsRemote));
        var facts = await factsReader.ReadAsync(volunteers, roles.Min(r => r.Place.StartsAtUtc), roles.Max(r => r.Place.EndsAtUtc), now, ct);
        var homes = await volunteers.Select(v => new { v.VolunteerId, v.CentreId, v.District.Latitude, v.District.Longitude }).ToDictionaryAsync(v => v.VolunteerId, ct);
        var kinds = (await db.LikedKinds.AsNoTracking().Where(k => volunteers.Any(v => v.VolunteerId == k.VolunteerId)).ToListAsync(ct)).ToLookup(k => k.VolunteerId, k => k.HelpCategoryCode);
        var records = await db.Assignments
            .Where(a => volunteers.Any(v => v.VolunteerId == a.VolunteerId) && (a.State == AssignmentState.Attended || a.State == AssignmentState.NoShow))
            .GroupBy(a => a.VolunteerId)
            .Select(g => new
            {
                VolunteerId = g.Key,
                Attended = g.Count(a => a.State == AssignmentState.Attended),
                NoShows = g.Count(a => a.State == AssignmentState.NoShow),
                LastServedAtUtc = g.Max(a => a.State == AssignmentState.Attended ? (DateTime?)a.Shift.EndsAtUtc : null),
            })
            .ToDictionaryAsync(r => r.VolunteerId, ct);
        var today = BakuTime.DateOf(now);

        return
        [
            .. from person in facts
               where homes.ContainsKey(person.VolunteerId)
               orderby person.VolunteerId
               let home = homes[person.VolunteerId]
               let record = records.GetValueOrDefault(person.VolunteerId)
               select new PersonFacts
               {
                   Facts = person,
                   CentreId = home.CentreId,
                   Latitude = home.Latitude,
                   Longitude = home.Longitude,
                   LikedKinds = [.. kinds[person.VolunteerId]],
                   DaysSinceService = record?.LastServedAtUtc is { } last ? Math.Max(0, today.DayNumber - BakuTime.DateOf(last).DayNumber) : null,
                   Attended = record?.Attended ?? 0,
                   NoShows = record?.NoShows ?? 0,
               },
        ];
    }

    private async Task<IReadOnlyDictionary<(Guid, Guid), int>> VisitsAsync(List<RoleFacts> roles, CancellationToken ct)
    {
        var beneficiaries = roles.Select(r => r.Place.BeneficiaryId).OfType<Guid>().Distinct().ToList();

        if (beneficiaries.Count == 0)
        {
            return new Dictionary<(Guid, Guid), int>();
        }

        return await db.Assignments
            .Where(a => a.State == AssignmentState.Attended && a.Shift.VolunteerTask.HelpRequest != null && beneficiaries.Contains(a.Shift.VolunteerTask.HelpRequest.BeneficiaryId))
            .GroupBy(a => new { a.VolunteerId, a.Shift.VolunteerTask.HelpRequest!.BeneficiaryId })
            .Select(g => new { g.Key.VolunteerId, g.Key.BeneficiaryId, Count = g.Count() })
            .ToDictionaryAsync(g => (g.VolunteerId, g.BeneficiaryId), g => g.Count, ct);
    }

    /// <summary>The versions in an order of their own, hashed: whatever changes in a shift or its roles changes it.</summary>
    private static string StampOf(IEnumerable<(Guid Shift, IEnumerable<Guid> Roles)> versions)
    {
        var all = versions.SelectMany(v => v.Roles.Prepend(v.Shift)).Order().ToList();
        var bytes = new byte[all.Count * GuidBytes];

        for (var i = 0; i < all.Count; i++)
        {
            all[i].TryWriteBytes(bytes.AsSpan(i * GuidBytes));
        }

        return Convert.ToHexString(SHA256.HashData(bytes));
    }
}
