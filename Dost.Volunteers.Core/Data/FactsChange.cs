using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Data;

/// <summary>
/// A note, saved with the change itself, that something changed which the matcher knows by heart: whoever keeps facts in memory asks for the
/// notes since the last one seen, and reads those records anew. Only the newest are kept.
/// </summary>
public class FactsChange
{
    /// <summary>Notes that are kept; who has missed more than <see cref="MostToCatchUp"/> begins anew in any case.</summary>
    public const int MostKept = 100_000;

    /// <summary>Notes that are worth catching up with.</summary>
    public const int MostToCatchUp = 20_000;

    /// <summary>In the order of saving, given by the database.</summary>
    public long Sequence { get; init; }
    public required FactsSubject Subject { get; init; }
    public required Guid SubjectId { get; init; }
}

/// <summary>A volunteer; those with a place in a shift, or in any shift of a task; or all of them.</summary>
public enum FactsSubject { Volunteer, Shift, VolunteerTask, Everything }

internal sealed class FactsChangeConfiguration : IEntityTypeConfiguration<FactsChange>
{
    public void Configure(EntityTypeBuilder<FactsChange> change)
    {
        change.ToTable("FactsChanges");
        change.HasKey(c => c.Sequence);
        change.Property(c => c.Sequence).ValueGeneratedOnAdd();
    }
}
