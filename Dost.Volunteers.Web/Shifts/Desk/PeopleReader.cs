using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Board;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>Finds whom a coordinator could put into a shift, and where somebody could be moved. A fixed number of queries.</summary>
public sealed class PeopleReader(
    VolunteersDbContext db, CurrentUser user, ShiftPageReader pages, CandidateFinder finder, RosterReader roster, PlaceJudge judge, BoardService board, ScoreWords scoreWords, RuleWords ruleWords, TimeProvider clock)
{
    private const int Shown = 20;

    /// <summary>Active volunteers by name, of a centre or of all own ones.</summary>
    public async Task<PeoplePage> ListAsync(Guid? centreId, string? typed, CancellationToken ct)
    {
        var slice = await roster.ListAsync(new RosterFilter { Text = typed, State = VolunteerState.Active, CentreId = centreId }, after: null, before: null, ct);

        return new PeoplePage
        {
            CentreId = centreId,
            Typed = typed,
            People = [.. slice.Rows.Take(Shown).Select(r => new PersonChoice(r.VolunteerId, r.FullName, [], Against: null, Before: null))],
            Total = slice.Count.Number,
        };
    }

    /// <summary>Who fits a role of a shift, the best first; where a name was typed, who has it and whether they can come. Null where the shift is not to be seen.</summary>
    public async Task<PeoplePage?> ForShiftAsync(Guid shiftId, Guid? roleId, string? typed, CancellationToken ct)
    {
        if (await pages.FactsAsync(shiftId, ct) is not { } facts)
        {
            return null;
        }

        var stamp = await board.StampAsync(shiftId, ct);
        var roles = await db.ShiftRoles.AsNoTracking().Where(r => r.ShiftId == shiftId).OrderBy(r => r.ShiftRoleId).Select(r => new RoleChoice(r.ShiftRoleId, r.Name, r.Capacity, r.PlacesTaken)).ToListAsync(ct);
        var role = roles.Find(r => r.ShiftRoleId == roleId) ?? roles.Find(r => r.PlacesLeft > 0) ?? roles[0];
        var page = new PeoplePage
        {
            Facts = facts,
            Roles = roles,
            Role = role,
            Stamp = stamp,
            Typed = typed,
            People = [],
            Total = 0,
            IsOpen = facts.State is ShiftState.Published && facts.StartsAtUtc > clock.UtcNow(),
        };

        if (!page.IsOpen || role.PlacesLeft <= 0)
        {
            return page;
        }

        return typed is null ? await WithBestAsync(page, role, ct) : await WithNamedAsync(page, role, typed, ct);
    }

    /// <summary>Where somebody could be moved; null where the place is not to be seen.</summary>
    public async Task<TransferPage?> TransferAsync(Guid shiftId, Guid assignmentId, CancellationToken ct)
    {
        var line = await db.Assignments.AsNoTracking().Where(a => a.ShiftId == shiftId && a.AssignmentId == assignmentId).Select(AssignedLine.Of).SingleOrDefaultAsync(ct);

        if (line is null || await pages.FactsAsync(shiftId, ct) is not { } facts)
        {
            return null;
        }

        var targets = await judge.TargetsAsync(assignmentId, db.Shifts.Where(Visible.Shifts(user)), ct);
        var ids = targets.Select(t => t.ShiftId).Distinct().ToList();
        var heads = await pages.FactsOf(db.Shifts.Where(s => ids.Contains(s.ShiftId))).ToDictionaryAsync(s => s.ShiftId, ct);
        var stamps = await board.StampsAsync(ids, ct);
        var against = await ruleWords.AgainstAsync([.. targets.SelectMany(t => t.Breaches)], ct);

        return new TransferPage(facts, line, await board.StampAsync(shiftId, ct), [.. targets.Select(t => new TransferChoice(
            $"{t.ShiftRoleId:D}:{stamps[t.ShiftId]}", heads[t.ShiftId], t.RoleName, t.PlacesLeft, t.Breaches.Count == 0 ? null : string.Join("; ", t.Breaches.Select(b => against[b]))))]);
    }

    private async Task<PeoplePage> WithBestAsync(PeoplePage page, RoleChoice role, CancellationToken ct)
    {
        var found = await finder.FindAsync(role.ShiftRoleId, Shown, ct);
        var before = await BeforeAsync(page.Facts!.ShiftId, [.. found.Best.Select(c => c.VolunteerId)], ct);

        return page with
        {
            People = [.. found.Best.Select(c => new PersonChoice(c.VolunteerId, c.FullName, scoreWords.ReasonsOf(c.Score), Against: null, before.TryGetValue(c.VolunteerId, out var state) ? state : null))],
            Total = found.EligibleCount,
            CannotCount = found.Ineligible.Sum(i => i.People),
            WhyNot = await ruleWords.CountedAsync(found.Ineligible, ct),
        };
    }

    private async Task<PeoplePage> WithNamedAsync(PeoplePage page, RoleChoice role, string typed, CancellationToken ct)
    {
        var shiftId = page.Facts!.ShiftId;
        var centreId = page.Facts.PlaceKind is PlaceKind.Remote ? (Guid?)null : await db.Shifts.Where(s => s.ShiftId == shiftId).Select(s => s.CentreId).SingleAsync(ct);
        var found = await roster.ListAsync(new RosterFilter { Text = typed, State = VolunteerState.Active, CentreId = centreId }, after: null, before: null, ct);
        var ids = found.Rows.Select(r => r.VolunteerId).ToList();
        var breaches = await judge.JudgeAsync(role.ShiftRoleId, ids, ct);
        var words = await ruleWords.AgainstAsync([.. breaches.Values.SelectMany(b => b)], ct);
        var before = await BeforeAsync(shiftId, ids, ct);

        return page with
        {
            People =
            [
                .. found.Rows.Select(r => new PersonChoice(
                    r.VolunteerId, r.FullName, [], breaches[r.VolunteerId] is { Count: > 0 } wrong ? string.Join("; ", wrong.Select(b => words[b])) : null, before.TryGetValue(r.VolunteerId, out var state) ? state : null))
                    .OrderBy(p => p.Against is not null),
            ],
            Total = found.Count.Number,
        };
    }

    private Task<Dictionary<Guid, AssignmentState>> BeforeAsync(Guid shiftId, List<Guid> volunteers, CancellationToken ct) =>
        db.Assignments.AsNoTracking().Where(a => a.ShiftId == shiftId && volunteers.Contains(a.VolunteerId)).ToDictionaryAsync(a => a.VolunteerId, a => a.State, ct);
}
