using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.Beneficiaries;

/// <summary>Calls off the coming visits that regular visits made, where nobody has confirmed yet. Saved with the caller's unit of work.</summary>
public sealed class RegularVisitCalls(VolunteersDbContext db, ShiftService shifts, AuditLog audit, TimeProvider clock)
{
    /// <summary>Calls off what of these comes and nobody has confirmed; the others are named, and for the coordinator to decide on.</summary>
    internal async Task<IReadOnlyList<ConfirmedVisit>> CallOffAsync(IQueryable<HelpRequest> requests, string reason, CancellationToken ct)
    {
        var now = clock.UtcNow();
        List<ConfirmedVisit> confirmed = [];

        foreach (var (request, shift) in await ComingAsync(requests, ct))
        {
            // Without a shift of its own it was planned some other way, such as on a visit day.
            if (request.State is HelpRequestState.Planned && (shift is null || shift.PlacesTaken > 0))
            {
                confirmed.Add(Confirmed(request, shift));
                continue;
            }

            if (request.Cancel(now))
            {
                await shifts.CallOffForRequestAsync(request.HelpRequestId, reason, ct);
                audit.Changed("HelpRequestCancelled", AuditSubject.HelpRequest, request.HelpRequestId);
            }
        }

        return confirmed;
    }

    /// <summary>The last coming day for which somebody has confirmed.</summary>
    internal async Task<DateOnly?> LastConfirmedAsync(Guid regularVisitId, CancellationToken ct) =>
        (await ComingAsync(db.HelpRequests.Where(r => r.RegularVisitId == regularVisitId), ct))
            .Where(v => v.Request.State is HelpRequestState.Planned && (v.Shift is null || v.Shift.PlacesTaken > 0)).Select(v => (DateOnly?)v.Request.WantedOn).Max();

    private static ConfirmedVisit Confirmed(HelpRequest request, Shift? shift) =>
        new(request.WantedOn, shift is null ? [] : [.. shift.Assignments.Where(a => a.HoldsPlace).Select(a => a.Volunteer.FullName)]);

    /// <summary>The visits that have not begun, each with its standing shift.</summary>
    private async Task<List<(HelpRequest Request, Shift? Shift)>> ComingAsync(IQueryable<HelpRequest> requests, CancellationToken ct)
    {
        var (now, today) = (clock.UtcNow(), clock.TodayInBaku());
        var coming = await requests.Where(r => r.RegularVisitId != null && r.WantedOn >= today && (r.State == HelpRequestState.Triaged || r.State == HelpRequestState.Planned))
            .OrderBy(r => r.WantedOn).ThenBy(r => r.HelpRequestId).ToListAsync(ct);
        var ids = coming.ConvertAll(r => r.HelpRequestId);
        var standing = (await shifts.Whole().Where(s => ids.Contains(s.VolunteerTask.HelpRequestId!.Value) && (s.State == ShiftState.Draft || s.State == ShiftState.Published)).ToListAsync(ct))
            .GroupBy(s => s.VolunteerTask.HelpRequestId!.Value).ToDictionary(g => g.Key, g => g.MaxBy(s => s.StartsAtUtc)!);

        return [.. coming.Select(r => (r, standing.GetValueOrDefault(r.HelpRequestId))).Where(v => v.Item2 is null || v.Item2.StartsAtUtc > now)];
    }
}

/// <summary>A coming visit that stays, since somebody has confirmed it; by whom.</summary>
public sealed record ConfirmedVisit(DateOnly On, IReadOnlyList<string> Names);
