using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Leaving;

/// <summary>
/// That a person's data is to go: who wished it, from when on, and whether it was stopped or done. Stays for good and holds no personal
/// data, so that it can be shown that it happened.
/// </summary>
public class Erasure
{
    public required Guid ErasureId { get; init; }
    public required Guid VolunteerId { get; init; }
    public required ErasureCause Cause { get; init; }
    public required DateTime AskedAtUtc { get; init; }

    /// <summary>The administrator who entered a request on paper.</summary>
    public Guid? EnteredById { get; init; }

    /// <summary>Nothing goes before; until then one press stops it.</summary>
    public required DateTime DueAtUtc { get; init; }

    /// <summary>The volunteer was active, and pauses only because of this: stopped, they go on.</summary>
    public bool HasPaused { get; init; }
    public DateTime? StoppedAtUtc { get; private set; }
    public DateTime? DoneAtUtc { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();

    public bool IsOpen => StoppedAtUtc is null && DoneAtUtc is null;

    /// <summary>Stops it, as long as it is not done.</summary>
    public bool Stop(DateTime nowUtc)
    {
        if (!IsOpen)
        {
            return false;
        }

        StoppedAtUtc = nowUtc;
        Version = Guid.NewGuid();

        return true;
    }

    /// <summary>Once, and not before its time. Stopping and doing at the same moment collide on the version.</summary>
    public bool Finish(DateTime nowUtc)
    {
        if (!IsOpen || nowUtc < DueAtUtc)
        {
            return false;
        }

        DoneAtUtc = nowUtc;
        Version = Guid.NewGuid();

        return true;
    }
}

/// <summary>The person asked for it here, or on paper; or nothing has happened for so long that the rules on keeping data end it.</summary>
public enum ErasureCause { Asked, OnPaper, Retention }

internal sealed class ErasureConfiguration : IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> erasure)
    {
        erasure.ToTable("Erasures");
        erasure.Property(e => e.Version).IsConcurrencyToken();
        erasure.HasIndex(e => new { e.VolunteerId, e.AskedAtUtc });
        erasure.HasIndex(e => new { e.DoneAtUtc, e.StoppedAtUtc, e.DueAtUtc });
        erasure.HasOne<Volunteer>().WithMany().HasForeignKey(e => e.VolunteerId).OnDelete(DeleteBehavior.Restrict);
    }
}
