using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>What households on the way of a visit day are told.</summary>
public sealed partial class OccasionReader
{
    private async Task<Func<OutboundMessage, Occasion?>> VisitDaysAsync(List<Guid> ids, HashSet<MessageKind> kinds, DateTime now, CancellationToken ct)
    {
        if (!kinds.Contains(MessageKind.VisitWindowTold) && !kinds.Contains(MessageKind.VisitCalledOff) && !kinds.Contains(MessageKind.HelpRequestOnTheWay))
        {
            return _ => null;
        }

        var requests = await db.HelpRequests.AsNoTracking().Where(r => ids.Contains(r.HelpRequestId)).ToDictionaryAsync(r => r.HelpRequestId, ct);
        var stops = (await db.VisitStops.AsNoTracking().Include(s => s.VisitDay).ThenInclude(d => d.Shift)
            .Where(s => ids.Contains(s.HelpRequestId) && s.VisitDay.State != VisitDayState.CalledOff).ToListAsync(ct))
            .GroupBy(s => s.HelpRequestId).ToDictionary(g => g.Key, g => g.MaxBy(s => s.ArrivesAtUtc)!);

        return message => requests.GetValueOrDefault(message.SubjectId) is not { } request ? null : (message.Kind, stops.GetValueOrDefault(message.SubjectId)) switch
        {
            (MessageKind.HelpRequestOnTheWay, { } stop) when Outbox.VersionOf(request, stop.VisitDay.Shift) == message.SubjectVersion => OfStop(
                request, stop, stop.State is VisitStopState.OnTheWay && stop.VisitDay.Shift.EndsAtUtc > now && request.State is HelpRequestState.Planned or HelpRequestState.InProgress, now),
            (MessageKind.VisitWindowTold, var stop) => OfStop(
                request, stop, stop is { State: VisitStopState.Waiting } && Outbox.VersionOf(request.Round, stop.ToldRound) == message.SubjectVersion && stop.ToldEndsAtUtc > now && request.State is HelpRequestState.Planned, now),

            // Planned anew since, it has another round, and its news says when.
            (MessageKind.VisitCalledOff, var stop) => OfStop(request, stop, request.State is HelpRequestState.Triaged && request.Round == message.SubjectVersion, now),
            _ => null,
        };
    }

    private Occasion OfStop(HelpRequest request, VisitStop? stop, bool stands, DateTime now) => new(
        stands,
        culture => new Dictionary<string, string>
        {
            ["trackingCode"] = request.TrackingCode,
            ["when"] = stop is null ? "" : SpokenTime.Range(stop.ToldStartsAtUtc ?? stop.ArrivesAtUtc, stop.ToldEndsAtUtc ?? stop.ArrivesAtUtc.AddMinutes(stop.Minutes), now, culture),
            ["pin"] = stop is null ? "" : VisitPin.Of(keys, stop.VisitStopId),
            ["reason"] = request.StateReason ?? "",
        },
        new OccasionLink(LinkPurpose.FollowHelpRequest, request.HelpRequestId, now.AddDays(60)));
}
