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
public sealed class NeedsService(VolunteersDbContext db, CurrentUser user, FieldCipher cipher, SafeguardEasings easings, AuditLog audit, TimeProvider clock)
{
    /// <summary>
    /// Saves the needs of a person whom the caller may see: of their centre, or with a request there. What is stricter or eases nothing holds at once;
    /// what eases a safeguard waits, with the reason, for a second person. Who saw another version of the record is told so, and nothing is saved;
    /// needs that stand already are saved, whoever wrote them.
    /// </summary>
    public Task<NeedsOutcome> SaveAsync(Guid beneficiaryId, PersonNeeds needs, string? whyLess, Guid seenVersion, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var person = await db.Beneficiaries.SingleOrDefaultAsync(b => b.BeneficiaryId == beneficiaryId && b.MergedIntoId == null, ct);

        if (person is null || user.AccountId is null || !await MaySeeAsync(person, ct))
        {
            return NeedsOutcome.NotThere;
        }

        var clean = needs with { HealthNotes = string.IsNullOrWhiteSpace(needs.HealthNotes) ? null : needs.HealthNotes.Trim() };
        var standing = Of(person, cipher);
        var eased = clean.EasedAgainst(standing);
        var atOnce = clean.NoLessThan(standing);

        if (atOnce == standing && eased.Count == 0)
        {
            return NeedsOutcome.Saved;
        }

        if (person.Version != seenVersion)
        {
            // A second click of who asked.
            return atOnce == standing && await easings.HasAskedAsync(beneficiaryId, eased, ct) ? NeedsOutcome.Asked : NeedsOutcome.ChangedMeanwhile;
        }

        if (eased.Count > 0 && string.IsNullOrWhiteSpace(whyLess))
        {
            return NeedsOutcome.ReasonMissing;
        }

        if (atOnce != standing)
        {
            await db.RenewComingAsync(person, () => Set(person, atOnce), clock.UtcNow(), ct);
            audit.Changed("NeedsChanged", AuditSubject.Beneficiary, beneficiaryId);
        }

        if (atOnce.Vetting > standing.Vetting)
        {
            await easings.LapseAsync(beneficiaryId, e => e.Kind == SafeguardKind.Vetting, ct);
        }

        var isAsked = eased.Count == 0 || await easings.AskAsync(beneficiaryId, eased, whyLess!, ct);
        person.Touch();
        await db.SaveChangesAsync(ct);

        return eased.Count == 0 ? NeedsOutcome.Saved : isAsked ? NeedsOutcome.Asked : NeedsOutcome.WaitsAlready;
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
            HealthNotes = cipher.Decrypt(person.HealthNotesEncrypted),
        };
    }

    private void Set(Beneficiary person, PersonNeeds needs)
    {
        person.Vetting = needs.Vetting;
        person.VisitedByTwo = needs.VisitedByTwo;
        person.KnownVisitorsOnly = needs.KnownVisitorsOnly;
        person.VisitorGender = needs.VisitorGender;
        person.HealthNotesEncrypted = needs.HealthNotes is { } notes ? cipher.Encrypt(notes) : null;
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

    /// <summary>Whether anything of it can be eased by two people only.</summary>
    public bool HasSafeguards => VisitedByTwo || KnownVisitorsOnly || Vetting is not VettingLevel.None;

    /// <summary>The safeguards among what stands that this would ease.</summary>
    internal IReadOnlyCollection<Easing> EasedAgainst(PersonNeeds standing)
    {
        List<Easing> eased = [];

        if (Vetting < standing.Vetting)
        {
            eased.Add(new Easing(SafeguardKind.Vetting, Vetting));
        }

        if (standing.VisitedByTwo && !VisitedByTwo)
        {
            eased.Add(new Easing(SafeguardKind.VisitedByTwo));
        }

        if (standing.KnownVisitorsOnly && !KnownVisitorsOnly)
        {
            eased.Add(new Easing(SafeguardKind.KnownVisitorsOnly));
        }

        return eased;
    }

    /// <summary>This, but with every safeguard at least as it stands.</summary>
    internal PersonNeeds NoLessThan(PersonNeeds standing) => this with
    {
        Vetting = (VettingLevel)Math.Max((int)Vetting, (int)standing.Vetting),
        VisitedByTwo = VisitedByTwo || standing.VisitedByTwo,
        KnownVisitorsOnly = KnownVisitorsOnly || standing.KnownVisitorsOnly,
    };
}

public enum NeedsOutcome
{
    Saved,

    /// <summary>What eases a safeguard waits for a second person; all else is saved.</summary>
    Asked,

    /// <summary>A colleague asked to ease the same already, and that is to be decided first; all else is saved.</summary>
    WaitsAlready,

    /// <summary>Something would be eased, and nobody said why: nothing is saved.</summary>
    ReasonMissing,

    /// <summary>Not there, or not for the caller to see.</summary>
    NotThere,

    /// <summary>Somebody else changed the record since it was read.</summary>
    ChangedMeanwhile,
}
