using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Reference;
using Dost.Volunteers.Core.Shifts.Series;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Shifts;

internal sealed class ShiftConfiguration : IEntityTypeConfiguration<Shift>
{
    public void Configure(EntityTypeBuilder<Shift> shift)
    {
        shift.ToTable("Shifts", t => t.HasCheckConstraint("CK_Shifts_EndsAfterStart", "EndsAtUtc > StartsAtUtc"));
        shift.Property(s => s.MeetingPoint).HasMaxLength(Shift.MeetingPointMaxLength);
        shift.Property(s => s.CancelReason).HasMaxLength(Shift.ReasonMaxLength);
        shift.Property(s => s.Version).IsConcurrencyToken();
        shift.HasIndex(s => new { s.State, s.StartsAtUtc });
        shift.HasIndex(s => new { s.CentreId, s.StartsAtUtc });

        // A place in a pattern has one shift, and a shift one copy a week, however often and by whomever they are made.
        shift.HasIndex(s => new { s.ShiftSeriesId, s.SeriesOn, s.SeriesStartsAt }).IsUnique();
        shift.HasIndex(s => new { s.CopiedFromId, s.CopiedToWeek }).IsUnique();
        shift.HasOne<ShiftSeries>().WithMany().HasForeignKey(s => s.ShiftSeriesId).OnDelete(DeleteBehavior.Restrict);
        shift.HasOne(s => s.VolunteerTask).WithMany().HasForeignKey(s => s.VolunteerTaskId).OnDelete(DeleteBehavior.Restrict);
        shift.HasOne(s => s.Centre).WithMany().HasForeignKey(s => s.CentreId).OnDelete(DeleteBehavior.Restrict);
        shift.HasMany(s => s.Roles).WithOne().HasForeignKey(r => r.ShiftId).OnDelete(DeleteBehavior.Cascade);
        shift.HasMany(s => s.Assignments).WithOne(a => a.Shift).HasForeignKey(a => a.ShiftId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ShiftRoleConfiguration : IEntityTypeConfiguration<ShiftRole>
{
    public void Configure(EntityTypeBuilder<ShiftRole> role)
    {
        // The last guard against overbooking, whatever the code above it does.
        role.ToTable("ShiftRoles", t =>
        {
            t.HasCheckConstraint("CK_ShiftRoles_Capacity", "Capacity BETWEEN 1 AND 500");
            t.HasCheckConstraint("CK_ShiftRoles_PlacesTaken", "PlacesTaken >= 0 AND PlacesTaken <= Capacity");
        });
        role.Property(r => r.Name).HasMaxLength(ShiftRole.NameMaxLength);
        role.Property(r => r.Version).IsConcurrencyToken();
        role.HasMany(r => r.Skills).WithOne().HasForeignKey(s => s.ShiftRoleId).OnDelete(DeleteBehavior.Cascade);
        role.HasMany(r => r.Languages).WithOne().HasForeignKey(l => l.ShiftRoleId).OnDelete(DeleteBehavior.Cascade);
        role.HasMany(r => r.Credentials).WithOne().HasForeignKey(c => c.ShiftRoleId).OnDelete(DeleteBehavior.Cascade);
        role.Navigation(r => r.Credentials).AutoInclude();
        role.HasMany(r => r.Visits).WithOne().HasForeignKey(v => v.ShiftRoleId).OnDelete(DeleteBehavior.Cascade);
        role.Navigation(r => r.Visits).AutoInclude();
    }
}

internal sealed class ShiftRoleSkillConfiguration : IEntityTypeConfiguration<ShiftRoleSkill>
{
    public void Configure(EntityTypeBuilder<ShiftRoleSkill> skill)
    {
        skill.ToTable("ShiftRoleSkills");
        skill.HasKey(s => new { s.ShiftRoleId, s.SkillCode });
        skill.Property(s => s.SkillCode).HasMaxLength(Skill.CodeMaxLength);
        skill.HasOne<Skill>().WithMany().HasForeignKey(s => s.SkillCode).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ShiftRoleLanguageConfiguration : IEntityTypeConfiguration<ShiftRoleLanguage>
{
    public void Configure(EntityTypeBuilder<ShiftRoleLanguage> language)
    {
        language.ToTable("ShiftRoleLanguages");
        language.HasKey(l => new { l.ShiftRoleId, l.LanguageCode });
        language.Property(l => l.LanguageCode).HasMaxLength(Language.CodeMaxLength);
        language.HasOne<Language>().WithMany().HasForeignKey(l => l.LanguageCode).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ShiftRoleCredentialConfiguration : IEntityTypeConfiguration<ShiftRoleCredential>
{
    public void Configure(EntityTypeBuilder<ShiftRoleCredential> credential)
    {
        credential.ToTable("ShiftRoleCredentials");
        credential.HasKey(c => new { c.ShiftRoleId, c.CredentialTypeCode });
        credential.Property(c => c.CredentialTypeCode).HasMaxLength(CredentialType.CodeMaxLength);
        credential.HasOne<CredentialType>().WithMany().HasForeignKey(c => c.CredentialTypeCode).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ShiftRoleVisitConfiguration : IEntityTypeConfiguration<ShiftRoleVisit>
{
    public void Configure(EntityTypeBuilder<ShiftRoleVisit> visit)
    {
        visit.ToTable("ShiftRoleVisits");
        visit.HasKey(v => new { v.ShiftRoleId, v.BeneficiaryId });
        visit.HasOne<Beneficiary>().WithMany().HasForeignKey(v => v.BeneficiaryId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AssignmentConfiguration : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> assignment)
    {
        assignment.Property(a => a.Version).IsConcurrencyToken();
        assignment.Property(a => a.LeaveReason).HasMaxLength(Assignment.ReasonMaxLength);

        // One volunteer once a shift.
        assignment.HasIndex(a => new { a.ShiftId, a.VolunteerId }).IsUnique();
        assignment.HasIndex(a => new { a.VolunteerId, a.State });
        assignment.HasIndex(a => new { a.State, a.OfferExpiresAtUtc });
        assignment.HasOne(a => a.ShiftRole).WithMany().HasForeignKey(a => a.ShiftRoleId).OnDelete(DeleteBehavior.Restrict);
        assignment.HasOne(a => a.Volunteer).WithMany().HasForeignKey(a => a.VolunteerId).OnDelete(DeleteBehavior.Restrict);
    }
}
