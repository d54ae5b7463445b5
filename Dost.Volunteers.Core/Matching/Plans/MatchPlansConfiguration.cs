using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Centres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Matching.Plans;

internal sealed class MatchPlanConfiguration : IEntityTypeConfiguration<MatchPlan>
{
    private const int StampMaxLength = 64;

    public void Configure(EntityTypeBuilder<MatchPlan> plan)
    {
        plan.ToTable("MatchPlans");
        plan.Property(p => p.Stamp).HasMaxLength(StampMaxLength);
        plan.Property(p => p.Version).IsConcurrencyToken();
        plan.HasIndex(p => p.AskedAtUtc);
        plan.HasIndex(p => new { p.State, p.AskedAtUtc });
        plan.HasOne<UserAccount>().WithMany().HasForeignKey(p => p.UserAccountId).OnDelete(DeleteBehavior.Restrict);
        plan.HasMany(p => p.Centres).WithOne().HasForeignKey(c => c.MatchPlanId).OnDelete(DeleteBehavior.Cascade);
        plan.HasMany(p => p.Wishes).WithOne().HasForeignKey(w => w.MatchPlanId).OnDelete(DeleteBehavior.Cascade);
        plan.HasMany(p => p.Roles).WithOne().HasForeignKey(r => r.MatchPlanId).OnDelete(DeleteBehavior.Cascade);
        plan.HasMany(p => p.People).WithOne().HasForeignKey(p => p.MatchPlanId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MatchPlanCentreConfiguration : IEntityTypeConfiguration<MatchPlanCentre>
{
    public void Configure(EntityTypeBuilder<MatchPlanCentre> centre)
    {
        centre.ToTable("MatchPlanCentres");
        centre.HasKey(c => new { c.MatchPlanId, c.CentreId });
        centre.HasOne<Centre>().WithMany().HasForeignKey(c => c.CentreId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MatchPlanRoleConfiguration : IEntityTypeConfiguration<MatchPlanRole>
{
    private const int AgainstMaxLength = 4000;

    public void Configure(EntityTypeBuilder<MatchPlanRole> role)
    {
        role.ToTable("MatchPlanRoles");
        role.HasKey(r => new { r.MatchPlanId, r.ShiftRoleId });
        role.Property(r => r.AgainstAsJson).HasMaxLength(AgainstMaxLength);
        role.HasIndex(r => new { r.MatchPlanId, r.StartsAtUtc });
        role.HasOne(r => r.Shift).WithMany().HasForeignKey(r => r.ShiftId).OnDelete(DeleteBehavior.Restrict);

        // A role that is taken out of its shift is taken out of the plans.
        role.HasOne(r => r.ShiftRole).WithMany().HasForeignKey(r => r.ShiftRoleId).OnDelete(DeleteBehavior.Cascade);
        role.HasMany(r => r.Places).WithOne().HasForeignKey(p => new { p.MatchPlanId, p.ShiftRoleId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MatchPlanPlaceConfiguration : IEntityTypeConfiguration<MatchPlanPlace>
{
    private const int JsonMaxLength = 2000;

    public void Configure(EntityTypeBuilder<MatchPlanPlace> place)
    {
        place.ToTable("MatchPlanPlaces");
        place.HasKey(p => new { p.MatchPlanId, p.ShiftRoleId, p.VolunteerId });
        place.Property(p => p.PartsAsJson).HasMaxLength(JsonMaxLength);
        place.Property(p => p.RefusedRulesAsJson).HasMaxLength(JsonMaxLength);
        place.HasOne(p => p.Volunteer).WithMany().HasForeignKey(p => p.VolunteerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MatchPlanWishConfiguration : IEntityTypeConfiguration<MatchPlanWish>
{
    private const int JsonMaxLength = 2000;

    public void Configure(EntityTypeBuilder<MatchPlanWish> wish)
    {
        wish.ToTable("MatchPlanWishes");
        wish.HasKey(w => new { w.MatchPlanId, w.ShiftRoleId, w.VolunteerId });
        wish.Property(w => w.BrokenAsJson).HasMaxLength(JsonMaxLength);
        wish.HasOne(w => w.Volunteer).WithMany().HasForeignKey(w => w.VolunteerId).OnDelete(DeleteBehavior.Cascade);
        wish.HasOne(w => w.ShiftRole).WithMany().HasForeignKey(w => w.ShiftRoleId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MatchPlanPersonConfiguration : IEntityTypeConfiguration<MatchPlanPerson>
{
    public void Configure(EntityTypeBuilder<MatchPlanPerson> person)
    {
        person.ToTable("MatchPlanPeople");
        person.HasKey(p => new { p.MatchPlanId, p.VolunteerId });
        person.HasIndex(p => new { p.MatchPlanId, p.MinutesAfter });
        person.HasOne(p => p.Volunteer).WithMany().HasForeignKey(p => p.VolunteerId).OnDelete(DeleteBehavior.Cascade);
    }
}
