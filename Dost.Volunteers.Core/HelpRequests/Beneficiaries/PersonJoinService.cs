using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.Beneficiaries;

/// <summary>Makes one record of two of the same person. All in one save: what hangs on the other moves, and what protects the person more holds.</summary>
public sealed class PersonJoinService(VolunteersDbContext db, CurrentUser user, FieldCipher cipher, AuditLog audit, TimeProvider clock)
{
    /// <summary>The facts of the kept record hold. Of two who join at once, in whichever direction, one does it and the other is told.</summary>
    public Task<PersonJoinOutcome> JoinAsync(PersonJoin join, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        ArgumentNullException.ThrowIfNull(join);
        var people = await db.Beneficiaries.Where(Visible.Beneficiaries(user)).Where(b => b.BeneficiaryId == join.KeptId || b.BeneficiaryId == join.OtherId)
            .Include(b => b.Contacts).Include(b => b.ExcludedPairs).Include(b => b.KnownVisitors).AsSplitQuery().ToListAsync(ct);

        if (people.Count != 2 || user.AccountId is not { } actor)
        {
            return PersonJoinOutcome.NotFound;
        }

        var (kept, other) = people[0].BeneficiaryId == join.KeptId ? (people[0], people[1]) : (people[1], people[0]);

        if (kept.MergedIntoId is not null || other.MergedIntoId is not null)
        {
            return PersonJoinOutcome.JoinedMeanwhile;
        }

        if (kept.Version != join.KeptVersion || other.Version != join.OtherVersion)
        {
            return PersonJoinOutcome.ChangedMeanwhile;
        }

        var now = clock.UtcNow();
        var visits = await ComingAsync(kept, other, now, ct);
        kept.ConsentWithdrawnAtUtc = await WithdrawnAsync(kept, other, ct);
        TakeNeeds(kept, other, actor, now);
        AddNote(kept, join.Note, actor, now);
        JoinContacts(kept, other);
        JoinTies(kept, other);
        await MoveAsync(kept, other, actor, now, ct);
        await MoveVisitsAsync(kept, other, ct);

        foreach (var (visit, before) in visits)
        {
            VisitDemands.Of(kept, visit.VolunteerTask.HelpCategory).Renew(visit, before);

            // Who says yes at this moment collides, and is judged anew.
            visit.TouchRoles();
        }

        other.JoinInto(kept);
        audit.Changed("PersonJoined", AuditSubject.Beneficiary, kept.BeneficiaryId);
        audit.Changed("PersonJoinedToOther", AuditSubject.Beneficiary, other.BeneficiaryId);
        await db.SaveChangesAsync(ct);

        return PersonJoinOutcome.Done;
    });

    /// <summary>The coming visits of both, with what they demanded until now.</summary>
    private async Task<Dictionary<Shift, VisitDemands>> ComingAsync(Beneficiary kept, Beneficiary other, DateTime now, CancellationToken ct)
    {
        var visits = new Dictionary<Shift, VisitDemands>();

        foreach (var person in new[] { kept, other })
        {
            foreach (var visit in await db.ComingTo(person.BeneficiaryId, now).ToListAsync(ct))
            {
                visits.TryAdd(visit, VisitDemands.Of(person, visit.VolunteerTask.HelpCategory));
            }
        }

        return visits;
    }

    /// <summary>An agreement that was taken back, on either record, stays so unless the person themselves agreed later.</summary>
    private async Task<DateTime?> WithdrawnAsync(Beneficiary kept, Beneficiary other, CancellationToken ct)
    {
        if (new[] { kept.ConsentWithdrawnAtUtc, other.ConsentWithdrawnAtUtc }.Max() is not { } withdrawn)
        {
            return null;
        }

        var requests = db.HelpRequests.Where(r => r.BeneficiaryId == kept.BeneficiaryId || r.BeneficiaryId == other.BeneficiaryId);
        var agreed = await db.Consents.Where(c => c.Code == ConsentText.BeneficiaryConsent && requests.Any(r => r.HelpRequestId == c.HelpRequestId)).MaxAsync(c => (DateTime?)c.GivenAtUtc, ct);

        return agreed > withdrawn ? null : withdrawn;
    }

    /// <summary>The stricter of each. Words that have no room beside the kept ones become a note: nothing that protects is lost.</summary>
    private void TakeNeeds(Beneficiary kept, Beneficiary other, Guid actor, DateTime now)
    {
        kept.Vetting = (VettingLevel)Math.Max((int)kept.Vetting, (int)other.Vetting);
        kept.VisitedByTwo |= other.VisitedByTwo;
        kept.KnownVisitorsOnly |= other.KnownVisitorsOnly;
        kept.VisitorGender ??= other.VisitorGender;

        string Both(string? own, string? others, int most)
        {
            if (others is null || own?.Contains(others, StringComparison.Ordinal) is true)
            {
                return own ?? "";
            }

            if (own is null || own.Length + 1 + others.Length <= most)
            {
                return own is null ? others : $"{own}\n{others}";
            }

            AddNote(kept, others, actor, now);

            return own;
        }

        kept.Wishes = Both(kept.Wishes, other.Wishes, Beneficiary.WishesMaxLength) is { Length: > 0 } wishes ? wishes : null;
        var health = Both(Open(kept.HealthNotesEncrypted), Open(other.HealthNotesEncrypted), Beneficiary.HealthNotesMaxLength);
        kept.HealthNotesEncrypted = health.Length > 0 ? cipher.Encrypt(health) : null;

        if (kept.Latitude is null && (kept.Address, kept.DistrictCode) == (other.Address, other.DistrictCode))
        {
            (kept.Latitude, kept.Longitude) = (other.Latitude, other.Longitude);
        }
    }

    private string? Open(string? text) => text is null ? null : cipher.Decrypt(text);

    private void AddNote(Beneficiary kept, string text, Guid actor, DateTime now) => db.BeneficiaryNotes.Add(new BeneficiaryNote
    {
        BeneficiaryNoteId = Guid.CreateVersion7(),
        BeneficiaryId = kept.BeneficiaryId,
        AuthorId = actor,
        WrittenAtUtc = now,
        TextEncrypted = cipher.Encrypt(text.Length > BeneficiaryNote.TextMaxLength ? text[..BeneficiaryNote.TextMaxLength] : text),
    });

    /// <summary>All contacts, the same one once. There may be more than somebody could add.</summary>
    private void JoinContacts(Beneficiary kept, Beneficiary other)
    {
        foreach (var contact in other.Contacts.ToList())
        {
            if (kept.Contacts.Find(c => c.Phone == contact.Phone && SearchText.Fold(c.Name) == SearchText.Fold(contact.Name)) is { } same)
            {
                same.IsForEmergency |= contact.IsForEmergency;
                same.Relation ??= contact.Relation;
                db.BeneficiaryContacts.Remove(contact);
            }
            else
            {
                Move(contact, kept);
            }
        }
    }

    /// <summary>Who is not to visit the one is not to visit the other, and is no known visitor; what an incident parted stays with the administrators.</summary>
    private void JoinTies(Beneficiary kept, Beneficiary other)
    {
        foreach (var pair in other.ExcludedPairs.ToList())
        {
            db.ExcludedPairs.Remove(pair);

            if (kept.ExcludedPairs.Find(p => p.VolunteerId == pair.VolunteerId) is { } same)
            {
                db.Entry(same).Property(p => p.IncidentId).CurrentValue ??= pair.IncidentId;
            }
            else
            {
                db.ExcludedPairs.Add(new ExcludedPair { BeneficiaryId = kept.BeneficiaryId, VolunteerId = pair.VolunteerId, IncidentId = pair.IncidentId, ExcludedAtUtc = pair.ExcludedAtUtc });
            }
        }

        bool IsExcluded(KnownVisitor known) => kept.ExcludedPairs.Exists(p => p.VolunteerId == known.VolunteerId);

        db.KnownVisitors.RemoveRange([.. kept.KnownVisitors.Where(IsExcluded)]);

        foreach (var known in other.KnownVisitors.ToList())
        {
            db.KnownVisitors.Remove(known);

            if (!IsExcluded(known) && !kept.KnownVisitors.Exists(k => k.VolunteerId == known.VolunteerId))
            {
                db.KnownVisitors.Add(new KnownVisitor { BeneficiaryId = kept.BeneficiaryId, VolunteerId = known.VolunteerId, NamedAtUtc = known.NamedAtUtc, NamedById = known.NamedById });
            }
        }
    }

    private async Task MoveAsync(Beneficiary kept, Beneficiary other, Guid actor, DateTime now, CancellationToken ct)
    {
        foreach (var request in await db.HelpRequests.Where(r => r.BeneficiaryId == other.BeneficiaryId).ToListAsync(ct))
        {
            Move(request, kept);
            request.Note(HelpRequestEventKind.JoinedPerson, now, actor);
        }

        foreach (var visit in await db.RegularVisits.Where(v => v.BeneficiaryId == other.BeneficiaryId || v.BeneficiaryId == kept.BeneficiaryId).ToListAsync(ct))
        {
            Move(visit, kept);

            // Who is not to come is not asked first either.
            visit.VolunteerId = kept.ExcludedPairs.Exists(p => p.VolunteerId == visit.VolunteerId) ? null : visit.VolunteerId;
            visit.Touch();
        }

        foreach (var incident in await db.Incidents.Where(i => i.BeneficiaryId == other.BeneficiaryId).ToListAsync(ct))
        {
            Move(incident, kept);
            incident.Touch();
        }

        // What two people asked about was one record alone: whoever still wants it looks at the joined one, and asks again.
        foreach (var easing in await db.SafeguardEasings.Where(e => e.BeneficiaryId == other.BeneficiaryId || e.BeneficiaryId == kept.BeneficiaryId).ToListAsync(ct))
        {
            easing.Lapse(now);
            Move(easing, kept);
        }

        foreach (var note in await db.BeneficiaryNotes.Where(n => n.BeneficiaryId == other.BeneficiaryId).ToListAsync(ct))
        {
            Move(note, kept);
        }

        // What was joined with the record that ends now belongs to the kept one: an old address needs one step.
        foreach (var earlier in await db.Beneficiaries.Where(b => b.MergedIntoId == other.BeneficiaryId).ToListAsync(ct))
        {
            earlier.JoinInto(kept);
        }
    }

    private async Task MoveVisitsAsync(Beneficiary kept, Beneficiary other, CancellationToken ct)
    {
        var visits = await db.Set<ShiftRoleVisit>().Where(v => v.BeneficiaryId == other.BeneficiaryId || v.BeneficiaryId == kept.BeneficiaryId).ToListAsync(ct);
        var there = visits.Where(v => v.BeneficiaryId == kept.BeneficiaryId).Select(v => v.ShiftRoleId).ToHashSet();

        foreach (var visit in visits.Where(v => v.BeneficiaryId == other.BeneficiaryId))
        {
            db.Remove(visit);

            if (there.Add(visit.ShiftRoleId))
            {
                db.Add(new ShiftRoleVisit { ShiftRoleId = visit.ShiftRoleId, BeneficiaryId = kept.BeneficiaryId });
            }
        }
    }

    /// <summary>Whose something is never changes but here, so that the entities let nobody set it.</summary>
    private void Move(object owned, Beneficiary kept) => db.Entry(owned).Property(nameof(Beneficiary.BeneficiaryId)).CurrentValue = kept.BeneficiaryId;
}

/// <summary>Which record stays and which is joined to it, both as they were seen, and a note for colleagues with what the other one said.</summary>
public sealed record PersonJoin(Guid KeptId, Guid KeptVersion, Guid OtherId, Guid OtherVersion, string Note);

public enum PersonJoinOutcome
{
    Done,
    NotFound,

    /// <summary>Somebody else changed one of the records since they were read.</summary>
    ChangedMeanwhile,

    /// <summary>Somebody else joined one of them already, to the other or to a third.</summary>
    JoinedMeanwhile,
}
