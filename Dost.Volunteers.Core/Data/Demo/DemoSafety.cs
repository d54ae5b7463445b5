using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>A visit for which the search found nobody, and incidents in the hands of their centres.</summary>
internal sealed class DemoSafety(VolunteersDbContext db, FieldCipher cipher, TimeProvider clock)
{
    public async Task AddAsync(CancellationToken ct)
    {
        await AddSearchAsync(ct);
        await AddIncidentsAsync(ct);
        await db.SaveChangesAsync(ct);
    }

    private async Task AddSearchAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var asked = await db.Assignments.Include(a => a.Shift).ThenInclude(s => s.VolunteerTask).ThenInclude(t => t.HelpRequest)
            .Where(a => a.State == AssignmentState.Offered && a.OfferExpiresAtUtc > now && a.Shift.StartsAtUtc > now && a.Shift.VolunteerTask.HelpRequestId != null && a.ShiftRole.PlacesTaken < a.ShiftRole.Capacity)
            .OrderBy(a => a.Shift.StartsAtUtc).ThenBy(a => a.AssignmentId).ToListAsync(ct);

        foreach (var places in asked.GroupBy(a => a.ShiftRoleId).Take(2))
        {
            var request = places.First().Shift.VolunteerTask.HelpRequest!;
            var began = places.Min(a => a.OfferedAtUtc!.Value).AddMinutes(-1);
            var ladder = new Ladder { LadderId = Guid.CreateVersion7(), HelpRequestId = request.HelpRequestId, ShiftRoleId = places.Key, StartedAtUtc = began, NextAtUtc = now };
            request.Note(HelpRequestEventKind.LadderStarted, began);

            foreach (var place in places.OrderBy(p => p.OfferedAtUtc))
            {
                ladder.Climb(LadderRung.Best, place.OfferedAtUtc!.Value);
                ladder.Asks.Add(new LadderAsk
                {
                    LadderAskId = Guid.CreateVersion7(),
                    LadderId = ladder.LadderId,
                    VolunteerId = place.VolunteerId,
                    AssignmentId = place.AssignmentId,
                    Step = ladder.Step,
                    Rung = LadderRung.Best,
                    AskedAtUtc = place.OfferedAtUtc!.Value,
                });
                request.Note(HelpRequestEventKind.LadderAsked, place.OfferedAtUtc!.Value, volunteerId: place.VolunteerId, number: ladder.Step);
            }

            ladder.End(LadderState.CallList, now);
            request.Note(HelpRequestEventKind.LadderCallList, now, number: ladder.Step);
            db.Ladders.Add(ladder);
        }
    }

    private async Task AddIncidentsAsync(CancellationToken ct)
    {
        (IncidentKind Kind, IncidentSeverity Severity, string What, string? Note)[] told =
        [
            (IncidentKind.Behaviour, IncidentSeverity.Minor, "Könüllü bir saat gecikdi və zəngə cavab vermədi. Qonşuya xəbər vermişdi, mənə yox.", null),
            (IncidentKind.Injury, IncidentSeverity.Serious, "Pilləkəndə işıq yanmırdı, nənə yıxıldı, dizi şişib. Təcili yardım çağırdıq, sınıq yoxdur.", "Ailə ilə danışdım. Blokun işığı barədə mənzil istismar sahəsinə yazdım."),
        ];
        var now = clock.UtcNow();
        var visits = await db.Assignments.Where(a => a.State == AssignmentState.Attended && a.Shift.VolunteerTask.HelpRequestId != null)
            .OrderByDescending(a => a.Shift.StartsAtUtc).ThenBy(a => a.AssignmentId)
            .Select(a => new { a.VolunteerId, a.ShiftId, a.Shift.CentreId, a.Shift.VolunteerTask.HelpRequest!.HelpRequestId, a.Shift.VolunteerTask.HelpRequest.BeneficiaryId }).Take(told.Length).ToListAsync(ct);

        foreach (var (visit, (kind, severity, what, note)) in visits.Zip(told))
        {
            var incident = new Incident
            {
                IncidentId = Guid.CreateVersion7(),
                CentreId = visit.CentreId,
                Reporter = IncidentReporter.Asker,
                ReportedAtUtc = now.AddHours(-6),
                HelpRequestId = visit.HelpRequestId,
                BeneficiaryId = visit.BeneficiaryId,
                VolunteerId = visit.VolunteerId,
                ShiftId = visit.ShiftId,
                Kind = kind,
                Severity = severity,
                WhatEncrypted = cipher.Encrypt(what),
            };
            db.Incidents.Add(incident);

            if (note is not null)
            {
                incident.TakeUp();
                incident.Notes.Add(new IncidentNote
                {
                    IncidentNoteId = Guid.CreateVersion7(),
                    IncidentId = incident.IncidentId,
                    AuthorId = await db.CoordinatorCentres.Where(c => c.CentreId == visit.CentreId).Select(c => c.UserAccountId).FirstAsync(ct),
                    WrittenAtUtc = now.AddHours(-4),
                    Deed = IncidentDeed.TakenUp,
                    TextEncrypted = cipher.Encrypt(note),
                });
            }
        }
    }
}
