using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.HelpRequests.People;

/// <summary>Reads the people helped: the list, and one record whole, with the look at it recorded.</summary>
public sealed class PersonPageReader(VolunteersDbContext db, CurrentUser user, FieldCipher cipher, PersonNotes notes, RegularVisitReader regular, ComingVisitsReader coming, PersonJoinReader joins, EasingReader easings, AuditLog audit)
{
    private const int MostRequests = 20;

    private IQueryable<Beneficiary> Own => db.Beneficiaries.AsNoTracking().Where(Visible.Beneficiaries(user)).Where(b => b.MergedIntoId == null);

    /// <summary>By name or by the whole phone, that of a contact too; all, by name, where nothing is searched for.</summary>
    public async Task<PeopleHelpedPage> ListAsync(string? typed, bool isSearch, int number, CancellationToken ct)
    {
        var found = Own;

        if (isSearch)
        {
            found = PhoneNumber.TryParse(typed, out var phone) ? Own.Where(b => b.Phone == phone || b.Contacts.Any(c => c.Phone == phone))
                : SearchText.Fold(typed) is { Length: > 0 } words ? words.Split(' ').Aggregate(Own, (people, word) => people.Where(b => b.SearchText.Contains(word)))
                : Own.Where(_ => false);
        }

        var total = await found.CountAsync(ct);
        var page = Paging.Within(number, total);
        var rows = await found.OrderBy(b => b.SearchText).ThenBy(b => b.BeneficiaryId).Skip(Paging.Offset(page, Paging.DefaultSize)).Take(Paging.DefaultSize).Select(b => new PersonRow
        {
            BeneficiaryId = b.BeneficiaryId,
            FullName = b.FullName,
            District = b.District.Name,
            Requests = db.HelpRequests.Count(r => r.BeneficiaryId == b.BeneficiaryId),
            LastAskedAtUtc = db.HelpRequests.Where(r => r.BeneficiaryId == b.BeneficiaryId).Max(r => (DateTime?)r.AskedAtUtc),
            ConsentIsWithdrawn = b.ConsentWithdrawnAtUtc != null,
            HasNeeds = b.VisitedByTwo || b.KnownVisitorsOnly || b.Vetting != VettingLevel.None || b.VisitorGender != null || b.HealthNotesEncrypted != null,
        }).ToListAsync(ct);

        return new PeopleHelpedPage(new Page<PersonRow>(rows, page, Paging.DefaultSize, total), typed, isSearch);
    }

    public Task<PersonHead?> HeadAsync(Guid beneficiaryId, CancellationToken ct) =>
        Own.Where(b => b.BeneficiaryId == beneficiaryId).Select(b => new PersonHead(b.BeneficiaryId, b.FullName, b.Version)).SingleOrDefaultAsync(ct);

    /// <summary>The record that one was joined with, if it may be seen: old links lead there.</summary>
    public Task<Guid?> KeptAsync(Guid beneficiaryId, CancellationToken ct) => Own
        .Where(b => db.Beneficiaries.Any(merged => merged.BeneficiaryId == beneficiaryId && merged.MergedIntoId == b.BeneficiaryId)).Select(b => (Guid?)b.BeneficiaryId).SingleOrDefaultAsync(ct);

    /// <summary>The record for a form that changes it, with the look recorded; null where it is not there.</summary>
    public async Task<Beneficiary?> PersonAsync(Guid beneficiaryId, CancellationToken ct)
    {
        var person = await Own.Where(b => b.BeneficiaryId == beneficiaryId).Include(b => b.District).Include(b => b.Contacts).SingleOrDefaultAsync(ct);

        if (person is not null)
        {
            await audit.LookedAsync("PersonPage", AuditSubject.Beneficiary, beneficiaryId, ct);
        }

        return person;
    }

    public string? HealthNotesOf(Beneficiary person) => cipher.Decrypt(person.HealthNotesEncrypted);

    /// <summary>Null where the person has no right to it, or it is not there.</summary>
    public async Task<PersonPage?> ReadAsync(Guid beneficiaryId, CancellationToken ct)
    {
        if (await PersonAsync(beneficiaryId, ct) is not { } person)
        {
            return null;
        }

        var requests = db.HelpRequests.AsNoTracking().Where(r => r.BeneficiaryId == beneficiaryId);
        var known = await db.KnownVisitors.AsNoTracking().Where(v => v.BeneficiaryId == beneficiaryId).Join(db.Volunteers, v => v.VolunteerId, v => v.VolunteerId, (tie, v) => new { tie.NamedAtUtc, v.VolunteerId, Name = v.GivenName + " " + v.FamilyName })
            .OrderBy(v => v.Name).Select(v => new PersonTie(v.VolunteerId, v.Name, v.NamedAtUtc, false)).ToListAsync(ct);

        return new PersonPage
        {
            Person = person,
            Centre = await db.Centres.Where(c => c.CentreId == person.CentreId).Select(c => c.Name).SingleAsync(ct),
            HealthNotes = HealthNotesOf(person),
            Consents = await db.Consents.AsNoTracking().Where(c => requests.Any(r => r.HelpRequestId == c.HelpRequestId)).OrderByDescending(c => c.GivenAtUtc).ThenBy(c => c.ConsentId).Take(MostRequests)
                .Select(c => new PersonConsent(c.Code, c.Version, c.Culture, c.GivenAtUtc, db.HelpRequests.Where(r => r.HelpRequestId == c.HelpRequestId).Select(r => db.Users.Where(u => u.Id == r.EnteredById).Select(u => u.DisplayName).FirstOrDefault()).FirstOrDefault()))
                .ToListAsync(ct),
            Known = known,
            Excluded = await Excluded(beneficiaryId).ToListAsync(ct),
            Visited = await VisitedAsync(beneficiaryId, known.ConvertAll(k => k.VolunteerId), ct),
            Regular = await regular.ListAsync(beneficiaryId, ct),
            Coming = await coming.ReadAsync(beneficiaryId, ct),
            Requests = await RequestsAsync(requests, ct),
            RequestCount = await requests.CountAsync(ct),
            Notes = await notes.ListAsync(beneficiaryId, ct),
            Easings = await easings.ListAsync(beneficiaryId, ct),
            Likely = await joins.LikelyAsync(beneficiaryId, ct),
            Note = new PersonNoteForm { NoteId = Guid.CreateVersion7() },
        };
    }

    /// <summary>Volunteers of one's centres by name, to name one as known or as not to come.</summary>
    public async Task<IReadOnlyList<PersonTie>> VolunteersAsync(string? typed, CancellationToken ct)
    {
        if (SearchText.Fold(typed) is not { Length: > 1 } words)
        {
            return [];
        }

        return await words.Split(' ').Aggregate(db.Volunteers.AsNoTracking().Where(Visible.Volunteers(user)).Where(v => v.State == VolunteerState.Active || v.State == VolunteerState.Paused), (people, word) => people.Where(v => v.SearchText.Contains(word)))
            .OrderBy(v => v.FamilyName).ThenBy(v => v.GivenName).ThenBy(v => v.VolunteerId).Take(MostRequests)
            .Select(v => new PersonTie(v.VolunteerId, v.GivenName + " " + v.FamilyName, null, false)).ToListAsync(ct);
    }

    /// <summary>Somebody who is not to visit a person; null where they are.</summary>
    public Task<PersonTie?> ExcludedAsync(Guid beneficiaryId, Guid volunteerId, CancellationToken ct) => Excluded(beneficiaryId, volunteerId).SingleOrDefaultAsync(ct);

    private IQueryable<PersonTie> Excluded(Guid beneficiaryId, Guid? volunteerId = null) => db.ExcludedPairs.AsNoTracking()
        .Where(p => p.BeneficiaryId == beneficiaryId && (volunteerId == null || p.VolunteerId == volunteerId))
        .Join(db.Volunteers, p => p.VolunteerId, v => v.VolunteerId, (p, v) => new { p.ExcludedAtUtc, v.VolunteerId, Name = v.GivenName + " " + v.FamilyName, IsOfIncident = p.IncidentId != null })
        .OrderBy(v => v.Name).Select(v => new PersonTie(v.VolunteerId, v.Name, v.ExcludedAtUtc, v.IsOfIncident));

    private async Task<IReadOnlyList<PersonTie>> VisitedAsync(Guid beneficiaryId, List<Guid> known, CancellationToken ct) => await db.Assignments.AsNoTracking()
        .Where(a => a.State == AssignmentState.Attended && a.Shift.VolunteerTask.HelpRequest!.BeneficiaryId == beneficiaryId && !known.Contains(a.VolunteerId))
        .Where(a => !db.ExcludedPairs.Any(p => p.BeneficiaryId == beneficiaryId && p.VolunteerId == a.VolunteerId) && a.Volunteer.ErasedAtUtc == null)
        .GroupBy(a => new { a.VolunteerId, Name = a.Volunteer.GivenName + " " + a.Volunteer.FamilyName })
        .Select(g => new { g.Key.VolunteerId, g.Key.Name, Last = g.Max(a => a.Shift.StartsAtUtc) })
        .OrderByDescending(v => v.Last).Take(MostRequests).Select(v => new PersonTie(v.VolunteerId, v.Name, v.Last, false)).ToListAsync(ct);

    private async Task<IReadOnlyList<PersonRequest>> RequestsAsync(IQueryable<HelpRequest> requests, CancellationToken ct) => await requests
        .OrderByDescending(r => r.AskedAtUtc).ThenBy(r => r.HelpRequestId).Take(MostRequests).Select(r => new PersonRequest
        {
            HelpRequestId = r.HelpRequestId,
            TrackingCode = r.TrackingCode,
            Category = r.HelpCategory.Name,
            WantedOn = r.WantedOn,
            State = r.State,
            Visitors = db.Assignments.Where(a => a.Shift.VolunteerTask.HelpRequestId == r.HelpRequestId && a.State == AssignmentState.Attended).OrderBy(a => a.AssignmentId)
                .Select(a => a.Volunteer.GivenName + " " + a.Volunteer.FamilyName).ToList(),
        }).AsSplitQuery().ToListAsync(ct);
}
