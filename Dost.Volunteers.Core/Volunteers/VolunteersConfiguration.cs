using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Reference;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Volunteers;

internal sealed class VolunteerConfiguration : IEntityTypeConfiguration<Volunteer>
{
    public void Configure(EntityTypeBuilder<Volunteer> volunteer)
    {
        volunteer.Property(v => v.GivenName).HasMaxLength(Volunteer.NameMaxLength);
        volunteer.Property(v => v.FamilyName).HasMaxLength(Volunteer.NameMaxLength);
        volunteer.Property(v => v.SearchText).HasMaxLength(SearchText.MaxLength);
        volunteer.Property(v => v.FinEncrypted).HasMaxLength(FieldCipher.EncryptedLength(Fin.Length));
        volunteer.Property(v => v.FinHash).HasMaxLength(Volunteer.FinHashLength);
        volunteer.Property(v => v.Phone).HasMaxLength(PhoneNumber.MaxLength);
        volunteer.Property(v => v.Email).HasMaxLength(Volunteer.EmailMaxLength);
        volunteer.Property(v => v.DistrictCode).HasMaxLength(District.CodeMaxLength);
        volunteer.Property(v => v.Culture).HasMaxLength(Volunteer.CultureMaxLength);
        volunteer.Property(v => v.GuardianName).HasMaxLength(2 * Volunteer.NameMaxLength);
        volunteer.Property(v => v.GuardianPhone).HasMaxLength(PhoneNumber.MaxLength);
        volunteer.Property(v => v.StateReason).HasMaxLength(Volunteer.ReasonMaxLength);
        volunteer.Property(v => v.RefusalReasonCode).HasMaxLength(Intake.RefusalReason.CodeMaxLength);
        volunteer.Property(v => v.RefusalNoteEncrypted).HasMaxLength(FieldCipher.EncryptedLength(4 * Volunteer.ReasonMaxLength));
        volunteer.Property(v => v.CommitmentsVersion).IsConcurrencyToken();

        // One person, one record: the last guard when the same form comes in twice at once.
        volunteer.HasIndex(v => v.FinHash).IsUnique();
        volunteer.HasIndex(v => v.Phone).IsUnique();
        volunteer.HasIndex(v => v.Email).IsUnique();
        volunteer.HasIndex(v => new { v.CentreId, v.State, v.SearchText });
        volunteer.HasIndex(v => new { v.CentreId, v.SearchText });
        volunteer.HasIndex(v => new { v.CentreId, v.State, v.WaitsSinceAtUtc });

        // An administrator walks and counts over all centres.
        volunteer.HasIndex(v => new { v.State, v.ErasedAtUtc, v.SearchText });
        volunteer.HasOne<Intake.RefusalReason>().WithMany().HasForeignKey(v => v.RefusalReasonCode).OnDelete(DeleteBehavior.Restrict);

        // The order of the list, for who sees all centres, and within a district.
        volunteer.HasIndex(v => v.SearchText);
        volunteer.HasIndex(v => new { v.DistrictCode, v.SearchText });

        // Who may be the same person: born on the same day, and not compared yet.
        volunteer.HasIndex(v => v.BornOn);
        volunteer.HasIndex(v => new { v.ComparedAtUtc, v.ErasedAtUtc });
        volunteer.HasIndex(v => v.MergedIntoId);
        volunteer.HasOne<Volunteer>().WithMany().HasForeignKey(v => v.MergedIntoId).OnDelete(DeleteBehavior.Restrict);

        volunteer.HasOne(v => v.District).WithMany().HasForeignKey(v => v.DistrictCode).OnDelete(DeleteBehavior.Restrict);
        volunteer.HasOne(v => v.Centre).WithMany().HasForeignKey(v => v.CentreId).OnDelete(DeleteBehavior.Restrict);
        volunteer.HasMany(v => v.Skills).WithOne().HasForeignKey(s => s.VolunteerId).OnDelete(DeleteBehavior.Cascade);
        volunteer.HasMany(v => v.Languages).WithOne().HasForeignKey(l => l.VolunteerId).OnDelete(DeleteBehavior.Cascade);
        volunteer.HasMany(v => v.LikedKinds).WithOne().HasForeignKey(k => k.VolunteerId).OnDelete(DeleteBehavior.Cascade);
        volunteer.HasMany(v => v.Availability).WithOne().HasForeignKey(w => w.VolunteerId).OnDelete(DeleteBehavior.Cascade);
        volunteer.HasMany(v => v.Blackouts).WithOne().HasForeignKey(b => b.VolunteerId).OnDelete(DeleteBehavior.Cascade);
        volunteer.HasMany(v => v.SearchTerms).WithOne().HasForeignKey(t => t.VolunteerId).OnDelete(DeleteBehavior.Cascade);
        volunteer.HasMany(v => v.Consents).WithOne().HasForeignKey(c => c.VolunteerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class VolunteerSearchTermConfiguration : IEntityTypeConfiguration<VolunteerSearchTerm>
{
    public void Configure(EntityTypeBuilder<VolunteerSearchTerm> term)
    {
        term.ToTable("VolunteerSearchTerms");

        // By the term, to search; by the person, to see whether a second word fits too.
        term.HasKey(t => new { t.Term, t.VolunteerId });
        term.HasIndex(t => new { t.VolunteerId, t.Term });
        term.Property(t => t.Term).HasMaxLength(VolunteerSearchTerm.MaxLength);
    }
}

internal sealed class VolunteerSkillConfiguration : IEntityTypeConfiguration<VolunteerSkill>
{
    public void Configure(EntityTypeBuilder<VolunteerSkill> skill)
    {
        skill.ToTable("VolunteerSkills");
        skill.HasKey(s => new { s.VolunteerId, s.SkillCode });
        skill.Property(s => s.SkillCode).HasMaxLength(Skill.CodeMaxLength);
        skill.HasOne<Skill>().WithMany().HasForeignKey(s => s.SkillCode).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class VolunteerLanguageConfiguration : IEntityTypeConfiguration<VolunteerLanguage>
{
    public void Configure(EntityTypeBuilder<VolunteerLanguage> language)
    {
        language.ToTable("VolunteerLanguages");
        language.HasKey(l => new { l.VolunteerId, l.LanguageCode });
        language.Property(l => l.LanguageCode).HasMaxLength(Language.CodeMaxLength);
        language.HasOne<Language>().WithMany().HasForeignKey(l => l.LanguageCode).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LikedKindConfiguration : IEntityTypeConfiguration<LikedKind>
{
    public void Configure(EntityTypeBuilder<LikedKind> kind)
    {
        kind.ToTable("LikedKinds");
        kind.HasKey(k => new { k.VolunteerId, k.HelpCategoryCode });
        kind.Property(k => k.HelpCategoryCode).HasMaxLength(HelpCategory.CodeMaxLength);
        kind.HasOne<HelpCategory>().WithMany().HasForeignKey(k => k.HelpCategoryCode).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AvailabilityWindowConfiguration : IEntityTypeConfiguration<AvailabilityWindow>
{
    public void Configure(EntityTypeBuilder<AvailabilityWindow> window) =>
        window.ToTable("AvailabilityWindows", t => t.HasCheckConstraint("CK_AvailabilityWindows_EndsAfterStart", "EndsAt > StartsAt"));
}

internal sealed class BlackoutPeriodConfiguration : IEntityTypeConfiguration<BlackoutPeriod>
{
    public void Configure(EntityTypeBuilder<BlackoutPeriod> period) =>
        period.ToTable("BlackoutPeriods", t => t.HasCheckConstraint("CK_BlackoutPeriods_LastNotBeforeFirst", "LastOn >= FirstOn"));
}

internal sealed class ConsentTextConfiguration : IEntityTypeConfiguration<ConsentText>
{
    public void Configure(EntityTypeBuilder<ConsentText> text)
    {
        text.HasKey(t => new { t.Code, t.Version });
        text.Property(t => t.Code).HasMaxLength(ConsentText.CodeMaxLength);
        text.ComplexProperty(t => t.Body, b =>
        {
            b.Property(n => n.Az).HasMaxLength(ConsentText.BodyMaxLength);
            b.Property(n => n.Ru).HasMaxLength(ConsentText.BodyMaxLength);
            b.Property(n => n.En).HasMaxLength(ConsentText.BodyMaxLength);
        });
    }
}

internal sealed class ConsentConfiguration : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> consent)
    {
        consent.ToTable("Consents", t => t.HasCheckConstraint(
            "CK_Consents_OneGiver", "(VolunteerId IS NULL AND HelpRequestId IS NOT NULL) OR (VolunteerId IS NOT NULL AND HelpRequestId IS NULL)"));
        consent.Property(c => c.Code).HasMaxLength(ConsentText.CodeMaxLength);
        consent.Property(c => c.Culture).HasMaxLength(Volunteer.CultureMaxLength);
        consent.HasOne<ConsentText>().WithMany().HasForeignKey(c => new { c.Code, c.Version }).OnDelete(DeleteBehavior.Restrict);
        consent.HasOne<HelpRequest>().WithMany().HasForeignKey(c => c.HelpRequestId).OnDelete(DeleteBehavior.Restrict);
    }
}
