using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Audit;

/// <summary>Who did or looked at what, and when. Added, never changed. Holds no personal data itself: only ids and the kind of act.</summary>
public class AuditEntry
{
    public const int ActionMaxLength = 80;

    public required Guid AuditEntryId { get; init; }
    public required DateTime AtUtc { get; init; }

    /// <summary>The account that acted; none where a job or a person with a one-tap link did.</summary>
    public Guid? ActorId { get; init; }
    public required AuditKind Kind { get; init; }

    /// <summary>The act in a word or two, as in the code: <c>VolunteerAccepted</c>.</summary>
    public required string Action { get; init; }
    public required AuditSubject Subject { get; init; }
    public required Guid SubjectId { get; init; }
}

public enum AuditKind { Looked, Changed }

public enum AuditSubject { Volunteer, Beneficiary, HelpRequest, Shift, Assignment, HoursEntry, Import, Account, Export, Bulk, Certificate, Task, Series, Holiday, Setting, Plan, Broadcast, Incident, VisitDay, RegularVisit }

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.Property(e => e.Action).HasMaxLength(AuditEntry.ActionMaxLength);
        entry.HasIndex(e => new { e.Subject, e.SubjectId, e.AtUtc });
        entry.HasIndex(e => e.AtUtc);
    }
}
