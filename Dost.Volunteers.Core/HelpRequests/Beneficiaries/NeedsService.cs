using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.Beneficiaries;

/// <summary>What keeps a visit to a person safe, as a coordinator found it: who may come, how many, and what to mind at the door.</summary>
public sealed class NeedsService(VolunteersDbContext db, CurrentUser user, FieldCipher cipher, AuditLog audit, TimeProvider clock)
{
    /// <summary>
    /// Saves the needs of a person whom the caller may see: of their centre, or with a request there. Who saw another version of the record is
    /// told so, and nothing is saved; needs that stand already are saved, whoever wrote them. The coming visits demand from now on what the needs
    /// demand; who is assigned already keeps the place: the record names who no longer fits, and the coordinator decides.
    /// </summary>
    public Task<NeedsOutcome> SaveAsync(Guid beneficiaryId, PersonNeeds needs, Guid seenVersion, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var person = await db.Beneficiaries.SingleOrDefaultAsync(b => b.BeneficiaryId == beneficiaryId && b.MergedIntoId == null, ct);

        if (person is null || !await MaySeeAsync(person, ct))
        {
            return NeedsOutcome.NotThere;
        }

        var clean = needs with { HealthNotes = string.IsNullOrWhiteSpace(needs.HealthNotes) ? null : needs.HealthNotes.Trim() };

        if (clean == Of(person, cipher))
        {
            return NeedsOutcome.Saved;
        }

        if (person.Version != seenVersion)
        {
            return NeedsOutcome.ChangedMeanwhile;
        }

        var visits = await db.ComingTo(beneficiaryId, clock.UtcNow()).ToListAsync(ct);
        var before = visits.ToDictionary(s => s.ShiftId, s => VisitDemands.Of(person, s.VolunteerTask.HelpCategory));
        person.Vetting = clean.Vetting;
        person.VisitedByTwo = clean.VisitedByTwo;
        person.KnownVisitorsOnly = clean.KnownVisitorsOnly;
        person.VisitorGender = clean.VisitorGender;
        person.HealthNotesEncrypted = clean.HealthNotes is { } notes ? cipher.Encrypt(notes) : null;

        foreach (var visit in visits)
        {
            VisitDemands.Of(person, visit.VolunteerTask.HelpCategory).Renew(visit, before[visit.ShiftId]);

            // Who says yes at this moment collides, and is judged anew.
            visit.TouchRoles();
        }

        person.Touch();
        audit.Changed("NeedsChanged", AuditSubject.Beneficiary, beneficiaryId);
        await db.SaveChangesAsync(ct);

        return NeedsOutcome.Saved;
    });

    /// <summary>The needs as they stand, the health notes decrypted: for a page that records the look.</summary>
    public static PersonNeeds Of(Beneficiary person, FieldCipher cipher)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(cipher);

        return new PersonNeeds
        {
            Vetting = person.Vetting,
            VisitedByTwo = person.VisitedByTwo,
            KnownVisitorsOnly = person.KnownVisitorsOnly,
            VisitorGender = person.VisitorGender,
            HealthNotes = person.HealthNotesEncrypted is { } notes ? cipher.Decrypt(notes) : null,
        };
    }

    private async Task<bool> MaySeeAsync(Beneficiary person, CancellationToken ct) => user.MayManage(person.CentreId)
        || await db.HelpRequests.Where(Visible.HelpRequests(user)).AnyAsync(r => r.BeneficiaryId == person.BeneficiaryId, ct);
}

/// <summary>What a person needs of a visit, beyond what the kind of help demands.</summary>
public sealed record PersonNeeds
{
    /// <summary>How far who visits must have been checked.</summary>
    public VettingLevel Vetting { get; init; }
    public bool VisitedByTwo { get; init; }
    public bool KnownVisitorsOnly { get; init; }
    public Gender? VisitorGender { get; init; }

    /// <summary>Health, allergies, access, in plain words.</summary>
    public string? HealthNotes { get; init; }
}

public enum NeedsOutcome
{
    Saved,

    /// <summary>Not there, or not for the caller to see.</summary>
    NotThere,

    /// <summary>Somebody else changed the record since it was read.</summary>
    ChangedMeanwhile,
}
