using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Centres;

internal sealed class DistrictConfiguration : IEntityTypeConfiguration<District>
{
    public void Configure(EntityTypeBuilder<District> district)
    {
        district.HasKey(d => d.DistrictCode);
        district.Property(d => d.DistrictCode).HasMaxLength(District.CodeMaxLength);
        district.Property(d => d.ParentCode).HasMaxLength(District.CodeMaxLength);
        district.HasOne<District>().WithMany().HasForeignKey(d => d.ParentCode).OnDelete(DeleteBehavior.Restrict);
        district.HasOne<Centre>().WithMany().HasForeignKey(d => d.CentreId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CentreConfiguration : IEntityTypeConfiguration<Centre>
{
    public void Configure(EntityTypeBuilder<Centre> centre)
    {
        centre.Property(c => c.Code).HasMaxLength(Centre.CodeMaxLength);
        centre.Property(c => c.DistrictCode).HasMaxLength(District.CodeMaxLength);
        centre.HasIndex(c => c.Code).IsUnique();
        centre.HasMany(c => c.OpeningGrid).WithOne().HasForeignKey(b => b.CentreId).OnDelete(DeleteBehavior.Cascade);
        centre.HasMany(c => c.ReminderStages).WithOne().HasForeignKey(s => s.CentreId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OpeningBlockConfiguration : IEntityTypeConfiguration<OpeningBlock>
{
    public void Configure(EntityTypeBuilder<OpeningBlock> block) =>
        block.ToTable("OpeningBlocks", t => t.HasCheckConstraint("CK_OpeningBlocks_EndsAfterStart", "EndsAt > StartsAt"));
}

internal sealed class ReminderStageConfiguration : IEntityTypeConfiguration<ReminderStage>
{
    public void Configure(EntityTypeBuilder<ReminderStage> stage)
    {
        stage.ToTable("ReminderStages", t => t.HasCheckConstraint("CK_ReminderStages_Lead", "LeadMinutes > 0"));
        stage.Property(s => s.Code).HasMaxLength(ReminderStage.CodeMaxLength);
        stage.HasIndex(s => new { s.CentreId, s.Code }).IsUnique();
    }
}
