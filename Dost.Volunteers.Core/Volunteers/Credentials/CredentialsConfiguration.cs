using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Volunteers.Credentials;

internal sealed class CredentialTypeConfiguration : IEntityTypeConfiguration<CredentialType>
{
    public void Configure(EntityTypeBuilder<CredentialType> type)
    {
        type.HasKey(t => t.CredentialTypeCode);
        type.Property(t => t.CredentialTypeCode).HasMaxLength(CredentialType.CodeMaxLength);
        type.ComplexProperty(t => t.Hint, h =>
        {
            h.Property(n => n.Az).HasMaxLength(CredentialType.HintMaxLength);
            h.Property(n => n.Ru).HasMaxLength(CredentialType.HintMaxLength);
            h.Property(n => n.En).HasMaxLength(CredentialType.HintMaxLength);
        });
        type.HasMany(t => t.RequiredFor).WithOne().HasForeignKey(r => r.CredentialTypeCode).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CredentialRequirementConfiguration : IEntityTypeConfiguration<CredentialRequirement>
{
    public void Configure(EntityTypeBuilder<CredentialRequirement> requirement)
    {
        requirement.ToTable("CredentialRequirements");
        requirement.Property(r => r.CredentialTypeCode).HasMaxLength(CredentialType.CodeMaxLength);
        requirement.HasKey(r => new { r.CredentialTypeCode, r.Programme });
    }
}

internal sealed class CredentialConfiguration : IEntityTypeConfiguration<Credential>
{
    /// <summary>A letter of ours takes at most two bytes, any other at most four.</summary>
    private const int BytesPerLetter = 4;

    public void Configure(EntityTypeBuilder<Credential> credential)
    {
        credential.ToTable("Credentials", t => t.HasCheckConstraint("CK_Credentials_ExpiresNotBeforeIssue", "ExpiresOn IS NULL OR ExpiresOn >= IssuedOn"));
        credential.Property(c => c.CredentialTypeCode).HasMaxLength(CredentialType.CodeMaxLength);
        credential.Property(c => c.NumberEncrypted).HasMaxLength(FieldCipher.EncryptedLength(BytesPerLetter * Credential.NumberMaxLength));
        credential.Property(c => c.IssuerEncrypted).HasMaxLength(FieldCipher.EncryptedLength(BytesPerLetter * Credential.IssuerMaxLength));
        credential.Property(c => c.Reason).HasMaxLength(Credential.ReasonMaxLength);
        credential.Property(c => c.Version).IsConcurrencyToken();
        credential.HasIndex(c => new { c.VolunteerId, c.CredentialTypeCode, c.State });
        credential.HasIndex(c => new { c.State, c.SubmittedAtUtc });
        credential.HasIndex(c => new { c.State, c.ExpiresOn });
        credential.HasOne(c => c.Volunteer).WithMany(v => v.Credentials).HasForeignKey(c => c.VolunteerId).OnDelete(DeleteBehavior.Cascade);
        credential.HasOne(c => c.CredentialType).WithMany().HasForeignKey(c => c.CredentialTypeCode).OnDelete(DeleteBehavior.Restrict);
        credential.HasOne<StoredFile>().WithMany().HasForeignKey(c => c.StoredFileId).OnDelete(DeleteBehavior.Restrict);
        credential.HasOne<UserAccount>().WithMany().HasForeignKey(c => c.DecidedById).OnDelete(DeleteBehavior.Restrict);
    }
}
