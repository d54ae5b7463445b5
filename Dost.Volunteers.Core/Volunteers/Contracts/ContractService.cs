using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers.Intake;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers.Contracts;

/// <summary>Reading and signing the contract: the name typed, a code from the phone, and for who is under age the same of a parent or guardian.</summary>
public sealed class ContractService(
    VolunteersDbContext db, FieldCipher cipher, OneTimeCodeService codes, IntakeChecklistReader checklists, IntakeCompletion completion, AuditLog audit, TimeProvider clock)
{
    /// <summary>What there is to sign, in the words in which it would be kept. Null if nothing is asked for at present.</summary>
    public async Task<ContractOffer?> ReadAsync(Guid volunteerId, CultureInfo culture, CancellationToken ct) =>
        await FindAsync(volunteerId, ct) is { } volunteer ? await OfferAsync(volunteer, culture, ct) : null;

    /// <summary>Sends the code, and the guardian theirs. False if there is nothing to sign, nobody to send to, or too many were sent.</summary>
    public async Task<bool> SendCodesAsync(Guid volunteerId, CancellationToken ct)
    {
        if (await ReadAsync(volunteerId, CultureInfo.InvariantCulture, ct) is not { CanBeSigned: true } offer)
        {
            return false;
        }

        return await codes.IssueAsync(OneTimeCodePurpose.SignContract, volunteerId, Recipient.Volunteer(volunteerId), ct)
            && (!offer.NeedsGuardian || await codes.IssueAsync(OneTimeCodePurpose.SignAsGuardian, volunteerId, Recipient.Guardian(volunteerId), ct));
    }

    /// <summary>Signs the words that the person has read; whoever lacks nothing else begins to serve at once. A second click finds it signed.</summary>
    public Task<SignResult> SignAsync(Guid volunteerId, Signature signature, CultureInfo culture, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var volunteer = await FindAsync(volunteerId, ct);

        if (volunteer is null || await OfferAsync(volunteer, culture, ct) is not { } offer)
        {
            return new SignResult(await db.SignedContracts.AnyAsync(c => c.VolunteerId == volunteerId, ct) ? SignOutcome.AlreadySigned : SignOutcome.NothingToSign);
        }

        if (Complaint(offer, volunteer, signature) is { } complaint)
        {
            return new SignResult(complaint);
        }

        (OneTimeCodePurpose, string?)[] tries = offer.NeedsGuardian
            ? [(OneTimeCodePurpose.SignContract, signature.Code), (OneTimeCodePurpose.SignAsGuardian, signature.GuardianCode)]
            : [(OneTimeCodePurpose.SignContract, signature.Code)];
        var outcomes = await codes.CheckTogetherAsync(volunteerId, ct, tries);
        var areRight = outcomes.All(o => o is CodeOutcome.Right);

        if (areRight)
        {
            Agree(volunteer, offer, culture);
            db.SignedContracts.Add(Contract(volunteer, offer, signature, culture));
            audit.Changed("ContractSigned", AuditSubject.Volunteer, volunteerId);
            await completion.TryCompleteAsync(volunteer, ct);
        }

        await db.SaveChangesAsync(ct);

        // Of two clicks at once the other one may have signed between our two looks, and used up the codes.
        if (!areRight && await db.SignedContracts.CountAsync(c => c.VolunteerId == volunteerId, ct) > volunteer.Contracts.Count)
        {
            return new SignResult(SignOutcome.AlreadySigned);
        }

        return new SignResult(areRight ? SignOutcome.Done : SignOutcome.CodeRefused)
        {
            Code = outcomes[0],
            GuardianCode = outcomes.Count > 1 ? outcomes[1] : CodeOutcome.Right,
            IsActive = volunteer.State is VolunteerState.Active,
        };
    });

    /// <summary>Adds to the unit of work that a contract in force was signed on paper, which the centre keeps: a coordinator vouches for it.</summary>
    public async Task<bool> NoteOnPaperAsync(Volunteer volunteer, DateOnly signedOn, Guid? notedById, CancellationToken ct)
    {
        var demands = await checklists.DemandsAsync(ct);

        if (notedById is null || signedOn > demands.Today || !demands.ContractVersions.TryGetValue(volunteer.Programme, out var version))
        {
            return false;
        }

        db.SignedContracts.Add(new SignedContract
        {
            SignedContractId = Guid.CreateVersion7(),
            VolunteerId = volunteer.VolunteerId,
            Programme = volunteer.Programme,
            TextVersion = version,
            Culture = volunteer.Culture,
            SignedName = volunteer.FullName,
            SignedAtUtc = BakuTime.ToUtc(signedOn, TimeOnly.MinValue),
            GuardianName = volunteer.AgeOn(signedOn) < demands.Policy.GuardianConsentAge ? volunteer.GuardianName : null,
            IsOnPaper = true,
            NotedById = notedById,
        });
        audit.Changed("ContractNotedOnPaper", AuditSubject.Volunteer, volunteer.VolunteerId);

        return true;
    }

    /// <summary>Whether two names are the same to a person: any letter case, <c>ə</c> as <c>e</c>, either order.</summary>
    public static bool IsSameName(string? typed, string name) => WordsOf(typed) is { Length: > 0 } words && words.SequenceEqual(WordsOf(name));

    private static string[] WordsOf(string? name) =>
        [.. SearchText.Fold(name).Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    private static SignOutcome? Complaint(ContractOffer offer, Volunteer volunteer, Signature signature) =>
        signature.SeenHash != offer.Hash ? SignOutcome.TextChanged
        : !offer.CanBeSigned ? SignOutcome.GuardianUnknown
        : offer.Consents.Count > 0 && !signature.Agrees ? SignOutcome.MustAgree
        : !IsSameName(signature.Name, volunteer.FullName) ? SignOutcome.NameDiffers
        : offer.NeedsGuardian && !IsSameName(signature.GuardianName, volunteer.GuardianName!) ? SignOutcome.GuardianNameDiffers
        : null;

    private Task<Volunteer?> FindAsync(Guid volunteerId, CancellationToken ct) =>
        db.Volunteers.Include(v => v.Centre).SingleOrDefaultAsync(v => v.VolunteerId == volunteerId && v.State == VolunteerState.Training, ct);

    private async Task<ContractOffer?> OfferAsync(Volunteer volunteer, CultureInfo culture, CancellationToken ct)
    {
        var missing = (await checklists.ReadAsync(volunteer, ct)).Missing;

        if (!missing.Any(g => g.Kind is IntakeGapKind.Contract or IntakeGapKind.NewContract or IntakeGapKind.Consent or IntakeGapKind.GuardianConsent))
        {
            return null;
        }

        var demands = await checklists.DemandsAsync(ct);
        var version = demands.ContractVersions[volunteer.Programme];
        var text = await db.ContractTexts.AsNoTracking().SingleAsync(t => t.Programme == volunteer.Programme && t.Version == version, ct);
        var codesOfTexts = missing.Where(g => g.Kind is IntakeGapKind.Consent or IntakeGapKind.GuardianConsent).Select(g => g.Code!).ToList();
        var consents = (await db.ConsentTexts.AsNoTracking().Where(t => codesOfTexts.Contains(t.Code)).ToListAsync(ct))
            .Where(t => t.Version == demands.ConsentVersions[t.Code]).OrderBy(t => codesOfTexts.IndexOf(t.Code)).ToList();
        var isOnlyThis = missing.All(g => g.Kind is IntakeGapKind.Contract or IntakeGapKind.NewContract or IntakeGapKind.Consent or IntakeGapKind.GuardianConsent);
        var words = ContractWriter.Write(text, volunteer, new ContractFacts(demands.Policy, volunteer.Centre, demands.Today, ContractWriter.Masked(volunteer, cipher), isOnlyThis), culture);
        var isMinor = volunteer.AgeOn(demands.Today) < demands.Policy.GuardianConsentAge;

        return new ContractOffer
        {
            Text = words,
            Hash = SignedContract.HashOf(words),
            Programme = volunteer.Programme,
            Version = version,
            Consents = consents,
            NeedsGuardian = isMinor,
            GuardianName = isMinor ? volunteer.GuardianName : null,
            CanBeSigned = !isMinor || (volunteer.GuardianName is not null && volunteer.GuardianPhone is not null),
            Missing = missing,
        };
    }

    private void Agree(Volunteer volunteer, ContractOffer offer, CultureInfo culture) => db.Consents.AddRange(offer.Consents.Select(t => new Consent
    {
        ConsentId = Guid.CreateVersion7(),
        VolunteerId = volunteer.VolunteerId,
        Code = t.Code,
        Version = t.Version,
        Culture = culture.TwoLetterISOLanguageName,
        GivenAtUtc = clock.UtcNow(),
    }));

    private SignedContract Contract(Volunteer volunteer, ContractOffer offer, Signature signature, CultureInfo culture) => new()
    {
        SignedContractId = Guid.CreateVersion7(),
        VolunteerId = volunteer.VolunteerId,
        Programme = offer.Programme,
        TextVersion = offer.Version,
        Culture = culture.TwoLetterISOLanguageName,
        TextEncrypted = cipher.Encrypt(offer.Text),
        TextHash = offer.Hash,
        SignedName = signature.Name!.Trim(),
        SignedAtUtc = clock.UtcNow(),
        SignedFrom = signature.Address,
        GuardianName = offer.NeedsGuardian ? signature.GuardianName!.Trim() : null,
    };
}

/// <summary>What somebody is asked to sign.</summary>
public sealed record ContractOffer
{
    public required string Text { get; init; }

    /// <summary>Goes along with the form, so that only what was read can be signed.</summary>
    public required string Hash { get; init; }
    public required Programme Programme { get; init; }
    public required int Version { get; init; }

    /// <summary>Texts to agree to besides, since there is a newer version.</summary>
    public required IReadOnlyList<ConsentText> Consents { get; init; }
    public required bool NeedsGuardian { get; init; }
    public required string? GuardianName { get; init; }

    /// <summary>Not while the parent or guardian of who is under age is not known.</summary>
    public required bool CanBeSigned { get; init; }
    public required IReadOnlyList<IntakeGap> Missing { get; init; }
}

/// <summary>What was typed to sign.</summary>
public sealed record Signature
{
    public string? SeenHash { get; init; }
    public bool Agrees { get; init; }
    public string? Name { get; init; }
    public string? Code { get; init; }
    public string? GuardianName { get; init; }
    public string? GuardianCode { get; init; }
    public string? Address { get; init; }
}

public enum SignOutcome { Done, AlreadySigned, NothingToSign, TextChanged, GuardianUnknown, MustAgree, NameDiffers, GuardianNameDiffers, CodeRefused }

public sealed record SignResult(SignOutcome Outcome)
{
    public CodeOutcome Code { get; init; }
    public CodeOutcome GuardianCode { get; init; }

    /// <summary>Nothing else was missing.</summary>
    public bool IsActive { get; init; }
}
