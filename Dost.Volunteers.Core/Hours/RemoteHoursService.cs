using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Hours;

/// <summary>
/// Hours of remote work that a volunteer reports: of the Virtual programme on any day, of the others on a day on which they have a place in a remote
/// shift. They wait for the coordinator as all hours do, and can be taken back until then.
/// </summary>
public sealed class RemoteHoursService(VolunteersDbContext db, CurrentUser user, HoursLedger ledger, PolicyReader policyReader, AuditLog audit, TimeProvider clock)
{
    public const int LeastMinutes = 5;

    /// <summary>The very same report within this time is the second press of the button.</summary>
    private static readonly TimeSpan _again = TimeSpan.FromMinutes(10);

    private static readonly AssignmentState[] _there = [AssignmentState.Confirmed, AssignmentState.CheckedIn, AssignmentState.Attended];

    /// <summary>Whether there may be anything to report: what the page offers.</summary>
    public async Task<bool> MayReportAsync(CancellationToken ct)
    {
        var (own, policy) = (user.VolunteerId, await policyReader.ReadAsync(ct));
        var since = clock.UtcNow().AddDays(-policy.HoursReportWithinDays - 1);

        return await db.Volunteers.AnyAsync(v => own != null && v.VolunteerId == own && v.State == VolunteerState.Active
            && (v.Programme == Programme.Virtual
                || db.Assignments.Any(a => a.VolunteerId == own && _there.Contains(a.State) && a.Shift.StartsAtUtc >= since && a.Shift.VolunteerTask.PlaceKind == PlaceKind.Remote)), ct);
    }

    public Task<RemoteOutcome> ReportAsync(RemoteReport report, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        ArgumentNullException.ThrowIfNull(report);
        var (now, policy, own) = (clock.UtcNow(), await policyReader.ReadAsync(ct), user.VolunteerId);
        var volunteer = await db.Volunteers.AsNoTracking().SingleOrDefaultAsync(v => own != null && v.VolunteerId == own && v.State == VolunteerState.Active, ct);

        if (volunteer is null)
        {
            return RemoteOutcome.NotAllowed;
        }

        var (starts, ends) = report.Times;
        var day = BakuTime.DayOf(report.Date);
        var minutes = report.Minutes ?? (int)((ends - starts)?.TotalMinutes ?? 0);

        if (report.Date > clock.TodayInBaku() || ends > now)
        {
            return RemoteOutcome.InTheFuture;
        }

        if (report.Date < clock.TodayInBaku().AddDays(-policy.HoursReportWithinDays))
        {
            return RemoteOutcome.TooLongAgo;
        }

        if (volunteer.Programme is not Programme.Virtual
            && !await Places(volunteer.VolunteerId).AnyAsync(a => a.Shift.VolunteerTask.PlaceKind == PlaceKind.Remote && a.Shift.StartsAtUtc < day.UntilUtc && a.Shift.EndsAtUtc > day.FromUtc, ct))
        {
            return RemoteOutcome.NotAllowed;
        }

        var standing = await db.HoursEntries.AsNoTracking()
            .Where(h => h.VolunteerId == volunteer.VolunteerId && h.ServiceDate == report.Date && (h.State == HoursState.Submitted || h.State == HoursState.Approved)).ToListAsync(ct);

        if (standing.Exists(h => h.Source is HoursSource.Remote && h.Minutes == minutes && h.StartsAtUtc == starts && h.Words == report.Words && now - h.SubmittedAtUtc < _again))
        {
            return RemoteOutcome.ReportedBefore;
        }

        if (standing.Where(h => h.Source is HoursSource.Remote).Sum(h => h.Minutes) + minutes > policy.HoursRemoteMostMinutesADay)
        {
            return RemoteOutcome.TooMuchForADay;
        }

        if (starts is not null && (standing.Exists(h => h.StartsAtUtc < ends && h.EndsAtUtc > starts)
            || await Places(volunteer.VolunteerId).AnyAsync(a => a.Shift.VolunteerTask.PlaceKind != PlaceKind.Remote && a.Shift.StartsAtUtc < ends && a.Shift.EndsAtUtc > starts, ct)))
        {
            return RemoteOutcome.Overlaps;
        }

        var entry = await ledger.AddAsync(
            new NewHours(volunteer.VolunteerId, volunteer.CentreId, report.Date, minutes) { Source = HoursSource.Remote, StartsAtUtc = starts, EndsAtUtc = ends, Words = report.Words }, now, ct);
        audit.Changed("HoursReported", AuditSubject.HoursEntry, entry.HoursEntryId);
        await db.SaveChangesAsync(ct);

        return RemoteOutcome.Reported;
    });

    /// <summary>False where it no longer waits, or is not one's own.</summary>
    public Task<bool> TakeBackAsync(Guid hoursEntryId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var own = user.VolunteerId;
        var entry = await db.HoursEntries.SingleOrDefaultAsync(h => h.HoursEntryId == hoursEntryId && own != null && h.VolunteerId == own, ct);

        if (entry is null || user.AccountId is not { } accountId || !entry.TakeBack(accountId, clock.UtcNow()))
        {
            return false;
        }

        audit.Changed("HoursTakenBack", AuditSubject.HoursEntry, hoursEntryId);
        await db.SaveChangesAsync(ct);

        return true;
    });

    private IQueryable<Assignment> Places(Guid volunteerId) => db.Assignments.Where(a => a.VolunteerId == volunteerId && _there.Contains(a.State));
}

/// <summary>Remote work on a day: from when until when, or how many minutes; and what was done.</summary>
public sealed record RemoteReport(DateOnly Date, TimeOnly? From, TimeOnly? Until, int? Minutes, string Words)
{
    /// <summary>In UTC; midnight as the end is that of the day.</summary>
    internal (DateTime? StartsAtUtc, DateTime? EndsAtUtc) Times => From is { } from && Until is { } until
        ? (BakuTime.ToUtc(Date, from), BakuTime.ToUtc(until == TimeOnly.MinValue ? Date.AddDays(1) : Date, until))
        : (null, null);
}

public enum RemoteOutcome { Reported, ReportedBefore, NotAllowed, InTheFuture, TooLongAgo, TooMuchForADay, Overlaps }
