using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Safeguarding;

/// <summary>
/// Takes reports of what must not happen, keeps the two apart at once, and lays what is grave before the administrators. That the two are apart
/// is saved with the report: from then on the rule book and <see cref="ContactVisibility"/> know it, and the places that the volunteer
/// still holds with the person are taken away right after, or by the job if the process dies between.
/// </summary>
public sealed class IncidentService(
    VolunteersDbContext db, CurrentUser user, FieldCipher cipher, PlacementService placement, PolicyReader policyReader, SafeguardEasings easings, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>Takes a report; the same form sent twice makes one.</summary>
    public async Task<Guid> ReportAsync(NewIncident report, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(report);

        await ConcurrentChange.RetryAsync(db, async () =>
        {
            if (await db.Incidents.AnyAsync(i => i.IncidentId == report.IncidentId, ct))
            {
                return false;
            }

            await AddAsync(report, ct);
            await db.SaveChangesAsync(ct);

            return true;
        });
        await TakeOffAsync(i => i.IncidentId == report.IncidentId, ct);

        return report.IncidentId;
    }

    private async Task AddAsync(NewIncident report, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var incident = new Incident
        {
            IncidentId = report.IncidentId,
            CentreId = report.CentreId,
            Reporter = report.Reporter,
            ReportedById = user.AccountId,
            ReportedAtUtc = now,
            HelpRequestId = report.HelpRequestId,
            BeneficiaryId = report.BeneficiaryId,
            VolunteerId = report.VolunteerId,
            ShiftId = report.ShiftId,
            Kind = report.Kind,
            Severity = report.Severity,
            WhatEncrypted = cipher.Encrypt(report.What.Trim()),
            EscalatedAtUtc = report.Severity is IncidentSeverity.Grave ? now : null,
        };
        db.Incidents.Add(incident);

        if (report.Severity is not IncidentSeverity.Minor || report.KeepApart)
        {
            await PartAsync(incident, now, ct);
        }

        if (report.HelpRequestId is { } requestId)
        {
            // That something was reported, never what: the request is read by more people than the record.
            (await db.HelpRequests.SingleAsync(r => r.HelpRequestId == requestId, ct)).Note(HelpRequestEventKind.IncidentReported, now, user.AccountId);
        }

        await TellAsync(incident, ct);
        audit.Changed("IncidentReported", AuditSubject.Incident, incident.IncidentId);
    }

    private async Task PartAsync(Incident incident, DateTime now, CancellationToken ct)
    {
        if (incident is not { BeneficiaryId: { } beneficiaryId, VolunteerId: { } volunteerId })
        {
            return;
        }

        (incident.BlockedAtUtc, incident.UnblockedAtUtc) = (now, null);

        // One that stood before is an administrator's to end from now on, and nobody's wish to end it holds any more.
        if (await db.ExcludedPairs.SingleOrDefaultAsync(p => p.BeneficiaryId == beneficiaryId && p.VolunteerId == volunteerId, ct) is { } standing)
        {
            db.Entry(standing).Property(p => p.IncidentId).CurrentValue ??= incident.IncidentId;
            await easings.LapseAsync(beneficiaryId, e => e.VolunteerId == volunteerId, ct);
        }
        else
        {
            db.ExcludedPairs.Add(new ExcludedPair { BeneficiaryId = beneficiaryId, VolunteerId = volunteerId, IncidentId = incident.IncidentId, ExcludedAtUtc = now });
        }

        await db.KnownVisitors.Where(k => k.BeneficiaryId == beneficiaryId && k.VolunteerId == volunteerId).ForEachAsync(k => db.KnownVisitors.Remove(k), ct);
        await db.RegularVisits.Where(v => v.BeneficiaryId == beneficiaryId && v.VolunteerId == volunteerId).ForEachAsync(v => v.VolunteerId = null, ct);
    }

    /// <summary>Takes volunteers off coming visits to people from whom they were parted. The job calls it too, for what a process left undone.</summary>
    public Task<int> TakeOffPartedAsync(CancellationToken ct) => TakeOffAsync(_ => true, ct);

    private async Task<int> TakeOffAsync(System.Linq.Expressions.Expression<Func<Incident, bool>> which, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var parted = db.Incidents.Where(which).Where(i => i.BlockedAtUtc != null && i.UnblockedAtUtc == null);
        var places = await db.Assignments
            .Where(a => a.State == AssignmentState.Confirmed || a.State == AssignmentState.Offered || a.State == AssignmentState.Waitlisted)
            .Where(a => a.Shift.State == ShiftState.Published && a.Shift.StartsAtUtc > now)
            .Where(a => parted.Any(i => i.VolunteerId == a.VolunteerId
                && (a.Shift.VolunteerTask.HelpRequest!.BeneficiaryId == i.BeneficiaryId || a.ShiftRole.Visits.Any(v => v.BeneficiaryId == i.BeneficiaryId))))
            .Select(a => a.AssignmentId).ToListAsync(ct);

        foreach (var place in places)
        {
            await placement.RemoveAsync(place, ct);
        }

        return places.Count;
    }

    public Task<bool> TakeUpAsync(Guid incidentId, CancellationToken ct) => ChangeAsync(incidentId, IncidentDeed.TakenUp, "", i => i.TakeUp(), ct);

    public Task<bool> NoteAsync(Guid incidentId, string text, CancellationToken ct) => ChangeAsync(incidentId, IncidentDeed.Noted, text, _ => true, ct);

    public Task<bool> CloseAsync(Guid incidentId, string outcome, CancellationToken ct) => ChangeAsync(incidentId, IncidentDeed.Closed, outcome, i => i.Close(clock.UtcNow()), ct);

    /// <summary>Lays it before the administrators; the coordinators of the centre no longer see it.</summary>
    public Task<bool> EscalateAsync(Guid incidentId, string why, CancellationToken ct) => ChangeAsync(incidentId, IncidentDeed.Escalated, why, EscalateAsync, ct);

    /// <summary>
    /// It is graver than it was reported, or less so. Beyond minor the two are kept apart, and grave is laid before the administrators; less
    /// grave brings nobody together again: that is a step of its own.
    /// </summary>
    public Task<bool> ChangeSeverityAsync(Guid incidentId, IncidentSeverity severity, string why, CancellationToken ct) => ChangeAndTakeOffAsync(incidentId, IncidentDeed.SeverityChanged, why, async incident =>
    {
        if (incident.State is IncidentState.Closed || incident.Severity == severity)
        {
            return false;
        }

        incident.Severity = severity;
        incident.Touch();

        if (severity is not IncidentSeverity.Minor && !incident.AreApart)
        {
            await PartAsync(incident, clock.UtcNow(), ct);
        }

        if (severity is IncidentSeverity.Grave)
        {
            await EscalateAsync(incident);
        }

        return true;
    }, ct);

    /// <summary>Keeps the two of a minor one apart as well.</summary>
    public Task<bool> BlockAsync(Guid incidentId, string why, CancellationToken ct) => ChangeAndTakeOffAsync(incidentId, IncidentDeed.PairBlocked, why, async incident =>
    {
        if (incident.State is IncidentState.Closed || incident.AreApart || !incident.NamesBoth)
        {
            return false;
        }

        await PartAsync(incident, clock.UtcNow(), ct);
        incident.Touch();

        return true;
    }, ct);

    /// <summary>The two may meet again. For administrators.</summary>
    public Task<bool> UnblockAsync(Guid incidentId, string why, CancellationToken ct) => ChangeAsync(
        incidentId, IncidentDeed.PairUnblocked, why, async incident =>
        {
            if (!user.IsAdministrator || !incident.AreApart)
            {
                return false;
            }

            incident.UnblockedAtUtc = clock.UtcNow();
            incident.Touch();

            // Another incident between the two keeps them apart.
            var others = await db.Incidents.AnyAsync(
                i => i.IncidentId != incidentId && i.BeneficiaryId == incident.BeneficiaryId && i.VolunteerId == incident.VolunteerId && i.BlockedAtUtc != null && i.UnblockedAtUtc == null, ct);

            if (!others)
            {
                await db.ExcludedPairs.Where(p => p.IncidentId != null && p.BeneficiaryId == incident.BeneficiaryId && p.VolunteerId == incident.VolunteerId)
                    .ForEachAsync(p => db.ExcludedPairs.Remove(p), ct);
            }

            return true;
        },
        ct);

    /// <summary>Lays serious ones that nobody took up in time before the administrators; how many. The job calls it.</summary>
    public async Task<int> EscalateForgottenAsync(CancellationToken ct)
    {
        var before = clock.UtcNow().AddHours(-(await policyReader.ReadAsync(ct)).IncidentEscalateHours);
        var forgotten = await db.Incidents
            .Where(i => i.State == IncidentState.Open && i.Severity == IncidentSeverity.Serious && i.EscalatedAtUtc == null && i.ReportedAtUtc <= before)
            .Select(i => i.IncidentId).ToListAsync(ct);

        foreach (var id in forgotten)
        {
            await ConcurrentChange.RetryAsync(db, async () =>
            {
                var incident = await db.Incidents.SingleAsync(i => i.IncidentId == id, ct);

                if (incident.State is not IncidentState.Open || !await EscalateAsync(incident))
                {
                    return false;
                }

                audit.Changed("IncidentEscalated", AuditSubject.Incident, id);
                await db.SaveChangesAsync(ct);

                return true;
            });
        }

        return forgotten.Count;
    }

    private async Task<bool> EscalateAsync(Incident incident)
    {
        if (incident.EscalatedAtUtc is not null || incident.State is IncidentState.Closed)
        {
            return false;
        }

        incident.EscalatedAtUtc = clock.UtcNow();
        incident.Touch();
        await TellAsync(incident, CancellationToken.None);

        return true;
    }

    /// <summary>A change that may part the two: the places that the volunteer still holds with the person go right after.</summary>
    private async Task<bool> ChangeAndTakeOffAsync(Guid incidentId, IncidentDeed deed, string text, Func<Incident, Task<bool>> change, CancellationToken ct)
    {
        if (!await ChangeAsync(incidentId, deed, text, change, ct))
        {
            return false;
        }

        await TakeOffAsync(i => i.IncidentId == incidentId, ct);

        return true;
    }

    private Task<bool> ChangeAsync(Guid incidentId, IncidentDeed deed, string text, Func<Incident, bool> change, CancellationToken ct) =>
        ChangeAsync(incidentId, deed, text, incident => Task.FromResult(change(incident)), ct);

    private Task<bool> ChangeAsync(Guid incidentId, IncidentDeed deed, string text, Func<Incident, Task<bool>> change, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var incident = await db.Incidents.Where(Visible.Incidents(user)).SingleOrDefaultAsync(i => i.IncidentId == incidentId, ct);

        if (incident is null || user.AccountId is not { } author || !await change(incident))
        {
            db.ChangeTracker.Clear();

            return false;
        }

        db.IncidentNotes.Add(new IncidentNote
        {
            IncidentNoteId = Guid.CreateVersion7(),
            IncidentId = incidentId,
            AuthorId = author,
            WrittenAtUtc = clock.UtcNow(),
            Deed = deed,
            TextEncrypted = cipher.Encrypt(text.Trim()),
        });
        audit.Changed($"Incident{deed}", AuditSubject.Incident, incidentId);
        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>The administrators for what is before them, else the coordinators of the centre: that there is something to read, never what.</summary>
    private async Task TellAsync(Incident incident, CancellationToken ct)
    {
        var isEscalated = incident.EscalatedAtUtc is not null;
        var accounts = isEscalated ? await db.AdministratorIds().ToListAsync(ct) : await db.CoordinatorsOf(incident.CentreId).ToListAsync(ct);

        foreach (var account in accounts)
        {
            outbox.OnBothChannels(
                MessageKind.IncidentReported, Recipient.Account(account), incident.IncidentId, isEscalated ? 1 : 0, clock.UtcNow().AddDays(3), isUrgent: incident.Severity is not IncidentSeverity.Minor);
        }
    }
}

/// <summary>A report as it was typed. The id comes from the form.</summary>
public sealed record NewIncident
{
    public required Guid IncidentId { get; init; }
    public required Guid CentreId { get; init; }
    public required IncidentReporter Reporter { get; init; }
    public Guid? HelpRequestId { get; init; }
    public Guid? BeneficiaryId { get; init; }
    public Guid? VolunteerId { get; init; }
    public Guid? ShiftId { get; init; }
    public required IncidentKind Kind { get; init; }
    public required IncidentSeverity Severity { get; init; }
    public required string What { get; init; }

    /// <summary>The reporter wishes not to meet the other again, also where it is minor.</summary>
    public bool KeepApart { get; init; }
}
