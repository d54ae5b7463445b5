using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>Occasions of urgent visits for which nobody was found, of incidents, and of safeguards to be eased. None says whom it is about.</summary>
public sealed partial class OccasionReader
{
    private async Task<Func<OutboundMessage, Occasion?>> SafetyAsync(List<Guid> ids, HashSet<MessageKind> kinds, DateTime now, CancellationToken ct)
    {
        var searches = kinds.Contains(MessageKind.LadderCallList) ? await SearchesAsync(ids, now, ct) : [];
        var incidents = kinds.Contains(MessageKind.IncidentReported)
            ? await db.Incidents.AsNoTracking().Where(i => ids.Contains(i.IncidentId))
                .Join(db.Centres, i => i.CentreId, c => c.CentreId, (i, c) => new { i.IncidentId, i.State, IsEscalated = i.EscalatedAtUtc != null, c.Name }).ToDictionaryAsync(i => i.IncidentId, ct)
            : [];

        var easings = kinds.Contains(MessageKind.EasingAsked) || kinds.Contains(MessageKind.EasingDecided) ? await EasingsAsync(ids, now, ct) : [];

        return message => message.Kind switch
        {
            MessageKind.EasingAsked or MessageKind.EasingDecided => easings.TryGetValue(message.SubjectId, out var easing) ? easing(message.Kind) : Occasion.Gone,
            MessageKind.LadderCallList => searches.GetValueOrDefault(message.SubjectId) ?? Occasion.Gone,

            // What was laid before the administrators is no longer for the coordinators.
            MessageKind.IncidentReported => incidents.TryGetValue(message.SubjectId, out var incident)
                ? new Occasion(
                    incident.State is IncidentState.Open && incident.IsEscalated == (message.SubjectVersion == 1),
                    culture => new Dictionary<string, string> { ["centre"] = incident.Name.In(culture) },
                    new OccasionLink(null, incident.IncidentId, now, $"/desk/incidents/{incident.IncidentId}"))
                : Occasion.Gone,
            _ => null,
        };
    }

    private async Task<Dictionary<Guid, Func<MessageKind, Occasion>>> EasingsAsync(List<Guid> ids, DateTime now, CancellationToken ct)
    {
        var found = await db.SafeguardEasings.AsNoTracking().Where(e => ids.Contains(e.SafeguardEasingId))
            .Join(db.Centres, e => e.Beneficiary.CentreId, c => c.CentreId, (e, c) => new { e.SafeguardEasingId, e.BeneficiaryId, e.State, c.Name }).ToListAsync(ct);

        return found.ToDictionary(e => e.SafeguardEasingId, e =>
        {
            var link = new OccasionLink(null, e.SafeguardEasingId, now, $"/desk/people-helped/{e.BeneficiaryId}");
            var (asked, decided) = (
                new Occasion(e.State is EasingState.Waiting, culture => new Dictionary<string, string> { ["centre"] = e.Name.In(culture) }, link),
                new Occasion(e.State is not EasingState.Waiting, culture => new Dictionary<string, string> { ["outcome"] = OutcomeIn(e.State, culture) }, link));

            return (Func<MessageKind, Occasion>)(kind => kind is MessageKind.EasingAsked ? asked : decided);
        });
    }

    internal static string OutcomeIn(EasingState state, CultureInfo culture) => (state, culture.Name) switch
    {
        (EasingState.Agreed, "ru") => "согласие получено",
        (EasingState.Agreed, "en") => "agreed",
        (EasingState.Agreed, _) => "razılıq verildi",
        (EasingState.Refused, "ru") => "согласия нет, всё остаётся как было",
        (EasingState.Refused, "en") => "not agreed, all stays as it was",
        (EasingState.Refused, _) => "razılıq verilmədi, hər şey olduğu kimi qalır",
        (_, "ru") => "просьба закрыта, так как обстоятельства изменились",
        (_, "en") => "closed, as things have changed",
        _ => "şərait dəyişdiyi üçün bağlandı",
    };

    private async Task<Dictionary<Guid, Occasion>> SearchesAsync(List<Guid> ladderIds, DateTime now, CancellationToken ct)
    {
        var found = await db.Ladders.AsNoTracking().Where(l => ladderIds.Contains(l.LadderId))
            .Select(l => new { l.LadderId, l.HelpRequestId, l.State, Asked = l.Asks.Count, Role = db.ShiftRoles.First(r => r.ShiftRoleId == l.ShiftRoleId) }).ToListAsync(ct);
        var shiftIds = found.ConvertAll(f => f.Role.ShiftId);
        var shifts = await db.Shifts.AsNoTracking().Where(s => shiftIds.Contains(s.ShiftId)).Include(s => s.Centre)
            .Include(s => s.VolunteerTask).ThenInclude(t => t.HelpCategory).Include(s => s.VolunteerTask).ThenInclude(t => t.District).ToDictionaryAsync(s => s.ShiftId, ct);

        return found.ToDictionary(f => f.LadderId, f =>
        {
            var shift = shifts[f.Role.ShiftId];

            return new Occasion(
                f.State is LadderState.CallList && f.Role.PlacesLeft > 0 && shift.IsOpen(now),
                culture => new Dictionary<string, string>
                {
                    ["task"] = shift.VolunteerTask.NameIn(culture),
                    ["when"] = SpokenTime.Range(shift.StartsAtUtc, shift.EndsAtUtc, now, culture),
                    ["place"] = PublicPlace.NameIn(shift.VolunteerTask, shift.Centre, culture),
                    ["count"] = f.Asked.ToString(CultureInfo.InvariantCulture),
                },
                new OccasionLink(null, f.HelpRequestId, now, $"/desk/requests/{f.HelpRequestId}/call-list"));
        });
    }
}
