using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Hours;

/// <summary>
/// The head of a volunteer's chain: how many entries it has, the hash of the last one, and the minutes that were approved; sealed, and written
/// with each entry and each approval. A chain that was cut at its end does not fit its head any more.
/// </summary>
public class HoursChain
{
    public required Guid VolunteerId { get; init; }
    public required int Entries { get; set; }
    public required string LastHash { get; set; }
    public required int ApprovedMinutes { get; set; }

    /// <summary>Empty where the head cannot be vouched for.</summary>
    public required string Seal { get; set; }
    public Guid Version { get; set; } = Guid.NewGuid();
}

internal sealed class HoursChainConfiguration : IEntityTypeConfiguration<HoursChain>
{
    public void Configure(EntityTypeBuilder<HoursChain> chain)
    {
        chain.ToTable("HoursChains");
        chain.HasKey(c => c.VolunteerId);
        chain.Property(c => c.LastHash).HasMaxLength(HoursEntry.HashLength);
        chain.Property(c => c.Seal).HasMaxLength(HoursEntry.HashLength);
        chain.Property(c => c.Version).IsConcurrencyToken();
        chain.HasOne<Volunteer>().WithMany().HasForeignKey(c => c.VolunteerId).OnDelete(DeleteBehavior.Restrict);
    }
}
