using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>What happens to a request besides being planned and done: changed, withdrawn, called off, nobody came, thanks.</summary>
public sealed partial class OccasionReader
{
    private static readonly HashSet<MessageKind> _askingKinds =
        [MessageKind.HelpRequestChanged, MessageKind.HelpRequestWithdrawn, MessageKind.HelpRequestUnplanned, MessageKind.HelpRequestNotDone, MessageKind.NobodyCame, MessageKind.HelpRequestThanks];

    private async Task<Func<OutboundMessage, Occasion?>> AskingAsync(List<Guid> ids, HashSet<MessageKind> kinds, DateTime now, CancellationToken ct)
    {
        if (!kinds.Overlaps(_askingKinds))
        {
            return _ => null;
        }

        var requests = await db.HelpRequests.AsNoTracking().Include(r => r.Centre).Include(r => r.HelpCategory).Where(r => ids.Contains(r.HelpRequestId)).ToDictionaryAsync(r => r.HelpRequestId, ct);
        var visits = (await db.Shifts.AsNoTracking().Where(s => s.VolunteerTask.HelpRequestId != null && ids.Contains(s.VolunteerTask.HelpRequestId.Value) && s.State != ShiftState.Draft)
                .Select(s => new AskedVisit(s.VolunteerTask.HelpRequestId!.Value, s.ShiftId, s.StartsAtUtc, s.EndsAtUtc)).ToListAsync(ct))
            .GroupBy(v => v.HelpRequestId).ToDictionary(g => g.Key, g => g.MaxBy(v => v.ShiftId)!);

        return message => !_askingKinds.Contains(message.Kind) ? null
            : requests.TryGetValue(message.SubjectId, out var request) ? OfAsking(message, request, visits.GetValueOrDefault(message.SubjectId), now)
            : Occasion.Gone;
    }

    private static Occasion OfAsking(OutboundMessage message, HelpRequest request, AskedVisit? visit, DateTime now)
    {
        string When(CultureInfo culture) => visit is null ? "" : SpokenTime.Range(visit.StartsAtUtc, visit.EndsAtUtc, now, culture);
        string Day(CultureInfo culture) => SpokenTime.DayAndMonth(request.WantedOn, BakuTime.DateOf(now), culture);

        return message.Kind switch
        {
            MessageKind.NobodyCame => new Occasion(
                request.NobodyCameAtUtc is not null,
                culture => new Dictionary<string, string> { ["centre"] = request.Centre.Name.In(culture), ["trackingCode"] = request.TrackingCode, ["when"] = When(culture) },
                new OccasionLink(null, request.HelpRequestId, now, $"/desk/requests/{request.HelpRequestId}")),
            MessageKind.HelpRequestThanks => new Occasion(
                request.Thanks is not null,
                culture => new Dictionary<string, string>
                {
                    ["task"] = request.HelpCategory.Name.In(culture),
                    ["day"] = visit is null ? Day(culture) : SpokenTime.DayAndMonth(BakuTime.DateOf(visit.StartsAtUtc), BakuTime.DateOf(now), culture),
                    ["text"] = Quoted(request.Thanks ?? ""),
                },
                new OccasionLink(null, request.HelpRequestId, now, "/me/thanks")),
            _ => new Occasion(
                message.Kind switch
                {
                    MessageKind.HelpRequestChanged => request.CanBeChanged,
                    MessageKind.HelpRequestWithdrawn => request.State is HelpRequestState.Cancelled,
                    MessageKind.HelpRequestUnplanned => request.State is HelpRequestState.Triaged,
                    _ => request.State is HelpRequestState.NotDone,
                },
                culture => new Dictionary<string, string> { ["trackingCode"] = request.TrackingCode, ["day"] = Day(culture), ["when"] = When(culture) },
                new OccasionLink(LinkPurpose.FollowHelpRequest, request.HelpRequestId, now.AddDays(60))),
        };
    }

    /// <summary>Words of a stranger, in one line and in quotes: no line of them can pass for ours, nor for a link.</summary>
    private static string Quoted(string words) => $"«{string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}»";

    private sealed record AskedVisit(Guid HelpRequestId, Guid ShiftId, DateTime StartsAtUtc, DateTime EndsAtUtc);
}
