using Dost.Volunteers.Core.Centres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Hours;

internal sealed class HoursEntryConfiguration : IEntityTypeConfiguration<HoursEntry>
{
    public void Configure(EntityTypeBuilder<HoursEntry> entry)
    {
        entry.Property(h => h.PreviousHash).HasMaxLength(HoursEntry.HashLength);
        entry.Property(h => h.Hash).HasMaxLength(HoursEntry.HashLength);
        entry.Property(h => h.ReturnReason).HasMaxLength(HoursEntry.ReasonMaxLength);
        entry.Property(h => h.Words).HasMaxLength(HoursEntry.WordsMaxLength);
        entry.Property(h => h.Odd).HasConversion<int>();
        entry.Property(h => h.Source).HasDefaultValue(HoursSource.Attendance);
        entry.Property(h => h.Version).IsConcurrencyToken();

        // A chain does not fork, and a place is counted once; by who was merged into somebody, and taken back there.
        entry.HasIndex(h => new { h.VolunteerId, h.Sequence }).IsUnique();
        entry.HasIndex(h => new { h.AssignmentId, h.VolunteerId }).IsUnique();
        entry.HasIndex(h => new { h.CentreId, h.State, h.ServiceDate });
        entry.HasIndex(h => new { h.VolunteerId, h.ServiceDate });
        entry.HasIndex(h => new { h.State, h.ServiceDate });
        entry.HasOne(h => h.Corrects).WithMany().HasForeignKey(h => h.CorrectsId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne(h => h.Volunteer).WithMany().HasForeignKey(h => h.VolunteerId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne(h => h.Assignment).WithMany().HasForeignKey(h => h.AssignmentId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne(h => h.CarriedFrom).WithMany().HasForeignKey(h => h.CarriedFromId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Centre>().WithMany().HasForeignKey(h => h.CentreId).OnDelete(DeleteBehavior.Restrict);
    }
}
