using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Safeguarding;

/// <summary>
/// Something that must not happen, as somebody reported it. Its words are encrypted; who may read it is decided by <c>Visible.Incidents</c>,
/// never by the right to see the request or the volunteer.
/// </summary>
public class Incident
{
    public const int TextMaxLength = 4000;

    internal static int EncryptedMaxLength => FieldCipher.EncryptedLength(3 * TextMaxLength);

    public required Guid IncidentId { get; init; }
    public required Guid CentreId { get; init; }
    public required IncidentReporter Reporter { get; init; }

    /// <summary>The account that reported, or wrote down what it was told; none where who asked did, by their tracking code.</summary>
    public Guid? ReportedById { get; init; }
    public required DateTime ReportedAtUtc { get; init; }
    public Guid? HelpRequestId { get; init; }
    public Guid? BeneficiaryId { get; init; }
    public Guid? VolunteerId { get; init; }
    public Guid? ShiftId { get; init; }
    public required IncidentKind Kind { get; init; }
    public required IncidentSeverity Severity { get; set; }
    public required string WhatEncrypted { get; init; }
    public IncidentState State { get; private set; } = IncidentState.Open;

    /// <summary>When the two were kept apart, and when an administrator ended that.</summary>
    public DateTime? BlockedAtUtc { get; set; }
    public DateTime? UnblockedAtUtc { get; set; }

    /// <summary>When it was laid before an administrator.</summary>
    public DateTime? EscalatedAtUtc { get; set; }
    public DateTime? ClosedAtUtc { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();
    public List<IncidentNote> Notes { get; } = [];

    /// <summary>It is known who was there on both sides: the two can be kept apart.</summary>
    public bool NamesBoth => BeneficiaryId is not null && VolunteerId is not null;

    public bool AreApart => BlockedAtUtc is not null && UnblockedAtUtc is null;

    public bool TakeUp() => Move(IncidentState.Open, IncidentState.InHand);

    public bool Close(DateTime nowUtc)
    {
        if (State is IncidentState.Closed)
        {
            return false;
        }

        State = IncidentState.Closed;
        ClosedAtUtc = nowUtc;
        Touch();

        return true;
    }

    public void Touch() => Version = Guid.NewGuid();

    private bool Move(IncidentState from, IncidentState to)
    {
        if (State != from)
        {
            return false;
        }

        State = to;
        Touch();

        return true;
    }
}

public enum IncidentState { Open, InHand, Closed }

public enum IncidentSeverity { Minor, Serious, Grave }

public enum IncidentReporter { Asker, Volunteer, Staff }

/// <summary>What it is about.</summary>
public enum IncidentKind { Injury, Abuse, Theft, Behaviour, Privacy, Property, Other }

/// <summary>What was done about an incident, in words of who did it. Added, never changed.</summary>
public class IncidentNote
{
    public required Guid IncidentNoteId { get; init; }
    public required Guid IncidentId { get; init; }
    public required Guid AuthorId { get; init; }
    public required DateTime WrittenAtUtc { get; init; }
    public required IncidentDeed Deed { get; init; }
    public required string TextEncrypted { get; init; }
}

public enum IncidentDeed { Noted, TakenUp, Escalated, SeverityChanged, PairBlocked, PairUnblocked, Closed }

internal sealed class IncidentConfiguration : IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Incident> incident)
    {
        incident.ToTable("Incidents");
        incident.Property(i => i.WhatEncrypted).HasMaxLength(Incident.EncryptedMaxLength);
        incident.Property(i => i.Version).IsConcurrencyToken();
        incident.HasIndex(i => new { i.CentreId, i.State, i.ReportedAtUtc });
        incident.HasIndex(i => i.VolunteerId);
        incident.HasIndex(i => i.BeneficiaryId);
        incident.HasOne<Centre>().WithMany().HasForeignKey(i => i.CentreId).OnDelete(DeleteBehavior.Restrict);
        incident.HasOne<HelpRequest>().WithMany().HasForeignKey(i => i.HelpRequestId).OnDelete(DeleteBehavior.Restrict);
        incident.HasOne<Beneficiary>().WithMany().HasForeignKey(i => i.BeneficiaryId).OnDelete(DeleteBehavior.Restrict);
        incident.HasOne<Volunteer>().WithMany().HasForeignKey(i => i.VolunteerId).OnDelete(DeleteBehavior.Restrict);
        incident.HasMany(i => i.Notes).WithOne().HasForeignKey(n => n.IncidentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class IncidentNoteConfiguration : IEntityTypeConfiguration<IncidentNote>
{
    public void Configure(EntityTypeBuilder<IncidentNote> note)
    {
        note.ToTable("IncidentNotes");
        note.Property(n => n.TextEncrypted).HasMaxLength(Incident.EncryptedMaxLength);
        note.HasIndex(n => new { n.IncidentId, n.WrittenAtUtc });
    }
}
