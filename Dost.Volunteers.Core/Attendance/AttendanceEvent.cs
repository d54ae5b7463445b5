using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Attendance;

/// <summary>One coming, going or correction as it was noted. Added, never changed: how an attendance came to be what it is.</summary>
public class AttendanceEvent
{
    public const int ReasonMaxLength = 400;

    public required Guid AttendanceEventId { get; init; }
    public required Guid AssignmentId { get; init; }
    public Assignment Assignment { get; private set; } = null!;
    public required AttendanceKind Kind { get; init; }
    public required AttendanceMethod Method { get; init; }

    /// <summary>When it was: by the phone that kept it, or by the coordinator who corrected it, else the moment at which it was noted.</summary>
    public required DateTime HappenedAtUtc { get; init; }

    /// <summary>Of a correction: until when the volunteer was there.</summary>
    public DateTime? EndedAtUtc { get; init; }
    public required DateTime NotedAtUtc { get; init; }

    /// <summary>What a phone without a connection called the event: sent twice, it is taken once.</summary>
    public Guid? KeptId { get; init; }

    /// <summary>The coordinator, where it was not the volunteer.</summary>
    public Guid? NotedById { get; init; }
    public string? Reason { get; init; }
}

public enum AttendanceKind { CheckIn, CheckOut, Correction, NoShow }

internal sealed class AttendanceEventConfiguration : IEntityTypeConfiguration<AttendanceEvent>
{
    public void Configure(EntityTypeBuilder<AttendanceEvent> noted)
    {
        noted.Property(e => e.Reason).HasMaxLength(AttendanceEvent.ReasonMaxLength);
        noted.HasIndex(e => new { e.AssignmentId, e.KeptId }).IsUnique();
        noted.HasOne(e => e.Assignment).WithMany().HasForeignKey(e => e.AssignmentId).OnDelete(DeleteBehavior.Restrict);
    }
}
