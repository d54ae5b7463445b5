using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>Occasions of urgent visits for which nobody was found, and of incidents. None says whom it is about.</summary>
public sealed partial class OccasionReader
{
    private async Task<Func<OutboundMessage, Occasion?>> SafetyAsync(List<Guid> ids, HashSet<MessageKind> kinds, DateTime now, CancellationToken ct)
    {
        var searches = kinds.Contains(MessageKind.LadderCallList) ? await SearchesAsync(ids, now, ct) : [];
        var incidents = kinds.Contains(MessageKind.IncidentReported)
            ? await db.Incidents.AsNoTracking().Where(i => ids.Contains(i.IncidentId))
                .Join(db.Centres, i => i.CentreId, c => c.CentreId, (i, c) => new { i.IncidentId, i.State, IsEscalated = i.EscalatedAtUtc != null, c.Name }).ToDictionaryAsync(i => i.IncidentId, ct)
            : [];

        return message => message.Kind switch
        {
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
