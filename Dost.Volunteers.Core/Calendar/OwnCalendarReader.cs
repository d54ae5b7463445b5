using System.Linq.Expressions;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Calendar;

/// <summary>Reads what belongs into a volunteer's calendar. In one query, since calendars ask day and night.</summary>
public sealed class OwnCalendarReader(VolunteersDbContext db, TimeProvider clock)
{
    /// <summary>Days for which an entry stays after its end: what was called off must be seen as such by a program that asks seldom.</summary>
    public const int DaysKept = 28;

    private const int Most = 500;

    /// <summary>Places and open offers; what was given back, declined or called off stays for a while and says so. A turn in the queue is no place.</summary>
    public Task<IReadOnlyList<CalendarPlace>> ReadAsync(Guid volunteerId, CancellationToken ct)
    {
        var since = clock.UtcNow().AddDays(-DaysKept);

        return ReadAsync(a => a.VolunteerId == volunteerId && a.Round > 0 && a.State != AssignmentState.Waitlisted && a.Shift.EndsAtUtc > since, ct);
    }

    /// <summary>One place, for a file of its own. Whoever asks has seen whose it is.</summary>
    public async Task<CalendarPlace> ReadOneAsync(Guid assignmentId, CancellationToken ct) =>
        (await ReadAsync(a => a.AssignmentId == assignmentId, ct)).Single();

    private async Task<IReadOnlyList<CalendarPlace>> ReadAsync(Expression<Func<Assignment, bool>> wanted, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var found = await db.Assignments.AsNoTracking().Where(wanted).OrderByDescending(a => a.Shift.EndsAtUtc).ThenBy(a => a.AssignmentId).Take(Most)
            .Select(a => new
            {
                Assignment = a,
                a.Shift,
                a.Shift.VolunteerTask.Title,
                a.Shift.VolunteerTask.PlaceKind,
                Category = a.Shift.VolunteerTask.HelpCategory.Name,
                Centre = a.Shift.Centre.Name,
                CentreAddress = a.Shift.Centre.Address,
                District = a.Shift.VolunteerTask.District.Name,
            }).ToListAsync(ct);

        return
        [
            .. found.OrderBy(f => f.Shift.StartsAtUtc).ThenBy(f => f.Assignment.AssignmentId).Select(f => new CalendarPlace
            {
                AssignmentId = f.Assignment.AssignmentId,
                Title = f.Title,
                Category = f.Category,
                PlaceKind = f.PlaceKind,
                Centre = f.Centre,
                CentreAddress = f.CentreAddress,
                District = f.District,
                StartsAtUtc = f.Shift.StartsAtUtc,
                EndsAtUtc = f.Shift.EndsAtUtc,
                Status = StatusOf(f.Assignment, f.Shift, now),
                Sequence = CalendarPlace.SequenceOf(f.Assignment, f.Shift) + (HasLapsed(f.Assignment, now) ? 1 : 0),
                ChangedAtUtc = ChangedAt(f.Assignment, f.Shift),
            }),
        ];
    }

    private static CalendarStatus StatusOf(Assignment assignment, Shift shift, DateTime now) =>
        shift.State is ShiftState.Cancelled || HasLapsed(assignment, now) ? CalendarStatus.Cancelled : CalendarPlace.StatusOf(assignment.State);

    /// <summary>An offer whose time is over, though the job that lets it lapse has not come by yet.</summary>
    private static bool HasLapsed(Assignment assignment, DateTime now) => assignment.State is AssignmentState.Offered && !assignment.IsOpenOffer(now);

    private static DateTime ChangedAt(Assignment assignment, Shift shift) =>
        new[] { assignment.OfferedAtUtc, assignment.AnsweredAtUtc, assignment.WaitlistedAtUtc, shift.ChangedAtUtc }.Max() ?? shift.StartsAtUtc;
}
