using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.Beneficiaries;

/// <summary>
/// Changes the record of a person helped. Each change says which version was seen, so that of two coordinators at once the second looks again;
/// and a record that one may not see is not there.
/// </summary>
public sealed class PersonService(VolunteersDbContext db, CurrentUser user, RegularVisitCalls regular, SafeguardEasings easings, AuditLog audit, TimeProvider clock)
{
    public Task<PersonOutcome> ChangeFactsAsync(Guid beneficiaryId, Guid seenVersion, PersonFacts facts, CancellationToken ct) => ChangeAsync(beneficiaryId, seenVersion, "PersonChanged", async person =>
    {
        ArgumentNullException.ThrowIfNull(facts);

        if (facts.DistrictCode != person.DistrictCode)
        {
            person.DistrictCode = facts.DistrictCode;
            person.CentreId = await db.Districts.Where(d => d.DistrictCode == facts.DistrictCode).Select(d => d.CentreId).SingleAsync(ct)
                ?? throw new InvalidOperationException("Every district has a centre.");
        }

        if (facts.Address != person.Address)
        {
            // The point of the old door.
            (person.Address, person.Latitude, person.Longitude) = (facts.Address, null, null);
        }

        (person.FullName, person.Phone, person.Culture, person.Wishes) = (facts.FullName, facts.Phone, facts.Culture, facts.Wishes);
        person.RefreshSearchText();

        return PersonOutcome.Done;
    }, ct);

    /// <summary>
    /// The person took their agreement back: nothing new is planned, and regular visits that nobody has confirmed are called off for the given
    /// reason. What else is planned already is for the coordinator to call off.
    /// </summary>
    public Task<PersonOutcome> WithdrawConsentAsync(Guid beneficiaryId, Guid seenVersion, string reason, CancellationToken ct) => ChangeAsync(beneficiaryId, seenVersion, "PersonConsentWithdrawn", async person =>
    {
        person.ConsentWithdrawnAtUtc ??= clock.UtcNow();
        await regular.CallOffAsync(db.HelpRequests.Where(r => r.BeneficiaryId == beneficiaryId), reason, ct);

        return PersonOutcome.Done;
    }, ct);

    /// <summary>The person agreed again, to the text that is in force; it is kept with their newest request.</summary>
    public Task<PersonOutcome> GiveConsentAsync(Guid beneficiaryId, Guid seenVersion, AgreedText text, CancellationToken ct) => ChangeAsync(beneficiaryId, seenVersion, "PersonConsentGiven", async person =>
    {
        ArgumentNullException.ThrowIfNull(text);
        person.ConsentWithdrawnAtUtc = null;
        var newest = await db.HelpRequests.Where(r => r.BeneficiaryId == beneficiaryId).OrderByDescending(r => r.AskedAtUtc).Select(r => (Guid?)r.HelpRequestId).FirstOrDefaultAsync(ct);

        if (newest is { } requestId)
        {
            db.Consents.Add(new Consent
            {
                ConsentId = Guid.CreateVersion7(),
                HelpRequestId = requestId,
                Code = text.Code,
                Version = text.Version,
                Culture = person.Culture,
                GivenAtUtc = clock.UtcNow(),
            });
        }

        return PersonOutcome.Done;
    }, ct);

    /// <summary>Adds a contact; one with the same id is there already, as after a second click.</summary>
    public Task<PersonOutcome> AddContactAsync(Guid beneficiaryId, Guid contactId, NewContact contact, CancellationToken ct) => ChangeAsync(beneficiaryId, null, "PersonContactAdded", async person =>
    {
        ArgumentNullException.ThrowIfNull(contact);
        await db.Entry(person).Collection(p => p.Contacts).LoadAsync(ct);

        if (person.Contacts.Exists(c => c.BeneficiaryContactId == contactId))
        {
            return PersonOutcome.Done;
        }

        if (person.Contacts.Count >= BeneficiaryContact.Most)
        {
            return PersonOutcome.TooMany;
        }

        db.BeneficiaryContacts.Add(new BeneficiaryContact
        {
            BeneficiaryContactId = contactId,
            BeneficiaryId = beneficiaryId,
            Name = contact.Name,
            Relation = contact.Relation,
            Phone = contact.Phone,
            IsForEmergency = contact.IsForEmergency,
        });

        return PersonOutcome.Done;
    }, ct);

    public Task<PersonOutcome> ChangeContactAsync(Guid beneficiaryId, Guid contactId, NewContact contact, CancellationToken ct) => ChangeAsync(beneficiaryId, null, "PersonContactChanged", async _ =>
    {
        ArgumentNullException.ThrowIfNull(contact);

        if (await db.BeneficiaryContacts.SingleOrDefaultAsync(c => c.BeneficiaryId == beneficiaryId && c.BeneficiaryContactId == contactId, ct) is not { } standing)
        {
            return PersonOutcome.NotFound;
        }

        (standing.Name, standing.Relation, standing.Phone, standing.IsForEmergency) = (contact.Name, contact.Relation, contact.Phone, contact.IsForEmergency);

        return PersonOutcome.Done;
    }, ct);

    public Task<PersonOutcome> RemoveContactAsync(Guid beneficiaryId, Guid contactId, CancellationToken ct) => ChangeAsync(beneficiaryId, null, "PersonContactRemoved", async _ =>
    {
        if (await db.BeneficiaryContacts.SingleOrDefaultAsync(c => c.BeneficiaryId == beneficiaryId && c.BeneficiaryContactId == contactId, ct) is not { } standing)
        {
            return PersonOutcome.NotFound;
        }

        db.BeneficiaryContacts.Remove(standing);

        return PersonOutcome.Done;
    }, ct);

    /// <summary>The volunteer is not to visit the person any more; who knows whom ends with it.</summary>
    public Task<PersonOutcome> ExcludeAsync(Guid beneficiaryId, Guid volunteerId, CancellationToken ct) => ChangeAsync(beneficiaryId, null, "PersonExcludedVolunteer", async _ =>
    {
        if (!await db.Volunteers.Where(Visible.Volunteers(user)).AnyAsync(v => v.VolunteerId == volunteerId, ct))
        {
            return PersonOutcome.NotFound;
        }

        if (!await db.ExcludedPairs.AnyAsync(p => p.BeneficiaryId == beneficiaryId && p.VolunteerId == volunteerId, ct))
        {
            db.ExcludedPairs.Add(new ExcludedPair { BeneficiaryId = beneficiaryId, VolunteerId = volunteerId, ExcludedAtUtc = clock.UtcNow() });
        }

        db.KnownVisitors.RemoveRange(await db.KnownVisitors.Where(v => v.BeneficiaryId == beneficiaryId && v.VolunteerId == volunteerId).ToListAsync(ct));
        await TouchComingAsync(beneficiaryId, ct);

        return PersonOutcome.Done;
    }, ct);

    /// <summary>Asks that a volunteer may visit the person again, which waits for a second person. What an incident parted is joined again by an administrator.</summary>
    public Task<PersonOutcome> AllowAsync(Guid beneficiaryId, Guid volunteerId, string? why, CancellationToken ct) => ChangeAsync(beneficiaryId, null, "PersonAllowedVolunteer", async _ =>
    {
        if (await db.ExcludedPairs.SingleOrDefaultAsync(p => p.BeneficiaryId == beneficiaryId && p.VolunteerId == volunteerId, ct) is not { } pair)
        {
            return PersonOutcome.NotFound;
        }

        if (pair.IncidentId is null)
        {
            return user.AccountId is null ? PersonOutcome.NotFound
                : string.IsNullOrWhiteSpace(why) ? PersonOutcome.ReasonMissing
                : await easings.AskAsync(beneficiaryId, [new Easing(SafeguardKind.Exclusion, VolunteerId: volunteerId)], why, ct) ? PersonOutcome.Asked
                : PersonOutcome.WaitsAlready;
        }

        if (!user.IsAdministrator)
        {
            return PersonOutcome.ForAdministrator;
        }

        db.ExcludedPairs.Remove(pair);

        return PersonOutcome.Done;
    }, ct);

    /// <summary>Names a known visitor; nobody who is not to visit the person.</summary>
    public Task<PersonOutcome> AddKnownAsync(Guid beneficiaryId, Guid volunteerId, CancellationToken ct) => ChangeAsync(beneficiaryId, null, "PersonKnownVisitorAdded", async _ =>
    {
        if (!await db.Volunteers.Where(Visible.Volunteers(user)).AnyAsync(v => v.VolunteerId == volunteerId, ct))
        {
            return PersonOutcome.NotFound;
        }

        if (await db.ExcludedPairs.AnyAsync(p => p.BeneficiaryId == beneficiaryId && p.VolunteerId == volunteerId, ct))
        {
            return PersonOutcome.IsExcluded;
        }

        if (!await db.KnownVisitors.AnyAsync(v => v.BeneficiaryId == beneficiaryId && v.VolunteerId == volunteerId, ct))
        {
            db.KnownVisitors.Add(new KnownVisitor { BeneficiaryId = beneficiaryId, VolunteerId = volunteerId, NamedAtUtc = clock.UtcNow(), NamedById = user.AccountId });
        }

        return PersonOutcome.Done;
    }, ct);

    public Task<PersonOutcome> RemoveKnownAsync(Guid beneficiaryId, Guid volunteerId, CancellationToken ct) => ChangeAsync(beneficiaryId, null, "PersonKnownVisitorRemoved", async _ =>
    {
        if (await db.KnownVisitors.SingleOrDefaultAsync(v => v.BeneficiaryId == beneficiaryId && v.VolunteerId == volunteerId, ct) is not { } known)
        {
            return PersonOutcome.NotFound;
        }

        db.KnownVisitors.Remove(known);
        await TouchComingAsync(beneficiaryId, ct);

        return PersonOutcome.Done;
    }, ct);

    private Task<PersonOutcome> ChangeAsync(Guid beneficiaryId, Guid? seenVersion, string action, Func<Beneficiary, Task<PersonOutcome>> change, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var person = await db.Beneficiaries.Where(Visible.Beneficiaries(user)).SingleOrDefaultAsync(b => b.BeneficiaryId == beneficiaryId && b.MergedIntoId == null, ct);

        if (person is null)
        {
            return PersonOutcome.NotFound;
        }

        if (seenVersion is { } seen && person.Version != seen)
        {
            return PersonOutcome.ChangedMeanwhile;
        }

        var outcome = await change(person);

        if (outcome is not (PersonOutcome.Done or PersonOutcome.Asked))
        {
            db.ChangeTracker.Clear();

            return outcome;
        }

        person.Touch();

        if (outcome is PersonOutcome.Done)
        {
            audit.Changed(action, AuditSubject.Beneficiary, beneficiaryId);
        }

        await db.SaveChangesAsync(ct);

        return outcome;
    });

    /// <summary>Who says yes to a visit at this moment collides, and is judged anew.</summary>
    private async Task TouchComingAsync(Guid beneficiaryId, CancellationToken ct) => (await db.ComingTo(beneficiaryId, clock.UtcNow()).ToListAsync(ct)).ForEach(s => s.TouchRoles());
}

public enum PersonOutcome
{
    Done,

    /// <summary>It waits for a second person.</summary>
    Asked,

    /// <summary>A colleague asked for the same already, and that is to be decided first.</summary>
    WaitsAlready,
    ReasonMissing,
    NotFound,
    ChangedMeanwhile,
    TooMany,
    ForAdministrator,
    IsExcluded,
}

/// <summary>Who somebody is and where: phones in E.164.</summary>
public sealed record PersonFacts(string FullName, string Phone, string DistrictCode, string Address, string Culture, string? Wishes);

public sealed record NewContact(string Name, string? Relation, string Phone, bool IsForEmergency);
