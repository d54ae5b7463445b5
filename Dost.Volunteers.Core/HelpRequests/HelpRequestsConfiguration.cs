using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Reference;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.HelpRequests;

internal sealed class BeneficiaryConfiguration : IEntityTypeConfiguration<Beneficiary>
{
    public void Configure(EntityTypeBuilder<Beneficiary> beneficiary)
    {
        beneficiary.Property(b => b.FullName).HasMaxLength(Beneficiary.NameMaxLength);
        beneficiary.Property(b => b.Phone).HasMaxLength(PhoneNumber.MaxLength);
        beneficiary.Property(b => b.Address).HasMaxLength(Beneficiary.AddressMaxLength);
        beneficiary.Property(b => b.DistrictCode).HasMaxLength(District.CodeMaxLength);
        beneficiary.Property(b => b.Culture).HasMaxLength(Volunteer.CultureMaxLength);
        beneficiary.Property(b => b.HealthNotesEncrypted).HasMaxLength(FieldCipher.EncryptedLength(Beneficiary.HealthNotesMaxBytes));
        beneficiary.Property(b => b.SearchText).HasMaxLength(SearchText.MaxLength);
        beneficiary.Property(b => b.Wishes).HasMaxLength(Beneficiary.WishesMaxLength);
        beneficiary.Property(b => b.Version).IsConcurrencyToken();
        beneficiary.HasIndex(b => b.Phone);
        beneficiary.HasIndex(b => new { b.CentreId, b.MergedIntoId });
        beneficiary.HasOne<Beneficiary>().WithMany().HasForeignKey(b => b.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        beneficiary.HasOne(b => b.District).WithMany().HasForeignKey(b => b.DistrictCode).OnDelete(DeleteBehavior.Restrict);
        beneficiary.HasOne<Centre>().WithMany().HasForeignKey(b => b.CentreId).OnDelete(DeleteBehavior.Restrict);
        beneficiary.HasMany(b => b.ExcludedPairs).WithOne().HasForeignKey(p => p.BeneficiaryId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ExcludedPairConfiguration : IEntityTypeConfiguration<ExcludedPair>
{
    public void Configure(EntityTypeBuilder<ExcludedPair> pair)
    {
        pair.ToTable("ExcludedPairs");
        pair.HasKey(p => new { p.BeneficiaryId, p.VolunteerId });
        pair.HasOne<Volunteer>().WithMany().HasForeignKey(p => p.VolunteerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class HelpRequestConfiguration : IEntityTypeConfiguration<HelpRequest>
{
    public void Configure(EntityTypeBuilder<HelpRequest> request)
    {
        request.ToTable("HelpRequests", t => t.HasCheckConstraint("CK_HelpRequests_Stars", "Stars IS NULL OR Stars BETWEEN 1 AND 5"));
        request.Property(r => r.TrackingCode).HasMaxLength(TrackingCode.MaxLength);
        request.Property(r => r.HelpCategoryCode).HasMaxLength(HelpCategory.CodeMaxLength);
        request.Property(r => r.Description).HasMaxLength(HelpRequest.DescriptionMaxLength);
        request.Property(r => r.AskerName).HasMaxLength(Beneficiary.NameMaxLength);
        request.Property(r => r.AskerRelation).HasMaxLength(HelpRequest.RelationMaxLength);
        request.Property(r => r.ContactPhone).HasMaxLength(PhoneNumber.MaxLength);
        request.Property(r => r.ContactEmail).HasMaxLength(Volunteer.EmailMaxLength);
        request.Property(r => r.Culture).HasMaxLength(Volunteer.CultureMaxLength);
        request.Property(r => r.StateReason).HasMaxLength(HelpRequest.ReasonMaxLength);
        request.Property(r => r.Feedback).HasMaxLength(HelpRequest.FeedbackMaxLength);
        request.Property(r => r.ReferredTo).HasMaxLength(HelpRequest.ReasonMaxLength);
        request.Property(r => r.LateNote).HasMaxLength(HelpRequest.ReasonMaxLength);
        request.Property(r => r.Thanks).HasMaxLength(HelpRequest.FeedbackMaxLength);
        request.Property(r => r.Version).IsConcurrencyToken();
        request.HasIndex(r => r.TrackingCode).IsUnique();

        // A form sent twice at the same moment makes one request.
        request.HasIndex(r => r.FormKey).IsUnique();
        request.HasIndex(r => new { r.CentreId, r.State, r.WantedOn });

        // The board: what stands in a column, the most pressing first; and what is late.
        request.HasIndex(r => new { r.CentreId, r.State, r.DueAtUtc });
        request.HasIndex(r => new { r.CentreId, r.AskedAtUtc });
        request.HasIndex(r => new { r.BeneficiaryId, r.AskedAtUtc });

        // A day of a regular visit has one request, however often the job runs.
        request.HasIndex(r => new { r.RegularVisitId, r.WantedOn }).IsUnique();
        request.HasOne<Beneficiaries.RegularVisit>().WithMany().HasForeignKey(r => r.RegularVisitId).OnDelete(DeleteBehavior.Restrict);

        // Who answers by SMS, and who wants none, is found by the number.
        request.HasIndex(r => r.ContactPhone);
        request.HasOne(r => r.Beneficiary).WithMany().HasForeignKey(r => r.BeneficiaryId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne(r => r.Centre).WithMany().HasForeignKey(r => r.CentreId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne(r => r.HelpCategory).WithMany().HasForeignKey(r => r.HelpCategoryCode).OnDelete(DeleteBehavior.Restrict);
        request.HasMany(r => r.Events).WithOne().HasForeignKey(e => e.HelpRequestId).OnDelete(DeleteBehavior.Cascade);
        request.HasMany(r => r.Steps).WithOne().HasForeignKey(s => s.HelpRequestId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class HelpRequestStepConfiguration : IEntityTypeConfiguration<HelpRequestStep>
{
    public void Configure(EntityTypeBuilder<HelpRequestStep> step) => step.ToTable("HelpRequestSteps");
}

internal sealed class HelpRequestEventConfiguration : IEntityTypeConfiguration<HelpRequestEvent>
{
    public void Configure(EntityTypeBuilder<HelpRequestEvent> happened)
    {
        happened.ToTable("HelpRequestEvents");
        happened.Property(e => e.Note).HasMaxLength(HelpRequestEvent.NoteMaxLength);
        happened.HasIndex(e => new { e.HelpRequestId, e.AtUtc });
        happened.HasOne<Volunteer>().WithMany().HasForeignKey(e => e.VolunteerId).OnDelete(DeleteBehavior.SetNull);
    }
}
