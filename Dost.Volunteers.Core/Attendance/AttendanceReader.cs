using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Attendance;

/// <summary>Reads who came and who did not, for the coordinator: of one shift, or of a day.</summary>
public sealed class AttendanceReader(VolunteersDbContext db, CurrentUser user, PolicyReader policyReader, TimeProvider clock)
{
    /// <summary>The shifts of a day, those that are published or over.</summary>
    public async Task<Page<AttendanceShift>> OfDayAsync(DateOnly day, int number, CancellationToken ct)
    {
        var (from, until) = BakuTime.DayOf(day);
        var shifts = Shifts().Where(s => s.StartsAtUtc >= from && s.StartsAtUtc < until && (s.State == ShiftState.Published || s.State == ShiftState.Completed));
        var total = await shifts.CountAsync(ct);
        var within = Paging.Within(number, total);
        var rows = await ReadAsync(shifts.OrderBy(s => s.StartsAtUtc).ThenBy(s => s.ShiftId).Skip(Paging.Offset(within, Paging.DefaultSize)).Take(Paging.DefaultSize), ct);

        return new Page<AttendanceShift>(rows, within, Paging.DefaultSize, total);
    }

    public async Task<AttendanceShift?> OfShiftAsync(Guid shiftId, CancellationToken ct) => (await ReadAsync(Shifts().Where(s => s.ShiftId == shiftId), ct)).SingleOrDefault();

    private IQueryable<Shift> Shifts() => db.Shifts.AsNoTracking().Where(Visible.Shifts(user));

    private async Task<IReadOnlyList<AttendanceShift>> ReadAsync(IQueryable<Shift> query, CancellationToken ct)
    {
        var policy = await policyReader.ReadAsync(ct);
        var shifts = await query
            .Select(s => new AttendanceShift
            {
                ShiftId = s.ShiftId,
                Title = s.VolunteerTask.Title,
                Category = s.VolunteerTask.HelpCategory.Name,
                Centre = s.Centre.Name,
                StartsAtUtc = s.StartsAtUtc,
                EndsAtUtc = s.EndsAtUtc,
                State = s.State,
                IsVisit = s.VolunteerTask.HelpRequestId != null,
            }).ToListAsync(ct);
        var ids = shifts.ConvertAll(s => s.ShiftId);
        var people = await db.Assignments.AsNoTracking()
            .Where(a => ids.Contains(a.ShiftId) && (a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn || a.State == AssignmentState.Attended || a.State == AssignmentState.NoShow))
            .OrderBy(a => a.Volunteer.GivenName).ThenBy(a => a.Volunteer.FamilyName).ThenBy(a => a.AssignmentId)
            .Select(a => new AttendancePerson
            {
                AssignmentId = a.AssignmentId,
                ShiftId = a.ShiftId,
                Version = a.Version,
                VolunteerId = a.VolunteerId,
                FullName = a.Volunteer.GivenName + " " + a.Volunteer.FamilyName,
                RoleName = a.ShiftRole.Name,
                State = a.State,
                CameAtUtc = a.CheckedInAtUtc,
                CameBy = a.CheckedInBy,
                WentAtUtc = a.CheckedOutAtUtc,
                WentBy = a.CheckedOutBy,
                WasSentLater = a.WasSentLater,
                WrongPins = a.WrongPins,
                Reason = db.AttendanceEvents.Where(e => e.AssignmentId == a.AssignmentId && e.Reason != null).OrderByDescending(e => e.NotedAtUtc).Select(e => e.Reason).FirstOrDefault(),
            }).ToListAsync(ct);
        var now = clock.UtcNow();
        var byShift = people.ToLookup(p => p.ShiftId);

        return shifts.ConvertAll(s => s with { People = [.. byShift[s.ShiftId].Select(p => Marked(p, s, policy, now))] });
    }

    private AttendancePerson Marked(AttendancePerson person, AttendanceShift shift, Policy policy, DateTime now)
    {
        var isOpen = shift.State is ShiftState.Published && now >= shift.StartsAtUtc.AddMinutes(-policy.CheckInOpensMinutesBefore) && now < shift.EndsAtUtc;
        var isOwn = user.VolunteerId == person.VolunteerId;

        return person with
        {
            IsLate = AttendanceMarks.IsLate(person.CameAtUtc, shift.StartsAtUtc, policy.LateAfterMinutes),
            LeftEarly = AttendanceMarks.LeftEarly(person.WentAtUtc, shift.EndsAtUtc, policy.EarlyBeforeMinutes),
            IsAwaited = person.State is AssignmentState.Confirmed && shift.State is ShiftState.Published && AttendanceMarks.IsLate(now, shift.StartsAtUtc, policy.LateAfterMinutes),
            CanCheckIn = !isOwn && isOpen && person.State is AssignmentState.Confirmed,
            CanCheckOut = !isOwn && person.State is AssignmentState.CheckedIn && now >= shift.StartsAtUtc,
            CanBeCorrected = !isOwn && now >= shift.StartsAtUtc,
        };
    }
}

/// <summary>A shift with those who are to be there.</summary>
public sealed record AttendanceShift
{
    public required Guid ShiftId { get; init; }
    public required string? Title { get; init; }
    public required LocalName Category { get; init; }
    public required LocalName Centre { get; init; }
    public required DateTime StartsAtUtc { get; init; }
    public required DateTime EndsAtUtc { get; init; }
    public required ShiftState State { get; init; }
    public required bool IsVisit { get; init; }
    public IReadOnlyList<AttendancePerson> People { get; init; } = [];

    public string NameIn(CultureInfo culture) => Title ?? Category.In(culture);
}

/// <summary>How it stands with somebody's coming and going.</summary>
public sealed record AttendancePerson
{
    public required Guid AssignmentId { get; init; }
    public required Guid ShiftId { get; init; }
    public required Guid Version { get; init; }
    public required Guid VolunteerId { get; init; }
    public required string FullName { get; init; }
    public required string RoleName { get; init; }
    public required AssignmentState State { get; init; }
    public required DateTime? CameAtUtc { get; init; }
    public required AttendanceMethod? CameBy { get; init; }
    public required DateTime? WentAtUtc { get; init; }
    public required AttendanceMethod? WentBy { get; init; }
    public required bool WasSentLater { get; init; }
    public required int WrongPins { get; init; }

    /// <summary>Why it was corrected last.</summary>
    public required string? Reason { get; init; }
    public bool IsLate { get; init; }
    public bool LeftEarly { get; init; }

    /// <summary>The minutes of grace are over, and they are not here.</summary>
    public bool IsAwaited { get; init; }
    public bool CanCheckIn { get; init; }
    public bool CanCheckOut { get; init; }
    public bool CanBeCorrected { get; init; }
}
