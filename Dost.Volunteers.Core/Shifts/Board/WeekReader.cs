using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts.Board;

/// <summary>
/// Reads the board of a week in a fixed number of queries: of all its shifts what is counted, of those that are shown who is there. A week shows the
/// first shifts of each day; a day shows all of its own, a part at a time.
/// </summary>
public sealed class WeekReader(VolunteersDbContext db, CurrentUser user, TrustReader trust, TimeProvider clock)
{
    public const int ShownOfADay = 12;
    public const int DayPageSize = 60;

    /// <summary>Names of a role that are shown; who wants to see more opens the shift.</summary>
    public const int ShownOfARole = 8;

    /// <summary>What there is to be seen of the week now.</summary>
    public async Task<string> StampAsync(WeekQuestion question, CancellationToken ct)
    {
        var shifts = Shifts(question);
        var own = await shifts.Select(s => s.Version).ToListAsync(ct);
        var roles = await shifts.SelectMany(s => s.Roles).Select(r => r.Version).ToListAsync(ct);
        var assignments = await shifts.SelectMany(s => s.Assignments).Select(a => a.Version).ToListAsync(ct);

        return BoardStamp.Of([.. own, .. roles, .. assignments]);
    }

    public async Task<WeekBoard> ReadAsync(WeekQuestion question, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(question);

        var now = clock.UtcNow();
        var shifts = Shifts(question);
        var all = await shifts.Select(s => new ShiftLine(s.ShiftId, s.Version, s.StartsAtUtc, s.State)).ToListAsync(ct);
        var roles = await shifts.SelectMany(s => s.Roles).Select(r => new RoleLine(r.ShiftId, r.ShiftRoleId, r.Version, r.Name, r.Capacity, r.PlacesTaken)).ToListAsync(ct);
        var versions = await shifts.SelectMany(s => s.Assignments).Select(a => new VersionLine(a.ShiftId, a.Version)).ToListAsync(ct);
        var rolesOf = roles.ToLookup(r => r.ShiftId);
        var awaited = all.Where(s => s.State is ShiftState.Published or ShiftState.Completed).SelectMany(s => rolesOf[s.ShiftId]).ToList();
        int FreeIn(ShiftLine shift) => shift.State is ShiftState.Published && shift.StartsAtUtc > now ? rolesOf[shift.ShiftId].Sum(r => r.Capacity - r.Taken) : 0;

        var days = all.GroupBy(s => BakuTime.DateOf(s.StartsAtUtc)).ToDictionary(d => d.Key, d => d.OrderBy(s => Urgency(s, FreeIn(s), now)).ThenBy(s => s.StartsAtUtc).ThenBy(s => s.ShiftId).ToList());
        var page = question.Day is { } asked ? Paging.Within(question.Page, days.GetValueOrDefault(asked, []).Count, DayPageSize) : 1;
        var shown = days.ToDictionary(d => d.Key, d => question.Day is null ? d.Value.Take(ShownOfADay).ToList() : d.Value.Skip(Paging.Offset(page, DayPageSize)).Take(DayPageSize).ToList());
        var cards = await CardsAsync([.. shown.Values.SelectMany(d => d)], rolesOf, versions.ToLookup(v => v.ShiftId, v => v.Version), now, ct);

        return new WeekBoard
        {
            Stamp = BoardStamp.Of([.. all.Select(s => s.Version), .. roles.Select(r => r.Version), .. versions.Select(v => v.Version)]),
            Days = [.. DaysOf(question).Select(date => new BoardDay(date, days.GetValueOrDefault(date, []).Count, days.GetValueOrDefault(date, []).Sum(FreeIn), [.. shown.GetValueOrDefault(date, []).Select(s => cards[s.ShiftId])]))],
            PlacesWanted = awaited.Sum(r => r.Capacity),
            PlacesTaken = awaited.Sum(r => r.Taken),
            Page = page,
            Pages = question.Day is { } day ? Paging.Count(days.GetValueOrDefault(day, []).Count, DayPageSize) : 1,
        };
    }

    /// <summary>Shifts that need somebody come first, then drafts, what is full or over, and last what was called off.</summary>
    private static int Urgency(ShiftLine shift, int free, DateTime now) => shift.State switch
    {
        ShiftState.Published when free > 0 => 0,
        ShiftState.Draft when shift.StartsAtUtc > now => 1,
        ShiftState.Cancelled => 3,
        _ => 2,
    };

    private static IEnumerable<DateOnly> DaysOf(WeekQuestion question) => question.Day is { } day ? [day] : Enumerable.Range(0, 7).Select(question.Monday.AddDays);

    private IQueryable<Shift> Shifts(WeekQuestion question)
    {
        var (first, days) = question.Day is { } day ? (day, 1) : (question.Monday, 7);
        var (from, to) = (BakuTime.ToUtc(first, TimeOnly.MinValue), BakuTime.ToUtc(first.AddDays(days), TimeOnly.MinValue));
        var shifts = db.Shifts.AsNoTracking().Where(VisibleNow(question.CentreId)).Where(s => s.StartsAtUtc >= from && s.StartsAtUtc < to);

        return question.State is { } state ? shifts.Where(s => s.State == state) : shifts;
    }

    /// <summary>One centre is a condition of its own, so that the database walks along its days.</summary>
    private System.Linq.Expressions.Expression<Func<Shift, bool>> VisibleNow(Guid? centreId)
    {
        var only = centreId ?? (user is { IsAdministrator: false, CentreIds: [var own] } ? own : null);

        if (only is not { } centre)
        {
            return Visible.Shifts(user);
        }

        return user.MayManage(centre) ? s => s.CentreId == centre : s => false;
    }

    private async Task<Dictionary<Guid, BoardShift>> CardsAsync(List<ShiftLine> shown, ILookup<Guid, RoleLine> roles, ILookup<Guid, Guid> versions, DateTime now, CancellationToken ct)
    {
        var ids = shown.ConvertAll(s => s.ShiftId);
        var facts = await db.Shifts.AsNoTracking().Where(s => ids.Contains(s.ShiftId))
            .Select(s => new
            {
                s.ShiftId,
                s.VolunteerTask.Title,
                Category = s.VolunteerTask.HelpCategory.Name,
                s.VolunteerTask.HelpCategory.Symbol,
                s.VolunteerTask.PlaceKind,
                District = s.VolunteerTask.District.Name,
                Centre = s.Centre.Name,
                s.EndsAtUtc,
            }).ToDictionaryAsync(s => s.ShiftId, ct);
        var people = await PeopleAsync(ids, ct);
        var risky = (await trust.GapsAsync(db.Assignments.Where(a => ids.Contains(a.ShiftId) && a.State == AssignmentState.Confirmed && a.Shift.State == ShiftState.Published && a.Shift.StartsAtUtc > now), ct))
            .Select(g => g.AssignmentId).ToHashSet();

        return shown.ToDictionary(s => s.ShiftId, s => new BoardShift
        {
            ShiftId = s.ShiftId,
            Title = facts[s.ShiftId].Title,
            Category = facts[s.ShiftId].Category,
            Symbol = facts[s.ShiftId].Symbol,
            PlaceKind = facts[s.ShiftId].PlaceKind,
            District = facts[s.ShiftId].District,
            Centre = facts[s.ShiftId].Centre,
            StartsAtUtc = s.StartsAtUtc,
            EndsAtUtc = facts[s.ShiftId].EndsAtUtc,
            State = s.State,
            IsOpen = s.State is ShiftState.Published && s.StartsAtUtc > now,
            Stamp = BoardStamp.Of([s.Version, .. roles[s.ShiftId].Select(r => r.Version), .. versions[s.ShiftId]]),
            Roles = [.. roles[s.ShiftId].OrderBy(r => r.ShiftRoleId).Select(r => RoleOf(r, [.. people[r.ShiftRoleId]], risky))],
        });
    }

    private static BoardRole RoleOf(RoleLine role, List<PersonLine> people, HashSet<Guid> risky)
    {
        var standing = people.FindAll(p => p.State is not AssignmentState.Waitlisted);
        var shown = standing.Take(ShownOfARole).Select(p => new BoardPerson(p.AssignmentId, p.FullName, p.State, risky.Contains(p.AssignmentId))).ToList();

        return new BoardRole(role.ShiftRoleId, role.Name, role.Capacity, role.Taken, shown, standing.Count - shown.Count, people.Count - standing.Count);
    }

    /// <summary>Who is in, was asked or waits, by role: those who come first.</summary>
    private async Task<ILookup<Guid, PersonLine>> PeopleAsync(List<Guid> shiftIds, CancellationToken ct)
    {
        var people = await db.Assignments.AsNoTracking().Where(a => shiftIds.Contains(a.ShiftId))
            .Where(a => a.State == AssignmentState.Offered || a.State == AssignmentState.Waitlisted
                || a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn || a.State == AssignmentState.Attended || a.State == AssignmentState.NoShow)
            .Select(a => new PersonLine(a.ShiftRoleId, a.AssignmentId, a.Volunteer.GivenName + " " + a.Volunteer.FamilyName, a.Volunteer.SearchText, a.State)).ToListAsync(ct);

        return people.OrderBy(p => p.State is AssignmentState.Offered).ThenBy(p => p.SearchText, StringComparer.Ordinal).ThenBy(p => p.AssignmentId).ToLookup(p => p.ShiftRoleId);
    }

    private sealed record ShiftLine(Guid ShiftId, Guid Version, DateTime StartsAtUtc, ShiftState State);

    private sealed record RoleLine(Guid ShiftId, Guid ShiftRoleId, Guid Version, string Name, int Capacity, int Taken);

    private sealed record VersionLine(Guid ShiftId, Guid Version);

    private sealed record PersonLine(Guid ShiftRoleId, Guid AssignmentId, string FullName, string SearchText, AssignmentState State);
}
