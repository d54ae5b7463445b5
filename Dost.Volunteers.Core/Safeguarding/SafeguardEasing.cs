using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Safeguarding;

/// <summary>
/// That somebody of staff wants to ease what protects a person helped. It changes nothing until a second person agrees. The reason may speak of
/// health, and is encrypted.
/// </summary>
public class SafeguardEasing
{
    public const int ReasonMaxLength = 1000;

    /// <summary>Three bytes a character at most.</summary>
    internal static int EncryptedMaxLength => FieldCipher.EncryptedLength(3 * ReasonMaxLength);

    public required Guid SafeguardEasingId { get; init; }
    public required Guid BeneficiaryId { get; init; }
    public Beneficiary Beneficiary { get; private set; } = null!;
    public required SafeguardKind Kind { get; init; }

    /// <summary>The level to lower to; of a check only.</summary>
    public VettingLevel? Vetting { get; init; }

    /// <summary>Who may visit again; of an exclusion only.</summary>
    public Guid? VolunteerId { get; init; }
    public required Guid AskedById { get; init; }
    public required DateTime AskedAtUtc { get; init; }
    public required string ReasonEncrypted { get; init; }
    public EasingState State { get; private set; } = EasingState.Waiting;
    public Guid? DecidedById { get; private set; }
    public DateTime? DecidedAtUtc { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>The same safeguard, to whatever it is to be lowered.</summary>
    public bool IsAbout(Easing easing)
    {
        ArgumentNullException.ThrowIfNull(easing);

        return (Kind, VolunteerId) == (easing.Kind, easing.VolunteerId);
    }

    /// <summary>Whether what protects the person is still stricter than what is asked for. An exclusion is a record of its own.</summary>
    public bool Eases(Beneficiary person)
    {
        ArgumentNullException.ThrowIfNull(person);

        return Kind switch
        {
            SafeguardKind.Vetting => person.Vetting > Vetting,
            SafeguardKind.VisitedByTwo => person.VisitedByTwo,
            SafeguardKind.KnownVisitorsOnly => person.KnownVisitorsOnly,
            SafeguardKind.Exclusion => false,
        };
    }

    /// <summary>A second person agrees: never who asked.</summary>
    public bool Agree(Guid by, DateTime nowUtc) => by != AskedById && End(EasingState.Agreed, by, nowUtc);

    public bool Refuse(Guid by, DateTime nowUtc) => by != AskedById && End(EasingState.Refused, by, nowUtc);

    public bool TakeBack(Guid by, DateTime nowUtc) => by == AskedById && End(EasingState.TakenBack, by, nowUtc);

    /// <summary>What it was about has changed meanwhile.</summary>
    public bool Lapse(DateTime nowUtc) => End(EasingState.Lapsed, null, nowUtc);

    private bool End(EasingState state, Guid? by, DateTime nowUtc)
    {
        if (State is not EasingState.Waiting)
        {
            return false;
        }

        (State, DecidedById, DecidedAtUtc) = (state, by, nowUtc);
        Version = Guid.NewGuid();

        return true;
    }
}

/// <summary>What protects a person and is eased by two people only.</summary>
public enum SafeguardKind { Vetting, VisitedByTwo, KnownVisitorsOnly, Exclusion }

/// <summary>Waiting → Agreed; out: Refused by another, TakenBack by who asked, Lapsed as what it was about changed.</summary>
public enum EasingState { Waiting, Agreed, Refused, TakenBack, Lapsed }

/// <summary>What is to be eased.</summary>
public sealed record Easing(SafeguardKind Kind, VettingLevel? Vetting = null, Guid? VolunteerId = null);

internal sealed class SafeguardEasingConfiguration : IEntityTypeConfiguration<SafeguardEasing>
{
    public void Configure(EntityTypeBuilder<SafeguardEasing> easing)
    {
        easing.ToTable("SafeguardEasings");
        easing.Property(e => e.ReasonEncrypted).HasMaxLength(SafeguardEasing.EncryptedMaxLength);
        easing.Property(e => e.Version).IsConcurrencyToken();

        // One question at a time, whoever asks at the same moment.
        easing.HasIndex(e => new { e.BeneficiaryId, e.Kind }).IsUnique().HasFilter("State = 'Waiting' AND VolunteerId IS NULL");
        easing.HasIndex(e => new { e.BeneficiaryId, e.VolunteerId }).IsUnique().HasFilter("State = 'Waiting' AND VolunteerId IS NOT NULL");
        easing.HasIndex(e => new { e.BeneficiaryId, e.AskedAtUtc });
        easing.HasIndex(e => new { e.State, e.AskedAtUtc });
        easing.HasOne(e => e.Beneficiary).WithMany().HasForeignKey(e => e.BeneficiaryId).OnDelete(DeleteBehavior.Cascade);
        easing.HasOne<Volunteer>().WithMany().HasForeignKey(e => e.VolunteerId).OnDelete(DeleteBehavior.Restrict);
    }
}
