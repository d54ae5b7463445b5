using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.HelpRequests.Following;

/// <summary>Reads what a person may see of the request that they follow.</summary>
public sealed class FollowPageReader(VolunteersDbContext db, VisitDayNews visitDays, PrivacyKeys keys, TimeProvider clock)
{
    /// <summary>What happened besides the states, as far as who asked is told of it. Notes are for staff, and never read here.</summary>
    private static readonly HelpRequestEventKind[] _told =
    [
        HelpRequestEventKind.PhoneConfirmed, HelpRequestEventKind.Changed, HelpRequestEventKind.Contacted, HelpRequestEventKind.CallbackAsked, HelpRequestEventKind.CallbackDone,
        HelpRequestEventKind.NobodyCame, HelpRequestEventKind.Thanked, HelpRequestEventKind.Referred, HelpRequestEventKind.VisitOnTheWay,
    ];

    public async Task<FollowPage?> ReadAsync(Guid helpRequestId, bool isAsker, CancellationToken ct)
    {
        var request = await db.HelpRequests.AsNoTracking()
            .Include(r => r.Steps).Include(r => r.HelpCategory).Include(r => r.Centre)
            .AsSplitQuery().SingleOrDefaultAsync(r => r.HelpRequestId == helpRequestId, ct);

        if (request is null)
        {
            return null;
        }

        var visit = await VisitAsync(helpRequestId, ct);
        var events = await db.Set<HelpRequestEvent>().AsNoTracking().Where(e => e.HelpRequestId == helpRequestId && _told.Contains(e.Kind)).Select(e => new { e.Kind, e.AtUtc }).ToListAsync(ct);
        var steps = request.Steps.OrderBy(s => s.AtUtc).ThenBy(s => s.HelpRequestStepId).Select(s => new FollowStep(s.State, null, s.AtUtc));

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
            Steps = [.. steps.Concat(events.Select(e => new FollowStep(null, e.Kind, e.AtUtc))).OrderBy(s => s.AtUtc)],
            ReferredTo = request.ReferredTo,
            CanBeChanged = request.CanBeChanged,
            AwaitsCode = isAsker && request.PhoneConfirmedAtUtc is null && !request.IsOver && await db.OneTimeCodes.AnyAsync(c => c.SubjectId == helpRequestId && c.Purpose == OneTimeCodePurpose.ConfirmRequestPhone, ct),
            AwaitsCallSinceUtc = request.AwaitsCall ? request.CallbackAskedAtUtc : null,
            NobodyCameAtUtc = request.NobodyCameAtUtc,
            Thanks = request.Thanks,
            Visit = visit,
            CanTellNobodyCame = visit is not null && request.CanTellNobodyCame(visit.StartsAtUtc, visit.EndsAtUtc, clock.UtcNow()),
            Feedback = new FeedbackForm
            {
                Stars = request.Stars,
                Words = request.Feedback,
                OffersThanks = await OffersThanksAsync(request, ct),
            },
        };
    }

    private async Task<bool> OffersThanksAsync(HelpRequest request, CancellationToken ct) =>
        request is { Thanks: null, State: HelpRequestState.Done or HelpRequestState.Closed }
        && await db.Assignments.AnyAsync(a => a.Shift.VolunteerTask.HelpRequestId == request.HelpRequestId && a.State == AssignmentState.Attended, ct);

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
