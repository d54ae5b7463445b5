using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.HelpRequests.Following;

/// <summary>Reads what a person may see of the request that they follow.</summary>
public sealed class FollowPageReader(VolunteersDbContext db, VisitDayNews visitDays, PrivacyKeys keys)
{
    public async Task<FollowPage?> ReadAsync(Guid helpRequestId, CancellationToken ct)
    {
        var request = await db.HelpRequests.AsNoTracking()
            .Include(r => r.Steps).Include(r => r.HelpCategory).Include(r => r.Centre)
            .AsSplitQuery().SingleOrDefaultAsync(r => r.HelpRequestId == helpRequestId, ct);

        if (request is null)
        {
            return null;
        }

        return new FollowPage
        {
            HelpRequestId = request.HelpRequestId,
            TrackingCode = request.TrackingCode,
            Category = request.HelpCategory.Name,
            Description = request.Description,
            WantedOn = request.WantedOn,
            WantedPart = request.WantedPart,
            State = request.State,
            Reason = request.State is HelpRequestState.Rejected ? request.StateReason : null,
            Stars = request.Stars,
            Centre = request.Centre.Name,
            Steps = [.. request.Steps.OrderBy(s => s.AtUtc).ThenBy(s => s.HelpRequestStepId).Select(s => new FollowStep(s.State, s.AtUtc))],
            Visit = await VisitAsync(helpRequestId, ct),
            Feedback = new FeedbackForm { Stars = request.Stars, Words = request.Feedback },
        };
    }

    private async Task<FollowVisit?> VisitAsync(Guid helpRequestId, CancellationToken ct)
    {
        if (await visitDays.FindAsync(helpRequestId, ct) is { } told)
        {
            return new FollowVisit(told.FromUtc, told.ToUtc, told.IsFilled, told.GivenNames, told.Pin);
        }

        var shift = await db.Shifts.AsNoTracking()
            .Where(s => s.VolunteerTask.HelpRequestId == helpRequestId && (s.State == ShiftState.Published || s.State == ShiftState.Completed))
            .OrderByDescending(s => s.StartsAtUtc)
            .Select(s => new
            {
                s.ShiftId,
                s.StartsAtUtc,
                s.EndsAtUtc,
                Wanted = s.Roles.Sum(r => r.Capacity),
                Taken = s.Roles.Sum(r => r.PlacesTaken),
                GivenNames = s.Assignments
                    .Where(a => a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn || a.State == AssignmentState.Attended)
                    .OrderBy(a => a.AnsweredAtUtc).Select(a => a.Volunteer.GivenName).ToList(),
            })
            .FirstOrDefaultAsync(ct);

        return shift is null ? null : new FollowVisit(shift.StartsAtUtc, shift.EndsAtUtc, shift.Taken >= shift.Wanted, shift.GivenNames, VisitPin.Of(keys, shift.ShiftId));
    }
}
