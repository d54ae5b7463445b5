using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.VisitDays;

/// <summary>What who asked may know of their place on a visit day: the window that they were told, and who comes. Nothing before they were told.</summary>
public sealed class VisitDayNews(VolunteersDbContext db, PrivacyKeys keys)
{
    public async Task<VisitNews?> FindAsync(Guid helpRequestId, CancellationToken ct)
    {
        var found = await db.VisitStops.AsNoTracking()
            .Where(s => s.HelpRequestId == helpRequestId && s.ToldStartsAtUtc != null && s.VisitDay.State != VisitDayState.CalledOff)
            .OrderByDescending(s => s.ArrivesAtUtc)
            .Select(s => new
            {
                s.VisitStopId,
                s.ToldStartsAtUtc,
                s.ToldEndsAtUtc,
                Wanted = s.VisitDay.Shift.Roles.Sum(r => r.Capacity),
                Taken = s.VisitDay.Shift.Roles.Sum(r => r.PlacesTaken),
                GivenNames = s.VisitDay.Shift.Assignments
                    .Where(a => a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn || a.State == AssignmentState.Attended)
                    .OrderBy(a => a.AnsweredAtUtc).Select(a => a.Volunteer.GivenName).ToList(),
            })
            .FirstOrDefaultAsync(ct);

        return found is null ? null : new VisitNews(found.ToldStartsAtUtc!.Value, found.ToldEndsAtUtc!.Value, found.Taken >= found.Wanted, found.GivenNames, VisitPin.Of(keys, found.VisitStopId));
    }
}

/// <summary>A told window, whether the team is complete, the given names of those who come, and the number to tell them at the door.</summary>
public sealed record VisitNews(DateTime FromUtc, DateTime ToUtc, bool IsFilled, IReadOnlyList<string> GivenNames, string Pin);
