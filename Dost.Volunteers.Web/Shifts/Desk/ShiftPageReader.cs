using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>Reads a shift for the coordinator, with the candidates for one of its roles.</summary>
public sealed class ShiftPageReader(VolunteersDbContext db, CurrentUser user, CandidateFinder finder, RoleLineReader lines, ScoreWords scoreWords, RuleWords ruleWords, TrustReader trust, AuditLog audit, TimeProvider clock)
{
    private const int FewCandidates = 20;
    private const int ManyCandidates = 200;

    /// <summary>The heading of a shift; null where the person has no right to it, or it is not there.</summary>
    public Task<ShiftHead?> FactsAsync(Guid shiftId, CancellationToken ct) => FactsOf(db.Shifts.Where(s => s.ShiftId == shiftId)).SingleOrDefaultAsync(ct);

    /// <summary>The headings of those of the shifts to which the person has a right.</summary>
    public IQueryable<ShiftHead> FactsOf(IQueryable<Shift> shifts) => shifts.AsNoTracking().Where(Visible.Shifts(user))
        .Select(s => new ShiftHead
        {
            ShiftId = s.ShiftId,
            Version = s.Version,
            Title = s.VolunteerTask.Title,
            Category = s.VolunteerTask.HelpCategory.Name,
            PlaceKind = s.VolunteerTask.PlaceKind,
            Centre = s.Centre.Name,
            District = s.VolunteerTask.District.Name,
            StartsAtUtc = s.StartsAtUtc,
            EndsAtUtc = s.EndsAtUtc,
            MeetingPoint = s.MeetingPoint,
            Instructions = s.VolunteerTask.Instructions,
            State = s.State,
            CancelReason = s.CancelReason,
            HelpRequestId = s.VolunteerTask.HelpRequestId,
            ShiftSeriesId = s.ShiftSeriesId,
            SeriesOn = s.SeriesOn,
            VolunteerTaskId = s.VolunteerTask.Kind == TaskKind.Standing ? s.VolunteerTaskId : null,
            TrackingCode = s.VolunteerTask.HelpRequest != null ? s.VolunteerTask.HelpRequest.TrackingCode : null,
            Urgency = s.VolunteerTask.HelpRequest != null ? s.VolunteerTask.HelpRequest.Urgency : null,
        });

    public async Task<ShiftPage?> ReadAsync(Guid shiftId, Guid? roleId, bool showMany, CancellationToken ct)
    {
        if (await FactsAsync(shiftId, ct) is not { } facts)
        {
            return null;
        }

        if (facts.HelpRequestId is { } helpRequestId)
        {
            await audit.LookedAsync("ShiftPage", AuditSubject.HelpRequest, helpRequestId, ct);
        }

        var roles = await RolesAsync(shiftId, ct);
        var assigned = await AssignedAsync(shiftId, ct);
        var role = roles.FirstOrDefault(r => r.ShiftRoleId == roleId) ?? roles.FirstOrDefault(r => r.PlacesLeft > 0) ?? roles[0];
        var now = clock.UtcNow();
        var isOpen = facts.State is ShiftState.Draft or ShiftState.Published && facts.StartsAtUtc > now;

        return new ShiftPage
        {
            Facts = facts,
            Roles = roles,
            Assigned = assigned,
            Gaps = facts.State is ShiftState.Published ? await GapsAsync(shiftId, ct) : new Dictionary<Guid, string>(),
            Role = role,
            Candidates = isOpen && role.PlacesLeft > 0 ? await CandidatesAsync(role, assigned, showMany, ct) : null,
            CanBeChanged = isOpen,
        };
    }

    private async Task<IReadOnlyDictionary<Guid, string>> GapsAsync(Guid shiftId, CancellationToken ct)
    {
        var gaps = await trust.GapsAsync(db.Assignments.Where(a => a.ShiftId == shiftId && (a.State == AssignmentState.Confirmed || a.State == AssignmentState.Offered)), ct);
        var words = await ruleWords.LackedAsync([.. gaps.SelectMany(g => g.Breaches)], ct);

        return gaps.ToDictionary(g => g.AssignmentId, g => string.Join(", ", g.Breaches.Select(b => words[b])));
    }

    private async Task<CandidatesPart> CandidatesAsync(RoleLine role, List<AssignedLine> assigned, bool showMany, CancellationToken ct)
    {
        var found = await finder.FindAsync(role.ShiftRoleId, showMany ? ManyCandidates : FewCandidates, ct);
        var before = assigned.ToDictionary(a => a.VolunteerId, a => a.State);

        return new CandidatesPart(
            found.EligibleCount,
            [
                .. found.Best.Select(c => new CandidateRow(
                    c.VolunteerId, c.FullName, c.Score.Value, scoreWords.ReasonsOf(c.Score), before.TryGetValue(c.VolunteerId, out var state) ? state : null)),
            ],
            found.Ineligible.Sum(i => i.People),
            await ruleWords.CountedAsync(found.Ineligible, ct));
    }

    private async Task<IReadOnlyList<RoleLine>> RolesAsync(Guid shiftId, CancellationToken ct)
    {
        var roles = await db.ShiftRoles.AsNoTracking().Where(r => r.ShiftId == shiftId).Include(r => r.Skills).Include(r => r.Languages)
            .AsSplitQuery().OrderBy(r => r.ShiftRoleId).ToListAsync(ct);

        return await lines.OfAsync([.. roles.Select(r => (r.ShiftRoleId, NewRole.Of(r), r.PlacesTaken))], ct);
    }

    private Task<List<AssignedLine>> AssignedAsync(Guid shiftId, CancellationToken ct) => db.Assignments.AsNoTracking().Where(a => a.ShiftId == shiftId)
        .OrderBy(a => a.WaitlistedAtUtc).ThenBy(a => a.Volunteer.GivenName).ThenBy(a => a.AssignmentId)
        .Select(AssignedLine.Of)
        .ToListAsync(ct);
}
