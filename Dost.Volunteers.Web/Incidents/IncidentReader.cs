using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Safeguarding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Incidents;

/// <summary>Reads the restricted record, for who may.</summary>
public sealed class IncidentReader(VolunteersDbContext db, CurrentUser user, FieldCipher cipher, AuditLog audit)
{
    private IQueryable<Incident> Own => db.Incidents.AsNoTracking().Where(Visible.Incidents(user));

    public Task<bool> MaySeeAsync(Guid incidentId, CancellationToken ct) => Own.AnyAsync(i => i.IncidentId == incidentId, ct);

    public async Task<IncidentsPage> ListAsync(bool closed, int number, CancellationToken ct)
    {
        var found = Own.Where(i => closed ? i.State == IncidentState.Closed : i.State != IncidentState.Closed);
        var total = await found.CountAsync(ct);
        var page = Paging.Within(number, total);
        var rows = await found.OrderByDescending(i => i.ReportedAtUtc).ThenBy(i => i.IncidentId).Skip(Paging.Offset(page, Paging.DefaultSize)).Take(Paging.DefaultSize)
            .Join(db.Centres, i => i.CentreId, c => c.CentreId, (i, c) => new IncidentRow(i.IncidentId, i.Kind, i.Severity, i.State, i.ReportedAtUtc, c.Name, i.EscalatedAtUtc != null))
            .ToListAsync(ct);

        return new IncidentsPage(closed, new Page<IncidentRow>([.. rows.OrderByDescending(r => r.ReportedAtUtc)], page, Paging.DefaultSize, total));
    }

    /// <summary>Null where the person has no right to it, or it is not there. The look is recorded first.</summary>
    public async Task<IncidentPage?> ReadAsync(Guid incidentId, CancellationToken ct)
    {
        if (await Own.SingleOrDefaultAsync(i => i.IncidentId == incidentId, ct) is not { } incident)
        {
            return null;
        }

        await audit.LookedAsync("IncidentPage", AuditSubject.Incident, incidentId, ct);
        var notes = await db.IncidentNotes.AsNoTracking().Where(n => n.IncidentId == incidentId).OrderBy(n => n.WrittenAtUtc).ThenBy(n => n.IncidentNoteId)
            .Select(n => new { n.Deed, n.WrittenAtUtc, Author = db.Users.Where(u => u.Id == n.AuthorId).Select(u => u.DisplayName).FirstOrDefault(), n.TextEncrypted }).ToListAsync(ct);

        return new IncidentPage
        {
            Incident = incident,
            What = cipher.Decrypt(incident.WhatEncrypted),
            Centre = await db.Centres.Where(c => c.CentreId == incident.CentreId).Select(c => c.Name).SingleAsync(ct),
            ReportedBy = await db.Users.Where(u => u.Id == incident.ReportedById).Select(u => u.DisplayName).SingleOrDefaultAsync(ct),
            Volunteer = await db.Volunteers.Where(v => v.VolunteerId == incident.VolunteerId).Select(v => v.GivenName + " " + v.FamilyName).SingleOrDefaultAsync(ct),
            Person = await db.Beneficiaries.Where(b => b.BeneficiaryId == incident.BeneficiaryId).Select(b => b.FullName).SingleOrDefaultAsync(ct),
            TrackingCode = await db.HelpRequests.Where(r => r.HelpRequestId == incident.HelpRequestId).Select(r => r.TrackingCode).SingleOrDefaultAsync(ct),
            Notes = notes.ConvertAll(n => new IncidentNoteLine(n.Deed, n.WrittenAtUtc, n.Author, cipher.Decrypt(n.TextEncrypted))),
            IsAdministrator = user.IsAdministrator,
        };
    }

    /// <summary>What a report of staff is about: a request of theirs, with who came or may come; without one, their first centre.</summary>
    public async Task<FoundScope?> ScopeAsync(Guid? helpRequestId, CancellationToken ct)
    {
        if (helpRequestId is null)
        {
            var centre = await db.Centres.Where(c => user.IsAdministrator || user.CentreIds.Contains(c.CentreId)).OrderBy(c => c.Code).Select(c => (Guid?)c.CentreId).FirstOrDefaultAsync(ct);

            return centre is null ? null : new FoundScope(new IncidentScope(centre.Value, null, null, null, null), []);
        }

        var scope = await db.HelpRequests.AsNoTracking().Where(Visible.HelpRequests(user)).Where(r => r.HelpRequestId == helpRequestId)
            .Select(r => new IncidentScope(r.CentreId, r.HelpRequestId, r.BeneficiaryId, null, null)).SingleOrDefaultAsync(ct);
        var people = await db.Assignments.AsNoTracking().Where(a => a.Shift.VolunteerTask.HelpRequestId == helpRequestId && a.Round > 0)
            .OrderByDescending(a => a.AnsweredAtUtc).Select(a => new { a.VolunteerId, a.Volunteer.GivenName, a.Volunteer.FamilyName }).Take(20).ToListAsync(ct);

        return scope is null ? null : new FoundScope(scope, [.. people.DistinctBy(p => p.VolunteerId).Select(p => new SelectListItem($"{p.GivenName} {p.FamilyName}", p.VolunteerId.ToString()))]);
    }
}
