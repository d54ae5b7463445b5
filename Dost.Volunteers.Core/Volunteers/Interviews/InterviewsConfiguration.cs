using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Volunteers.Interviews;

internal sealed class InterviewSlotConfiguration : IEntityTypeConfiguration<InterviewSlot>
{
    public void Configure(EntityTypeBuilder<InterviewSlot> slot)
    {
        slot.ToTable("InterviewSlots", t =>
        {
            t.HasCheckConstraint("CK_InterviewSlots_Booked", "Booked >= 0 AND Booked <= Capacity");
            t.HasCheckConstraint("CK_InterviewSlots_Minutes", "Minutes > 0");
        });
        slot.Property(s => s.Where).HasMaxLength(InterviewSlot.WhereMaxLength);
        slot.Property(s => s.Version).IsConcurrencyToken();

        slot.HasIndex(s => new { s.CoordinatorId, s.StartsAtUtc });
        slot.HasIndex(s => new { s.CentreId, s.StartsAtUtc });
        slot.HasOne(s => s.Centre).WithMany().HasForeignKey(s => s.CentreId).OnDelete(DeleteBehavior.Restrict);
        slot.HasOne<UserAccount>().WithMany().HasForeignKey(s => s.CoordinatorId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class InterviewConfiguration : IEntityTypeConfiguration<Interview>
{
    public void Configure(EntityTypeBuilder<Interview> interview)
    {
        interview.ToTable("Interviews");
        interview.Property(i => i.NoteEncrypted).HasMaxLength(FieldCipher.EncryptedLength(4 * Interview.NoteMaxLength));
        interview.HasIndex(i => new { i.State, i.InterviewSlotId });
        interview.HasOne(i => i.Volunteer).WithMany(v => v.Interviews).HasForeignKey(i => i.VolunteerId).OnDelete(DeleteBehavior.Cascade);
        interview.HasOne(i => i.Slot).WithMany().HasForeignKey(i => i.InterviewSlotId).OnDelete(DeleteBehavior.Restrict);
    }
}
